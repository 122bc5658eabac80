"""Webhooks whose receivers are down, slow and wrong, of hubs that are killed on the way."""

import asyncio
import random
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import update

from hub import clock, threads, webhooks
from hub.consequences import open_database
from hub.database import Viewer, Work
from hub.models import Audience, Lease, Webhook
from hub.settings import Settings
from tests.faults.ground import Ground
from tests.patience import until
from tests.receiver import Receiver, listening

DOCUMENT = "subscription ($network: ID!) { networkEvents(network: $network) { cursor events { __typename number } } }"
WAYS = {"HUB_WEBHOOKS": "1", "HUB_WEBHOOKS_TO_LOOPBACK": "1"}
GUIDE = Path(__file__).parents[2] / "docs" / "api.md"


async def deliveries_under_faults(ground: Ground, hooks: int, posts: int, kills: int) -> dict[str, Any]:
    """How many events were taken and how often, and what is missing, out of order or signed wrongly; each with why."""
    given = {"database_url": ground.url, "secret": "a test's secret", "webhooks": True, "webhooks_to_loopback": True}
    settings = Settings.model_validate(given)
    database = open_database(settings)
    try:
        coordinator, member = [
            Viewer(database, (await ground.speaker(email)).who)
            for email in ("coordinator@zmp.example", "member@tarnow.example")
        ]
        receivers = [Receiver(status=lambda _: random.choice((204, 204, 204, 500, 302, 404))) for _ in range(hooks)]
        made = [await webhooks.make(coordinator, ground.network.public_id, it.url, DOCUMENT) for it in receivers]
        for receiver in receivers[::3]:
            receiver.seconds = 0.5
        hub = await ground.worker(**WAYS)
        async with AsyncExitStack() as stack, nudging(coordinator):
            for receiver in receivers[1:]:
                await stack.enter_async_context(listening(receiver))
            for n in range(posts):
                await threads.reply(member, ground.threads[Audience.MEMBERS], f"Wpis {n}")
                if n % (posts // kills) == posts // kills - 1:
                    await hub.kill()
                    await hub.start()
            await stack.enter_async_context(listening(receivers[0]))
            for receiver in receivers:
                receiver.status = lambda _: 204
            wanted = range(made[0].number + 1, made[0].number + posts + 1)
            await until(lambda: all(set(wanted) <= set(it.numbers) for it in receivers), "everything")
        found = [
            fault for hook, it in zip(made, receivers, strict=True) for fault in faults(settings, hook, it, wanted)
        ]
    finally:
        await database.close()
    taken = sum(len(receiver.numbers) for receiver in receivers)
    return {"events": hooks * posts, "taken": taken, "breaches": len(found), "why": "; ".join(found[:5])}


def faults(settings: Settings, hook: Webhook, receiver: Receiver, wanted: Sequence[int]) -> list[str]:
    firsts = list(dict.fromkeys(receiver.numbers))
    (check,) = re.findall(r"```python\n(import base64.*?)```", GUIDE.read_text(), re.DOTALL)
    names: dict[str, Any] = {"__name__": "guide"}
    exec(check.replace("< 300", "< 3600"), names)
    secret = webhooks.secret(settings, hook)
    wrong = sum(not names["is_from_the_hub"](secret, it.headers, it.body) for it in receiver.messages)
    return [
        *([f"{receiver.port} came out of order"] if firsts != sorted(firsts) else []),
        *([f"{receiver.port} lacks some"] if set(firsts) != set(wanted) else []),
        *([f"{receiver.port} got {wrong} that are not signed"] if wrong else []),
    ]


@asynccontextmanager
async def nudging(viewer: Viewer) -> AsyncIterator[None]:
    """Time goes faster: what failed is due again within a second, and who was killed holds nothing."""

    async def nudge() -> None:
        while True:
            await asyncio.sleep(1)
            with suppress(Exception):
                await viewer.database.transact(viewer, _due)

    task = asyncio.create_task(nudge())
    try:
        yield
    finally:
        task.cancel()


async def _due(work: Work) -> None:
    await work.execute(update(Webhook).where(Webhook.due_at > clock.now()).values(due_at=clock.now()))
    await work.execute(update(Lease).where(Lease.until > clock.now()).values(until=clock.now()))
