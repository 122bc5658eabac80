"""Networks: `making` one, changing how far it has come and who may know of it, the `seats` of cities in it, and what a
coordinator's `overview` counts.
"""

from hub.networks.making import change, create, of_id
from hub.networks.overview import city_counts, last_activity, listed, person_counts, seats_of_listed
from hub.networks.seats import change_seat, current_seat, held_seat, held_standings, seat, seat_city, why_not_observe

__all__ = [
    "change",
    "change_seat",
    "city_counts",
    "create",
    "current_seat",
    "held_seat",
    "held_standings",
    "last_activity",
    "listed",
    "of_id",
    "person_counts",
    "seat",
    "seat_city",
    "seats_of_listed",
    "why_not_observe",
]
