"""News: written in the transaction of the change, read in order from a cursor.

An event is recorded on every stream whose audience may know of it, so a follower needs one stream a network and
nothing inside a stream is ever filtered.
"""

import base64
import binascii
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum, auto
from uuid import UUID

from sqlalchemy import and_, delete, select

from hub import permissions
from hub.database import News, Viewer, Work, transaction
from hub.errors import NotFound
from hub.models import (
    AccessToken,
    Audience,
    Board,
    Event,
    EventKind,
    Invitation,
    JoinRequest,
    Network,
    Person,
    Post,
    Row,
    Session,
    Standing,
    Stream,
    StreamKey,
    StreamKind,
    Thread,
)

BATCH = 100
KEPT_FOR = timedelta(days=7)
KEPT_EVENTS = 100_000

_STREAMS = {
    Audience.MEMBERS: (StreamKind.MEMBERS,),
    Audience.OPEN: (StreamKind.MEMBERS, StreamKind.EVERYONE),
    Audience.ALL: (StreamKind.MEMBERS, StreamKind.EVERYONE),
}


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


# Writing


def record(work: Work, kind: EventKind, subject: Row, where: Board | Thread) -> None:
    """Notes that it happened, for every stream whose audience sees it there. Told when the transaction commits."""
    is_for_members = isinstance(subject, Post) and subject.open_position is None
    kinds = _STREAMS[Audience.MEMBERS if is_for_members else where.audience]
    streams = frozenset((stream, where.network_id) for stream in kinds)
    work.news.append(News(kind, subject.id, streams, work.viewer.person_id))


def record_audience(work: Work, thread: Thread, was_open: bool, is_open: bool) -> None:
    """Tells members that a thread's audience changed, and observers that it appeared or was withdrawn."""
    appeared = EventKind.THREAD_APPEARED if is_open else EventKind.THREAD_WITHDRAWN
    for_observers = EventKind.THREAD_AUDIENCE_CHANGED if was_open and is_open else appeared
    for kind, stream in (
        (EventKind.THREAD_AUDIENCE_CHANGED, StreamKind.MEMBERS),
        (for_observers, StreamKind.EVERYONE),
    ):
        streams = frozenset({(stream, thread.network_id)})
        work.news.append(News(kind, thread.id, streams, work.viewer.person_id))


def record_network(work: Work, network: Network) -> None:
    """Tells all who follow it that the network or its cities changed, and makes them show again that they may."""
    streams = frozenset({(StreamKind.MEMBERS, network.id), (StreamKind.EVERYONE, network.id)})
    work.news.append(News(EventKind.NETWORK_CHANGED, network.id, streams, work.viewer.person_id))
    work.reauthorised |= streams


def record_standing(work: Work, standing: Standing) -> None:
    """Tells the person that what they are in a network has changed, and makes all who follow it show that they may."""
    personal = (StreamKind.PERSON, standing.person_id)
    work.news.append(News(EventKind.STANDING_CHANGED, standing.id, frozenset({personal}), work.viewer.person_id))
    both = frozenset({(StreamKind.MEMBERS, standing.network_id), (StreamKind.EVERYONE, standing.network_id)})
    work.reauthorised |= both
    if not any(news.kind is EventKind.PEOPLE_CHANGED and news.streams == both for news in work.news):
        work.news.append(News(EventKind.PEOPLE_CHANGED, standing.network_id, both, work.viewer.person_id))


def record_request(work: Work, kind: EventKind, request: JoinRequest, people: Collection[UUID]) -> None:
    """Tells these people, each on their own stream: who asks to join is not the network's business yet."""
    _record_for(work, kind, request, people)


def record_invitation(work: Work, invitation: Invitation, people: Collection[UUID]) -> None:
    """Tells these people that its letter was sent, or came back: who is invited is not the network's business yet."""
    _record_for(work, EventKind.INVITATION_CHANGED, invitation, people)


def _record_for(work: Work, kind: EventKind, subject: Row, people: Collection[UUID]) -> None:
    for person_id in people:
        streams = frozenset({(StreamKind.PERSON, person_id)})
        work.news.append(News(kind, subject.id, streams, work.viewer.person_id))


def record_person(work: Work, standings: Iterable[Standing], is_for_observers: bool) -> None:
    """Tells the networks of these standings that what they see of the person has changed."""
    kinds = (StreamKind.MEMBERS, StreamKind.EVERYONE) if is_for_observers else (StreamKind.MEMBERS,)
    for person in {standing.person_id for standing in standings}:
        networks = {standing.network_id for standing in standings if standing.person_id == person}
        streams = frozenset((kind, network) for kind in kinds for network in networks)
        work.news.append(News(EventKind.PERSON_CHANGED, person, streams, work.viewer.person_id))


def record_newcomer(work: Work, standing: Standing) -> None:
    """Tells a network that somebody new has introduced themselves."""
    streams = frozenset((kind, standing.network_id) for kind in (StreamKind.MEMBERS, StreamKind.EVERYONE))
    work.news.append(News(EventKind.NEWCOMER_INTRODUCED, standing.id, streams, work.viewer.person_id))


