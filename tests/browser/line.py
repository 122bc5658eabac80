"""The line between a browser and the hub: it can be cut, lose answers, or let no socket through, as a proxy may."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_CHUNK = 65536


@dataclass(eq=False)
class Line:
    """A way to the hub at an address of its own."""

    hub: str
    origin: str = ""
    is_cut: bool = False
    passes_sockets: bool = True
    passes_answers: bool = True
    """When not, what is asked arrives, and the connection is reset instead of the answer."""
    _held: set[asyncio.StreamWriter] = field(default_factory=set)

    def cut(self) -> None:
        """Resets what is open and refuses what comes, without telling anybody why."""
        self.is_cut = True
        for writer in self._held:
            writer.transport.abort()

    def mend(self) -> None:
        self.is_cut = False

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = await reader.read(_CHUNK)
        if self.is_cut or not first or (_is_for_a_socket(first) and not self.passes_sockets):
            writer.transport.abort()
            return
        there, back = await asyncio.open_connection(urlsplit(self.hub).hostname, urlsplit(self.hub).port)
        back.write(first)
        self._held |= {writer, back}
        try:
            await asyncio.gather(self._pass(reader, back), self._pass(there, writer, are_answers=True))
        finally:
            self._held -= {writer, back}
            writer.transport.abort()
            back.transport.abort()

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, are_answers: bool = False
    ) -> None:
        with suppress(OSError):
            while part := await reader.read(_CHUNK):
                if are_answers and not self.passes_answers:
                    break
                writer.write(part)
                await writer.drain()
        writer.transport.abort()


@asynccontextmanager
async def line_to(hub: str) -> AsyncIterator[Line]:
    line = Line(hub)
    carrying: set[asyncio.Task[None]] = set()

    def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(line.carry(reader, writer))
        carrying.add(task)
        task.add_done_callback(carrying.discard)

    server = await asyncio.start_server(carry, "127.0.0.1", 0)
    line.origin = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield line
    finally:
        line.cut()
        server.close()
        await asyncio.gather(*carrying, return_exceptions=True)


def _is_for_a_socket(request: bytes) -> bool:
    return b"upgrade: websocket" in request.lower()
