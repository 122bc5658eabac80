"""Many subscribers of one server, and how long it takes until the last of them has heard something."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from time import perf_counter

from tests.bench.goals import Missed
from tests.bench.subscriber import Greeting, Subscriber

A_PERSON = 20
"""Sockets a person, and an address of this machine, may hold."""
_AT_A_TIME = 64


class Crowd:
    def __init__(self, port: int, greet: Callable[[int], Greeting]) -> None:
        self._port, self._greet = port, greet
        self._subscribers: list[Subscriber] = []
        self._marker, self._missing = b"\0", 0
        self._delivered: asyncio.Future[float] | None = None
        self.sample = b""
        """What was heard last."""
        self._reasons: list[str] = []
        """Why subscriptions ended that should not have."""

    def __len__(self) -> int:
        return len(self._subscribers)

    async def grow(self, size: int, within: float = 120) -> float:
        """Seconds until that many subscriptions stand."""
        began, turns = perf_counter(), asyncio.Semaphore(_AT_A_TIME)
        wanted = range(len(self), size)
        try:
            async with asyncio.timeout(within), asyncio.TaskGroup() as group:
                for number in wanted:
                    group.create_task(self._join(number, turns))
        except TimeoutError:
            raise Missed(f"{size} subscriptions did not stand within {within:.0f} s") from None
        return perf_counter() - began

    async def delivery(self, marker: bytes, within: float = 60, of: int | None = None) -> float:
        """The moment at which all of them, or so many, have heard a message with that marker. Ask before it is sent."""
        self._marker, self._missing = marker, of or len(self)
        self._delivered = asyncio.get_running_loop().create_future()
        try:
            return await asyncio.wait_for(self._delivered, within)
        except TimeoutError:
            raise Missed(f"{self._missing} of {of or len(self)} heard nothing within {within:.0f} s") from None

    def require_all(self) -> None:
        """Raises ConnectionError when one of them is gone."""
        if self._reasons:
            raise ConnectionError(f"{len(self._reasons)} of {len(self)} sockets ended: {self._reasons[0]}")

    def leave(self) -> None:
        for subscriber in self._subscribers:
            subscriber.leave()
        self._subscribers.clear()
        self._reasons.clear()

    def _hear(self, text: bytes) -> None:
        if self._marker in text:
            self._missing -= 1
            if not self._missing:
                self.sample = text
                assert self._delivered
                with suppress(asyncio.InvalidStateError):
                    self._delivered.set_result(perf_counter())

    async def _join(self, number: int, turns: asyncio.Semaphore) -> None:
        loop, subscriber = asyncio.get_running_loop(), Subscriber(self._greet(number), self._hear, self._reasons.append)
        async with turns:
            end = socket.socket()
            end.setblocking(False)
            end.bind((_address(number), 0))
            await loop.sock_connect(end, ("127.0.0.1", self._port))
            await loop.create_connection(lambda: subscriber, sock=end)
            self._subscribers.append(subscriber)
            await subscriber.ready


def _address(number: int) -> str:
    """Where the subscriber comes from: as many share an address as share a person."""
    high, low = divmod(number // A_PERSON, 250)
    return f"127.0.{high + 1}.{low + 1}"
