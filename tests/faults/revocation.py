"""F13: a standing, a session, a token or a password ends at any moment, with the bus up or down."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import cycle

from sqlalchemy import select

from hub import people
from hub.database import Viewer, Work
from hub.models import Person, StandingKind, Stream, StreamKind
from hub.people import SignedIn
from schema.asking import session_cookie
from tests.faults.crowd import Newcomer, newcomers, observers_seat, tokens
from tests.faults.ground import Ground
from tests.faults.invariants import Verdict, all_of, nothing_came_after
from tests.faults.reader import Reader
from tests.faults.writer import Writer
from tests.patience import until

AT_ONCE = 10

End = Callable[[Work], Awaitable[object]]
Losing = Callable[[Ground, Newcomer], Awaitable[tuple[str, Viewer, End]]]
"""What lets somebody in, as a cookie or as their token; who ends it, and how."""


@dataclass(frozen=True, slots=True)
class Revoked:
    count: int
    slowest: float
    """Seconds from the commit of the removal to the end of the stream."""
    holds: Verdict
    """That nothing reached the removed which was written after the removal."""


@asynccontextmanager
async def busy(ground: Ground) -> AsyncIterator[list[str]]:
    """Hubs at which people keep writing."""
    origins = [hub.origin for hub in await ground.workers()]
    writers = [Writer(origins, token, [*ground.threads.values()]) for token in await tokens(ground, 2)]
    async with writers[0].writing(0.01), writers[1].writing(0.01):
        yield origins


@asynccontextmanager
async def without_bus(ground: Ground) -> AsyncIterator[None]:
    """Meanwhile the bus is there and does not answer."""
    if ground.bus:
        await ground.bus.freeze()
    try:
        yield
    finally:
        if ground.bus:
            await ground.bus.thaw()


async def revoke(ground: Ground, origins: list[str], count: int) -> Revoked:
    """So many people follow at the last hub; each loses at some moment what lets them, by a commit elsewhere."""
    there, took, verdicts = origins[-1], list[float](), list[Verdict]()
    for _ in range(0, count, AT_ONCE):
        crowd = await newcomers(ground, min(AT_ONCE, count - len(took)))
        losing = [_lose(ground, there, person, how) for person, how in zip(crowd, cycle(ENDS), strict=False)]
        for seconds, verdict in await asyncio.gather(*losing):
            took.append(seconds)
            verdicts.append(verdict)
    return Revoked(len(took), max(took), all_of(*verdicts))


async def _lose(ground: Ground, origin: str, person: Newcomer, how: Losing) -> tuple[float, Verdict]:
    cookie, who, end = await how(ground, person)
    reader = Reader([origin], person.token, ground.network.public_id, session=cookie)
    async with reader.following():
        await until(lambda: reader.is_live, "that the person follows")
        await asyncio.sleep(random.uniform(0, 0.5))
        head = await _committed(ground, who, end)
        over = time.monotonic()
        await until(lambda: bool(reader.ended_by), f"the end of the stream of {person.email}")
    return max(reader.ended_at - over, 0), nothing_came_after(head, reader.runs)


async def _committed(ground: Ground, who: Viewer, end: End) -> int:
    """The number at which the stream stood when the removal was committed: nobody writes between the two."""

    async def verb(work: Work) -> int:
        of_network = select(Stream).where(Stream.about_id == ground.network.id).order_by(Stream.id)
        held = await work.rows(of_network.with_for_update(key_share=True))
        await end(work)
        return next(stream.head for stream in held if stream.kind is StreamKind.MEMBERS)

    return await ground.database.transact(who, verb)


async def _standing(ground: Ground, person: Newcomer) -> tuple[str, Viewer, End]:
    return "", ground.operator, lambda work: people.end_standing(work, person.standing.id)


async def _role(ground: Ground, person: Newcomer) -> tuple[str, Viewer, End]:
    """They go on, as an observer."""

    async def end(work: Work) -> None:
        who = await work.get(Person, person.standing.person_id)
        assert who
        seat = await observers_seat(work, ground)
        await people.end_standing(work, person.standing.id)
        await people.add_standing(work, who, ground.network, StandingKind.OBSERVER, seat.id)

    return "", ground.operator, end


async def _token(ground: Ground, person: Newcomer) -> tuple[str, Viewer, End]:
    return "", ground.operator, lambda work: people.end_token(work, person.token_row.id)


async def _session(ground: Ground, person: Newcomer) -> tuple[str, Viewer, End]:
    there = await people.sign_in_to_demo(ground.operator, person.email)
    return _cookie(ground, there), there.viewer, people.sign_out


async def _from_elsewhere(ground: Ground, person: Newcomer) -> tuple[str, Viewer, End]:
    """Signed out there by the same person here."""
    there, here = [await people.sign_in_to_demo(ground.operator, person.email) for _ in range(2)]
    return _cookie(ground, there), here.viewer, people.end_other_sessions


async def _password(ground: Ground, person: Newcomer) -> tuple[str, Viewer, End]:
    there, here = [await people.sign_in_to_demo(ground.operator, person.email) for _ in range(2)]
    fresh = await people.hashed("nowe hasło do Empirii")
    return _cookie(ground, there), here.viewer, lambda work: people.change_password(work, None, fresh)


def _cookie(ground: Ground, opened: SignedIn) -> str:
    return f"{session_cookie(ground.database)}={opened.secret}"


ENDS = (_standing, _role, _token, _session, _from_elsewhere, _password)
"""What somebody may lose, and how."""
