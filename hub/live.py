"""How news travels: the bell says "stream S stands at this mark". It carries no content, and may be lost.

A commit rings the followers in its own process first, then the bus. Every second the marks of followed streams are
read from the database: a bell that was lost, or rung in a process without a bus, delays by a second and loses nothing.
Beside the bell the bus passes on who is at which thread (see `attendance`): that may be lost, and waits for no bell.
The bus is broadcaster, with one subscription on one channel; it says when it is lost by its own heartbeat only, so a
quiet bus is thrown away and made anew.
"""

import asyncio
import contextlib
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from uuid import UUID, uuid4

import structlog
from broadcaster import Broadcast

from hub.attendance import Attendance, Note
from hub.models import Mark

_CHANNEL = "bell"
_POLL = 1.0
_BEAT = 1.0
_QUIET = 3.0
"""After so long without hearing its own heartbeat a bus is taken for lost."""
_PATIENCE = 1.0
_WAITING_LIMIT = 1000
_NOTES_WAITING = 100
_NOTE = "~"
"""Begins what is said of who is where; everything else is a bell or a heartbeat."""

log = structlog.get_logger()

ReadMarks = Callable[[Sequence[UUID]], Awaitable[Mapping[UUID, Mark]]]


class Follower:
    """One that waits for a stream to move. Rings that come together count as one."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self._rung.set()

    async def wait(self, seconds: float) -> bool:
        """Whether the bell rang within that time. Clears it, so read only after it."""
        try:
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        except TimeoutError:
            return False
        self._rung.clear()
        return True


class Live:
    def __init__(self, url: str, read_marks: ReadMarks) -> None:
        self._url = f"{url}?socket_connect_timeout={_PATIENCE}" if url.startswith("redis") else url
        self._read_marks = read_marks
        self._name = uuid4().hex
        self._followers: dict[UUID, set[Follower]] = defaultdict(set)
        self._marks: dict[UUID, Mark] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.attendance = Attendance()
        self._outgoing: asyncio.Queue[str] = asyncio.Queue(_WAITING_LIMIT)
        self._notes: asyncio.Queue[str] = asyncio.Queue(_NOTES_WAITING)
        self._heard_at = time.monotonic()

    def start(self) -> None:
        self._spawn(self._poll())
        self._spawn(self._keep_bus())

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def quiet_for(self) -> float | None:
        """Seconds since the bus was last heard, when that is too long."""
        age = time.monotonic() - self._heard_at
        return age if age > _QUIET else None

    @contextlib.contextmanager
    def follow(self, stream: UUID, mark: Mark) -> Iterator[Follower]:
        """A follower of that stream, rung when it moves beyond the mark."""
        follower = Follower()
        self._followers[stream].add(follower)
        self._marks.setdefault(stream, mark)
        try:
            yield follower
        finally:
            self._followers[stream].discard(follower)
            if not self._followers[stream]:
                del self._followers[stream]
                self._marks.pop(stream, None)

    def ring(self, marks: Mapping[UUID, Mark]) -> None:
        """Wakes those who follow here, now; other processes when the bus has time."""
        for stream, mark in marks.items():
            self._wake(stream, mark)
            with contextlib.suppress(asyncio.QueueFull):  # those processes will read the mark within a second
                self._outgoing.put_nowait(f"{stream} {mark[0]} {mark[1]}")

    def pass_on(self, note: Note) -> None:
        """Tells every process who is where, unless the bus is lost or has too much of it to tell."""
        self.attendance.hear(note)
        with contextlib.suppress(asyncio.QueueFull):
            self._notes.put_nowait(f"{_NOTE}{self._name} {note}")

    def _wake(self, stream: UUID, mark: Mark) -> None:
        known = self._marks.get(stream)
        if known is not None and (mark[0] > known[0] or mark[1] > known[1]):
            self._marks[stream] = max(mark[0], known[0]), max(mark[1], known[1])
            for follower in self._followers[stream]:
                follower.ring()

    async def _poll(self) -> None:
        while True:
            await asyncio.sleep(_POLL)
            try:
                if self._followers:
                    for stream, mark in (await self._read_marks(list(self._followers))).items():
                        self._wake(stream, mark)
            except Exception as error:
                log.warning("marks_not_read", error=type(error).__name__)

    # The bus

    async def _keep_bus(self) -> None:
        """Watches from outside: a lost bus may hang wherever it is waited for, also when it is left."""
        while True:
            bus = asyncio.create_task(self._use_bus())
            begun_at = time.monotonic()
            try:
                while not bus.done() and time.monotonic() - max(begun_at, self._heard_at) < _QUIET:
                    await asyncio.wait({bus}, timeout=_POLL)
                log.warning("bus_lost", quiet_for=self.quiet_for, error=_error(bus))
            finally:
                bus.cancel()
                await asyncio.wait({bus}, timeout=_PATIENCE)
            await asyncio.sleep(_POLL)

    async def _use_bus(self) -> None:
        self._notes = asyncio.Queue(_NOTES_WAITING)  # what waited while there was no bus is not true any more
        async with Broadcast(self._url) as bus, bus.subscribe(_CHANNEL) as bells, asyncio.TaskGroup() as group:
            group.create_task(self._publish(bus, self._outgoing))
            group.create_task(self._publish(bus, self._notes))
            group.create_task(self._beat())
            while True:
                message = str((await bells.get()).message)
                self._heard_at = time.monotonic()
                if message.startswith(_NOTE):
                    self._hear(message.removeprefix(_NOTE))
                elif " " in message:
                    stream, head, access_version = message.split()
                    self._wake(UUID(stream), (int(head), int(access_version)))

    def _hear(self, message: str) -> None:
        sender, _, note = message.partition(" ")
        if sender != self._name:
            self.attendance.hear(Note.read(note))

    async def _publish(self, bus: Broadcast, waiting: asyncio.Queue[str]) -> None:
        while True:
            message = await waiting.get()
            async with asyncio.timeout(_PATIENCE):
                await bus.publish(_CHANNEL, message)

    async def _beat(self) -> None:
        while True:
            with contextlib.suppress(asyncio.QueueFull):
                self._outgoing.put_nowait(self._name)
            await asyncio.sleep(_BEAT)

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _error(task: asyncio.Task[None]) -> str | None:
    error = task.exception() if task.done() and not task.cancelled() else None
    return type(error).__name__ if error else None
