"""F12: somebody was away for long; what is caught up equals what is there."""

import random
import statistics
import time
from dataclasses import dataclass

from sqlalchemy import select

from hub import people, threads
from hub.database import Viewer, Work
from hub.models import Audience, Board
from schema.context import Context
from schema.root import schema
from tests.faults.ground import Ground
from tests.faults.processes import Worker
from tests.faults.reader import Reader, news
from tests.faults.thread_model import POST, THREAD, ThreadModel, snapshot
from tests.patience import until

AUTHOR = "moderator@zmp.example"
TOGETHER = 50
_PAGE = """
query ($network: ID!, $after: String) {
  events(network: $network, after: $after, first: 100) { cursor %s }
}
"""


@dataclass(frozen=True, slots=True)
class CaughtUp:
    events: int
    seconds: float
    seconds_without_socket: float
    differences: list[str]

    @property
    def ratio(self) -> float:
        return self.seconds / self.seconds_without_socket


async def away_for(ground: Ground, events: int, rounds: int = 1) -> CaughtUp:
    """Both ways are measured in turn, so many times; their medians are given."""
    hub = await ground.worker()
    token = await _token(ground)
    reader = Reader([hub.origin], token, ground.network.public_id)
    await reader.refresh()
    state = await snapshot(hub.origin, token, ground.network.public_id)
    await write_much(ground, events)
    with_socket, without = [], []
    for _ in range(rounds):
        with_socket.append(await _catch_up(hub, reader, token, model := state.copy(), events))
        without.append(await _execute(ground, reader))
    there = await snapshot(hub.origin, token, ground.network.public_id)
    return CaughtUp(events, statistics.median(with_socket), statistics.median(without), model.differences(there))


async def _catch_up(hub: Worker, before: Reader, token: str, model: ThreadModel, events: int) -> float:
    """Seconds until one who reconnects with an old cursor has applied everything."""
    reader = Reader(
        [hub.origin],
        token,
        before.network,
        document=news(POST, f"id posts(first: 1) {{ edges {{ node {{ {POST} }} }} }}"),
        heard=model.apply,
    )
    reader.take_over(before)
    began = time.monotonic()
    async with reader.following():
        await until(lambda: reader.number >= before.number + events or bool(reader.ended_by), "all of it", seconds=300)
    assert not reader.ended_by, reader.ended_by
    return reader.run.applied_at[-1] - began


async def _execute(ground: Ground, before: Reader) -> float:
    """Seconds in which the same events are executed page by page, here and without a socket."""
    document, viewer = _as_query(), await ground.speaker(AUTHOR)
    cursor, began = before.cursor, time.monotonic()
    while True:
        context = Context(viewer)
        answer = await schema.execute(
            document, variable_values={"network": before.network, "after": cursor}, context_value=context
        )
        await context.close()
        assert answer.data, answer.errors
        if not answer.data["events"]["events"]:
            return time.monotonic() - began
        cursor = answer.data["events"]["cursor"]


def _as_query() -> str:
    """The selection of events that is followed, asked by query."""
    followed = news(POST, THREAD)
    selection = followed[followed.index("events {") : followed.rindex("}", 0, followed.rindex("}"))]
    return _PAGE % selection


async def write_much(ground: Ground, events: int) -> None:
    """So many events on the members' stream: threads started, replies, edits and removals."""
    author = await ground.speaker(AUTHOR)
    places = [*ground.threads.values()]
    board = await _board(ground, author)
    mine: list[str] = []
    for done in range(0, events, TOGETHER):

        async def some(work: Work, count: int = min(TOGETHER, events - done)) -> None:
            for _ in range(count):
                await _change(work, board, places, mine)

        await ground.database.transact(author, some)


async def _change(work: Work, board: str, places: list[str], mine: list[str]) -> None:
    match random.choices(["reply", "edit", "remove", "start"], [80, 12, 6, 2])[0]:
        case "edit" if mine:
            await threads.edit_post(work, random.choice(mine), f"Poprawione {random.random()}")
        case "remove" if mine:
            await threads.remove_post(work, mine.pop(random.randrange(len(mine))))
        case "start":
            thread = await threads.start(work, board, f"Nowa rozmowa {random.random()}", "Od czego zacząć?")
            places.append(thread.public_id)
        case _:
            post = await threads.reply(work, random.choice(places), f"Wpis {random.random()}")
            mine.append(post.public_id)


async def _board(ground: Ground, author: Viewer) -> str:
    async with ground.database.reading(author) as work:
        where = (Board.network_id == ground.network.id, Board.audience == Audience.MEMBERS)
        board = await work.row(select(Board).where(*where))
    assert board
    return board.public_id


async def _token(ground: Ground) -> str:
    return await people.make_token(ground.operator, AUTHOR, "absence", False)
