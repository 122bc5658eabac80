"""How long a request may take to arrive. Who is slower is answered, and does not keep a connection."""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEADERS_WITHIN = 10.0
"""Seconds, from the connection or from the first byte of another request on it."""
BODY_GOES_ON_WITHIN = 15.0
"""From one piece to the next; what may take long as a whole is said where bodies are read."""

_TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"


class Http(HttpToolsProtocol):
    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._expect(HEADERS_WITHIN)

    def connection_lost(self, exc: Exception | None) -> None:
        self._expect(None)
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._expect(HEADERS_WITHIN)

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        self._expect(BODY_GOES_ON_WITHIN)

    def on_body(self, body: bytes) -> None:
        super().on_body(body)
        self._expect(BODY_GOES_ON_WITHIN)

    def on_message_complete(self) -> None:
        self._expect(None)
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        self._expect(None)
        super().handle_websocket_upgrade()

    def _expect(self, seconds: float | None) -> None:
        if self._late:
            self._late.cancel()
        self._late = self.loop.call_later(seconds, self._let_go) if seconds else None

    def _let_go(self) -> None:
        cycle: Any = self.cycle
        if cycle is None or not cycle.response_started or cycle.response_complete:
            self.transport.write(_TOO_SLOW)
        self.transport.close()
