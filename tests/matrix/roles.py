"""Who asks, each in their own way: people by the cookie of a session, programs by an access token."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

import websockets

from tests.cast import Browser, Hub

ROLES = (
    "stranger",
    "outsider",
    "observer",
    "member",
    "moderator",
    "coordinator",
    "revoked",
    "reading",
    "writing",
)
"""`revoked` was a member; `reading` and `writing` are the member's access tokens."""

PROGRAMS = ("reading", "writing")

Answer = dict[str, Any]


@dataclass
class Role:
    """One who asks, always as the same: what a cookie says is forgotten again."""

    name: str
    hub: Hub
    secret: str = ""
    """Of the session or of the token."""
    browser: Browser = field(init=False)

    def __post_init__(self) -> None:
        self.browser = self.hub.browser(**({"authorization": f"Bearer {self.secret}"} if self.is_program else {}))

    @property
    def is_program(self) -> bool:
        return self.name in PROGRAMS

    async def ask(self, query: str, **variables: Any) -> Answer:
        """The whole answer, errors included."""
        self.browser.web.cookies.clear()
        if self.secret and not self.is_program:
            self.browser.web.cookies.set("hub_session", self.secret)
        return await self.browser.ask(query, **variables)

    async def follow(self, query: str) -> Answer:
        """The first thing that a subscription says: an answer, or errors."""
        headers = {} if self.is_program else {"origin": self.hub.origin, "cookie": f"hub_session={self.secret}"}
        url = self.hub.origin.replace("http://", "ws://") + "/graphql"
        protocol = websockets.Subprotocol("graphql-transport-ws")
        async with websockets.connect(url, subprotocols=[protocol], additional_headers=headers) as socket:
            init = {"authorization": f"Bearer {self.secret}"} if self.is_program else {}
            await socket.send(json.dumps({"type": "connection_init", "payload": init}))
            assert json.loads(await socket.recv())["type"] == "connection_ack"
            await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": {"query": query}}))
            message = json.loads(await asyncio.wait_for(socket.recv(), 10))
        answer: Answer = {"errors": message["payload"]} if message["type"] == "error" else message["payload"]
        return answer
