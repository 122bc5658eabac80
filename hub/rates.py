"""How much one may ask for in a minute: by token, by person and by address.

Each process counts for itself and at once, and adds what it has counted to the database each second, or sooner when it
is much. So several processes obey one rate, and so does one that has just started.
"""

import asyncio
import contextlib
import hmac
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncEngine

from hub import clock
from hub.errors import RateLimited
from hub.models import Spent

WINDOW = 60
_EVERY = 1.0
_MUCH = 10
"""A tenth of what is allowed is told to the database at once."""
_KEPT = 5
"""Minutes."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Budget:
    """What the strictest of the rates leaves."""

    limit: int
    remaining: int
    resets_in: int
    """Seconds."""


class Rates:
    def __init__(self, engine: AsyncEngine, key: bytes) -> None:
        self._engine, self._key = engine, key
        self._minute = 0
        self._told: dict[str, int] = {}
        """What the database knows of this minute, by all processes."""
        self._untold: dict[str, int] = defaultdict(int)
        self._much = asyncio.Event()
        self._telling = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._tell_ever_again(), name="rates")

    async def close(self) -> None:
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        await self.tell()

    def spend(self, allowed: Mapping[str, int], points: int) -> Budget:
        """Counts what is asked for by each of these. Raises RateLimited when one of them has asked for too much; what
        was refused is not counted."""
        now = clock.now().timestamp()
        self._turn(int(now // WINDOW))
        resets_in = WINDOW - int(now % WINDOW)
        by_name = {self._hidden(who): limit for who, limit in allowed.items()}
        left = [(limit - self._asked(name) - points, limit) for name, limit in by_name.items()]
        remaining, limit = min(left)
        if remaining < 0:
            raise RateLimited(resets_in)
        for name, most in by_name.items():
            self._untold[name] += points
            if self._untold[name] * _MUCH > most:
                self._much.set()
        return Budget(limit, remaining, resets_in)

    def _asked(self, name: str) -> int:
        return self._told.get(name, 0) + self._untold.get(name, 0)

    def _turn(self, minute: int) -> None:
        if minute != self._minute:
            self._minute = minute
            self._told.clear()
            self._untold.clear()

    def _hidden(self, who: str) -> str:
        return hmac.digest(self._key, who.encode(), "sha256").hex()[:32]

    async def _tell_ever_again(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._much.wait(), _EVERY)
            self._much.clear()
            await self.tell()

    async def tell(self) -> None:
        """Adds to the database what was counted since, and hears what others have. Without it each process counts for
        itself."""
        async with self._telling:
            await self._tell()

    async def _tell(self) -> None:
        minute, untold = self._minute, dict(self._untold)
        if not untold:
            return
        self._untold.clear()
        for name, points in untold.items():
            self._told[name] = self._told.get(name, 0) + points  # known by all, or else by us
        try:
            known = await self._added(minute, untold)
        except Exception as error:
            log.warning("rates_not_told", error=type(error).__name__)
        else:
            if minute == self._minute:
                self._told |= known

    async def _added(self, minute: int, untold: Mapping[str, int]) -> dict[str, int]:
        """In their order, so that two processes never wait for each other in a circle."""
        rows = [{"who": who, "minute": minute, "points": untold[who]} for who in sorted(untold)]
        async with self._engine.begin() as connection:
            await connection.execute(delete(Spent).where(Spent.minute < minute - _KEPT))
            told = await connection.execute(self._adding(rows))
            return dict(told.all())

    def _adding(self, rows: Collection[Mapping[str, Any]]) -> Any:
        dialect = sqlite if self._engine.dialect.name == "sqlite" else postgresql
        new = dialect.insert(Spent).values(rows)
        total = {"points": Spent.points + new.excluded.points}
        return new.on_conflict_do_update(index_elements=["who", "minute"], set_=total).returning(
            Spent.who, Spent.points
        )
