"""What waits for the viewer, from all sources in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Subquery, func, literal, select, union_all

from hub import events, ids, permissions
from hub.database import Work, transaction
from hub.inbox.sources import SETTLED_BY_HAND, SOURCES, WaitingKind
from hub.models import EventKind, Post, Row, Settled, Thread

MOST = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: about what, where, since when, until when."""

    kind: WaitingKind
    network_id: UUID
    subject_id: UUID
    since: datetime
    due_at: datetime | None

    @property
    def subject_model(self) -> type[Row]:
        return SOURCES[self.kind][0]


async def waiting(work: Work) -> Sequence[Waiting]:
    """The first hundred: what ends soonest, then what waits longest."""
    all = await _all(work)
    ordered = select(all).order_by(all.c.due_at.is_(None), all.c.due_at, all.c.since, all.c.subject_id)
    rows = await work.execute(ordered.limit(MOST))
    return [Waiting(WaitingKind(kind), network, subject, since, due) for kind, network, subject, since, due in rows]


async def count(work: Work) -> int:
    """How many things wait."""
    return await work.row(select(func.count()).select_from(await _all(work))) or 0


@transaction
async def settle(work: Work, subject_id: str) -> Thread:
    """Ticks it off: it waits no longer, though the viewer has not answered."""
    person, about, thread = await _about(work, subject_id)
    if await work.get(Settled, (person, about)) is None:
        await work.add(Settled(person_id=person, subject_id=about, at=work.at))
        events.record_own(work, EventKind.WAITING_SETTLED, thread)
    return thread


@transaction
async def put_back(work: Work, subject_id: str) -> Thread:
    """It waits again."""
    person, about, thread = await _about(work, subject_id)
    if settled := await work.get(Settled, (person, about)):
        await work.session.delete(settled)
        events.record_own(work, EventKind.WAITING_SETTLED, thread)
    return thread


async def _about(work: Work, subject_id: str) -> tuple[UUID, UUID, Thread]:
    """Who asks, and what is ticked off: a thread, or a post and its thread."""
    person = permissions.signed_in(work)
    if (ids.decode(subject_id) or ("",))[0] == Thread.prefix:
        thread = await permissions.find(work, Thread, subject_id)
        return person, thread.id, thread
    post = await permissions.find(work, Post, subject_id)
    about = await work.get(Thread, post.thread_id)
    assert about, "a post stands in a thread"
    return person, post.id, about


async def _all(work: Work) -> Subquery:
    """What waits by every source, but what was ticked off."""
    parts: list[Any] = []
    for kind, (_, source) in SOURCES.items():
        found = (await source(work)).subquery()
        network, subject, since, due = found.c
        part = select(
            literal(kind.value).label("kind"),
            network.label("network_id"),
            subject.label("subject_id"),
            since.label("since"),
            due.label("due_at"),
        )
        if kind in SETTLED_BY_HAND:
            settled = select(Settled.subject_id).where(Settled.person_id == work.viewer.person_id)
            part = part.where(subject.not_in(settled))
        parts.append(part)
    return union_all(*parts).subquery()
