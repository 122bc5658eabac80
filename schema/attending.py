"""Telling those who are at a thread who else is there: each for themselves, and nothing is kept when they leave."""

import asyncio

import structlog

from hub import events, presence
from hub.events import Admission
from hub.models import Stream, Thread
from hub.permissions import find, seek
from schema.context import Context
from schema.following import Follower, encoded
from schema.plans import Asked

CALM = 0.2
"""Seconds between two looks: what changes meanwhile is told together, and leaves time for news."""
_RETRY_SECONDS = 1.0

log = structlog.get_logger()


def is_asked(asked: Asked) -> bool:
    return asked.plan.field.name.value == "presence"


async def attend(follower: Follower, asked: Asked) -> None:
    """Goes on until the follower may not know any more, or leaves. Raises HubError when it may not begin."""
    viewer = follower.viewer
    async with viewer.database.reading(viewer) as work:
        thread = await find(work, Thread, asked.arguments["thread"])
        stream = await events.stream_of(work, thread)
    live, told = viewer.database.live, b""
    with live.follow(stream.id, stream.mark) as bell, live.attendance.watched(thread.id, bell.ring):
        while True:
            await follower.outlet.writable.wait()
            try:
                payload = await _look(follower, asked, thread, stream)
            except Exception as error:
                log.warning("presence_not_read", error=type(error).__name__)
                await asyncio.sleep(_RETRY_SECONDS)
                continue
            if payload is None:
                return
            if payload != told:
                follower.send(payload)
                told = payload
            await bell.wait(live.attendance.lapses_in(thread.id))
            await asyncio.sleep(CALM)


async def _look(follower: Follower, asked: Asked, thread: Thread, stream: Stream) -> bytes | None:
    """What is to be told, or None when it is over: the follower has been sent away."""
    viewer = follower.viewer
    async with viewer.database.reading(viewer) as work:
        (admission,) = await events.admissions(work, stream.key, [viewer])
        seen = await seek(work, Thread, thread.public_id)
        if admission is Admission.GRANTED and seen:
            return await encoded(asked, Context.on(work), await presence.others(work, seen))
    await (follower.close if admission is Admission.ENDED else follower.complete)()
    return None
