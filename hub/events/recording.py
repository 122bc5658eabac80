"""What has happened, noted for all who may know of it; told when the transaction commits."""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import select

from hub import permissions
from hub.database import Work
from hub.models import (
    NOBODY,
    Audience,
    Board,
    EventKind,
    Invitation,
    JoinRequest,
    Network,
    Poll,
    Post,
    Remark,
    Report,
    Result,
    ResultsFrom,
    Row,
    Rung,
    Standing,
    StreamKey,
    StreamKind,
    Thread,
)
from hub.numbering import News

OF_NETWORK = (StreamKind.MEMBERS, StreamKind.EVERYONE)
"""The streams of a network. Observers follow the second, and nobody both."""

_STREAMS = {
    Audience.MEMBERS: (StreamKind.MEMBERS,),
    Audience.OPEN: OF_NETWORK,
    Audience.ALL: OF_NETWORK,
}


_BEYOND = {Rung.ZMP: StreamKind.ZMP, Rung.PUBLIC: StreamKind.PUBLIC}


def record(work: Work, kind: EventKind, subject: Row, where: Board | Thread | Poll | Remark) -> None:
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


def record_result(work: Work, kind: EventKind, result: Result) -> None:
    """Tells all to whom it is released. A draft is nobody's news yet: only its authors hear, see `record_draft`."""
    reached = frozenset((it, result.network_id) for it in _STREAMS[result.audience] if result.rung is not Rung.AUTHORS)
    beyond = frozenset((stream, NOBODY) for rung, stream in _BEYOND.items() if result.rung in rung.and_above)
    for streams, who in ((reached, work.viewer.person_id), (beyond, None)):  # outside, who did it is nobody's business
        if streams:
            work.news.append(News(kind, result.id, streams, who))


def record_draft(work: Work, result: Result, people: Collection[UUID]) -> None:
    """Tells those who write it."""
    _record_for(work, EventKind.RESULT_CHANGED, result, people)


def record_ballot(work: Work, poll: Poll, people: Collection[UUID]) -> None:
    """Tells the audiences that see every vote at once, and those whose ballot it is; nobody else hears of it."""
    sees = {StreamKind.MEMBERS: poll.members_see, StreamKind.EVERYONE: poll.observers_see}
    at_once = {(kind, poll.network_id) for kind in _STREAMS[poll.audience] if sees[kind] is ResultsFrom.OPENING}
    streams = frozenset(at_once | {(StreamKind.PERSON, person_id) for person_id in people})
    work.news.append(News(EventKind.BALLOT_CAST, poll.id, streams, work.viewer.person_id))


def record_turnout(work: Work, poll: Poll) -> None:
    """Tells all who see the poll that one more has voted, and not who."""
    streams = frozenset((kind, poll.network_id) for kind in _STREAMS[poll.audience])
    work.news.append(News(EventKind.POLL_CHANGED, poll.id, streams, None))


def record_network(work: Work, network: Network) -> None:
    """Tells all who follow it that the network or its cities changed, and makes them show again that they may."""
    streams = _all_of(network.id)
    work.news.append(News(EventKind.NETWORK_CHANGED, network.id, streams, work.viewer.person_id))
    work.reauthorised |= streams


def record_standing(work: Work, standing: Standing) -> None:
    """Tells the person that what they are in a network has changed, and makes all who follow it show that they may."""
    personal = (StreamKind.PERSON, standing.person_id)
    work.news.append(News(EventKind.STANDING_CHANGED, standing.id, frozenset({personal}), work.viewer.person_id))
    both = _all_of(standing.network_id)
    work.reauthorised |= both
    if not any(news.kind is EventKind.PEOPLE_CHANGED and news.streams == both for news in work.news):
        work.news.append(News(EventKind.PEOPLE_CHANGED, standing.network_id, both, work.viewer.person_id))


def record_request(work: Work, kind: EventKind, request: JoinRequest, people: Collection[UUID]) -> None:
    """Tells these people, each on their own stream: who asks to join is not the network's business yet."""
    _record_for(work, kind, request, people)


def record_invitation(work: Work, invitation: Invitation, people: Collection[UUID]) -> None:
    """Tells these people that its letter was sent, or came back: who is invited is not the network's business yet."""
    _record_for(work, EventKind.INVITATION_CHANGED, invitation, people)


def record_mention(work: Work, post: Post, people: Collection[UUID]) -> None:
    """Tells these people that a post mentions them."""
    _record_for(work, EventKind.MENTIONED, post, people)


def record_report(work: Work, kind: EventKind, report: Report, people: Collection[UUID]) -> None:
    """Tells these people: who reports what is nobody else's business."""
    _record_for(work, kind, report, people)


def record_notice(work: Work, kind: EventKind, subject_id: UUID, person_id: UUID) -> None:
    """Tells one person that something concerns them, or that they have seen it."""
    streams = frozenset({(StreamKind.PERSON, person_id)})
    work.news.append(News(kind, subject_id, streams, work.viewer.person_id))


def record_own(work: Work, kind: EventKind, subject: Row) -> None:
    """Tells the viewer, on every device of theirs, and nobody else."""
    _record_for(work, kind, subject, (permissions.signed_in(work),))


def _record_for(work: Work, kind: EventKind, subject: Row, people: Collection[UUID]) -> None:
    for person_id in people:
        streams = frozenset({(StreamKind.PERSON, person_id)})
        work.news.append(News(kind, subject.id, streams, work.viewer.person_id))


def record_person(work: Work, standings: Iterable[Standing], is_for_observers: bool) -> None:
    """Tells the networks of these standings that what they see of the person has changed."""
    kinds = OF_NETWORK if is_for_observers else (StreamKind.MEMBERS,)
    for person in {standing.person_id for standing in standings}:
        networks = {standing.network_id for standing in standings if standing.person_id == person}
        streams = frozenset((kind, network) for kind in kinds for network in networks)
        work.news.append(News(EventKind.PERSON_CHANGED, person, streams, work.viewer.person_id))


def record_newcomer(work: Work, standing: Standing) -> None:
    """Tells a network that somebody new has introduced themselves."""
    news = News(EventKind.NEWCOMER_INTRODUCED, standing.id, _all_of(standing.network_id), work.viewer.person_id)
    work.news.append(news)


async def reauthorise(work: Work, person_id: UUID) -> None:
    """Makes every stream that the person may be following ask again: a session or a token of theirs has ended."""
    networks = await work.rows(select(Standing.network_id).where(Standing.person_id == person_id))
    work.reauthorised = work.reauthorised.union(*map(_all_of, networks))
    work.reauthorised |= {(StreamKind.PERSON, person_id), (StreamKind.PUBLIC, NOBODY)}


def _all_of(network_id: UUID) -> frozenset[StreamKey]:
    """The streams of a network."""
    return frozenset((kind, network_id) for kind in OF_NETWORK)
