"""Reports: whoever sees a post may ask the moderators to look at it. What they decide is told to who asked."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Select, func, select

from hub import acts, events, permissions, text
from hub.database import Work, transaction
from hub.errors import Conflict
from hub.models import ActKind, EventKind, Post, Report, ReportOutcome, Thread
from hub.threads.holding import held_post

REASON = 500


@transaction
async def report(work: Work, post_id: str, reason: str) -> Report:
    """Asks for a look at a post, once: a second time gives the report there is."""
    post, thread = await held_post(work, post_id)
    reporter = permissions.signed_in(work)
    permissions.require(permissions.why_not_report(work, post))
    known = await work.row(select(Report).where(Report.post_id == post.id, Report.reporter_id == reporter))
    if known:
        return known
    added = await work.add(
        Report(
            network_id=thread.network_id,
            post_id=post.id,
            reporter_id=reporter,
            reason=text.line("reason", reason, REASON),
            created_at=work.at,
        )
    )
    events.record_report(work, EventKind.REPORT_RECEIVED, added, await _moderating(work, post, thread))
    return added


@transaction
async def dismiss(work: Work, report_id: str, note: str) -> Report:
    """Leaves the post where it is, and says why."""
    found, post, thread = await to_resolve(work, report_id)
    why = text.line("reason", note, REASON)
    await acts.note(work, ActKind.REPORT_DISMISSED, thread.network_id, post, why)
    await settle(work, post, ReportOutcome.DISMISSED, why)
    return found


async def settle(work: Work, post: Post, outcome: ReportOutcome, note: str) -> None:
    """Whatever was decided of a post answers all reports of it that are open."""
    waiting = select(Report).where(Report.post_id == post.id, Report.resolved_at.is_(None)).with_for_update()
    for one in await work.rows(waiting):
        one.resolved_at, one.resolved_by_id = work.at, work.viewer.person_id
        one.outcome, one.note = outcome, note
        moderating = await permissions.who_moderates(work, one.network_id)
        events.record_report(work, EventKind.REPORT_RESOLVED, one, {one.reporter_id, *moderating} - {post.author_id})


async def report_counts(work: Work, network_ids: Sequence[UUID]) -> Select[UUID, int]:
    """How many reports wait for an answer that the viewer may give, by network."""
    moderated = await permissions.moderated_among(work, network_ids)
    waiting = (await permissions.visible(work, Report)).where(
        Report.network_id.in_(moderated), Report.resolved_at.is_(None)
    )
    return waiting.with_only_columns(Report.network_id, func.count()).group_by(Report.network_id)


async def to_resolve(work: Work, report_id: str) -> tuple[Report, Post, Thread]:
    """A report that waits for the viewer's answer, its post and thread, locked until the commit."""
    seen = await permissions.find(work, Report, report_id)
    permissions.require(await permissions.why_not_resolve(work, seen.network_id))
    about = await work.get(Post, seen.post_id)
    assert about, "a report is about a post, whose place stays"
    post, thread = await held_post(work, about.public_id)
    if seen.resolved_at:
        raise Conflict("Somebody has answered this report already.")
    return seen, post, thread


async def _moderating(work: Work, post: Post, thread: Thread) -> Collection[UUID]:
    """Nobody is told who reported their own post."""
    return set(await permissions.who_moderates(work, thread.network_id)) - {post.author_id}
