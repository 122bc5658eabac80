"""The people of the tests, as programs: each asks over real HTTP and follows over a real socket.

The same accounts as in the demo, in the same networks: `member` sits in Miasto obywateli for Tarnów, `observer` for
Bochnia; `moderator` moderates there, `coordinator` coordinates all, `outsider` is in Miasto cyfrowe only.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import httpx2
import uvicorn
import websockets
from sqlalchemy import event
from structlog.contextvars import get_contextvars

from hub import app
from hub.database import Database, Viewer
from hub.people import make_token
from hub.server import options
from hub.settings import Settings
from tests import canaries
from tests.patience import PATIENCE

ADDRESSES = {
    "member": "member@tarnow.example",
    "colleague": "tomasz.gawron@tarnow.example",
    "moderator": "moderator@zmp.example",
    "observer": "observer@bochnia.example",
    "coordinator": "coordinator@zmp.example",
    "outsider": "outsider@gdynia.example",
}


async def _asked(request: httpx2.Request) -> None:
    canaries.search(str(request.url), "the address of a request")


async def _answered(response: httpx2.Response) -> None:
    canaries.search_answer(await response.aread(), "the errors of an answer")


LISTENING: dict[str, list[Any]] = {"request": [_asked], "response": [_answered]}
"""No secret stands in an address, nor in what the hub answers in refusal."""


class Refused(Exception):
    """What the hub answered instead: its errors."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__(json.dumps(errors, ensure_ascii=False))
        self.code: str = errors[0]["extensions"]["code"]
        self.field: str | None = errors[0]["extensions"].get("field")
        self.message: str = errors[0]["message"]


