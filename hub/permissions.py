"""Who may. The only file that compares a standing.

`TABLE` says, for each audience, which standings give which right. `visible` is where every read of network content
starts; `find` gives what is visible or fails as for a missing id; `require` is for what one sees but may not do.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from hub import ids
from hub.database import StreamAudience, Work
from hub.errors import HubError, Invalid, NotAllowed, NotFound, NotSignedIn
from hub.models import (
    NOBODY,
    Audience,
    Board,
    City,
    Network,
    NetworkState,
    Person,
    Post,
    Row,
    Seat,
    Standing,
    StandingKind,
    StreamKey,
    StreamKind,
    Thread,
)

M = TypeVar("M", bound=Row)


class Right(StrEnum):
    SEE = "see"
    POST = "post"
    MODERATE = "moderate"
    COORDINATE = "coordinate"


_INSIDE = frozenset({StandingKind.MEMBER, StandingKind.MODERATOR, StandingKind.COORDINATOR, StandingKind.IMPORTED})
_EVERYONE = _INSIDE | {StandingKind.OBSERVER}

_MODERATORS = frozenset({StandingKind.MODERATOR, StandingKind.COORDINATOR})
_COORDINATORS = frozenset({StandingKind.COORDINATOR})

TABLE: dict[Audience, dict[Right, frozenset[StandingKind]]] = {
    Audience.MEMBERS: {Right.SEE: _INSIDE, Right.POST: _INSIDE, Right.MODERATE: _MODERATORS},
    Audience.OPEN: {Right.SEE: _EVERYONE, Right.POST: _INSIDE, Right.MODERATE: _MODERATORS},
    Audience.ALL: {Right.SEE: _EVERYONE, Right.POST: _EVERYONE, Right.MODERATE: _MODERATORS},
}
"""Of what has an audience: boards, threads and what is in them."""

NETWORK: dict[Right, frozenset[StandingKind]] = {Right.SEE: _EVERYONE, Right.COORDINATE: _COORDINATORS}
"""Of the network itself."""

Discussed = Board | Thread
"""What has an audience of its own."""


# Reading


async def standings(work: Work) -> list[Standing]:
    """The viewer's standings today. A verb holds them until it commits: what it relied on cannot end meanwhile."""
    async with work.deciding:
        if work.standings is None:
            work.standings = await _standings(work)
    return work.standings


async def _standings(work: Work) -> list[Standing]:
    if isinstance(work.viewer, StreamAudience):
        return _of_audience(work.viewer)
    if work.viewer.person_id is None:
        return []
    held = select(Standing).where(Standing.person_id == work.viewer.person_id, Standing.until.is_(None))
    return list(await work.rows(held if work.is_reading else held.with_for_update(read=True)))


async def visible(work: Work, model: type[M]) -> Select[M]:
    """A statement for all rows of that kind that the viewer may see."""
    held = await standings(work)
    return select(model).where(_VISIBLE[model](work, held))


async def written_for(work: Work) -> ColumnElement[bool]:
    """Of posts joined with their thread: not those of the time before it was opened to the viewer."""
    return _written_for(await standings(work))


def _written_for(held: Sequence[Standing]) -> ColumnElement[bool]:
    inside = _networks(_with(held, Audience.MEMBERS, Right.SEE))
    return or_(Post.position > Thread.opened_after, Thread.network_id.in_(inside))


async def seek(work: Work, model: type[M], id: str) -> M | None:
    """The row with that public id, or None when it is not there, or not for the viewer."""
    match ids.decode(id):
        case (model.prefix, uuid):
            return await work.row((await visible(work, model)).where(model.id == uuid))
    return None


async def find(work: Work, model: type[M], id: str) -> M:
    """The row with that public id. Raises NotFound in the same words for an absent and for an unseen one."""
    row = await seek(work, model, id)
    if row is None:
        raise NotFound() if work.viewer.person_id else NotSignedIn()
    return row


async def stream_kind(work: Work, network_id: UUID) -> StreamKind:
    """The stream that tells the viewer all they may know of that network."""
    held = [standing for standing in await standings(work) if standing.network_id == network_id]
    return _stream_kind(held)


async def who_follows(work: Work, key: StreamKey, people: Collection[UUID | None]) -> set[UUID | None]:
    """Those of these people whose stream it is: what their standings of today say, or that it is their own."""
    kind, about = key
    if kind is StreamKind.PERSON:
        return {person for person in people if person == about}
    held = await work.rows(
        select(Standing).where(Standing.network_id == about, Standing.until.is_(None), Standing.person_id.in_(people))
    )
    by_person: dict[UUID | None, list[Standing]] = defaultdict(list)
    for standing in held:
        by_person[standing.person_id].append(standing)
    return {person for person, theirs in by_person.items() if _stream_kind(theirs) is kind}


def _stream_kind(held: Sequence[Standing]) -> StreamKind:
    return StreamKind.MEMBERS if _with(held, Audience.MEMBERS, Right.SEE) else StreamKind.EVERYONE


