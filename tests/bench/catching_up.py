"""20,000 events over the socket, against the same batches executed in a process of their own without a socket."""

import asyncio
import os
import subprocess
import sys
from time import perf_counter

from hub import events, permissions
from hub.database import Work, transaction
from hub.models import EventKind, Post, Thread
from tests.bench import machine
from tests.bench.crowd import Crowd
from tests.bench.goals import Figure, Measure, ratio
from tests.bench.side import HUB
from tests.bench.sides import Sides
from tests.bench.starting import HOUSE, cursor, following
from tests.bench.town import WORDS, Town

_ROUNDS = 2
_LAST = b"the last of all"
_LONGEST = 120


def measure(count: int) -> Measure:
    async def measured(sides: Sides) -> Figure:
        town, hub = await sides.town(), await sides.followed(HUB, 1)
        thread = await town.begin(1)  # before the cursor: this event shows the thread's last post
        await hub.tell()
        after = cursor(hub.crowd.sample)
        heard = asyncio.create_task(hub.crowd.delivery(_LAST, _LONGEST))
        await _write(town.viewer, thread, count)
        await heard
        over_socket, executed = [], []
        for _ in range(_ROUNDS):
            over_socket.append(await _over_socket(town, hub.port, after))
            executed.append(await _executed(town, after, count))
        return ratio(over_socket, executed, f"s for {count} events")

    return measured


@transaction
async def _write(work: Work, thread_id: str, count: int) -> None:
    """So many posts at once, as an import would bring them, each with its event."""
    thread = await permissions.find(work, Thread, thread_id)
    author = permissions.signed_in(work)
    for number in range(1, count + 1):
        text = WORDS if number < count else _LAST.decode()
        place = thread.last_position + number
        post = Post(thread_id=thread.id, position=place, open_position=place, author_id=author, body=text)
        work.session.add(post)
        events.record(work, EventKind.POST_ADDED, post, thread)
    thread.last_position += count
    thread.last_open_position += count
    thread.post_count += count


async def _over_socket(town: Town, port: int, after: str) -> float:
    crowd = Crowd(port, lambda number: following(town, 1, number, after))
    try:
        began = perf_counter()
        heard = asyncio.create_task(crowd.delivery(_LAST, _LONGEST, of=1))
        await crowd.grow(1)
        return await heard - began
    finally:
        crowd.leave()


async def _executed(town: Town, after: str, count: int) -> float:
    command = [sys.executable, "-m", "tests.bench.executing", town.networks[1], after, str(count)]
    environment = os.environ | town.environment | {"BENCH_TOKEN": town.tokens[0]}

    def run() -> str:
        with machine.on_the_servers_core():
            return subprocess.check_output(command, cwd=HOUSE, env=environment, text=True, timeout=_LONGEST)

    return float(await asyncio.to_thread(run))