@dataclass
class Person:
    """Somebody with a token, or a stranger without."""

    origin: str
    web: httpx2.AsyncClient
    token: str | None = None

    async def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        """The data of the answer. Raises Refused when there are errors in it."""
        canaries.note(variables)
        answer = (await self.post({"query": query, "variables": variables})).json()
        if answer.get("errors"):
            raise Refused(answer["errors"])
        data: dict[str, Any] = answer["data"]
        return data

    async def post(self, body: object, **headers: str) -> httpx2.Response:
        return await self.web.post(f"{self.origin}/graphql", json=body, headers=self.headers | headers)

    async def send(self, body: bytes, **headers: str) -> httpx2.Response:
        """A body as it is."""
        given = {"content-type": "application/json"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        return await self.web.post(f"{self.origin}/graphql", content=body, headers=self.headers | given)

    @cached_property
    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"} if self.token else {}

    @asynccontextmanager
    async def following(self, query: str, **variables: Any) -> AsyncIterator["Followed"]:
        """A subscription on a socket of its own."""
        url = self.origin.replace("http://", "ws://") + "/graphql"
        async with websockets.connect(url, subprotocols=[websockets.Subprotocol("graphql-transport-ws")]) as socket:
            payload = {"authorization": f"Bearer {self.token}"} if self.token else {}
            await socket.send(json.dumps({"type": "connection_init", "payload": payload}))
            assert json.loads(await socket.recv())["type"] == "connection_ack"
            subscribe = {"id": "1", "type": "subscribe", "payload": {"query": query, "variables": variables}}
            await socket.send(json.dumps(subscribe))
            yield Followed(socket)

    @asynccontextmanager
    async def hearing(self, network: str, after: str | None = None) -> AsyncIterator["Followed"]:
        """A network's news, from the first heartbeat on."""
        async with self.following(NEWS, network=network, after=after) as news:
            yield news


@dataclass
class Followed:
    socket: websockets.ClientConnection
    cursor: str | None = None
    events: list[dict[str, Any]] = field(default_factory=list)

    async def message(self, seconds: float = PATIENCE) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(await asyncio.wait_for(self.socket.recv(), seconds))
        return message

    async def batch(self, seconds: float = PATIENCE) -> dict[str, Any]:
        """The next message's batch. Raises Refused when the subscription is."""
        message = await self.message(seconds)
        if message["type"] == "error":
            raise Refused(message["payload"])
        assert message["type"] == "next", message
        batch: dict[str, Any] = message["payload"]["data"]["networkEvents"]
        self.cursor = batch["cursor"]
        self.events += batch["events"]
        return batch

    async def hear(self, count: int, seconds: float = PATIENCE) -> list[dict[str, Any]]:
        """Waits until so many events have come, and gives all that came."""
        async with asyncio.timeout(seconds):
            while len(self.events) < count:
                await self.batch(seconds)
        return self.events

    async def silence(self, seconds: float = 0.5) -> bool:
        """Whether no event comes within that time."""
        before = len(self.events)
        try:
            async with asyncio.timeout(seconds):
                while len(self.events) == before:
                    await self.batch(seconds)
        except TimeoutError:
            return True
        return False


NEWS = """
subscription ($network: ID!, $after: String) {
  networkEvents(network: $network, after: $after) {
    cursor
    control { __typename ... on Heartbeat { head } ... on ResyncRequired { reason } }
    events {
      __typename number actor { name }
      ... on ThreadStarted { thread { id title } }
      ... on PostAdded { post { id position body } }
      ... on PostEdited { post { id position body } }
      ... on PostRemoved { post { id position body removedAt } }
      ... on ThreadsImported { board { id title threads { edges { node { id } } } } }
    }
  }
}
"""


class Browser:
    """Somebody's browser: it keeps cookies and says where it comes from."""

    def __init__(self, origin: str, headers: dict[str, str]) -> None:
        ours = {"origin": origin, "sec-fetch-site": "same-origin"}
        self.web = httpx2.AsyncClient(
            base_url=origin, headers=headers or ours, timeout=30, event_hooks=LISTENING, verify=False
        )

    async def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        """The whole answer, errors included."""
        canaries.note(variables)
        response = await self.web.post("/graphql", json={"query": query, "variables": variables})
        answer: dict[str, Any] = response.json()
        return answer

    async def who(self) -> str | None:
        """Who is signed in, by address."""
        viewer = (await self.ask("{ viewer { email } }"))["data"]["viewer"]
        return viewer and str(viewer["email"])


@dataclass
class Hub:
    """A hub that runs: its people, and its database beside the network."""

    settings: Settings
    database: Database
    origin: str
    web: httpx2.AsyncClient
    browsers: list[Browser] = field(default_factory=list)

    def browser(self, **headers: str) -> Browser:
        """One that goes with the hub; with headers of its own it comes from elsewhere, or from nowhere."""
        self.browsers.append(Browser(self.origin, headers))
        return self.browsers[-1]

    @property
    def operator(self) -> Viewer:
        return Viewer(self.database)

    @property
    def stranger(self) -> Person:
        return Person(self.origin, self.web)

    async def person(self, name: str, may_write: bool = True) -> Person:
        """One of the cast, or whoever has that address."""
        token = await make_token(self.operator, ADDRESSES.get(name, name), "test", may_write)
        return Person(self.origin, self.web, token)

    async def network(self, slug: str = "obywateli") -> dict[str, Any]:
        """Its id, cursor, boards by title and one thread of each, as the coordinator sees them."""
        coordinator = await self.person("coordinator")
        found: dict[str, Any] = (await coordinator.ask(_NETWORK, slug=slug))["network"]
        boards = [edge["node"] for edge in found["boards"]["edges"]]
        threads = {board["title"]: board["threads"]["edges"] for board in boards}
        found["threads"] = {title: edges[0]["node"] for title, edges in threads.items() if edges}
        found["boards"] = {board["title"]: board["id"] for board in boards}
        return found

    @asynccontextmanager
    async def statements(self) -> AsyncIterator[list[str]]:
        """What is said to the database meanwhile, but for the beginning and end of transactions, and for the jobs."""
        heard: list[str] = []

        def note(_: object, __: object, statement: str, *___: object) -> None:
            if not statement.startswith("BEGIN") and "job" not in get_contextvars():
                heard.append(statement)

        engine = self.database.engine.sync_engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            yield heard
        finally:
            event.remove(engine, "before_cursor_execute", note)


_NETWORK = """
query ($slug: String!) {
  network(slug: $slug) {
    id cursor
    boards { edges { node { id title threads(first: 1) { edges { node { id title postCount } } } } } }
  }
}
"""


_IN_A_TEST = {"port": 0, "log_level": "error", "timeout_graceful_shutdown": 1}


@asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[Hub]:
    """The hub on a free port of this machine, in this event loop."""
    application = app.create(settings)
    server = uvicorn.Server(uvicorn.Config(application, **options(settings) | _IN_A_TEST))
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    task = asyncio.create_task(server.serve())
    async with AsyncExitStack() as stack:
        while not server.started:  # noqa: ASYNC110 - uvicorn has no event to wait for
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        web = await stack.enter_async_context(httpx2.AsyncClient(timeout=30, event_hooks=LISTENING, verify=False))
        hub = Hub(settings, application.state.database, f"http://127.0.0.1:{port}", web)
        try:
            yield hub
        finally:
            for browser in hub.browsers:
                await browser.web.aclose()
            server.should_exit = True
            await task
