"""What is new to the viewer in each network: how much, and the threads with the newest of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from hub import permissions, unread
from hub.database import Work
from hub.models import Thread

SHOWN = 20
"""Threads a network."""


@dataclass(slots=True)
class Unread:
    """What is unread in one network."""

    network_id: UUID
    unread_count: int
    thread_count: int
    """Threads with something unread; the newest of them are:"""
    threads: list[Thread] = field(default_factory=list)


async def news(work: Work) -> Sequence[Unread]:
    """The networks with something unread, the newest first. One statement, whatever was written."""
    found: dict[UUID, Unread] = {}
    for thread, unread_count, thread_count in await _newest(work):
        here = found.setdefault(thread.network_id, Unread(thread.network_id, unread_count, thread_count))
        here.threads.append(thread)
    return list(found.values())


async def _newest(work: Work) -> Sequence[tuple[Thread, int, int]]:
    new = await unread.number(work)
    of_network: dict[str, Any] = {"partition_by": Thread.network_id}
    newest_first = (Thread.last_post_at.desc(), Thread.id.desc())
    seen = (await permissions.visible(work, Thread)).outerjoin(*unread.marks_of(work)).where(new > 0)
    counted = seen.add_columns(
        func.sum(new).over(**of_network).label("unread_count"),
        func.count().over(**of_network).label("thread_count"),
        func.row_number().over(**of_network, order_by=newest_first).label("place"),
    ).subquery()
    thread = aliased(Thread, counted)
    shown = select(thread, counted.c.unread_count, counted.c.thread_count).where(counted.c.place <= SHOWN)
    rows = await work.execute(shown.order_by(thread.last_post_at.desc(), thread.id.desc()))
    return [(thread, int(unread_count), thread_count) for thread, unread_count, thread_count in rows]
