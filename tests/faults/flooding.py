"""Sends what is hostile, and notes each answer that is none: a 5xx, a fault told, a socket cut without a word."""

import asyncio
import json
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import websockets

AT_ONCE = 4
_FRAMES_A_SOCKET = 100
"""Fewer than are allowed in a while."""
_PROTOCOL = websockets.Subprotocol("graphql-transport-ws")


@dataclass
class Seen:
    answered: int = 0
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0
    """Seconds from the last byte of a request to its answer."""

    def note(self, what: object, sent: bytes) -> None:
        self.wrong.append(f"{what}: {sent[:200]!r}")


async def post_all(origin: str, token: str, bodies: Iterable[bytes], at_once: int = AT_ONCE) -> Seen:
    seen, left = Seen(), iter(bodies)
    await asyncio.gather(*(_post(origin, token, left, seen) for _ in range(at_once)))
    return seen


async def slowest_beside(origin: str, token: str, flood: asyncio.Task[Seen]) -> float:
    """How long a question that takes nothing waits at most, while the flood goes on: as long as the loop stands."""
    slowest = 0.0
    while not flood.done():
        slowest = max(slowest, (await post_all(origin, token, [b'{"query": "{ __typename }"}'], 1)).slowest)
        await asyncio.sleep(0.01)
    return slowest


async def _post(origin: str, token: str, left: Iterator[bytes], seen: Seen) -> None:
    """On one connection, as long as it is kept."""
    to = urlsplit(origin)
    reader, writer = await asyncio.open_connection(to.hostname, to.port)
    for body in left:
        head = f"POST /graphql HTTP/1.1\r\nhost: {to.netloc}\r\nauthorization: Bearer {token}\r\n"
        head += f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
        writer.write(head.encode() + body)
        began = time.perf_counter()
        try:
            status, answer = await _answer(reader)
        except (OSError, asyncio.IncompleteReadError) as error:
            seen.note(type(error).__name__, body)
            reader, writer = await asyncio.open_connection(to.hostname, to.port)
            continue
        seen.slowest = max(seen.slowest, time.perf_counter() - began)
        seen.answered += 1
        if status >= 500 or not _is_clean(answer):
            seen.note(f"{status} {answer[:200]!r}", body)
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    _, _, length = head.partition("content-length: ")
    return int(head.split(" ")[1]), await reader.readexactly(int(length.partition("\r")[0]))


def _is_clean(answer: bytes) -> bool:
    """Either data, or errors of which each has a sentence and a code of the contract."""
    told = json.loads(answer)
    errors = told.get("errors", [])
    return all(error["message"] and error["extensions"]["code"] not in ("INTERNAL", "UNAVAILABLE") for error in errors)


async def send_all(origin: str, token: str, frames: Iterable[bytes], at_once: int = AT_ONCE) -> Seen:
    seen, left = Seen(), iter(frames)
    await asyncio.gather(*(_send(origin, token, left, seen) for _ in range(at_once)))
    return seen


async def _send(origin: str, token: str, left: Iterator[bytes], seen: Seen) -> None:
    """On one socket after the other: most end soon, and each must say why."""
    init = json.dumps({"type": "connection_init", "payload": {"authorization": f"Bearer {token}"}})
    frame: bytes | None = next(left, None)
    while frame is not None:
        async with websockets.connect(origin.replace("http", "ws") + "/graphql", subprotocols=[_PROTOCOL]) as socket:
            await socket.send(init)
            last, sent = frame, 0
            with suppress(websockets.ConnectionClosed):
                while frame is not None and sent < _FRAMES_A_SOCKET:
                    last = frame
                    await socket.send(frame, text=True)
                    seen.answered, sent, frame = seen.answered + 1, sent + 1, next(left, None)
                    await _heard(socket, seen, last)
            if socket.close_code == 1006:
                seen.note("cut off", last)


async def _heard(socket: websockets.ClientConnection, seen: Seen, sent: bytes) -> None:
    """All that has come by now, and whether the socket is still there: a pong comes after what was sent before."""
    await asyncio.wait_for(await socket.ping(), 20)
    while socket.recv_messages.frames.queue:
        message = json.loads(await socket.recv())
        if message["type"] == "error" and not _is_clean(json.dumps({"errors": message["payload"]}).encode()):
            seen.note(message, sent)
