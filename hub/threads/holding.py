"""A thread and its posts, held until the commit."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from hub import permissions
from hub.database import Work
from hub.errors import NotFound
from hub.models import Post, Thread


async def held(work: Work, thread_id: str) -> Thread:
    """The thread, if the viewer sees it, locked until the commit: whoever holds it gives out its positions."""
    permissions.signed_in(work)
    return await _locked(work, (await permissions.find(work, Thread, thread_id)).id)


async def held_post(work: Work, post_id: str) -> tuple[Post, Thread]:
    permissions.signed_in(work)
    seen = await permissions.find(work, Post, post_id)
    thread = await _locked(work, seen.thread_id)
    post = await work.row(select(Post).where(Post.id == seen.id).execution_options(populate_existing=True))
    if post is None:
        raise NotFound()
    return post, thread


async def post_counts(work: Work, thread_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many posts the viewer may read in each of these threads; absent means none."""
    seen = (await permissions.visible(work, Post)).where(Post.thread_id.in_(thread_ids), Post.removed_at.is_(None))
    return await work.pairs(seen.with_only_columns(Post.thread_id, func.count()).group_by(Post.thread_id))


async def _locked(work: Work, id: UUID) -> Thread:
    thread = await work.held(Thread, id, key_share=True)
    if thread is None:
        raise NotFound()
    return thread
