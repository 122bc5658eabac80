"""How news travels: the bell says "stream S is at number N". It carries no content, and may be lost.

A commit rings the followers in its own process first, then the bus. Every second the heads of followed streams are
read from the database: a bell that was lost, or rung in a process without a bus, delays by a second and loses nothing.
"""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from uuid import UUID

import structlog
from broadcaster import Broadcast

_CHANNEL = "bell"
_PAUSE = 1.0
_PATIENCE = 3.0

log = structlog.get_logger()

ReadHeads = Callable[[Sequence[UUID]], Awaitable[Mapping[UUID, int]]]


class Follower:
    """One that waits for a stream to move. Rings that come together count as one."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self._rung.set()

    async def wait(self, seconds: float) -> bool:
        """Whether the bell rang within that time. Clears it, so read only after it."""
        try:
            await asyncio.wait_for(self._rung.wait(), seconds)
        except TimeoutError:
            return False
        self._rung.clear()
        return True


class Live:
    def __init__(self, url: str, read_heads: ReadHeads) -> None:
        self._url = url
        self._read_heads = read_heads
        self._followers: dict[UUID, set[Follower]] = defaultdict(set)
        self._heads: dict[UUID, int] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._bus: Broadcast | None = None

    def start(self) -> None:
        self._spawn(self._poll())
        self._spawn(self._listen())

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @contextlib.contextmanager
    def follow(self, stream: UUID, head: int) -> Iterator[Follower]:
        """A follower of that stream, rung when it moves beyond `head`."""
        follower = Follower()
        self._followers[stream].add(follower)
        self._heads.setdefault(stream, head)
        try:
            yield follower
        finally:
            self._followers[stream].discard(follower)
            if not self._followers[stream]:
                del self._followers[stream]
                self._heads.pop(stream, None)

    def ring(self, heads: Mapping[UUID, int]) -> None:
        """Wakes those who follow here, now; tells other processes when the bus allows it."""
        for stream, head in heads.items():
            self._wake(stream, head)
            if self._bus:
                self._spawn(self._publish(self._bus, f"{stream} {head}"))

    def _wake(self, stream: UUID, head: int) -> None:
        if stream in self._followers and head > self._heads.get(stream, 0):
            self._heads[stream] = head
            for follower in self._followers[stream]:
                follower.ring()

    async def _poll(self) -> None:
        while True:
            await asyncio.sleep(_PAUSE)
            try:
                if self._followers:
                    for stream, head in (await self._read_heads(list(self._followers))).items():
                        self._wake(stream, head)
            except Exception as error:
                log.warning("heads_not_read", error=type(error).__name__)

    async def _listen(self) -> None:
        while True:
            try:
                async with Broadcast(self._url) as bus, bus.subscribe(_CHANNEL) as bells:
                    self._bus = bus
                    while True:
                        message = await bells.get()
                        stream, head = str(message.message).split()
                        self._wake(UUID(stream), int(head))
            except Exception as error:
                log.warning("bus_lost", error=type(error).__name__)
            finally:
                self._bus = None
            await asyncio.sleep(_PAUSE)

    async def _publish(self, bus: Broadcast, message: str) -> None:
        with contextlib.suppress(Exception):
            await asyncio.wait_for(bus.publish(_CHANNEL, message), _PATIENCE)

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
