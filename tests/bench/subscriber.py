"""One socket of the load client: RFC 6455 as far as a subscriber needs it, without looking into what it carries.

Compression (RFC 7692) is offered only where the greeting says so, in the words of a browser. The client's own frames
are masked with zeros, which is a mask: the server unmasks as always and we need not.
"""

import asyncio
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

Step = tuple[bytes, bytes | None]
"""What a message must contain, and what is answered to it."""

_TEXT, _CLOSE, _PING, _PONG = 0x1, 0x8, 0x9, 0xA
_COMPRESSED = 0x40


@dataclass(frozen=True, slots=True)
class Greeting:
    """How a subscription begins: the path, the subprotocol, the first text, and the steps until it stands."""

    path: str
    subprotocol: str | None = None
    first: bytes | None = None
    steps: Sequence[Step] = ()
    offers_deflate: bool = False


class Subscriber(asyncio.Protocol):
    """`ready` is done when the subscription stands; every text goes to `heard`."""

    __slots__ = ("_greeting", "_heard", "_inflater", "_lost", "_rest", "_steps", "_transport", "_upgraded", "ready")

    def __init__(self, greeting: Greeting, heard: Callable[[bytes], None], lost: Callable[[str], None]) -> None:
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._greeting = greeting
        self._steps = list(greeting.steps)
        self._heard, self._lost = heard, lost
        self._inflater = zlib.decompressobj(-zlib.MAX_WBITS) if greeting.offers_deflate else None
        self._transport: asyncio.Transport | None = None
        self._rest = b""
        self._upgraded = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._write(_upgrade(self._greeting))

    def data_received(self, data: bytes) -> None:
        if self._rest:
            data = self._rest + data
        self._rest = self._frames(data) if self._upgraded else self._upgrade(data)

    def connection_lost(self, _: Exception | None) -> None:
        self._end("the connection was cut")

    def leave(self) -> None:
        self._lost = _ignore
        if self._transport:
            self._transport.abort()

    def _upgrade(self, data: bytes) -> bytes:
        """Reads the server's consent; like `_frames`, gives what is not whole yet."""
        head, found, rest = data.partition(b"\r\n\r\n")
        if not found:
            return data
        if not head.startswith(b"HTTP/1.1 101"):
            self._end(head[:100].decode("latin-1"))
            return b""
        self._upgraded = True
        if self._greeting.first is not None:
            self._write(_masked(_TEXT, self._greeting.first))
        self._stand()
        return self._frames(rest)

    def _frames(self, data: bytes) -> bytes:
        at, size = 0, len(data)
        while size - at >= 2:
            start, length = at + 2, data[at + 1]
            if length == 126:
                length, start = int.from_bytes(data[at + 2 : at + 4]), at + 4
            elif length == 127:
                length, start = int.from_bytes(data[at + 2 : at + 10]), at + 10
            if size < start + length:
                break
            self._frame(data[at], data[start : start + length])
            at = start + length
        return data[at:]

    def _frame(self, head: int, payload: bytes) -> None:
        opcode = head & 15
        if head & _COMPRESSED and self._inflater:
            payload = self._inflater.decompress(payload + b"\x00\x00\xff\xff")
        if opcode == _TEXT:
            if self._steps:
                self._step(payload)
            self._heard(payload)
        elif opcode == _PING:
            self._write(_masked(_PONG, payload))
        elif opcode == _CLOSE:
            self._end(f"closed with {int.from_bytes(payload[:2])} {payload[2:].decode()}")

    def _step(self, payload: bytes) -> None:
        wanted, answer = self._steps.pop(0)
        if wanted not in payload:
            self._end(f"{wanted.decode()} was expected, not {payload[:200].decode()}")
        elif answer is not None:
            self._write(_masked(_TEXT, answer))
        self._stand()

    def _write(self, data: bytes) -> None:
        if self._transport:
            self._transport.write(data)

    def _stand(self) -> None:
        if not self._steps and not self.ready.done():
            self.ready.set_result(None)

    def _end(self, reason: str) -> None:
        if not self.ready.done():
            self.ready.set_exception(ConnectionError(reason))
        lost, self._lost = self._lost, _ignore
        lost(reason)


def _ignore(_: str) -> None:
    pass


def _upgrade(greeting: Greeting) -> bytes:
    lines = [
        f"GET {greeting.path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ]
    if greeting.subprotocol:
        lines.append(f"Sec-WebSocket-Protocol: {greeting.subprotocol}")
    if greeting.offers_deflate:
        lines.append("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits")
    return "\r\n".join([*lines, "", ""]).encode()


def _masked(opcode: int, payload: bytes) -> bytes:
    length = len(payload)
    size = bytes([0x80 | length]) if length < 126 else b"\xfe" + length.to_bytes(2)
    return bytes([0x80 | opcode]) + size + bytes(4) + payload