async def reauthorise(work: Work, person_id: UUID) -> None:
    """Makes every stream that the person may be following ask again: a session or a token of theirs has ended."""
    networks = await work.rows(select(Standing.network_id).where(Standing.person_id == person_id))
    kinds = (StreamKind.MEMBERS, StreamKind.EVERYONE)
    work.reauthorised |= {(kind, network) for network in networks for kind in kinds}
    work.reauthorised.add((StreamKind.PERSON, person_id))


# Reading


async def network_stream(work: Work, network: Network) -> Stream:
    """The one stream that tells the viewer all they may know of that network."""
    return await _network_stream(work, network.id)


async def stream_of(work: Work, thread: Thread) -> Stream:
    """The one stream that tells the viewer all they may know of the thread's network."""
    return await _network_stream(work, thread.network_id)


async def personal_stream(work: Work) -> Stream:
    """What is addressed to the viewer. Raises NotSignedIn."""
    return await _stream(work, (StreamKind.PERSON, permissions.signed_in(work)))


async def cursor(work: Work, stream: Stream) -> str:
    """Where the stream stands in this snapshot."""
    return await _cursor_at(work, stream, stream.head)


async def position(work: Work, stream: Stream, cursor: str | None) -> int | None:
    """The number a cursor stands at, the stream's head without a cursor; None when it does not fit (any more)."""
    return stream.head if cursor is None else await _fitting(work, stream, cursor)


async def after(work: Work, stream_id: UUID, number: int, first: int = BATCH) -> tuple[Stream, Batch]:
    """The stream and its next events after that number, or a heartbeat when there are none. One statement."""
    following = and_(Event.stream_id == Stream.id, Event.number > number)
    lines = await work.execute(
        select(Stream, Event)
        .outerjoin(Event, following)
        .where(Stream.id == stream_id)
        .order_by(Event.number)
        .limit(first)
    )
    rows = [(stream, event) for stream, event in lines]
    if not rows:
        raise NotFound()
    stream, news = rows[0][0], [event for _, event in rows if event is not None]
    if news:
        return stream, Batch(_encode(stream.id, news[-1].number, news[-1].id), news[-1].number, news)
    return stream, Batch(await _cursor_at(work, stream, number), number, control=Heartbeat(stream.head))


async def resync(work: Work, stream: Stream) -> Batch:
    return Batch(await cursor(work, stream), stream.head, control=ResyncRequired())


@transaction
async def prune(work: Work) -> None:
    """Forgets events that are older than a week and not among the last 100,000 of their stream."""
    head = select(Stream.head).where(Stream.id == Event.stream_id).scalar_subquery()
    await work.execute(delete(Event).where(Event.at < work.at - KEPT_FOR, Event.number <= head - KEPT_EVENTS))


async def _network_stream(work: Work, network_id: UUID) -> Stream:
    return await _stream(work, (await permissions.stream_kind(work, network_id), network_id))


async def _stream(work: Work, key: StreamKey) -> Stream:
    stream = await work.row(select(Stream).where(Stream.kind == key[0], Stream.about_id == key[1]))
    if stream is None:
        raise NotFound()
    return stream


# Following on


class Admission(Enum):
    """Whether one who follows a stream may go on."""

    GRANTED = auto()
    CHANGED = auto()
    """What they are in the network has changed: another stream is theirs now, or none."""
    ENDED = auto()
    """Their session or token has ended."""


async def admissions(work: Work, key: StreamKey, viewers: Sequence[Viewer]) -> list[Admission]:
    """For each of those who follow a stream, whether they still may; the same few statements for any number of them."""
    sessions = await _valid(work, Session, {viewer.session_id for viewer in viewers})
    tokens = await _valid(work, AccessToken, {viewer.token_id for viewer in viewers})
    people = {viewer.who for viewer in viewers}
    may = await permissions.who_follows(work, key, people)
    return [
        Admission.ENDED
        if viewer.session_id not in sessions | {None} or viewer.token_id not in tokens | {None}
        else Admission.GRANTED
        if viewer.who in may
        else Admission.CHANGED
        for viewer in viewers
    ]


async def is_over(work: Work, viewer: Viewer) -> bool:
    """Whether the session or the token by which the viewer once came in has ended since."""
    way, id = (AccessToken, viewer.token_id) if viewer.token_id else (Session, viewer.session_id)
    return id is not None and not await _valid(work, way, {id})


async def _valid(work: Work, way: type[Session | AccessToken], ids: set[UUID | None]) -> set[UUID]:
    """Those of these sessions or tokens that have not ended, and whose owner has not left."""
    of_who_may = select(way.id).join(Person, Person.id == way.person_id).where(permissions.may_sign_in())
    return set(await work.rows(of_who_may.where(way.ended_at.is_(None), way.id.in_(ids))))


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
    if number == 0:  # before the first event, which may have been pruned since
        fits = event_id == stream.id and (stream.head == 0 or await _event_id(work, stream, 1) is not None)
    else:
        fits = event_id == await _event_id(work, stream, number)
    return number if fits else None


async def _event_id(work: Work, stream: Stream, number: int) -> UUID | None:
    return await work.row(select(Event.id).where(Event.stream_id == stream.id, Event.number == number))


def _encode(stream_id: UUID, number: int, event_id: UUID) -> str:
    return base64.urlsafe_b64encode(stream_id.bytes + number.to_bytes(16) + event_id.bytes).decode()
