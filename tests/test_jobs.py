"""Jobs: one process at a time does them; who holds the lease no more changes nothing; what is over is forgotten."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from hub import clock, idempotency, outbox, people
from hub.consequences import open_database
from hub.database import Database, Viewer, Work
from hub.jobs import Job, Runner
from hub.leases import Holder, LeaseLost
from hub.models import (
    IdempotencyKey,
    Lease,
    Letter,
    LetterKind,
    PasskeyChallenge,
    Person,
    SignInLink,
)
from tests.conftest import settings_for
from tests.faults.ground import standing_on
from tests.patience import until
from tests.postbox import postbox

SHORT = timedelta(seconds=0.6)


@contextmanager
def time_told() -> Iterator[Callable[[float], None]]:
    """Time passes when it is told to, in lifetimes of a short lease."""
    now = [clock.now()]

    def later(lifetimes: float) -> None:
        now[0] += SHORT * lifetimes

    with clock.told_by(lambda: now[0]):
        yield later


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    opened = open_database(settings_for(url))
    yield opened
    await opened.close()


async def _count(work: Work) -> int:
    return len(await work.rows(select(Lease)))


async def test_one_process_holds_the_lease_and_another_takes_it_over_when_it_dies(database: Database) -> None:
    first, second = (Holder(Viewer(database), SHORT) for _ in range(2))
    with time_told() as later:
        assert await first.hold()
        assert not await second.hold()
        assert await first.transact(_count) == 1
        with pytest.raises(LeaseLost):
            await second.transact(_count)

        later(0.7)
        assert await first.hold(), "it extends its own"
        later(0.7)
        assert not await second.hold()
        later(1)
        assert await second.hold(), "the first has not been heard of"
        assert second.fence == 2


async def test_who_was_paused_changes_nothing_when_it_goes_on(database: Database) -> None:
    paused, other = (Holder(Viewer(database), SHORT) for _ in range(2))
    with time_told() as later:
        assert await paused.hold()
        later(1.2)
        assert await other.hold()
        with pytest.raises(LeaseLost):
            await paused.transact(lambda work: work.execute(update(Person).values(name="twice")))
    async with database.reading(Viewer(database)) as work:
        assert "twice" not in await work.rows(select(Person.name))
    assert not await paused.hold()
    await other.let_go()
    assert await paused.hold(), "it takes the lease anew, as anybody may"
    assert paused.fence == 3


async def test_many_that_want_the_lease_at_once_make_one_holder(database: Database) -> None:
    holders = [Holder(Viewer(database)) for _ in range(8)]
    assert (await asyncio.gather(*(holder.hold() for holder in holders))).count(True) == 1


async def test_a_job_that_fails_keeps_none_of_the_others_from_being_done(database: Database) -> None:
    done: list[str] = []

    async def fail(_: Holder) -> None:
        done.append("failed")
        raise RuntimeError

    async def succeed(holder: Holder) -> None:
        done.append(str(await holder.transact(_count)))

    hour = timedelta(hours=1)
    runner = Runner(database, (Job("first", timedelta(0), fail), Job("second", hour, succeed)))
    runner.start()
    try:
        await until(lambda: done.count("failed") == 2)
    finally:
        await runner.stop()
    assert done == ["failed", "1", "failed"], "each at its own interval"
    async with database.reading(Viewer(database)) as work:
        lease = await work.row(select(Lease))
    assert lease
    assert lease.until <= clock.now(), "another need not wait"


async def test_what_is_over_is_forgotten_and_what_is_not_stays(database: Database) -> None:
    async def fill(work: Work) -> None:
        person = await work.row(select(Person).where(Person.email.is_not(None)))
        assert person
        for age in (timedelta(0), timedelta(days=2), timedelta(days=8), timedelta(days=31)):
            at, name = work.at - age, str(age)
            await work.add(IdempotencyKey(person_id=person.id, key=name, fingerprint=b"", subject="", created_at=at))
            expires = at + timedelta(hours=1)
            await work.add(SignInLink(person_id=person.id, secret_hash=name.encode(), expires_at=expires))
            await work.add(PasskeyChallenge(challenge=name.encode(), expires_at=expires))
            for end in ("sent_at", "dropped_at", "failed_at", "due_at"):
                letter = await work.add(Letter(kind=LetterKind.STILL_HERE, to_id=person.id))
                letter.due_at = None
                setattr(letter, end, at)

    operator = Viewer(database)
    await database.transact(operator, fill)
    for forget in (idempotency.forget, people.forget_links, outbox.forget):
        await forget(operator)
    async with database.reading(operator) as work:
        for column in (IdempotencyKey.key, SignInLink.secret_hash, PasskeyChallenge.challenge):
            assert len(await work.rows(select(column))) == 1
        ends = (Letter.sent_at, Letter.dropped_at, Letter.failed_at, Letter.due_at)
        kept = (await work.execute(select(*(func.count(end) for end in ends)))).one()
    assert tuple(kept) == (2, 2, 3, 4)


async def test_a_hub_that_is_killed_while_it_sends_loses_no_letter(url: str, tmp_path: Path) -> None:
    """Every letter arrives, each once, but for the one that was being handed over: it comes twice, with one name."""
    with postbox() as box:
        box.seconds = 0.2
        async with standing_on(url, tmp_path) as ground:
            hubs = [await ground.worker(HUB_SMTP_URL=box.url) for _ in range(2)]
            await until(lambda: any("jobs_taken_over" in hub.log for hub in hubs))
            holder, other = sorted(hubs, key=lambda hub: "jobs_taken_over" not in hub.log)

            async def post(work: Work) -> list[str]:
                everybody = await work.rows(select(Person).where(Person.email.is_not(None)).limit(8))
                letters = [await outbox.post(work, LetterKind.STILL_HERE, to=person) for person in everybody]
                return [letter.public_id for letter in letters]

            posted: list[str] = await ground.database.transact(ground.operator, post)
            await box.wait_for(3)
            await holder.kill()
            killed_at = len(box.letters)
            await until(lambda: "jobs_taken_over" in other.log, "the lease")
            await _time_passes(ground.database)
            arrived = [_id(letter["Message-ID"]) for letter in await box.wait_for(len(posted) + 1)]
            await until(lambda: other.log.count("end=sent") == len(posted) - killed_at + 1)
    assert sorted(set(arrived)) == sorted(posted)
    assert arrived[killed_at - 1] == max(arrived, key=arrived.count), "the one that was on its way"
    assert len(arrived) == len(posted) + 1


async def _time_passes(database: Database) -> None:
    """A claimed letter is due again after a minute."""
    claimed = update(Letter).where(Letter.due_at.is_not(None)).values(due_at=clock.now())
    await database.transact(Viewer(database), lambda work: work.execute(claimed))


def _id(message_id: str) -> str:
    found = re.fullmatch(r"<(letter_\w+)@127\.0\.0\.1>", message_id)
    assert found
    return found[1]
