"""People enough: each with a standing in the network and a token, as one person may hold 20 sockets only."""

import secrets
from dataclasses import dataclass

from sqlalchemy import select

from hub import people
from hub.database import Work
from hub.models import AccessToken, Seat, SeatKind, Standing, StandingKind
from tests.faults.ground import Ground

SOCKETS_EACH = 15


@dataclass(frozen=True, slots=True)
class Newcomer:
    email: str
    token: str
    token_row: AccessToken
    standing: Standing


async def tokens(ground: Ground, count: int, kind: StandingKind = StandingKind.MODERATOR) -> list[str]:
    """The tokens of so many new people of that standing."""
    return [newcomer.token for newcomer in await newcomers(ground, count, kind)]


async def newcomers(ground: Ground, count: int, kind: StandingKind = StandingKind.MODERATOR) -> list[Newcomer]:
    async def make(work: Work) -> list[Newcomer]:
        seat = await observers_seat(work, ground) if kind is StandingKind.OBSERVER else None
        return [await _newcomer(work, ground, kind, seat) for _ in range(count)]

    return await ground.database.transact(ground.operator, make)


async def sockets(ground: Ground, count: int, kind: StandingKind = StandingKind.MODERATOR) -> list[tuple[str, str]]:
    """A token and a local address for each of so many sockets: both have their limits."""
    held = await tokens(ground, 1 + count // SOCKETS_EACH, kind)
    return [(held[number % len(held)], address(number)) for number in range(count)]


def address(number: int) -> str:
    """One of this machine's own, 127.0.1.1 and on."""
    return f"127.0.{1 + number // 200 % 200}.{1 + number % 200}"


async def _newcomer(work: Work, ground: Ground, kind: StandingKind, seat: Seat | None) -> Newcomer:
    email = f"{secrets.token_hex(6)}@crowd.example"
    person = await people.add(work, "One of the crowd", email)
    untold = work.aside(work.viewer, work.at)  # the streams of a run begin empty
    standing = await people.add_standing(untold, person, ground.network, kind, seat.id if seat else None)
    token = await people.make_token(work, email, "crowd", True)
    row = await work.row(select(AccessToken).where(AccessToken.person_id == person.id))
    assert row
    return Newcomer(email, token, row, standing)


async def observers_seat(work: Work, ground: Ground) -> Seat:
    observing = select(Seat).where(Seat.network_id == ground.network.id, Seat.kind == SeatKind.OBSERVER)
    seat = await work.row(observing)
    assert seat, "no city observes this network"
    return seat
