"""Following a stream: one execution for all who ask the same, and one encoded message for all of them.

Those who follow one stream with the same document, variables and language are a `Following`. It reads each batch once,
as the audience of the stream, and hands the message to every `Follower`. A document that selects a field marked with
@viewer is followed for its viewer alone, by the same code.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol
from uuid import UUID
from weakref import WeakValueDictionary

import orjson
import structlog
from graphql import execute

from hub import events
from hub.database import Database, StreamAudience, Viewer, Work
from hub.events import AccessChanged, Admission, Batch
from hub.live import Follower as Bell
from hub.models import Event, Mark, Network, Stream, StreamKey, StreamKind
from hub.permissions import find
from schema import errors
from schema.along import read
from schema.context import Context
from schema.plans import Asked, core
from schema.relations import loader

HEARTBEAT_SECONDS = 15.0
MESSAGE_LIMIT = 256 * 1024

_RETRY_SECONDS = 1.0
_KEPT = 32

log = structlog.get_logger()


class Outlet(Protocol):
    """Where finished messages go."""

    writable: asyncio.Event
    """Set when what was written before is on its way."""

    def write_text(self, message: bytes) -> None:
        """Writes it at once."""


@dataclass(eq=False, slots=True)
class Follower:
    """One subscription of one socket."""

    viewer: Viewer
    outlet: Outlet
    opening: bytes
    """How each of its messages begins: it names the subscription."""
    complete: Callable[[], Awaitable[None]]
    close: Callable[[], Awaitable[None]]
    """Closes the whole socket: the session or token has ended."""
    number: int = 0
    """The last event that was sent."""

    def send(self, payload: bytes) -> None:
        self.outlet.write_text(self.opening + payload + b"}")


@dataclass(frozen=True, slots=True)
class Message:
    """A batch, executed and encoded."""

    payload: bytes
    number: int
    mark: Mark
    has_events: bool
    has_more: bool
    """Whether the stream held more than fits into it."""


@dataclass(eq=False)
class Following:
    """All who follow one stream with the same question."""

    asked: Asked
    stream: StreamKey
    stream_id: UUID
    viewer: Viewer
    """As whom it reads: the audience of the stream, or one viewer."""
    followers: set[Follower] = field(default_factory=set)
    number: int = 0
    mark: Mark = (0, 0)
    task: asyncio.Task[None] | None = None
    _bell: Bell | None = None
    _kept: dict[int, asyncio.Task[Message]] = field(default_factory=dict)
    """Messages by the number they begin after, as long as the stream stands at `_kept_at`."""
    _kept_at: Mark = (0, 0)

    async def join(self, follower: Follower, mark: Mark) -> bool:
        """Sends what the follower missed, until it goes on with all the others. Whether it does.

        `mark` is where the stream stood when the follower was admitted.
        """
        _, admitted = mark
        while True:
            await follower.outlet.writable.wait()
            try:
                message = await self._message(follower.number, mark)
                if message.mark[1] != admitted and not await self._admit([follower]):
                    return False
            except Exception as error:
                await _pause(error)
                continue
            _, admitted = message.mark
            follower.send(message.payload)
            follower.number = message.number
            if not message.has_more and self._takes(follower, message.mark):
                return True
            mark = max(message.mark[0], self.mark[0]), max(message.mark[1], self.mark[1])

    def leave(self, follower: Follower) -> None:
        self.followers.discard(follower)
        if not self.followers and self._bell:
            self._bell.ring()

    def _takes(self, follower: Follower, mark: Mark) -> bool:
        """Whether the follower has come as far as the others, and was admitted no earlier.

        Nothing is awaited here, so nothing comes between.
        """
        if self.task is None:
            self.number, self.mark = follower.number, mark
            self.task = asyncio.create_task(self._run())
        if follower.number < self.number or mark[1] < self.mark[1]:
            return False
        self.followers.add(follower)
        return True

    async def _run(self) -> None:
        try:
            with self.viewer.database.live.follow(self.stream_id, self.mark) as self._bell:
                while self.followers:
                    is_rung = await self._bell.wait(HEARTBEAT_SECONDS)
                    try:
                        await self._tell(is_rung)
                    except Exception as error:
                        await _pause(error)
                        self._bell.ring()
        finally:
            self.task = self._bell = None

    async def _tell(self, is_rung: bool) -> None:
        """Everything that is new, or a heartbeat when nothing is."""
        has_more = True
        while has_more:
            async with self._executed(self.number) as message:
                has_more = message.has_more
                if message.mark[1] != self.mark[1]:
                    await self._admit(list(self.followers))
                self.mark = message.mark
                if message.has_events or not is_rung:
                    self._hand_out(message)

    def _hand_out(self, message: Message) -> None:
        self.number = message.number
        self._kept.clear()
        ending = message.payload + b"}"
        for follower in list(self.followers):
            if follower.number < message.number or not message.has_events:
                follower.outlet.write_text(follower.opening + ending)
                follower.number = message.number

    async def _admit(self, followers: list[Follower]) -> bool:
        """Parts with those who may not follow any more, before anything else is sent. Whether all of them may."""
        async with self.viewer.database.reading(self.viewer) as work:
            admissions = await events.admissions(work, self.stream, [follower.viewer for follower in followers])
            changed = Batch("", 0, control=AccessChanged())
            goodbye = await encoded(self.asked, Context.on(work), changed) if Admission.CHANGED in admissions else b""
        for follower, admission in zip(followers, admissions, strict=True):
            if admission is Admission.GRANTED:
                continue
            self.leave(follower)
            if admission is Admission.CHANGED:
                follower.send(goodbye)
                await follower.complete()
            else:
                await follower.close()
        return set(admissions) <= {Admission.GRANTED}

    # One execution

    async def _message(self, number: int, mark: Mark) -> Message:
        """The message after that number; shared by those who come at the same time from the same place."""
        if mark != self._kept_at or len(self._kept) > _KEPT:
            self._kept.clear()
            self._kept_at = mark
        if number not in self._kept:
            self._kept[number] = asyncio.create_task(self._execute(number))
        try:
            return await asyncio.shield(self._kept[number])
        except Exception:
            self._kept.pop(number, None)
            raise

    async def _execute(self, number: int) -> Message:
        async with self._executed(number) as message:
            return message

    @asynccontextmanager
    async def _executed(self, number: int) -> AsyncIterator[Message]:
        """The message, before its snapshot is let go of, which those who wait for it need not wait for."""
        async with self.viewer.database.reading(self.viewer) as work:
            first = events.BATCH
            while True:
                context = Context.on(work)
                along = partial(read, work, Event, loaders=partial(loader, context))
                stream, batch = await events.after(work, self.stream_id, number, first, along)
                payload = await encoded(self.asked, context, batch)
                if len(payload) <= MESSAGE_LIMIT or len(batch.events) <= 1:
                    break
                first = max(1, len(batch.events) * MESSAGE_LIMIT // (2 * len(payload)))
            yield Message(payload, batch.number, stream.mark, bool(batch.events), len(batch.events) == first)


async def encoded(asked: Asked, context: Context, root: object) -> bytes:
    """What was asked, executed on that root and encoded as a payload."""
    plan = asked.plan
    name = plan.operation.name.value if plan.operation.name else None
    try:
        executed = execute(core, plan.document, root, context, asked.variables, name)
        result = await executed if isinstance(executed, Awaitable) else executed
    finally:
        await context.close()  # whatever a failed field has left behind reads no further
    payload: dict[str, Any] = {"data": result.data}
    if result.errors:
        payload["errors"] = [errors.formatted(error, context.viewer.language) for error in result.errors]
    return orjson.dumps(payload)


class Followings:
    """Every following of this process, by what is asked of whom."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._all: WeakValueDictionary[object, Following] = WeakValueDictionary()

    async def follow(self, follower: Follower, asked: Asked) -> Following | None:
        """Begins a subscription where it asks to begin; None when it is over already.

        Raises HubError when there is nothing for the viewer.
        """
        async with self.database.reading(follower.viewer) as work:
            if await events.is_over(work, follower.viewer):  # a socket that followed nothing was not told
                await follower.close()
                return None
            stream = await _stream(work, asked)
            number = await events.position(work, stream, asked.arguments.get("after"))
            following = self._of(stream, follower.viewer, asked)
            if number is None:
                follower.send(await encoded(asked, Context.on(work), await events.resync(work, stream)))
                return None
        follower.number = number
        return following if await following.join(follower, stream.mark) else None

    def _of(self, stream: Stream, viewer: Viewer, asked: Asked) -> Following:
        is_alone = asked.plan.is_for_viewer or stream.kind is StreamKind.PERSON
        alone = (viewer.who, viewer.networks, viewer.scopes) if is_alone else None
        key = (stream.id, asked.question, viewer.language, alone)
        found = self._all.get(key)
        if found is None:
            as_whom = viewer if is_alone else StreamAudience(self.database, language=viewer.language, stream=stream.key)
            found = self._all[key] = Following(asked, stream.key, stream.id, as_whom)
        return found


async def _stream(work: Work, asked: Asked) -> Stream:
    if asked.plan.field.name.value == "personalEvents":
        return await events.personal_stream(work)
    if asked.plan.field.name.value == "publicEvents":
        return await events.public_stream(work)
    return await events.network_stream(work, await find(work, Network, asked.arguments["network"]))


async def _pause(error: Exception) -> None:
    """Whatever happened, those who follow are not to be lost: they keep their place in the stream."""
    log.warning("stream_not_read", error=type(error).__name__)
    await asyncio.sleep(_RETRY_SECONDS)
