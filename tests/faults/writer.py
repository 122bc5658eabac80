"""One who writes: a post at a time, the same one again until it is acknowledged."""

import asyncio
import random
import secrets
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import httpx2

from tests.faults.logs import Written

_REPLY = "mutation ($input: ReplyInput!) { reply(input: $input) { post { id } } }"
_TRY_AGAIN = {"UNAVAILABLE", "CONFLICT", "RATE_LIMITED"}


class Writer:
    def __init__(self, origins: Sequence[str], token: str, threads: Sequence[str], size: int = 0) -> None:
        self.origins, self.threads, self.size = origins, threads, size
        self.written = Written()
        self._headers = {"authorization": f"Bearer {token}"}

    @asynccontextmanager
    async def writing(self, pause: float = 0) -> AsyncIterator[Written]:
        """Meanwhile it writes, with such a pause between posts; on exit it finishes the one it is at."""
        over = asyncio.Event()
        task = asyncio.create_task(self._keep_writing(pause, over))
        try:
            yield self.written
        finally:
            over.set()
            await asyncio.wait([task], timeout=20)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        if not task.cancelled() and (error := task.exception()):
            raise error

    async def write(self, count: int = 1) -> Written:
        async with self._connected() as web:
            for _ in range(count):
                await self._until_acknowledged(web, asyncio.Event())
        return self.written

    def _connected(self) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(headers=self._headers, timeout=10)

    async def _keep_writing(self, pause: float, over: asyncio.Event) -> None:
        async with self._connected() as web:
            while not over.is_set():
                await self._until_acknowledged(web, over)
                await asyncio.sleep(pause)

    async def _until_acknowledged(self, web: httpx2.AsyncClient, over: asyncio.Event) -> None:
        key = secrets.token_hex(8)
        body = key + "\n\n" + "x" * self.size if self.size else key
        asked = {"threadId": random.choice(self.threads), "body": body, "idempotencyKey": key}
        while not await self._is_acknowledged(web, asked) and not over.is_set():  # noqa: ASYNC110 - it tries again
            await asyncio.sleep(random.uniform(0.02, 0.1))

    async def _is_acknowledged(self, web: httpx2.AsyncClient, asked: dict[str, str]) -> bool:
        key, began = asked["idempotencyKey"], time.monotonic()
        self.written.began[key] = began
        try:
            response = await web.post(
                f"{random.choice(self.origins)}/graphql", json={"query": _REPLY, "variables": {"input": asked}}
            )
            answer = response.json()
        except httpx2.TransportError as error:
            self.written.failures.append(type(error).__name__)
            return False
        except ValueError:  # not what the contract says: noted, and tried again
            self.written.failures.append(f"{response.status_code} {response.text[:80]!r}")
            return False
        if errors := answer.get("errors"):
            self.written.failures.append(errors[0]["extensions"]["code"])
            assert self.written.failures[-1] in _TRY_AGAIN, errors
            return False
        self.written.acknowledged[key] = answer["data"]["reply"]["post"]["id"]
        self.written.acknowledged_at[key] = time.monotonic()
        self.written.seconds.append(self.written.acknowledged_at[key] - began)
        return True
