"""One connection that posts, one request after the other: HTTP/1.1 as far as that needs it."""

import asyncio
import re


class Line:
    def __init__(self, port: int, **headers: str) -> None:
        self._port = port
        self._headers = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def post(self, path: str, body: bytes) -> bytes:
        """The body of the answer. Raises RuntimeError when it is no success."""
        reader, writer = await self._open()
        head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{self._headers}Content-Length: {len(body)}\r\n\r\n"
        writer.write(head.encode() + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: *(\d+)", answer)
        content = await reader.readexactly(int(length[1])) if length else b""
        if not answer.startswith(b"HTTP/1.1 2"):
            raise RuntimeError(f"{answer[:60]!r} {content[:200]!r}")
        return content

    def close(self) -> None:
        if self._streams:
            self._streams[1].close()
            self._streams = None

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._streams is None or self._streams[0].at_eof():  # servers end what has been quiet for seconds
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        return self._streams
