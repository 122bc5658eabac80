"""F14: the hub that does the jobs stands still for a while, in the middle of one, and another takes over."""

import asyncio
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select, update

from hub import clock, outbox
from hub.database import Work
from hub.models import Lease, Letter, LetterKind, Person
from tests.faults.ground import Ground
from tests.faults.processes import Worker
from tests.patience import until
from tests.postbox import Postbox


@dataclass(frozen=True, slots=True)
class Stalled:
    fences: list[int]
    """Of the lease: before, while the holder stood still, after it went on."""
    copies: Counter[str]
    """How often each letter arrived."""
    posted: int
    waiting: int
    """Letters that were neither sent nor given up in the end."""


async def stall(ground: Ground, box: Postbox, letters: int = 6) -> Stalled:
    """The holder is stopped while a letter is on its way; the rest is sent by the other; then the first goes on."""
    box.seconds = 0.3
    hubs = [await ground.worker(HUB_SMTP_URL=box.url) for _ in range(2)]
    await until(lambda: any(_holds(hub) for hub in hubs), "that one does the jobs")
    holder, other = sorted(hubs, key=_holds, reverse=True)
    fences = [await _fence(ground)]
    await ground.database.transact(ground.operator, lambda work: _post(work, letters))
    await box.wait_for(2)
    await holder.freeze()
    await until(lambda: _holds(other), "that the other does the jobs")
    fences.append(await _fence(ground))
    await box.wait_for(letters)
    await holder.thaw()
    await asyncio.sleep(3)
    await _a_minute_passes(ground)
    await asyncio.sleep(3)
    fences.append(await _fence(ground))
    copies = Counter(str(letter["Message-ID"]) for letter in box.letters)
    return Stalled(fences, copies, letters, await _waiting(ground))


def _holds(hub: Worker) -> bool:
    return "jobs_taken_over" in hub.log


async def _post(work: Work, count: int) -> None:
    for person in await work.rows(select(Person).where(Person.email.is_not(None)).limit(count)):
        await outbox.post(work, LetterKind.STILL_HERE, to=person)


async def _fence(ground: Ground) -> int:
    async with ground.database.reading(ground.operator) as work:
        fence = await work.row(select(Lease.fence))
    assert fence
    return fence


async def _a_minute_passes(ground: Ground) -> None:
    """A letter whose attempt has not ended is due again after that."""
    claimed = update(Letter).where(Letter.due_at.is_not(None)).values(due_at=clock.now())
    await ground.database.transact(ground.operator, lambda work: work.execute(claimed))


async def _waiting(ground: Ground) -> int:
    async with ground.database.reading(ground.operator) as work:
        return len(await work.rows(select(Letter.id).where(Letter.due_at.is_not(None))))
