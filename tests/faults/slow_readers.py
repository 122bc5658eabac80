"""F5: one who asks for news and then reads nothing."""

import asyncio
import base64
import secrets
import struct
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socket import SO_RCVBUF, SOL_SOCKET, socket
from urllib.parse import urlsplit

import orjson

_ESTABLISHED = "01"


@dataclass
class SlowReader:
    """A bare socket with the smallest of receive buffers."""

    origin: str
    token: str
    network: str
    document: str
    link: socket = field(default_factory=socket)
    held: list[int] = field(default_factory=list)
    """Bytes that the kernel kept for it on the hub's side, each time one looked."""
    stuck_at: float = 0
    dropped_at: float = 0

    async def open(self) -> None:
        self.link.setsockopt(SOL_SOCKET, SO_RCVBUF, 4096)
        self.link.setblocking(False)
        loop, to = asyncio.get_running_loop(), urlsplit(self.origin)
        await loop.sock_connect(self.link, (to.hostname, to.port))
        await loop.sock_sendall(self.link, handshake(self.origin))
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += await loop.sock_recv(self.link, 256)
        assert b" 101 " in answer, answer
        await loop.sock_sendall(self.link, asking_for_news(self.token, self.network, self.document))

    def look(self) -> None:
        """Notes what the hub holds for it, since when it is stuck, and whether it has been dropped."""
        peer = self.link.getsockname()[1]
        state, unread = unread_by(urlsplit(self.origin).port or 0).get(peer, ("", 0))
        self.held.append(unread)
        if unread and not self.stuck_at:
            self.stuck_at = time.monotonic()
        if state != _ESTABLISHED and not self.dropped_at:
            self.dropped_at = time.monotonic()

    @property
    def stuck_for(self) -> float:
        """Seconds between the first byte it did not take and its end."""
        return self.dropped_at - self.stuck_at if self.dropped_at and self.stuck_at else float("inf")


@asynccontextmanager
async def not_reading(readers: Sequence[SlowReader]) -> AsyncIterator[Sequence[SlowReader]]:
    """Meanwhile they hold their sockets and are looked at."""
    for reader in readers:
        await reader.open()
    looking = asyncio.create_task(_look_at(readers))
    try:
        yield readers
    finally:
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)
        for reader in readers:
            reader.link.close()


async def _look_at(readers: Sequence[SlowReader]) -> None:
    while True:
        for reader in readers:
            reader.look()
        await asyncio.sleep(0.1)


def unread_by(port: int) -> dict[int, tuple[str, int]]:
    """State and unacknowledged bytes (as `ss` shows them in Send-Q) of what is connected to a port, by peer's port."""
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return {
        int(row[2].rpartition(":")[2], 16): (row[3], int(row[4].partition(":")[0], 16))
        for row in rows
        if int(row[1].rpartition(":")[2], 16) == port
    }


def handshake(origin: str) -> bytes:
    lines = [
        "GET /graphql HTTP/1.1",
        f"Host: {urlsplit(origin).netloc}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {base64.b64encode(secrets.token_bytes(16)).decode()}",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Protocol: graphql-transport-ws",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def asking_for_news(token: str, network: str, document: str, after: str | None = None) -> bytes:
    asked = {"query": document, "variables": {"network": network, "after": after}}
    first = {"type": "connection_init", "payload": {"authorization": f"Bearer {token}"}}
    return frame(first) + frame({"id": "1", "type": "subscribe", "payload": asked})


def frame(message: object) -> bytes:
    """A text frame as a client sends it, masked with zeros."""
    text = orjson.dumps(message)
    length = bytes([0x80 | len(text)]) if len(text) < 126 else b"\xfe" + struct.pack("!H", len(text))
    return b"\x81" + length + bytes(4) + text
