"""Networks: `making` one, changing how far it has come and who may know of it, the `seats` of cities in it, and what a
coordinator's `overview` counts.
"""

from hub.networks.making import change, create
from hub.networks.overview import city_counts, last_activity, listed, person_counts, seats_of_listed
from hub.networks.seats import change_seat, seat, seat_city, why_not_observe

__all__ = [
    "change",
    "change_seat",
    "city_counts",
    "create",
    "last_activity",
    "listed",
    "person_counts",
    "seat",
    "seat_city",
    "seats_of_listed",
    "why_not_observe",
]
