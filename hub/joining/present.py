"""Who and what is in a network now, read once, and what speaks against one more."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from hub import networks, permissions
from hub.database import Work
from hub.errors import Conflict, HubError, NotAllowed
from hub.models import (
    City,
    Invitation,
    InvitationForm,
    Network,
    Person,
    Seat,
    SeatKind,
    Standing,
    StandingKind,
)

Place = tuple[str, StandingKind | UUID]
"""An address, and what it is in a network: for which city it speaks, or what else it does."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is to come in, and as what."""

    email: str
    kind: StandingKind
    city: City | None = None
    name: str = ""
    function: str = ""
    programme: str = ""

    @property
    def place(self) -> Place:
        return self.email, self.city.id if self.city else self.kind


@dataclass(frozen=True, slots=True)
class Present:
    network: Network
    seats: Mapping[UUID, Seat]
    """By city."""
    here: frozenset[Place]
    invited: Mapping[Place, Invitation]
    may_seat: bool
    """Whether the viewer may let in a city that does not sit here yet."""

    def why_not(self, guest: Guest) -> HubError | None:
        """What speaks against letting them in, or None. An invitation that waits does not."""
        if guest.place in self.here:
            return Conflict("This person is in this network already.")
        return self.why_not_city(guest.kind, guest.city) if guest.city else None

    def why_not_city(self, kind: StandingKind, city: City) -> HubError | None:
        """What speaks against people of that city taking part in that way, or None."""
        seat = self.seats.get(city.id)
        if seat is None and not self.may_seat:
            return NotAllowed("{city} does not sit here yet. Those who coordinate can invite it.", city=city.name)
        if seat is not None and seat.kind.value != kind.value:
            return _OTHERWISE[seat.kind](city)
        return networks.why_not_observe(self.network, kind, city) if seat is None else None


_OTHERWISE = {
    SeatKind.MEMBER: lambda city: Conflict("{city} is a city of this network, not an observer.", city=city.name),
    SeatKind.OBSERVER: lambda city: Conflict(
        "{city} is an observer here. Those who coordinate can make it a city of the network.", city=city.name
    ),
}


async def present(work: Work, network: Network, may_seat: bool | None = None) -> Present:
    """`may_seat` is what the viewer may, unless it is said that somebody else decides, later or before."""
    seats = await work.rows(select(Seat).where(Seat.network_id == network.id, Seat.until.is_(None)))
    return Present(
        network=network,
        seats={seat.city_id: seat for seat in seats},
        here=await _here(work, network),
        invited=await _invited(work, network),
        may_seat=await permissions.why_not_coordinate(work, network.id) is None if may_seat is None else may_seat,
    )


async def _here(work: Work, network: Network) -> frozenset[Place]:
    rows = await work.execute(
        select(Person.email, Standing.kind, Seat.city_id)
        .join(Standing, Standing.person_id == Person.id)
        .outerjoin(Seat, Seat.id == Standing.seat_id)
        .where(Standing.network_id == network.id, Standing.until.is_(None), Person.email.is_not(None))
    )
    return frozenset((email, city_id or kind) for email, kind, city_id in rows)


async def _invited(work: Work, network: Network) -> dict[Place, Invitation]:
    waiting = await work.rows(
        select(Invitation).where(
            Invitation.network_id == network.id,
            Invitation.form != InvitationForm.LINK,
            Invitation.accepted_at.is_(None),
            Invitation.withdrawn_at.is_(None),
            Invitation.expires_at > work.at,
        )
    )
    return {(invitation.email or "", invitation.city_id or invitation.kind): invitation for invitation in waiting}
