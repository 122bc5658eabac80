"""What a person was told, and what of it they have not seen: a notice is seen when it is opened or its post is read."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select, true, update

from hub import events, ids, permissions
from hub.database import Work, transaction
from hub.models import EventKind, Notice, Person, Post, ReadMark


async def count_unseen(work: Work) -> int:
    """Of the viewer's."""
    seen = (await permissions.visible(work, Notice)).where(unseen(permissions.signed_in(work)))
    return await work.row(seen.with_only_columns(func.count())) or 0


async def unseen_among(work: Work, notice_ids: Sequence[UUID]) -> set[UUID]:
    """Those of these notices of the viewer's that they have not seen."""
    reader = permissions.signed_in(work)
    return set(await work.rows(select(Notice.id).where(Notice.id.in_(notice_ids), unseen(reader))))


def unseen(reader: UUID) -> ColumnElement[bool]:
    """Of notices: neither opened, nor is their post among what the reader has read."""
    mark = select(ReadMark.position).where(ReadMark.person_id == reader, ReadMark.thread_id == Post.thread_id)
    read = select(Post.id).where(Post.id == Notice.subject_id, Post.position <= mark.scalar_subquery())
    return and_(Notice.seen_at.is_(None), ~read.exists())


@transaction
async def see(work: Work, notice_ids: list[str] | None = None) -> Person:
    """Marks these of the viewer's as seen, or all."""
    reader = permissions.signed_in(work)
    uuids = [found[1] for id in notice_ids or [] if (found := ids.decode(id)) and found[0] == Notice.prefix]
    chosen = Notice.id.in_(uuids) if notice_ids is not None else true()
    own = update(Notice).where(Notice.person_id == reader, Notice.seen_at.is_(None), chosen)
    if (await work.execute(own.values(seen_at=work.at))).rowcount:
        events.record_notice(work, EventKind.NOTICES_SEEN, reader, reader)
    person = await work.get(Person, reader)
    assert person, "who is signed in is somebody"
    return person
