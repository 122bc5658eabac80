"""A thread and its posts, held until the commit."""

from uuid import UUID

from sqlalchemy import select

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


async def _locked(work: Work, id: UUID) -> Thread:
    thread = await work.held(Thread, id, key_share=True)
    if thread is None:
        raise NotFound()
    return thread
