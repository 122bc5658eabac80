"""Digests: what has changed for a reader since the last one, over all their networks.

Which events a digest covers is noted when it is posted, in the transaction that sets when the next one is due: so none
is covered twice and none left out. What it tells is found when it is sent, among what its reader may see then.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select

from hub import ids, outbox, permissions
from hub.database import Work
from hub.leases import Holder
from hub.models import (
    Event,
    EventKind,
    Letter,
    LetterKind,
    Mailing,
    Network,
    NetworkNotices,
    Notice,
    NoticeLevel,
    Person,
    Post,
    ReadMark,
    Standing,
    Stream,
    StreamKind,
    Thread,
    ThreadNotices,
)
from hub.notices.hours import reckon
from hub.notices.marks import Span, advance, as_person, begin
from hub.notices.readers import level, wants

_AT_ONCE = 20
"""People a transaction."""


@dataclass(frozen=True, slots=True)
class Section:
    """What is new in one network, by thread."""

    network: Network
    threads: list[tuple[Thread, list[Post]]]


async def post_digests(holder: Holder) -> None:
    """A job: posts the digests that are due."""
    while await holder.transact(_reckon):
        pass
    while await holder.transact(_post_due):
        pass


async def _reckon(work: Work) -> int:
    """When the next one is due for whoever is new, or has moved to another time zone."""
    taking_part = select(Standing.id).where(Standing.person_id == Person.id, Standing.until.is_(None)).exists()
    found = await work.execute(
        select(Person, Mailing)
        .outerjoin(Mailing, Mailing.person_id == Person.id)
        .where(Person.email.is_not(None), permissions.may_sign_in(), taking_part)
        .where(func.coalesce(Mailing.zone, "") != Person.time_zone)
        .order_by(Person.id)
        .limit(_AT_ONCE)
    )
    rows = [(person, mailing or await work.add(Mailing(person_id=person.id))) for person, mailing in found.all()]
    for person, mailing in rows:
        reckon(mailing, person.time_zone, work.at)
        await begin(work, person.id)
    return len(rows)


async def _post_due(work: Work) -> int:
    due = (
        select(Mailing)
        .join(Person, Person.id == Mailing.person_id)
        .where(Mailing.due_at <= work.at, Person.email.is_not(None), permissions.may_sign_in())
        .order_by(Mailing.due_at, Mailing.person_id)
        .limit(_AT_ONCE)
    )
    mailings = await work.rows(due)
    for mailing in mailings:
        person = await work.get(Person, mailing.person_id)
        assert person, "a mailing is somebody's"
        if not await _is_on_its_way(work, person):  # the next one covers what comes until then
            await _post(work, person)
        reckon(mailing, person.time_zone, work.at)
    return len(mailings)


async def _post(work: Work, person: Person) -> None:
    covered = await advance(work, person.id)
    if covered:
        details = {str(network_id): f"{after} {to}" for network_id, (after, to) in covered.items()}
        await outbox.post(work, LetterKind.DIGEST, to=person, about=ids.new(), details=details)


async def _is_on_its_way(work: Work, person: Person) -> bool:
    waiting = select(Letter.id).where(
        Letter.to_id == person.id, Letter.kind == LetterKind.DIGEST, Letter.due_at.is_not(None)
    )
    return await work.row(waiting) is not None


# What it tells


async def changed(work: Work, person_id: UUID, details: Mapping[str, str]) -> list[Section]:
    """What is new for the reader in what the digest covers: others' posts that they may see now and have not read, were
    not told of by a letter of its own, and want to be told of."""
    theirs = as_person(work, person_id)
    sections = []
    for network in await work.rows((await permissions.visible(theirs, Network)).order_by(Network.place)):
        span = [int(number) for number in details.get(str(network.id), "0 0").split()]
        if threads := await _in_network(theirs, network, (span[0], span[1])):
            sections.append(Section(network, threads))
    return sections


async def _in_network(work: Work, network: Network, span: Span) -> list[tuple[Thread, list[Post]]]:
    reader = permissions.signed_in(work)
    chosen = await work.get(NetworkNotices, (reader, network.id))
    if chosen and not chosen.mails:
        return []
    threads: dict[UUID, Thread] = {}
    posts: dict[UUID, list[Post]] = defaultdict(list)
    found = await work.execute((await _new_posts(work, network, span)).order_by(Thread.created_at, Post.position))
    for post, thread, of_thread, notice in found.all():
        if _is_wanted(level(chosen, of_thread), notice):
            threads[thread.id] = thread
            posts[thread.id].append(post)
    return [(thread, posts[id]) for id, thread in threads.items()]


async def _new_posts(work: Work, network: Network, span: Span) -> Any:
    reader = permissions.signed_in(work)
    held = [standing.since for standing in await permissions.standings(work) if standing.network_id == network.id]
    mark = select(ReadMark.position).where(ReadMark.person_id == reader, ReadMark.thread_id == Post.thread_id)
    seen = (await permissions.visible(work, Post)).subquery()
    return (
        select(Post, Thread, ThreadNotices, Notice)
        .join(Thread, Thread.id == Post.thread_id)
        .outerjoin(ThreadNotices, and_(ThreadNotices.thread_id == Thread.id, ThreadNotices.person_id == reader))
        .outerjoin(Notice, and_(Notice.subject_id == Post.id, Notice.person_id == reader))
        .where(
            Thread.network_id == network.id,
            Post.id.in_(select(seen.c.id)),
            or_(
                Post.id.in_(_told(EventKind.POST_ADDED, network, span)),
                and_(Post.position == 1, Thread.id.in_(_told(EventKind.THREAD_STARTED, network, span))),
            ),
            Post.author_id != reader,
            Post.removed_at.is_(None),
            Post.created_at >= min(held),
            Post.position > func.coalesce(mark.scalar_subquery(), 0),
            or_(Notice.id.is_(None), and_(Notice.is_mailed.is_(False), Notice.seen_at.is_(None))),
        )
    )


def _told(kind: EventKind, network: Network, span: Span) -> Select[UUID]:
    of_members = and_(Stream.kind == StreamKind.MEMBERS, Stream.about_id == network.id)
    within = (Event.number > span[0], Event.number <= span[1])
    return (
        select(Event.subject_id)
        .join(Stream, Stream.id == Event.stream_id)
        .where(of_members, *within, Event.kind == kind)
    )


def _is_wanted(level: NoticeLevel, notice: Notice | None) -> bool:
    return level is NoticeLevel.EVERYTHING or (notice is not None and wants(level, notice.kind))
