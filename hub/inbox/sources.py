"""What can wait for somebody. A new kind is a word, a statement and an entry in SOURCES.

A source gives four columns of what waits for the viewer now: the network, the id of what it is about, since when it
waits, and until when, if it ends.
"""

from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Any

from sqlalchemy import null, or_, select
from sqlalchemy.orm import aliased

from hub import clock, permissions
from hub.database import Work
from hub.models import (
    Acceptance,
    Ballot,
    Elector,
    JoinRequest,
    Mention,
    Poll,
    Post,
    Remark,
    Report,
    Result,
    ResultKind,
    ResultVersion,
    Row,
    Thread,
    UtcDateTime,
)


class WaitingKind(StrEnum):
    MENTION = "mention"
    """A post mentions the viewer, who has not written in its thread since."""
    REVIEW = "review"
    """A thread asks for remarks, and the viewer's city has written none."""
    REPORT = "report"
    """Somebody asks the moderators, the viewer among them, to look at a post."""
    REQUEST = "request"
    """Somebody wants to join, and the viewer may answer."""
    VOTE = "vote"
    """A poll is open, and the viewer's city, or the viewer, has not voted."""
    REMARK = "remark"
    """A newer version has come, and the viewer's city has not said whether it meets its remark."""
    RULES = "rules"
    """Rules of cooperation are in force, and the viewer, who takes part, has not accepted them."""


Source = Callable[[Work], Awaitable[Any]]


async def _requests(work: Work) -> Any:
    networks = {standing.network_id for standing in await permissions.standings(work)}
    answered = await permissions.answers_in(work, networks)
    seen = (await permissions.visible(work, JoinRequest)).where(
        JoinRequest.answered_at.is_(None), JoinRequest.network_id.in_(answered)
    )
    return seen.with_only_columns(JoinRequest.network_id, JoinRequest.id, JoinRequest.created_at, NEVER)


async def _votes(work: Work) -> Any:
    has_voted = or_(Elector.took_part, select(Ballot.id).where(Ballot.elector_id == Elector.id).exists())
    mine = select(Elector.poll_id).join(Poll, Poll.id == Elector.poll_id).where(await permissions.is_own_elector(work))
    is_open = (Poll.opened_at.is_not(None), Poll.closed_at.is_(None), Poll.closes_at > work.at)
    seen = (await permissions.visible(work, Poll)).where(*is_open, Poll.id.in_(mine.where(~has_voted)))
    return seen.with_only_columns(Poll.network_id, Poll.id, Poll.opened_at, Poll.closes_at)


async def _mentions(work: Work) -> Any:
    reader, later = work.viewer.person_id, aliased(Post)
    answered = select(later.id).where(
        later.thread_id == Post.thread_id, later.author_id == reader, later.position > Post.position
    )
    seen = (await permissions.visible(work, Post)).join(Mention, Mention.post_id == Post.id)
    mine = seen.where(Mention.person_id == reader, Post.author_id != reader, ~answered.exists())
    thread = aliased(Thread)
    placed = mine.join(thread, thread.id == Post.thread_id)
    return placed.with_only_columns(thread.network_id, Post.id, Mention.at, NEVER)


async def _reviews(work: Work) -> Any:
    held = await permissions.standings(work)
    asked = {standing.network_id for standing in held if standing.is_representative}
    own = {standing.seat_id for standing in held if standing.is_representative}
    written = select(Post.id).where(Post.thread_id == Thread.id, Post.seat_id.in_(own), Post.removed_at.is_(None))
    seen = (await permissions.visible(work, Thread)).where(
        Thread.network_id.in_(asked),
        Thread.feedback_by >= clock.today(work.at),
        Thread.closed_at.is_(None),
        ~written.exists(),
    )
    return seen.with_only_columns(Thread.network_id, Thread.id, Thread.created_at, Thread.sorted_at)


async def _reports(work: Work) -> Any:
    networks = {standing.network_id for standing in await permissions.standings(work)}
    moderated = await permissions.answers_in(work, networks)
    seen = (await permissions.visible(work, Report)).where(
        Report.resolved_at.is_(None), Report.network_id.in_(moderated)
    )
    return seen.with_only_columns(Report.network_id, Report.id, Report.created_at, NEVER)


async def _remarks(work: Work) -> Any:
    seats = {standing.seat_id for standing in await permissions.standings(work)} - {None}
    own = or_(Remark.seat_id.in_(seats), Remark.seat_id.is_(None) & (Remark.author_id == work.viewer.person_id))
    seen = (await permissions.visible(work, Remark)).join(ResultVersion, ResultVersion.id == Remark.asked_by_id)
    asked = seen.where(own, Remark.stance.is_(None))
    return asked.with_only_columns(Remark.network_id, Remark.id, ResultVersion.issued_at, NEVER)


async def _rules(work: Work) -> Any:
    here = {standing.network_id for standing in await permissions.standings(work)}
    accepted = select(Acceptance.version_id).where(Acceptance.person_id == work.viewer.person_id)
    seen = (await permissions.visible(work, ResultVersion)).join(Result, Result.id == ResultVersion.result_id)
    in_force = seen.where(
        Result.kind == ResultKind.RULES,
        Result.adopted_number == ResultVersion.number,
        Result.withdrawn_at.is_(None),
        Result.network_id.in_(here),
        ResultVersion.id.not_in(accepted),
    )
    return in_force.with_only_columns(Result.network_id, ResultVersion.id, Result.adopted_at, NEVER)


NEVER = null().cast(UtcDateTime)
SOURCES: dict[WaitingKind, tuple[type[Row], Source]] = {
    WaitingKind.MENTION: (Post, _mentions),
    WaitingKind.REVIEW: (Thread, _reviews),
    WaitingKind.REPORT: (Report, _reports),
    WaitingKind.REQUEST: (JoinRequest, _requests),
    WaitingKind.VOTE: (Poll, _votes),
    WaitingKind.REMARK: (Remark, _remarks),
    WaitingKind.RULES: (ResultVersion, _rules),
}
"""What each is about, and where it comes from."""
SETTLED_BY_HAND = frozenset({WaitingKind.MENTION, WaitingKind.REVIEW})
"""What one may tick off; all else is over when it is answered."""
