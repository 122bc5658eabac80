"""What the resolvers of one operation share: who asks, one snapshot to read from, and the loaders on it."""

import asyncio
from collections.abc import Hashable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

import strawberry

from hub.database import Viewer, Work
from hub.people import SignedIn
from hub.rates import Budget
from schema.loaders import Load, Loader, Reading


@dataclass
class Context:
    viewer: Viewer
    may_enter_demo: bool = False
    """Whether the demo's door stands open: in demo mode, on this machine, not through a proxy."""
    cost: int = 0
    """How many objects the operation may answer with, by its document and variables; see `shapes`."""
    budget: Budget | None = None
    """What may still be asked for in this minute; None when nothing is counted."""
    session_secret: str | None = None
    """Set when a session was opened: the browser is to keep it. Empty when it ended."""
    _open: AsyncExitStack | None = None
    _work: Work | None = None
    _opening: asyncio.Lock = field(default_factory=asyncio.Lock)
    _is_over: bool = False
    _loaders: dict[Hashable, Loader] = field(default_factory=dict)
    _reading: Reading | None = None

    @classmethod
    def on(cls, work: Work) -> "Context":
        """For an operation on a snapshot that others opened, and will close."""
        return cls(work.viewer, _work=work)

    async def reading(self) -> Work:
        """The operation's snapshot, opened when first asked for."""
        async with self._opening:
            if self._is_over:
                raise asyncio.CancelledError  # a resolver that an error elsewhere in the answer has left behind
            if self._work is None:
                self._open = AsyncExitStack()
                self._work = await self._open.enter_async_context(self.viewer.database.reading(self.viewer))
            return self._work

    def loader(self, key: Hashable, load: Load, comes_last: bool = False) -> Loader:
        """The loader under that key; `comes_last`, if nothing more will be asked of what it finds."""
        if key not in self._loaders:
            self._reading = self._reading or Reading(self.reading)
            self._loaders[key] = Loader(self._reading, load, comes_last)
        return self._loaders[key]

    async def enter(self, signed_in: SignedIn) -> None:
        """From here on the operation is that person's, and the browser will be."""
        await self.renew()
        self.viewer, self.session_secret = signed_in.viewer, signed_in.secret

    def leave(self) -> None:
        self.session_secret = ""

    async def renew(self) -> None:
        """Lets go of the snapshot and all that was read from it; the next question opens a fresh one."""
        async with self._opening:
            self._loaders.clear()
            self._reading = None
            if self._work and self._open:
                async with self._work.lock:
                    self._work = None
                    await self._open.aclose()

    async def close(self) -> None:
        await self.renew()
        self._is_over = True


Info = strawberry.Info[Context, None]
