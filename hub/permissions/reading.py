"""Who reads a thread, by what they are here: those who can be spoken to in it."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from hub.database import Work
from hub.models import NO_PERSON, Audience, Board, City, Network, Person, Seat, Standing, StandingKind, Thread
from hub.permissions.entering import may_sign_in
from hub.permissions.table import MAY, OF_AUDIENCE, Right, lets_in


class Role(StrEnum):
    """What several people are here together."""

    MODERATORS = "moderators"
    COORDINATORS = "coordinators"


_ROLES = {StandingKind.MODERATOR: Role.MODERATORS, StandingKind.COORDINATOR: Role.COORDINATORS}


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who sees the thread; who is several things here is there several times."""

    person_id: UUID
    name: str
    city_id: UUID | None
    city: str | None
    role: Role | None


async def readers(work: Work, place: Thread | Board, audience: Audience) -> list[Reader]:
    """Those who may see what is written there for that audience, and can come in."""
    found = await work.execute(
        select(Person.id, Person.name, City.id, City.name, Standing.kind, Network.state)
        .join(Standing, Standing.person_id == Person.id)
        .join(Network, Network.id == Standing.network_id)
        .outerjoin(Seat, Seat.id == Standing.seat_id)
        .outerjoin(City, City.id == Seat.city_id)
        .where(
            Standing.network_id == place.network_id,
            Standing.until.is_(None),
            Standing.kind.in_(MAY[OF_AUDIENCE[audience], Right.SEE] - NO_PERSON),
            may_sign_in(),
        )
        .order_by(Person.name, Person.id)
    )
    return [
        Reader(person_id, name, city_id, city, _ROLES.get(kind))
        for person_id, name, city_id, city, kind, state in found
        if lets_in(state, kind)
    ]
