"""The clients as programs: each follows, comes back by itself when it is cut off, and resumes by its last cursor."""

import asyncio
import json
import shutil
import sysconfig
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gql import Client, gql
from gql.transport.exceptions import TransportError
from gql.transport.websockets import WebsocketsTransport

from tests.cast import NEWS, Person

HERE = Path(__file__).parent


@dataclass
class Heard:
    """What a client was told."""

    events: list[dict[str, Any]] = field(default_factory=list)
    connections: int = 0


Program = Callable[[str, Person, str, str, Heard], Any]


@asynccontextmanager
async def running(program: Program, origin: str, person: Person, network: str, after: str) -> AsyncIterator[Heard]:
    heard = Heard()
    url = origin.replace("http://", "ws://") + "/graphql"
    task = asyncio.create_task(program(url, person, network, after, heard))
    try:
        yield heard
    finally:
        if task.done():
            task.result()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def python_gql(url: str, person: Person, network: str, after: str, heard: Heard) -> None:
    while True:
        transport = WebsocketsTransport(
            url=url,
            subprotocols=[WebsocketsTransport.GRAPHQLWS_SUBPROTOCOL],
            init_payload={"authorization": f"Bearer {person.token}"},
        )
        news = gql(NEWS)
        news.variable_values = {"network": network, "after": after}
        with suppress(TransportError, OSError):
            async with Client(transport=transport) as session, aclosing(session.subscribe(news)) as answers:
                heard.connections += 1
                async for answer in answers:
                    heard.events += answer["networkEvents"]["events"]
                    after = answer["networkEvents"]["cursor"]
        await asyncio.sleep(0.05)


async def node(script: str, *arguments: str) -> Process:
    """One of the programs beside this file."""
    found = shutil.which("node") or shutil.which("node", path=sysconfig.get_path("scripts"))
    assert found, "no node here: `make page` gets one"
    return await asyncio.create_subprocess_exec(found, str(HERE / script), *arguments, stdout=PIPE, stderr=PIPE)


async def npm_graphql_ws(url: str, person: Person, network: str, after: str, heard: Heard) -> None:
    process = await node("graphql_ws.mjs", url, str(person.token), NEWS, network, after)
    assert process.stdout
    assert process.stderr
    try:
        async for line in process.stdout:
            said = json.loads(line)
            if "connected" in said:
                heard.connections += 1
            else:
                heard.events.append(said)
        raise AssertionError(f"it ended by itself: {(await process.stderr.read()).decode()}")
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
