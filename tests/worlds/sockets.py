"""An ear at the socket: one that follows several streams at once and notes every frame."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Self
from uuid import UUID

import websockets

from tests.cast import Person
from tests.patience import PATIENCE


@dataclass
class Operation:
    """A subscription and how far it has come."""

    document: str = ""
    stream: UUID | None = None
    number: int = 0
    cursor: str = ""
    has_begun: bool = False
    is_over: bool = False


@dataclass
class Ear:
    socket: websockets.ClientConnection
    operations: dict[str, Operation] = field(default_factory=dict)
    _frames: list[tuple[str, bytes]] = field(default_factory=list)
    """Since they were last taken, with their operation; which of several streams speaks first is no matter."""
    _is_closed: bool = False
    _is_flushed: bool = False

    @classmethod
    @asynccontextmanager
    async def listening(cls, person: Person) -> AsyncIterator[Self]:
        url = person.origin.replace("http://", "ws://") + "/graphql"
        async with websockets.connect(url, subprotocols=[websockets.Subprotocol("graphql-transport-ws")]) as socket:
            payload = {"authorization": f"Bearer {person.token}"} if person.token else {}
            await socket.send(json.dumps({"type": "connection_init", "payload": payload}))
            ear = cls(socket)
            await ear._next()
            yield ear

    async def follow(self, document: str, variables: dict[str, Any]) -> None:
        """Begins a subscription and waits for its first word."""
        id = str(len(self.operations))
        self.operations[id] = operation = Operation(document)
        subscribe = {"id": id, "type": "subscribe", "payload": {"query": document, "variables": variables}}
        if not self._is_closed:
            await self.socket.send(json.dumps(subscribe))
        while not operation.has_begun and not self._is_closed:
            await self._next()

    async def caught_up(self, heads: Mapping[UUID, int], is_last: bool = False) -> list[bytes]:
        """What was said since, when all streams have been told to their heads; at last also what nobody waits for."""
        while not self._is_closed and any(_lags(operation, heads) for operation in self.operations.values()):
            await self._next()
        if not self._is_closed and (is_last or any("presence" in it.document for it in self.operations.values())):
            await self._flush()
        taken = self._frames
        self._frames = [] if is_last else [said for said in taken if self._comes_when_it_comes(*said)]
        return [frame for id, frame in sorted(taken, key=lambda it: it[0]) if (id, frame) not in self._frames]

    def _comes_when_it_comes(self, id: str, frame: bytes) -> bool:
        """The end of presence, which is looked at again only after a while: told last."""
        operation = self.operations.get(id)
        return operation is not None and "presence" in operation.document and json.loads(frame)["type"] == "complete"

    async def until_over(self, field: str) -> None:
        """Every subscription to that has ended, or the socket has."""
        asked = [operation for operation in self.operations.values() if field in operation.document]
        while not self._is_closed and not all(operation.is_over for operation in asked):
            await self._next()

    async def _flush(self) -> None:
        """Takes all that is on its way: an answer comes after it."""
        self._is_flushed = False
        await self.socket.send(json.dumps({"type": "ping"}))
        while not self._is_flushed and not self._is_closed:
            await self._next()

    async def _next(self) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                text = await self.socket.recv(decode=False)
        except websockets.ConnectionClosed as closed:
            self._is_closed = True
            self._frames.append(("", f"closed {closed.rcvd and closed.rcvd.code}".encode()))
        except TimeoutError:
            self._is_closed = True
            self._frames.append(("", b"silence"))
        else:
            self._take(text)

    def _take(self, text: bytes) -> None:
        frame = json.loads(text)
        if frame["type"] == "pong":
            self._is_flushed = True
            return
        operation = self.operations.get(frame.get("id"), Operation())
        operation.has_begun = True
        operation.is_over = frame["type"] in ("error", "complete")
        batch = _batch(frame)
        if batch and batch["cursor"] == operation.cursor:
            return  # a heartbeat that says nothing new: when it comes is no matter
        self._frames.append((frame.get("id", ""), text))
        if batch and batch["cursor"]:
            place = base64.urlsafe_b64decode(batch["cursor"])
            operation.cursor = batch["cursor"]
            operation.stream, operation.number = UUID(bytes=place[:16]), int.from_bytes(place[16:-16])


def _batch(frame: dict[str, Any]) -> dict[str, Any] | None:
    data = (frame.get("payload") or {}).get("data") if frame["type"] == "next" else None
    return next((it for it in (data or {}).values() if it and "cursor" in it), None)


def _lags(operation: Operation, heads: Mapping[UUID, int]) -> bool:
    stream = None if operation.is_over else operation.stream
    return stream is not None and operation.number < heads[stream]
