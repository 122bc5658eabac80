"""What goes with what it hung on, and what was never attached: first nobody sees it, then its bytes are deleted."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select, update

from hub.database import Viewer, Work
from hub.files.store import Store
from hub.files.uploading import PREVIEW
from hub.leases import Holder
from hub.models import EventKind, File, FileOwner

WAITS_FOR = timedelta(hours=24)
"""How long an upload may wait to be attached."""
_AT_ONCE = 100


async def follow_removals(work: Work) -> None:
    """With a post its files go, in the same transaction."""
    removed = {news.subject_id for news in work.news if news.kind is EventKind.POST_REMOVED}
    if removed:
        await let_go(work, FileOwner.POST, removed)


async def let_go(work: Work, owner: FileOwner, owner_ids: Collection[UUID]) -> None:
    theirs = (File.owner == owner, File.owner_id.in_(owner_ids), File.removed_at.is_(None))
    for file in await work.rows(select(File).where(*theirs)):
        file.removed_at = work.at
    await work.session.flush()


async def forget(holder: Holder) -> None:
    """Deletes the bytes of what has gone, then its row: a process that ends in between does it again."""
    await holder.transact(_expire)
    store = Store(holder.operator.database.settings)
    while gone := await _gone(holder.operator):
        await store.delete([key for file in gone for key in (file.key, file.key + PREVIEW)])
        await holder.transact(lambda work, gone=gone: _delete(work, gone))  # type: ignore[misc]


async def _expire(work: Work) -> None:
    waiting = (File.owner_id.is_(None), File.removed_at.is_(None), File.created_at < work.at - WAITS_FOR)
    await work.execute(update(File).where(*waiting).values(removed_at=work.at))


async def _gone(operator: Viewer) -> Sequence[File]:
    async with operator.database.reading(operator) as work:
        return await work.rows(select(File).where(File.removed_at.is_not(None)).limit(_AT_ONCE))


async def _delete(work: Work, gone: Sequence[File]) -> None:
    await work.execute(delete(File).where(File.id.in_([file.id for file in gone])))
