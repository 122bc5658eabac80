"""Of every kind of row: which of them who holds these standings may see."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, select, true

from hub.database import Work
from hub.models import (
    Act,
    Audience,
    Board,
    Bookmark,
    City,
    File,
    FileOwner,
    Invitation,
    JoinRequest,
    Network,
    Notice,
    Person,
    Poll,
    Post,
    Remark,
    Report,
    Result,
    ResultVersion,
    Row,
    Scope,
    Seat,
    Standing,
    StandingKind,
    Support,
    Thread,
    Topic,
)
from hub.permissions.held import having, networks_of, seeing
from hub.permissions.ladder import remarks_seen, results_seen, versions_seen
from hub.permissions.table import OF_AUDIENCE, Right, Thing


def _written_for(held: Sequence[Standing]) -> ColumnElement[bool]:
    inside = seeing(held, Thing.MEMBERS_BOARD)
    if inside == networks_of(held):
        return true()
    return or_(Post.open_position.is_not(None), Thread.network_id.in_(inside))


def _audience_of(model: type[Board] | type[Thread] | type[Poll], held: Sequence[Standing]) -> ColumnElement[bool]:
    """Said as shortly as the standings allow: it stands in nearly every statement."""
    seen: dict[frozenset[UUID], list[Audience]] = defaultdict(list)
    for audience in Audience:
        seen[frozenset(seeing(held, OF_AUDIENCE[audience]))].append(audience)
    return or_(false(), *(_seen_in(model, networks, audiences) for networks, audiences in seen.items() if networks))


def _seen_in(
    model: type[Board] | type[Thread] | type[Poll], networks: Collection[UUID], audiences: Sequence[Audience]
) -> ColumnElement[bool]:
    there = model.network_id.in_(networks)
    return there if len(audiences) == len(Audience) else and_(there, model.audience.in_(audiences))


def _on_board(held: Sequence[Standing]) -> ColumnElement[bool]:
    """Of topics: those of boards that can be seen."""
    return Topic.board_id.in_(select(Board.id).where(_audience_of(Board, held)))


def _on_a_version(work: Work, held: Sequence[Standing]) -> ColumnElement[bool]:
    """Of files: on one that can be read."""
    return select(ResultVersion.id).where(ResultVersion.id == File.owner_id, versions_seen(work, held)).exists()


def _of_polls(held: Sequence[Standing], but: StandingKind | None = None) -> list[Standing]:
    """Those that open polls, of which the table speaks by the boards of the same audience."""
    opening = [standing for standing in held if standing.kind is not but and standing.opens(Scope.POLLS)]
    return [standing.narrowed(Scope) for standing in opening]


def _on_a_post(held: Sequence[Standing]) -> ColumnElement[bool]:
    """Of files: on one that can be read."""
    posts = select(Post.id).join(Thread, Thread.id == Post.thread_id)
    readable = (Post.id == File.owner_id, Post.removed_at.is_(None), _audience_of(Thread, held), _written_for(held))
    return posts.where(*readable).exists()


Rule = Callable[[Work, Sequence[Standing]], ColumnElement[bool]]

_FILES: dict[FileOwner | None, Rule] = {
    FileOwner.POST: lambda _, held: _on_a_post(held),
    FileOwner.VERSION: lambda work, held: _on_a_version(work, held),
    None: lambda work, held: and_(  # an upload of one's own; an audience has none
        File.uploader_id == work.viewer.who, File.network_id.in_(seeing(held, Thing.NETWORK))
    ),
}
"""Files by what they hang on."""


def files_on(owner: FileOwner | None, work: Work, held: Sequence[Standing]) -> ColumnElement[bool]:
    """Of files: those that hang on something of that kind, or on nothing yet."""
    return and_(File.removed_at.is_(None), File.stored_at.is_not(None), File.owner == owner, _FILES[owner](work, held))


VISIBLE: dict[type[Row], Rule] = {
    Network: lambda work, held: Network.id.in_(seeing(held, Thing.NETWORK)),
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
    File: lambda work, held: or_(*(files_on(owner, work, held) for owner in _FILES)),
    Bookmark: lambda work, held: and_(
        Bookmark.person_id == work.viewer.person_id,
        select(Thread.id)
        .outerjoin(Post, Post.id == Bookmark.post_id)
        .where(
            Thread.id == Bookmark.thread_id,
            _audience_of(Thread, held),
            or_(Bookmark.post_id.is_(None), _written_for(held)),
        )
        .exists(),
    ),
    Topic: lambda work, held: _on_board(held),
    Support: lambda work, held: select(Topic.id).where(Topic.id == Support.topic_id, _on_board(held)).exists(),
    Seat: lambda work, held: Seat.network_id.in_(seeing(held, Thing.PEOPLE)),
    Standing: lambda work, held: Standing.network_id.in_(seeing(held, Thing.PEOPLE)),
    Person: lambda work, held: or_(
        Person.id == work.viewer.person_id,
        Person.id.in_(select(Standing.person_id).where(Standing.network_id.in_(seeing(held, Thing.PEOPLE)))),
    ),
    Invitation: lambda work, held: or_(
        Invitation.network_id.in_(networks_of(having(held, Thing.PEOPLE, Right.MODERATE))),
        and_(
            Invitation.created_by_id == work.viewer.person_id,
            Invitation.replaces_id.is_not(None),
            Invitation.network_id.in_(seeing(held, Thing.PEOPLE)),
        ),
    ),
    JoinRequest: lambda work, held: or_(
        and_(JoinRequest.person_id.is_not(None), JoinRequest.person_id == work.viewer.person_id),  # not a stranger's
        JoinRequest.network_id.in_(networks_of(having(held, Thing.PEOPLE, Right.MODERATE))),
    ),
    Poll: lambda work, held: or_(
        and_(Poll.opened_at.is_not(None), _audience_of(Poll, _of_polls(held, but=StandingKind.SERVICE))),
        and_(Poll.closed_at.is_not(None), _audience_of(Poll, _of_polls(held))),
        Poll.network_id.in_(networks_of(having(held, Thing.MEMBERS_POLL, Right.MODERATE))),
    ),
    Result: results_seen,
    ResultVersion: versions_seen,
    Remark: remarks_seen,
    Report: lambda work, held: or_(
        and_(Report.reporter_id.is_not(None), Report.reporter_id == work.viewer.person_id),
        and_(
            Report.network_id.in_(networks_of(having(held, Thing.MEMBERS_BOARD, Right.MODERATE))),
            select(Post.id).where(Post.id == Report.post_id, Post.author_id != work.viewer.person_id).exists(),
        ),
    ),
    Notice: lambda work, held: and_(
        Notice.person_id == work.viewer.person_id,
        or_(
            select(Post.id)
            .where(Post.id == Notice.subject_id, Post.removed_at.is_(None), VISIBLE[Post](work, held))
            .exists(),
            *(
                select(model.id).where(model.id == Notice.subject_id, VISIBLE[model](work, held)).exists()
                for model in (Poll, Result, ResultVersion, Remark)
            ),
        ),
    ),
    Act: lambda work, held: Act.network_id.in_(seeing(held, Thing.LOG)),
    City: lambda work, held: true() if work.viewer.person_id else false(),
}
