"""Sends what is due. No webhook waits for another, and each is sent one message at a time."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from traceback import format_tb
from uuid import UUID

import structlog

from hub import clock, outbound
from hub.database import Work
from hub.events import Batch
from hub.leases import Holder, LeaseLost
from hub.models import Webhook
from hub.webhooks import attempts
from hub.webhooks.attempts import Attempt
from hub.webhooks.signing import headers

log = structlog.get_logger()

BODY_LIMIT = 256 * 1024
_AT_ONCE = 16
"""Messages under way."""

Describe = Callable[[Work, Webhook, Batch], Awaitable[bytes]]
"""A batch as the body of a message: as who reads it may see it."""


@dataclass
class Deliveries:
    """Those that this process has under way."""

    describe: Describe
    _tasks: dict[UUID, asyncio.Task[None]] = field(default_factory=dict)

    async def begin(self, holder: Holder) -> None:
        """Begins what is due, and leaves it to itself."""
        async with holder.operator.database.reading(holder.operator) as work:
            due = [id for id in await attempts.due(work) if id not in self._tasks]
        for id in due[: _AT_ONCE - len(self._tasks)]:
            self._tasks[id] = task = asyncio.create_task(self._deliver(holder, id), name="webhook")
            task.add_done_callback(lambda _, id=id: self._tasks.pop(id))  # type: ignore[misc]

    async def stop(self) -> None:
        """What is on its way is sent again after the start."""
        under_way = list(self._tasks.values())
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)

    async def _deliver(self, holder: Holder, id: UUID) -> None:
        """All there is for one webhook, until it fails."""
        try:
            while attempt := await holder.transact(partial(attempts.claim, id=id)):
                if not await self._attempt(holder, attempt):
                    return
        except LeaseLost:
            log.info("lease_lost")
        except Exception as error:  # where it happened, but not what it says: that may hold what people wrote
            log.error("webhook_failed", error=type(error).__name__, at=format_tb(error.__traceback__)[-1])

    async def _attempt(self, holder: Holder, attempt: Attempt) -> bool:
        """Whether it got there."""
        batch, body = await self._message(attempt)
        operator, known = holder.operator, log.bind(id=attempt.webhook.public_id, attempt=attempt.number)
        try:
            status = await _sent(attempt, body)
        except outbound.Unreachable as reason:
            known.info("webhook", end=str(reason), status=reason.status)
            await operator.database.transact(operator, partial(attempts.failed, attempt=attempt, reason=reason))
            return False
        known.info("webhook", end="delivered", status=status)
        note = partial(attempts.delivered, attempt=attempt, batch=batch, status=status)
        return await operator.database.transact(operator, note)

    async def _message(self, attempt: Attempt) -> tuple[Batch, bytes]:
        """The events as they are now, in as many as fit."""
        owner = attempt.owner
        async with owner.database.reading(owner) as work:
            _, batch = await attempts.following(work, attempt.webhook, attempt.delivery)
            body = await self.describe(work, attempt.webhook, batch)
            while len(body) > BODY_LIMIT and len(batch.events) > 1:
                batch = batch.head(len(batch.events) // 2)
                body = await self.describe(work, attempt.webhook, batch)
        return batch, body


async def _sent(attempt: Attempt, body: bytes) -> int:
    """What the receiver answered. Raises Unreachable."""
    settings = attempt.owner.database.settings
    signed = headers(settings, attempt.webhook, attempt.delivery.public_id, clock.now(), body)
    to = await outbound.target(attempt.webhook.url, settings.webhooks_to_loopback)
    return await outbound.post(to, signed | {"content-type": "application/json"}, body)
