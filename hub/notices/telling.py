"""Whom news concerns: noted in the transaction of the change, with a letter for who takes one at once."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import delete, select

from hub import events, outbox, permissions
from hub.database import Work
from hub.models import EventKind, LetterKind, Mention, Notice, NoticeKind, Post, Standing, Thread, ThreadNotices
from hub.notices.marks import begin
from hub.notices.readers import OWN_LETTER, Reader, readers


async def tell(work: Work) -> None:
    """What follows from the news of a change."""
    for news in [*work.news]:
        match news.kind:
            case EventKind.POST_ADDED | EventKind.POST_EDITED:
                await tell_of(work, await work.get(Post, news.subject_id))
            case EventKind.THREAD_STARTED:
                await tell_of(work, await _first_post(work, news.subject_id))
            case EventKind.STANDING_CHANGED:
                await _begin(work, await work.get(Standing, news.subject_id))


async def tell_of(work: Work, post: Post | None, by_mail: bool = True) -> None:
    """Tells whom a post concerns; who writes in a thread follows it."""
    thread = await work.get(Thread, post.thread_id) if post else None
    if post is None or thread is None or post.is_removed:
        return
    await _follow(work, post.author_id, thread)
    concerned = await _concerned(work, post, thread)
    kinds = {id: concerned[id] for id in await permissions.who_sees(work, thread, concerned)} if concerned else {}
    await tell_people(work, kinds, thread.network_id, thread.id, post.id, by_mail)


async def tell_people(
    work: Work,
    kinds: Mapping[UUID, NoticeKind],
    network_id: UUID,
    thread_id: UUID | None,
    subject_id: UUID,
    by_mail: bool = True,
) -> None:
    """Tells these people, who may see it, each once, of a subject: a post or a poll."""
    people = set(kinds) - await _told(work, subject_id, kinds)
    for reader in await readers(work, network_id, thread_id, people) if people else []:
        kind = kinds[reader.person.id]
        if reader.wants(kind):
            notice = Notice(
                person_id=reader.person.id,
                kind=kind,
                network_id=network_id,
                thread_id=thread_id,
                subject_id=subject_id,
                actor_id=work.viewer.person_id,
                at=work.at,
            )
            await _add(work, notice, reader, by_mail)


async def tell_again(
    work: Work, kinds: Mapping[UUID, NoticeKind], network_id: UUID, thread_id: UUID | None, subject_id: UUID
) -> None:
    """Likewise those who were told of it before: what they were told then gives way."""
    await work.execute(delete(Notice).where(Notice.subject_id == subject_id, Notice.person_id.in_(kinds)))
    await tell_people(work, kinds, network_id, thread_id, subject_id)


async def _add(work: Work, notice: Notice, reader: Reader, by_mail: bool) -> None:
    notice.is_mailed = by_mail and reader.takes_mail(notice.kind)
    await work.add(notice)
    events.record_notice(work, EventKind.NOTICE_ADDED, notice.id, notice.person_id)
    if notice.is_mailed and notice.kind in OWN_LETTER:
        await outbox.post(work, LetterKind(notice.kind.value), to=reader.person, about=notice.subject_id)
    elif notice.is_mailed:
        await outbox.post(work, LetterKind.NOTICE, to=reader.person, about=notice.id)


async def _concerned(work: Work, post: Post, thread: Thread) -> dict[UUID, NoticeKind]:
    """Each in the way that says most."""
    kinds: dict[UUID, NoticeKind] = {}
    if thread.is_announcement and post.position == 1:
        held = select(Standing.person_id).where(Standing.network_id == thread.network_id, Standing.until.is_(None))
        kinds |= dict.fromkeys(await work.rows(held), NoticeKind.ANNOUNCEMENT)
    if post.reply_to_id and (answered := await work.get(Post, post.reply_to_id)):
        kinds[answered.author_id] = NoticeKind.REPLY
    mentioned = await work.rows(select(Mention.person_id).where(Mention.post_id == post.id))
    kinds |= dict.fromkeys(mentioned, NoticeKind.MENTION)
    kinds.pop(post.author_id, None)
    return kinds


async def _told(work: Work, subject_id: UUID, people: Collection[UUID]) -> set[UUID]:
    if not people:
        return set()
    told = select(Notice.person_id).where(Notice.subject_id == subject_id, Notice.person_id.in_(people))
    return set(await work.rows(told))


async def _follow(work: Work, person_id: UUID, thread: Thread) -> None:
    if await work.get(ThreadNotices, (person_id, thread.id)) is None:
        await work.add(ThreadNotices(person_id=person_id, thread_id=thread.id, at=work.at))


async def _first_post(work: Work, thread_id: UUID) -> Post | None:
    return await work.row(select(Post).where(Post.thread_id == thread_id, Post.position == 1))


async def _begin(work: Work, standing: Standing | None) -> None:
    if standing and standing.until is None:
        await begin(work, standing.person_id)
