"""How many events a second one stream takes: eight people post at a time over HTTP, and one follower hears it all."""

import asyncio
from time import perf_counter

import orjson

from tests.bench.goals import Figure
from tests.bench.posting import Line
from tests.bench.side import HUB
from tests.bench.sides import Sides

EVENTS, WRITERS = 160, 8
_REPLY = "mutation ($input: ReplyInput!) { reply(input: $input) { post { id position } } }"


async def measure(sides: Sides) -> Figure:
    hub, town = await sides.followed(HUB, 1), await sides.town()
    writers = [
        (Line(hub.port, **_headers(token)), await town.begin(1)) for token in town.tokens[:WRITERS]
    ]  # in threads of their own, so that they meet at the stream only

    async def write_and_hear() -> float:
        began = perf_counter()
        await asyncio.gather(*(_write(line, thread) for line, thread in writers))
        await hub.tell()
        return (EVENTS + 1) / (perf_counter() - began)

    figure = Figure([await write_and_hear() for _ in range(sides.rounds)])
    for line, _ in writers:
        line.close()
    return figure


async def _write(line: Line, thread: str) -> None:
    body = orjson.dumps({"query": _REPLY, "variables": {"input": {"threadId": thread, "body": "Yes."}}})
    for _ in range(EVENTS // WRITERS):
        answer = await line.post("/graphql", body)
        if b'"errors"' in answer:
            raise RuntimeError(answer.decode())


def _headers(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
