"""One who follows and misses nothing: resumes from its cursor, applies by number, loads afresh when told to."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any, Self

import httpx2
import orjson
import websockets
from websockets.exceptions import ConnectionClosed, WebSocketException

from tests.faults.logs import Line, Run

PROTOCOL = websockets.Subprotocol("graphql-transport-ws")
SUBJECTS = ("thread", "post", "board")


def news(post: str = "id", thread: str = "id") -> str:
    """The subscription, with so much of each post and thread."""
    return f"""
    subscription ($network: ID!, $after: String) {{
      networkEvents(network: $network, after: $after) {{
        cursor
        control {{ __typename ... on Heartbeat {{ head }} }}
        events {{
          __typename number
          ... on ThreadStarted {{ thread {{ {thread} }} }}
          ... on PostAdded {{ post {{ {post} }} }}
          ... on PostEdited {{ post {{ {post} }} }}
          ... on PostRemoved {{ post {{ {post} }} }}
        }}
      }}
    }}
    """


SNAPSHOT = "query ($id: ID!) { node(id: $id) { ... on Network { cursor } } }"
NEXT = """
query ($network: ID!, $after: String) {
  events(network: $network, after: $after, first: 1) { events { number } control { ... on Heartbeat { head } } }
}
"""


@dataclass(frozen=True, slots=True)
class Loss:
    """A connection that ended, and how."""

    at: float
    code: int | None
    """None when it ended without a closing frame, or did not come about."""
    reason: str


class Reader:
    def __init__(
        self,
        origins: Sequence[str],
        token: str,
        network: str,
        *,
        document: str = "",
        jitter: float = 0.5,
        address: str = "127.0.0.1",
        session: str = "",
        heard: Callable[[dict[str, Any]], None] | None = None,
    ) -> None:
        self.origins, self.token, self.network, self.address = origins, token, network, address
        self.session = session
        """A cookie, as a browser brings it along, instead of the token."""
        self.document, self.jitter, self.heard = document or news(), jitter, heard
        self.cursor: str | None = None
        self.runs: list[Run] = []
        self.is_live = False
        """Whether its subscription has answered on a connection that stands."""
        self.answered_at: list[float] = []
        """When subscriptions first answered."""
        self.losses: list[Loss] = []
        self.failures: list[Loss] = []
        """Connections that did not come about."""
        self.ended_at = 0.0
        self.ended_by = ""

    @property
    def run(self) -> Run:
        return self.runs[-1]

    @property
    def number(self) -> int:
        return self.run.number if self.runs else 0

    @asynccontextmanager
    async def following(self) -> AsyncIterator[Self]:
        """Meanwhile it follows, from its cursor or from a fresh snapshot."""
        task = asyncio.create_task(self._follow())
        try:
            yield self
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        if not task.cancelled() and (error := task.exception()):
            raise error

    async def refresh(self) -> None:
        """A fresh snapshot: the cursor to go on from, and the number it stands at."""
        async with httpx2.AsyncClient(headers={"authorization": f"Bearer {self.token}"}, timeout=20) as web:
            cursor = (await self._ask(web, SNAPSHOT, id=self.network))["node"]["cursor"]
            following = (await self._ask(web, NEXT, network=self.network, after=cursor))["events"]
        events, control = following["events"], following["control"]
        self.runs.append(Run(events[0]["number"] - 1 if events else control["head"]))
        self.cursor = cursor

    def take_over(self, other: "Reader") -> None:
        """The other's snapshot, as one that was just taken."""
        self.cursor, self.runs = other.cursor, [Run(other.run.base)]

    async def _ask(self, web: httpx2.AsyncClient, query: str, **variables: str) -> dict[str, Any]:
        body = {"query": query, "variables": variables}
        answer = (await web.post(f"{random.choice(self.origins)}/graphql", json=body)).json()
        data: dict[str, Any] = answer["data"]
        return data

    async def _follow(self) -> None:
        while not self.ended_by:
            try:
                if self.cursor is None:
                    await self.refresh()
                await self._connection()
            except ConnectionClosed as closed:
                self._lost(closed.rcvd.code if closed.rcvd else None, closed.rcvd.reason if closed.rcvd else "cut off")
            except (OSError, WebSocketException, httpx2.TransportError, ValueError, TimeoutError) as error:
                self._lost(None, f"{type(error).__name__}: {error}")
            if not self.ended_by:
                await asyncio.sleep(random.uniform(0, self.jitter))

    def _lost(self, code: int | None, reason: str) -> None:
        (self.losses if self.is_live else self.failures).append(Loss(time.monotonic(), code, reason))
        self.is_live = False
        if code == 4403:
            self._end("4403")

    async def _connection(self) -> None:
        url = random.choice(self.origins).replace("http://", "ws://") + "/graphql"
        async with websockets.connect(
            url,
            subprotocols=[PROTOCOL],
            local_addr=(self.address, 0),
            additional_headers=self._cookie(),
            compression=None,
            max_size=None,
            open_timeout=20,
            close_timeout=1,
            ping_interval=None,
        ) as socket:
            await self._subscribe(socket)
            async for frame in socket:
                if self._is_over(orjson.loads(frame)):
                    return
        raise ConnectionClosed(socket.protocol.close_rcvd, socket.protocol.close_sent)

    def _cookie(self) -> dict[str, str]:
        return {"cookie": self.session, "origin": self.origins[0]} if self.session else {}

    async def _subscribe(self, socket: websockets.ClientConnection) -> None:
        payload = {} if self.session else {"authorization": f"Bearer {self.token}"}
        await socket.send(orjson.dumps({"type": "connection_init", "payload": payload}).decode())
        assert orjson.loads(await socket.recv())["type"] == "connection_ack"
        asked = {"query": self.document, "variables": {"network": self.network, "after": self.cursor}}
        await socket.send(orjson.dumps({"id": "1", "type": "subscribe", "payload": asked}).decode())

    def _is_over(self, message: dict[str, Any]) -> bool:
        match message:
            case {"type": "next", "payload": {"data": {"networkEvents": batch}, **rest}}:
                if rest.get("errors"):
                    self._end(f"errors: {rest['errors']}")
                self._hear(batch)
            case {"type": "complete"}:
                return True
            case {"type": "error", "payload": reasons}:
                self._end(str(reasons))
                return True
        return bool(self.ended_by)

    def _hear(self, batch: dict[str, Any]) -> None:
        if not self.is_live:
            self.is_live = True
            self.answered_at.append(time.monotonic())
        for event in batch["events"]:
            self._apply(event)
        match batch["control"]:
            case {"__typename": "ResyncRequired"}:
                self.cursor, self.is_live = None, False
            case {"__typename": "AccessChanged"}:
                self._end("AccessChanged")
            case _:
                self.cursor = batch["cursor"]

    def _apply(self, event: dict[str, Any]) -> None:
        subject = next((event[name] for name in SUBJECTS if event.get(name)), None)
        line = Line(event["number"], event["__typename"], subject and subject["id"])
        self.run.delivered.append(line)
        if line.number > self.run.number:
            self.run.applied.append(line)
            self.run.applied_at.append(time.monotonic())
            if self.heard:
                self.heard(event)

    def _end(self, why: str) -> None:
        if not self.ended_by:
            self.ended_by, self.ended_at = why, time.monotonic()


@asynccontextmanager
async def all_following(readers: Sequence[Reader]) -> AsyncIterator[Sequence[Reader]]:
    """All of them at once."""
    async with AsyncExitStack() as stack:
        for reader in readers:
            await stack.enter_async_context(reader.following())
        yield readers
