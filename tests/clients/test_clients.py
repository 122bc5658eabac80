"""What others' clients are told: everything, in order, nothing twice, however often the line is cut."""

import asyncio
from functools import partial

import pytest

from tests.browser.line import line_to
from tests.cast import Hub, Person
from tests.clients.programs import Heard, Program, npm_graphql_ws, python_gql, running
from tests.patience import until
from tests.test_threads import reply

EACH = pytest.mark.parametrize("program", [python_gql, npm_graphql_ws])
ROUNDS = 3


@EACH
async def test_it_is_cut_off_resumes_by_cursor_and_misses_nothing(
    hub: Hub, member: Person, moderator: Person, program: Program
) -> None:
    network = await hub.network()
    thread = network["threads"]["Trudne rozmowy"]["id"]
    written: list[str] = []

    async def write(count: int) -> None:
        for _ in range(count):
            written.append(f"Wpis {len(written)}")
            await reply(moderator, thread, written[-1])

    await write(1)
    async with (
        line_to(hub.origin) as line,
        running(program, line.origin, member, network["id"], network["cursor"]) as heard,
    ):
        for _ in range(ROUNDS):
            await write(2)
            await until(lambda: len(heard.events) >= len(written), "what was written")
            known = heard.connections
            line.cut()
            await write(2)
            line.mend()
            await until(partial(came_back, heard, known), "that it comes back")
        await until(lambda: len(heard.events) >= len(written), "what was written meanwhile")
        await asyncio.sleep(0.3)  # whatever comes twice comes by now
    assert [event["post"]["body"] for event in heard.events] == written
    assert [event["number"] for event in heard.events] == list(range(1, len(written) + 1))


def came_back(heard: Heard, known: int) -> bool:
    return heard.connections > known