def _of_audience(viewer: StreamAudience) -> list[Standing]:
    """What all who follow the stream of a network have in common."""
    assert viewer.stream, "an audience is that of a stream"
    kind, network = viewer.stream
    standing = StandingKind.MEMBER if kind is StreamKind.MEMBERS else StandingKind.OBSERVER
    return [Standing(person_id=NOBODY, network_id=network, kind=standing)]


def signed_in(work: Work) -> UUID:
    """The id of who asks. Raises NotSignedIn for a stranger."""
    if work.viewer.person_id is None:
        raise NotSignedIn()
    return work.viewer.person_id


def _networks(held: Iterable[Standing]) -> set[UUID]:
    return {standing.network_id for standing in held}


def _audience_of(model: type[Discussed], held: Sequence[Standing]) -> ColumnElement[bool]:
    return or_(
        false(),
        *(
            and_(model.audience == audience, model.network_id.in_(_networks(_with(held, audience, Right.SEE))))
            for audience in Audience
        ),
    )


def _with(held: Iterable[Standing], audience: Audience, right: Right) -> list[Standing]:
    return [standing for standing in held if standing.kind in TABLE[audience][right]]


Rule = Callable[[Work, Sequence[Standing]], ColumnElement[bool]]

_VISIBLE: dict[type[Row], Rule] = {
    Network: lambda work, held: Network.id.in_(_networks(held)),
    Board: lambda work, held: _audience_of(Board, held),
    Thread: lambda work, held: _audience_of(Thread, held),
    Post: lambda work, held: (
        select(Thread.id)
        .where(
            Thread.id == Post.thread_id,
            _audience_of(Thread, held),
            _written_for(held),
        )
        .exists()
    ),
    Seat: lambda work, held: Seat.network_id.in_(_networks(held)),
    Standing: lambda work, held: Standing.network_id.in_(_networks(held)),
    Person: lambda work, held: or_(
        Person.id == work.viewer.person_id,
        Person.id.in_(select(Standing.person_id).where(Standing.network_id.in_(_networks(held)))),
    ),
    City: lambda work, held: true() if work.viewer.person_id else false(),
}


# Writing


async def why_not_post(work: Work, where: Discussed) -> HubError | None:
    """What keeps the viewer from writing there, or None."""
    held = [standing for standing in await standings(work) if standing.network_id == where.network_id]
    if not _with(held, where.audience, Right.POST):
        return NotAllowed("Observers read here; the cities of the network write.")
    if where.network_id in await _closed(work):
        return NotAllowed("This network is closed. It can be read, but not written to.")
    return None


async def _closed(work: Work) -> set[UUID]:
    networks = _networks(await standings(work))
    async with work.deciding:
        if work.closed is None:
            closed = select(Network.id).where(Network.id.in_(networks), Network.state == NetworkState.CLOSED)
            work.closed = set(await work.rows(closed))
    return work.closed


async def why_not_change(work: Work, post: Post, thread: Thread) -> HubError | None:
    """What keeps the viewer from editing or removing that post, or None."""
    if post.author_id != work.viewer.person_id:
        return NotAllowed("Only its author may change a post.")
    if post.is_removed:
        return NotAllowed("This post has been removed.")
    return await why_not_post(work, thread)


async def why_not_hide(work: Work, post: Post, thread: Thread) -> HubError | None:
    """What keeps the viewer from hiding somebody's post, or None."""
    if post.is_removed:
        return NotAllowed("This post has been removed.")
    return await why_not_moderate(work, thread)


async def why_not_moderate(work: Work, where: Discussed) -> HubError | None:
    held = [standing for standing in await standings(work) if standing.network_id == where.network_id]
    if not _with(held, where.audience, Right.MODERATE):
        return NotAllowed("Only those who moderate this network may do that.")
    return None


async def why_not_coordinate(work: Work, network_id: UUID) -> HubError | None:
    held = [standing for standing in await standings(work) if standing.network_id == network_id]
    if not any(standing.kind in NETWORK[Right.COORDINATE] for standing in held):
        return NotAllowed("Only those who coordinate this network may do that.")
    return None


def require(refusal: HubError | None) -> None:
    """Raises what speaks against it, if anything does."""
    if refusal:
        raise refusal


async def acting_seat(work: Work, where: Discussed, seat_id: str | None) -> UUID | None:
    """The seat one writes for there: the only one, or the chosen one; none for who has no seat.

    Raises Invalid when there are several to choose from, or when the chosen one is not among them.
    """
    held = [standing for standing in await standings(work) if standing.network_id == where.network_id]
    seats = {standing.seat_id for standing in _with(held, where.audience, Right.POST) if standing.is_representative}
    if seat_id is not None:
        chosen = ids.decode(seat_id)
        if chosen is None or chosen[0] != Seat.prefix or chosen[1] not in seats:
            raise Invalid("seatId", "You do not represent that city here.")
        return chosen[1]
    if len(seats) > 1:
        raise Invalid("seatId", "Choose the city you write for.")
    return next(iter(seats), None)
