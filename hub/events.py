"""News: written in the transaction of the change, read in order, followed from a cursor.

An event is recorded on every stream whose audience may know of it, so a follower needs one stream a network and
nothing inside a stream is ever filtered.
"""

import base64
import binascii
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import and_, select

from hub import permissions
from hub.database import News, Viewer, Work
from hub.errors import HubError, NotFound
from hub.models import Audience, Board, Event, EventKind, Network, Row, Stream, StreamKind, Thread

BATCH = 100
HEARTBEAT_SECONDS = 15.0

_STREAMS = {
    Audience.MEMBERS: frozenset({StreamKind.MEMBERS}),
    Audience.OPEN: frozenset(StreamKind),
    Audience.ALL: frozenset(StreamKind),
}


@dataclass(frozen=True, slots=True)
class Heartbeat:
    head: int


@dataclass(frozen=True, slots=True)
class ResyncRequired:
    reason: str


@dataclass(frozen=True, slots=True)
class AccessChanged:
    reason: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Events in order and the cursor to go on from; or a control message without events."""

    cursor: str
    events: list[Event] = field(default_factory=list)
    control: Heartbeat | ResyncRequired | AccessChanged | None = None


# Writing


def record(work: Work, kind: EventKind, subject: Row, where: Board | Thread) -> None:
    """Notes that it happened, for every stream whose audience sees `where`. Told when the transaction commits."""
    work.news.append(News(kind, subject.id, where.network_id, _STREAMS[where.audience], work.viewer.person_id))


# Reading


async def cursor(work: Work, network: Network) -> str:
    """Where the viewer's stream of that network stands in this snapshot."""
    stream = await _stream(work, network)
    return await _cursor_at(work, stream, stream.head)


async def after(work: Work, network: Network, cursor: str | None, first: int = BATCH) -> Batch:
    """The next events after a cursor (or after now, without one); ResyncRequired when the cursor no longer fits."""
    stream = await _stream(work, network)
    if cursor is None:
        return Batch(await _cursor_at(work, stream, stream.head), control=Heartbeat(stream.head))
    number = await _fitting(work, stream, cursor)
    if number is None:
        fresh = await _cursor_at(work, stream, stream.head)
        return Batch(
            fresh,
            control=ResyncRequired("This cursor no longer fits; load afresh and follow from the new one."),
        )
    news = await work.rows(
        select(Event).where(Event.stream_id == stream.id, Event.number > number).order_by(Event.number).limit(first)
    )
    if not news:
        return Batch(cursor, control=Heartbeat(stream.head))
    return Batch(_encode(stream.id, news[-1].number, news[-1].id), list(news))


async def follow(viewer: Viewer, network_id: str, cursor: str | None) -> AsyncIterator[Batch]:
    """Batches as they come, until the access to the stream changes. Raises NotFound as for an absent network."""
    async with viewer.database.reading(viewer) as work:
        network = await permissions.find(work, Network, network_id)
        stream = await _stream(work, network)
    with viewer.database.live.follow(stream.id, stream.head) as follower:
        batch = await _next(viewer, network_id, stream, cursor)
        while True:
            yield batch
            if isinstance(batch.control, ResyncRequired | AccessChanged):
                return
            cursor = batch.cursor
            if len(batch.events) < BATCH:
                await follower.wait(HEARTBEAT_SECONDS)
            batch = await _next(viewer, network_id, stream, cursor)


async def _next(viewer: Viewer, network_id: str, stream: Stream, cursor: str | None) -> Batch:
    async with viewer.database.reading(viewer) as work:
        try:
            network = await permissions.find(work, Network, network_id)
            if (await _stream(work, network)).id == stream.id:
                return await after(work, network, cursor)
        except HubError:
            pass
        return Batch(cursor or "", control=AccessChanged("What you may see here has changed; load afresh."))


async def _stream(work: Work, network: Network) -> Stream:
    kind = await permissions.stream_kind(work, network)
    stream = await work.row(select(Stream).where(Stream.network_id == network.id, Stream.kind == kind))
    if stream is None:
        raise NotFound()
    return stream


# Cursors: stream, number and the random id of that event


async def _cursor_at(work: Work, stream: Stream, number: int) -> str:
    return _encode(stream.id, number, await _event_id(work, stream, number) or stream.id)


async def _fitting(work: Work, stream: Stream, cursor: str) -> int | None:
    """The number a cursor stands at, if it is one of that stream and its event is still the same one."""
    try:
        raw = base64.b64decode(cursor, altchars=b"-_", validate=True)
        stream_id, number, event_id = UUID(bytes=raw[:16]), int.from_bytes(raw[16:-16]), UUID(bytes=raw[-16:])
    except (ValueError, binascii.Error):
        return None
    if stream_id != stream.id or number > stream.head:
        return None
    fits = event_id == (stream.id if number == 0 else await _event_id(work, stream, number))
    return number if fits else None


async def _event_id(work: Work, stream: Stream, number: int) -> UUID | None:
    return await work.row(select(Event.id).where(and_(Event.stream_id == stream.id, Event.number == number)))


def _encode(stream_id: UUID, number: int, event_id: UUID) -> str:
    return base64.urlsafe_b64encode(stream_id.bytes + number.to_bytes(16) + event_id.bytes).decode()
