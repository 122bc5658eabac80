"""Streams, read in order from a cursor."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, delete, select, tuple_

from hub import permissions
from hub.database import Work, transaction
from hub.errors import NotAllowed, NotFound
from hub.events.cursors import cursor_at, encode, fitting
from hub.models import NOBODY, Event, Network, Stream, StreamKey, StreamKind, Thread

BATCH = 100
KEPT_FOR = timedelta(days=7)
KEPT_EVENTS = 100_000


@dataclass(frozen=True, slots=True)
class Heartbeat:
    head: int


@dataclass(frozen=True, slots=True)
class ResyncRequired:
    reason: str = "This cursor no longer fits; load afresh and follow from the new one."


@dataclass(frozen=True, slots=True)
class AccessChanged:
    reason: str = "What you may see here has changed; load afresh."


@dataclass(frozen=True, slots=True)
class Batch:
    """Events in order and the cursor to go on from; or a control message without events."""

    cursor: str
    number: int
    events: Sequence[Event] = field(default_factory=list)
    control: Heartbeat | ResyncRequired | AccessChanged | None = None

    def head(self, size: int) -> "Batch":
        """Its first events."""
        last = self.events[size - 1]
        return Batch(encode(last.stream_id, last.number, last.id), last.number, self.events[:size])


async def network_stream(work: Work, network: Network) -> Stream:
    """The one stream that tells the viewer all they may know of that network."""
    return await _stream(work, await of_network(work, network.id))


async def stream_of(work: Work, thread: Thread) -> Stream:
    """The one stream that tells the viewer all they may know of the thread's network."""
    return await _stream(work, await of_network(work, thread.network_id))


async def personal_stream(work: Work) -> Stream:
    """What is addressed to the viewer. Raises NotSignedIn, and NotAllowed for a token that opens some networks only."""
    return await _stream(work, of_viewer(work))


async def public_stream(work: Work) -> Stream:
    """What everybody may know: results that are published, corrected, withdrawn. Raises NotSignedIn for a stranger."""
    permissions.signed_in(work)
    return await _stream(work, (StreamKind.PUBLIC, NOBODY))


async def heads(work: Work, keys: Sequence[StreamKey]) -> list[str]:
    """Where these streams stand in this snapshot."""
    last = and_(Event.stream_id == Stream.id, Event.number == Stream.head)
    found = select(Stream, Event.id).outerjoin(Event, last).where(tuple_(Stream.kind, Stream.about_id).in_(keys))
    at = {stream.key: encode(stream.id, stream.head, event or stream.id) for stream, event in await work.execute(found)}
    return [at[key] for key in keys]


async def of_network(work: Work, network_id: UUID) -> StreamKey:
    """The stream that tells the viewer all they may know of that network. Raises NotAllowed for a narrower token."""
    permissions.require(permissions.why_not_follow(work))
    return await permissions.stream_kind(work, network_id), network_id


def of_viewer(work: Work) -> StreamKey:
    """The stream of what is addressed to the viewer. Raises as `personal_stream`."""
    if work.viewer.networks is not None:
        raise NotAllowed("This access token opens some networks only, and no news of all of them.")
    return StreamKind.PERSON, permissions.signed_in(work)


async def cursor(work: Work, stream: Stream) -> str:
    """Where the stream stands in this snapshot."""
    return await cursor_at(work, stream, stream.head)


async def position(work: Work, stream: Stream, cursor: str | None) -> int | None:
    """The number a cursor stands at, the stream's head without a cursor; None when it does not fit (any more)."""
    return stream.head if cursor is None else await fitting(work, stream, cursor)


Read = Callable[[Select[Event]], Awaitable[Sequence[Event]]]
"""How events are read, when more is read along with them: their stream at least."""


async def after(
    work: Work, stream_id: UUID, number: int, first: int = BATCH, read: Read | None = None
) -> tuple[Stream, Batch]:
    """The stream and its next events after that number, or a heartbeat when there are none."""
    following = select(Event).where(Event.stream_id == stream_id, Event.number > number)
    news = await (read or work.rows)(following.order_by(Event.number).limit(first))
    stream = work.known(Stream, stream_id) or await work.get(Stream, stream_id)
    if stream is None:
        raise NotFound()
    if news:
        return stream, Batch(encode(stream.id, news[-1].number, news[-1].id), news[-1].number, news)
    return stream, Batch(await cursor_at(work, stream, number), number, control=Heartbeat(stream.head))


async def resync(work: Work, stream: Stream) -> Batch:
    return Batch(await cursor(work, stream), stream.head, control=ResyncRequired())


@transaction
async def prune(work: Work) -> None:
    """Forgets events that are older than a week and not among the last 100,000 of their stream."""
    head = select(Stream.head).where(Stream.id == Event.stream_id).scalar_subquery()
    await work.execute(delete(Event).where(Event.at < work.at - KEPT_FOR, Event.number <= head - KEPT_EVENTS))


async def _stream(work: Work, key: StreamKey) -> Stream:
    stream = await work.row(select(Stream).where(_is(key)))
    if stream is None:
        raise NotFound()
    return stream


def _is(key: StreamKey) -> ColumnElement[bool]:
    return and_(Stream.kind == key[0], Stream.about_id == key[1])
