"""The lease: one process at a time does the jobs, and what an old holder still wants to write is refused.

Every change of a job commits under the fence, a number that grows with each new holder. Processes compare times of
their own clocks, which may differ by less than a lease lasts.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select, update

from hub import clock, ids
from hub.database import Viewer, Work
from hub.models import Lease

T = TypeVar("T")

LASTS = timedelta(seconds=10)


class LeaseLost(Exception):
    """Another process does the jobs now."""


@dataclass
class Holder:
    """A process that does the jobs, or would if it held the lease."""

    operator: Viewer
    lasts: timedelta = LASTS
    name: str = "jobs"
    id: UUID = field(default_factory=ids.new)
    fence: int | None = None
    """While it holds the lease, or believes so."""

    async def hold(self) -> bool:
        """Whether it holds the lease: takes one that ran out, and extends its own when half of it is over."""
        async with self.operator.database.reading(self.operator) as work:
            lease = await work.get(Lease, self.name)
        left = lease.until - clock.now() if lease else timedelta(0)
        if lease and lease.holder == self.id and lease.fence == self.fence and left > self.lasts / 2:
            return True
        if lease and lease.holder != self.id and left > timedelta(0):
            self.fence = None
        else:
            self.fence = await self.operator.database.transact(self.operator, self._take)
        return self.fence is not None

    async def transact(self, verb: Callable[[Work], Awaitable[T]]) -> T:
        """Runs the verb in a transaction during which nobody else can take the lease. Raises LeaseLost."""
        return await self.operator.database.transact(self.operator, lambda work: self._fenced(work, verb))

    async def let_go(self) -> None:
        """So that another need not wait."""
        if self.fence is not None:
            await self.operator.database.transact(self.operator, self._end)
            self.fence = None

    async def _take(self, work: Work) -> int | None:
        lease = await work.row(select(Lease).where(Lease.name == self.name).with_for_update())
        if lease is None:
            lease = await work.add(Lease(name=self.name, holder=self.id, fence=1, until=work.at + self.lasts))
        elif lease.holder != self.id and lease.until > work.at:
            return None
        elif lease.holder != self.id or lease.fence != self.fence:
            lease.holder, lease.fence = self.id, lease.fence + 1
        lease.until = work.at + self.lasts
        return lease.fence

    async def _fenced(self, work: Work, verb: Callable[[Work], Awaitable[T]]) -> T:
        held = select(Lease.fence).where(Lease.name == self.name, Lease.holder == self.id)
        fence = await work.row(held.with_for_update(read=True))
        if fence is None or fence != self.fence:
            self.fence = None
            raise LeaseLost()
        return await verb(work)

    async def _end(self, work: Work) -> None:
        own = update(Lease).where(Lease.name == self.name, Lease.holder == self.id, Lease.fence == self.fence)
        await work.execute(own.values(until=work.at))
