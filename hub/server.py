"""How the hub is served: uvicorn, with a WebSocket protocol that takes finished frames and drops who does not read."""

import asyncio
import os
import socket
import sys
from typing import Any, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

from hub.arriving import Http
from hub.settings import Settings

FRAME_LIMIT = 64 * 1024
FRAMES = "empiria.frames"
"""The name in a socket's scope under which its protocol can be had."""

_KERNEL_BUFFER = 128 * 1024
_WAITING_LIMIT = 128 * 1024
_WAITING_SECONDS = 10.0


class Protocol(WebSocketsSansIOProtocol):
    """One socket. What waits to be read is bounded in size and time; who does not read is cut off and can resume."""

    _stuck: asyncio.TimerHandle | None = None
    _descriptor: int | None = None
    """Where bytes can be written as they are; none under TLS."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        if kernel := transport.get_extra_info("socket"):
            self._descriptor = None if transport.get_extra_info("sslcontext") else kernel.fileno()
            kernel.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _KERNEL_BUFFER)
            if sys.platform == "linux":  # it also ends who reads too little to fill the buffers
                kernel.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(_WAITING_SECONDS * 1000))

    def connection_lost(self, exc: Exception | None) -> None:
        self._descriptor = None
        self._stop_waiting()
        super().connection_lost(exc)

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if self.response.status_code == 101:
            extensions: dict[str, object] = cast("dict[str, object]", self.scope["extensions"])
            extensions[FRAMES] = self

    def write_text(self, message: bytes) -> None:
        """Writes a whole text message (UTF-8) as one frame, at once. Past everything that wants to be awaited."""
        transport = self.transport
        if self.close_sent or self.disconnected or transport.is_closing():
            return
        waiting = transport.get_write_buffer_size()
        if waiting > _WAITING_LIMIT:
            transport.abort()
            return
        frame = _header(len(message)) + message
        written = 0 if waiting or self._descriptor is None else _write_now(self._descriptor, frame)
        if written < len(frame):
            transport.write(frame[written:])

    def pause_writing(self) -> None:
        super().pause_writing()
        if self._stuck is None:
            self._stuck = self.loop.call_later(_WAITING_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        self._stop_waiting()
        super().resume_writing()

    def keepalive_timeout(self) -> None:
        self.transport.abort()  # closing would wait for a flush that never comes

    def _stop_waiting(self) -> None:
        if self._stuck:
            self._stuck.cancel()
            self._stuck = None


def _write_now(descriptor: int, frame: bytes) -> int:
    """How much of it the kernel took. Past the transport, which is idle: a third of a frame's cost is its queue."""
    try:
        return os.write(descriptor, frame)
    except OSError:
        return 0  # full, or broken: the transport will find out, and knows what to do


def _header(length: int) -> bytes:
    """Of a final, unmasked text frame: RFC 6455, section 5.2."""
    if length < 126:
        return bytes((0x81, length))
    if length < 1 << 16:
        return bytes((0x81, 126)) + length.to_bytes(2)
    return bytes((0x81, 127)) + length.to_bytes(8)


def options(settings: Settings) -> dict[str, Any]:
    """For uvicorn."""
    return {
        "host": settings.host,
        "port": settings.port,
        "http": Http,
        "ws": Protocol,
        "ws_max_size": FRAME_LIMIT,
        "ws_per_message_deflate": False,
        "ws_ping_interval": 15,
        "ws_ping_timeout": 15,
        "proxy_headers": bool(settings.trusted_proxies),
        "forwarded_allow_ips": settings.trusted_proxies,
        "server_header": False,
        "log_level": "warning",
        "timeout_graceful_shutdown": 10,
    }
