"""Loaders: what resolvers ask for is gathered until the session is free for it, and read in one statement a kind.

Rows come first, as more is asked of them; what leads no further, such as numbers, is asked for last and all at once.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from hub.database import Work

Load = Callable[[Work, list[Any]], Awaitable[list[Any]]]

_TURNS = 3
"""Of the event loop, until all that is of one level has been asked for."""


class Reading:
    """The loaders of one snapshot. A session answers one at a time, so one at a time is asked."""

    def __init__(self, open: Callable[[], Awaitable[Work]]) -> None:
        self._open = open
        self._waiting: dict[Loader, None] = {}
        self._task: asyncio.Task[None] | None = None

    def ask(self, loader: "Loader") -> None:
        self._waiting[loader] = None
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._read())

    async def _read(self) -> None:
        while self._waiting:
            for _ in range(_TURNS):
                await asyncio.sleep(0)
            next = min(self._waiting, key=lambda loader: loader.comes_last)
            del self._waiting[next]
            await next.read(self._open)


class Loader:
    """Something of each key, asked for once."""

    def __init__(self, reading: Reading, load: Load, comes_last: bool) -> None:
        self.comes_last = comes_last
        self._reading, self._load = reading, load
        self._found: dict[Any, asyncio.Future[Any]] = {}
        self._asked: list[Any] = []

    def load(self, key: Any) -> Awaitable[Any]:
        """Shielded: an error elsewhere in the answer cancels one who waits, and others wait for the same."""
        if key not in self._found:
            self._found[key] = asyncio.get_running_loop().create_future()
            self._asked.append(key)
            self._reading.ask(self)
        return asyncio.shield(self._found[key])

    async def load_many(self, keys: Iterable[Any]) -> list[Any]:
        return await asyncio.gather(*map(self.load, keys))

    def prime(self, key: Any, value: Any) -> None:
        """What has come along with something else need not be asked for."""
        found = self._found.setdefault(key, asyncio.get_running_loop().create_future())
        if not found.done():
            found.set_result(value)

    async def read(self, open: Callable[[], Awaitable[Work]]) -> None:
        keys, self._asked = [key for key in self._asked if not self._found[key].done()], []
        if not keys:
            return
        try:
            values = await self._load(await open(), keys)
        except asyncio.CancelledError:
            for key in keys:
                self._found[key].cancel()
        except Exception as error:
            for key in keys:
                self._found[key].set_exception(error)
        else:
            for key, value in zip(keys, values, strict=True):
                self.prime(key, value)
