"""What becomes of a removed post: its place stays, all that was said in it goes."""

from sqlalchemy import delete

from hub import events, marks, permissions
from hub.database import Work
from hub.models import EventKind, Mention, Post, PostVersion, Quotation, Reaction, ReportOutcome, Thread
from hub.threads import quoting, reporting


async def take_away(
    work: Work, post: Post, thread: Thread, reason: str | None, outcome: ReportOutcome = ReportOutcome.GONE
) -> Post:
    """Its text goes for good, with its history and wherever it is quoted; who removed it, when and why stays."""
    post.body, post.mentioned = None, ""
    post.removed_at = work.at
    post.removed_by_id = permissions.signed_in(work)
    post.removal_reason = reason
    thread.post_count -= 1
    thread.open_post_count -= post.open_position is not None
    await marks.taken_away(work, thread, post)
    for model in (PostVersion, Mention, Quotation, Reaction):
        await work.execute(delete(model).where(model.post_id == post.id))
    await quoting.forget(work, post, thread)
    await reporting.settle(work, post, outcome, reason or "")
    events.record(work, EventKind.POST_REMOVED, post, thread)
    return post
