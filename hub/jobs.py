"""What is done without being asked, by one process at a time: mail is sent, what is not needed any more is forgotten.

To add a job is to add a line to `JOBS`. Each may run again after a restart, so what must not happen twice is told by
its own rows; each changes rows through `holder.transact` only, which refuses who is not the holder any more.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from traceback import format_tb

import structlog
from structlog.contextvars import bound_contextvars

from hub import events, files, idempotency, mail, notices, outbox, people, personal_data, polls, results, webhooks
from hub.database import Database, Viewer, Work
from hub.leases import LASTS, Holder, LeaseLost

log = structlog.get_logger()

LOOKS_EVERY = 1.0
"""Seconds between two looks for what is due, unless this process itself left something to do."""
_ANSWERED_FIRST = (0.1, 0.4)
"""Seconds until whoever left it has their answer: how long that takes must not tell what there is to do for it."""
_PATIENCE = 5.0
"""Seconds for the letter that is on its way when the process is told to end."""


@dataclass(frozen=True, slots=True)
class Job:
    name: str
    every: timedelta
    do: Callable[[Holder], Awaitable[object]]


def change(name: str, every: timedelta, verb: Callable[[Work], Awaitable[object]]) -> Job:
    """A job that is one transaction."""
    return Job(name, every, lambda holder: holder.transact(verb))


JOBS = (
    Job("send_letters", timedelta(0), mail.send_due),
    change("open_and_close_polls", timedelta(seconds=2), polls.do_due),
    change("remind_of_polls", timedelta(minutes=1), polls.remind),
    change("release_results", timedelta(seconds=2), results.do_due),
    change("tell_turnout", timedelta(seconds=60), polls.tell_turnout),
    Job("post_digests", timedelta(minutes=1), notices.post_digests),
    change("forget_events", timedelta(hours=1), events.prune),
    change("forget_letters", timedelta(hours=1), outbox.forget),
    change("forget_deliveries", timedelta(hours=1), webhooks.forget),
    change("forget_links", timedelta(hours=1), people.forget_links),
    change("end_expired_tokens", timedelta(minutes=1), people.end_expired_tokens),
    change("ask_the_silent", timedelta(hours=1), personal_data.ask_the_silent),
    Job("forget_files", timedelta(minutes=5), files.forget),
    change("forget_idempotency_keys", timedelta(hours=1), idempotency.forget),
)


@dataclass
class Runner:
    """Does the jobs while its process holds the lease, from `start` to `stop`."""

    database: Database
    jobs: tuple[Job, ...] = JOBS
    lasts: timedelta = LASTS
    _next: dict[str, float] = field(default_factory=dict)
    """When each job is due again, by the loop's clock."""
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.holder = Holder(Viewer(self.database), self.lasts)

    def start(self) -> None:
        self._tasks = [asyncio.create_task(self._hold(), name="jobs"), asyncio.create_task(self._work(), name="jobs")]

    async def stop(self) -> None:
        """Lets another process go on at once. A letter that is on its way gets there, unless that takes long."""
        holding, working = self._tasks
        holding.cancel()
        await self._try("let_go_lease", self.holder.let_go)
        self.database.posted.set()
        await asyncio.wait([working], timeout=_PATIENCE)
        working.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _hold(self) -> None:
        """Beside the work, which may wait for a mail server longer than a lease lasts."""
        while True:
            await self._try("hold_lease", self._take)
            await asyncio.sleep(self.lasts.total_seconds() / 4)

    async def _take(self) -> None:
        fence = self.holder.fence
        if await self.holder.hold() and self.holder.fence != fence:
            self.database.posted.set()
            log.info("jobs_taken_over", fence=self.holder.fence)

    async def _work(self) -> None:
        while not self._tasks[0].cancelling():
            self.database.posted.clear()
            for job in self.jobs:
                if self.holder.fence is not None and self._is_due(job):
                    await self._try(job.name, partial(job.do, self.holder))
            with suppress(TimeoutError):
                await asyncio.wait_for(self.database.posted.wait(), LOOKS_EVERY)
                await asyncio.sleep(random.uniform(*_ANSWERED_FIRST))  # noqa: S311 - no secret

    def _is_due(self, job: Job) -> bool:
        at = asyncio.get_running_loop().time()
        is_due = at >= self._next.get(job.name, at)
        if is_due:
            self._next[job.name] = at + job.every.total_seconds()
        return is_due

    async def _try(self, name: str, do: Callable[[], Awaitable[object]]) -> None:
        """Nothing that goes wrong ends the jobs, not even a log that cannot be written."""
        with suppress(Exception), bound_contextvars(job=name):
            try:
                await do()
            except LeaseLost:
                log.info("lease_lost")
            except Exception as error:
                # where it happened, but not what it says: a database's error holds addresses
                log.error("job_failed", error=type(error).__name__, at=format_tb(error.__traceback__)[-1])
