"""How the news of a transaction gets its numbers: as the last step, so that who holds a stream commits before another
number is taken, and streams have no gaps."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from hub.models import Event, EventKind, Mark, Stream, StreamKey


@dataclass(slots=True)
class News:
    """One thing to tell, and on which streams."""

    kind: EventKind
    subject_id: UUID
    streams: frozenset[StreamKey]
    actor_id: UUID | None


async def numbered(
    session: AsyncSession, told: Sequence[News], reauthorised: Collection[StreamKey], at: datetime
) -> dict[UUID, Mark]:
    """Writes the news to its streams, and raises the access version of others; where each stands then."""
    await session.flush()
    wanted = frozenset(reauthorised).union(*(news.streams for news in told))
    if not wanted:
        return {}
    locked = await session.scalars(
        select(Stream)
        .where(tuple_(Stream.kind, Stream.about_id).in_(wanted))
        .order_by(Stream.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    streams = {stream.key: stream for stream in locked}
    for news in told:
        for key in news.streams:
            streams[key].head += 1
            session.add(_line(streams[key], news, at))
    for key in reauthorised:
        streams[key].access_version += 1
    await session.flush()
    return {stream.id: stream.mark for stream in streams.values()}


def _line(stream: Stream, news: News, at: datetime) -> Event:
    return Event(
        stream_id=stream.id,
        number=stream.head,
        kind=news.kind,
        subject_id=news.subject_id,
        actor_id=news.actor_id,
        at=at,
    )
