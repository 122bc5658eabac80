"""Cursors: a stream, a number in it and the random id of that event, so that no other stream and no copy fits."""

import base64
import binascii
from uuid import UUID

from sqlalchemy import select

from hub.database import Work
from hub.models import Event, Stream


async def cursor_at(work: Work, stream: Stream, number: int) -> str:
    return encode(stream.id, number, await _event_id(work, stream, number) or stream.id)


async def cursor_before(work: Work, stream_id: UUID, number: int) -> str | None:
    """From where one goes on with the event of that number; None when it is gone, or not there yet."""
    around = select(Event).where(Event.stream_id == stream_id, Event.number.in_((number - 1, number)))
    found = {event.number: event.id for event in await work.rows(around)}
    before = stream_id if number == 1 else found.get(number - 1)
    return encode(stream_id, number - 1, before) if before and number in found else None


async def fitting(work: Work, stream: Stream, cursor: str) -> int | None:
    """The number a cursor stands at, if it is one of that stream and its event is still the same one."""
    try:
        raw = base64.b64decode(cursor, altchars=b"-_", validate=True)
        stream_id, number, event_id = UUID(bytes=raw[:16]), int.from_bytes(raw[16:-16]), UUID(bytes=raw[-16:])
    except (ValueError, binascii.Error):
        return None
    if stream_id != stream.id or number > stream.head:
        return None
    if number == 0:  # before the first event, which may have been pruned since
        fits = event_id == stream.id and (stream.head == 0 or await _event_id(work, stream, 1) is not None)
    else:
        fits = event_id == await _event_id(work, stream, number)
    return number if fits else None


async def _event_id(work: Work, stream: Stream, number: int) -> UUID | None:
    return await work.row(select(Event.id).where(Event.stream_id == stream.id, Event.number == number))


def encode(stream_id: UUID, number: int, event_id: UUID) -> str:
    return base64.urlsafe_b64encode(stream_id.bytes + number.to_bytes(16) + event_id.bytes).decode()
