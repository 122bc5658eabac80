"""A receiver of webhooks, as the guide tells to write one: on this machine, and as slow or wrong as a test wants it."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.servers import free_port


@dataclass
class Message:
    headers: dict[str, str]
    body: bytes
    status: int

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def batch(self) -> dict[str, Any]:
        said = json.loads(self.body)
        found: dict[str, Any] = said["data"][said["type"]]
        return found

    @property
    def numbers(self) -> list[int]:
        return [event["number"] for event in self.batch["events"]]


@dataclass
class Receiver:
    """Everything that reached it, and how it answers."""

    port: int = field(default_factory=free_port)
    status: Callable[[int], int] = lambda _: 204
    """By how many messages came before."""
    seconds: float = 0
    messages: list[Message] = field(default_factory=list)
    connections: int = 0
    headers: str = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook?for=empiria"

    @property
    def taken(self) -> list[Message]:
        return [message for message in self.messages if message.status < 300]

    @property
    def numbers(self) -> list[int]:
        """Of the events that it took, as they came."""
        return [number for message in self.taken for number in message.numbers]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
            body = await reader.readexactly(int(headers["content-length"]))
            status = self.status(len(self.messages))
            self.messages.append(Message(headers, body, status))
            await asyncio.sleep(self.seconds)
            writer.write(f"HTTP/1.1 {status} X\r\n{self.headers}content-length: 0\r\n\r\n".encode())
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def listening(receiver: Receiver) -> AsyncIterator[Receiver]:
    """While it is up; messages stay when it goes down and comes up again."""
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", receiver.port)
    try:
        yield receiver
    finally:
        server.close()
