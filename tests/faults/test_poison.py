"""F20: an event that cannot be read does not stop its stream."""

from uuid import uuid4

import pytest
from sqlalchemy import insert, select, text, update

from hub import clock
from hub.models import Event, EventKind, Stream, StreamKind
from tests.faults.crowd import tokens
from tests.faults.ground import Ground
from tests.faults.reader import Reader
from tests.faults.writer import Writer
from tests.patience import until

pytestmark = pytest.mark.any_database


async def test_a_stream_goes_on_after_events_that_cannot_be_read(ground: Ground) -> None:
    token, another, third = await tokens(ground, 3)
    hub = await ground.worker()
    following, absent = (Reader([hub.origin], token, ground.network.public_id) for token in (another, third))
    await absent.refresh()
    writer = Writer([hub.origin], token, [*ground.threads.values()])
    async with following.following():
        await until(lambda: following.is_live, "that one follows")
        await writer.write()
        await poison(ground, "of_a_kind_unheard_of")
        await poison(ground, EventKind.POST_ADDED.value)
        await writer.write()
        await until(lambda: following.number == 4, "the event after the poisoned ones, to who follows")
    async with absent.following():
        await until(lambda: absent.number == 4, "the event after the poisoned ones, to who was away")
    for reader in (following, absent):
        assert [line.number for line in reader.run.applied] == [1, 2, 3, 4]
        assert [line.number for line in reader.run.applied if line.subject is None] == [2, 3]
        assert len(reader.runs) == 1
        assert not reader.losses


async def poison(ground: Ground, kind: str) -> None:
    """The next event of the members' stream: of that kind, about something that is not there."""
    async with ground.database.engine.begin() as connection:
        stream = await connection.scalar(
            select(Stream.id).where(Stream.about_id == ground.network.id, Stream.kind == StreamKind.MEMBERS)
        )
        raised = update(Stream).where(Stream.id == stream).values(head=Stream.head + 1).returning(Stream.head)
        number = await connection.scalar(raised)
        id = uuid4()
        values = {"id": id, "stream_id": stream, "number": number, "subject_id": uuid4(), "at": clock.now()}
        await connection.execute(insert(Event).values(kind=EventKind.POST_ADDED, **values))
        unread = text("UPDATE event SET kind = :kind WHERE stream_id = :stream AND number = :number")
        same = stream.hex if ground.is_sqlite and stream else stream
        await connection.execute(unread, {"kind": kind, "stream": same, "number": number})
