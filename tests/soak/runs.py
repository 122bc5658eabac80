"""One round of each fault in full size: its figures."""

import asyncio
import gc
import json
import secrets
from random import Random

from hub.database import Viewer
from hub.models import Audience
from hub.settings import Settings
from tests.cast import serving
from tests.devices import end_alike
from tests.faults import absence, crowding, restarts, voting
from tests.faults.buses import outage
from tests.faults.crowd import tokens
from tests.faults.delivery import under_faults
from tests.faults.enumeration import DOORS, ask_at
from tests.faults.flooding import post_all, send_all, slowest_beside
from tests.faults.ground import Ground
from tests.faults.hostile import bodies, documents, frames
from tests.faults.kills import rounds_of_killing
from tests.faults.resets import cycles, inside, more_than_there_are_descriptors
from tests.faults.retries import storm as storm_of_retries
from tests.faults.revocation import busy, revoke, without_bus
from tests.faults.webhooks import deliveries_under_faults
from tests.patience import until
from tests.polis import recorded, replayed, statements
from tests.soak.progress import Result
from tests.test_loaded_ballots import files, recounted
from tests.worlds.scenarios import BEFORE_RELEASE, CLOSED_FOR_A_WHILE, SCENARIOS
from tests.worlds.searching import difference_in, running_on

KILLS, DELIVERIES, REVOCATIONS, CYCLES, QUESTIONS = 10, 50_000, 50, 1_000, 1_000
PROGRAMS, RETRIES = 10, 1_000
HOSTILE, HOSTILE_DOCUMENTS, HOSTILE_AT_ONCE = 100_000, 2_000, 200
HOOKED = 300
WORLDS = 25
"""Programs of each scenario in a round."""


async def kills(ground: Ground) -> Result:
    acknowledged, holds = await rounds_of_killing(ground, KILLS)
    return {"kills": KILLS, "acknowledged": acknowledged, "breaches": len(holds), "why": str(holds)}


async def deliveries(ground: Ground) -> Result:
    seen = await under_faults(ground, readers=100, deliveries=DELIVERIES)
    breaches, why = len(seen.holds), str(seen.holds)
    return {"deliveries": seen.deliveries, "reconnects": seen.reconnects, "breaches": breaches, "why": why}


async def dead_bus(ground: Ground) -> Result:
    assert ground.bus
    seen = await outage(ground, ground.bus.kill, ground.bus.start, seconds=15)
    return {
        "delay": seen.slowest_delivery,
        "back": seen.back_in_use_after,
        "breaches": len(seen.holds),
        "why": str(seen.holds),
    }


async def frozen_bus(ground: Ground) -> Result:
    assert ground.bus
    seen = await outage(ground, ground.bus.freeze, ground.bus.thaw, seconds=60)
    return {"p99": seen.answer_p99 * 1000, "delay": seen.slowest_delivery, "breaches": len(seen.holds)}


async def catch_up(ground: Ground) -> Result:
    seen = await absence.away_for(ground, events=20_000, rounds=3)
    return {
        "ratio": seen.ratio,
        "seconds": seen.seconds,
        "differences": len(seen.differences),
        "events": seen.events,
        "why": "; ".join(seen.differences[:3]),
    }


async def revocations(ground: Ground) -> Result:
    async with busy(ground) as origins:
        up = await revoke(ground, origins, REVOCATIONS // 2)
        async with without_bus(ground):
            down = await revoke(ground, origins, REVOCATIONS // 2)
    return {
        "revocations": up.count + down.count,
        "breaches": len(up.holds) + len(down.holds),
        "why": str(up.holds or down.holds),
        "slowest": up.slowest,
        "slowest_without_bus": down.slowest,
    }


async def unread(ground: Ground) -> Result:
    """Programs of their own beginning on one ground, which grows."""
    settings = Settings.model_validate({"database_url": ground.url, "secret": "a test's secret"})
    async with serving(settings) as hub:
        found = [await end_alike(hub, secrets.token_hex(4), rounds=20) for _ in range(PROGRAMS)]
    differences = [difference for differences in found for difference in differences]
    return {"programs": PROGRAMS, "differences": len(differences), "why": "; ".join(differences[:3])}


async def enumeration(ground: Ground) -> Result:
    """Sign-ins take their time, so there is a thousand of them on each ground; of the others as many."""
    told = {door: await ask_at(ground, door, QUESTIONS) for door in DOORS}
    return {
        "questions": QUESTIONS * len(told),
        "answers": sum(len(seen.answers) - 1 for seen in told.values()),
        "difference": max(seen.difference for seen in told.values()) * 1000,
        "classified": max(seen.classified for seen in told.values()),
        "why": str({door: (round(seen.difference * 1000, 2), seen.classified) for door, seen in told.items()}),
    }


async def resets_inside(ground: Ground) -> Result:
    held = await tokens(ground, 15)
    settings = Settings.model_validate({"database_url": ground.url, "secret": "a test's secret"})
    async with serving(settings) as hub:
        await cycles(hub.origin, ground, held, 50)
        await asyncio.sleep(2)
        before = inside(hub)
        await cycles(hub.origin, ground, held, CYCLES)
        gc.collect()
        try:
            await until(lambda: inside(hub) == before, f"{before} once more")
        except AssertionError:
            return {"cycles": CYCLES, "left": 1, "why": f"{before} became {inside(hub)}"}
    return {"cycles": CYCLES, "left": 0, "why": ""}


async def resets_outside(ground: Ground) -> Result:
    held = await tokens(ground, 15)
    hub = await ground.worker()
    await cycles(hub.origin, ground, held, CYCLES)
    await asyncio.sleep(7)  # those without `connection_init` have 5 s
    descriptors, memory = hub.descriptors(), hub.memory()
    await cycles(hub.origin, ground, held, CYCLES)
    await asyncio.sleep(7)
    return {
        "cycles": CYCLES,
        "left": max(hub.descriptors() - descriptors, 0),
        "grown": (hub.memory() - memory) / 1e6,
    }


async def descriptors(ground: Ground) -> Result:
    wrong = await more_than_there_are_descriptors(ground, limit=256, sockets=400, seconds=10)
    return {"wrong": len(wrong), "why": "; ".join(wrong)}


async def slow_readers(ground: Ground) -> Result:
    seen = await crowding.crowd_out(ground, slow=20, good=200, alone=12, pause=0.05)
    return {
        "dropped": seen.slowest_drop,
        "kernel": seen.most_in_kernel / 1024,
        "memory": seen.memory_each / 1024,
        "ratio": seen.p99_with / seen.p99_without,
    }


async def slow_readers_of_little(ground: Ground) -> Result:
    """So little news that no buffer fills for long."""
    seen = await crowding.crowd_out(ground, slow=3, good=2, alone=2, pause=0.5, patience=60)
    return {"dropped": seen.slowest_drop}


async def storm(ground: Ground) -> Result:
    seen = await restarts.storm(ground, readers=2_000, jitter=5)
    return _restarted(seen)


async def rolling(ground: Ground) -> Result:
    seen = await restarts.rolling(ground, rounds=5, readers=50)
    return _restarted(seen)


async def retries(ground: Ground) -> Result:
    hub, (token,) = await ground.worker(), await tokens(ground, 1)
    told = await storm_of_retries(hub.origin, token, ground.threads[Audience.MEMBERS], RETRIES, secrets.token_hex(4))
    wrong = len(told.differing) + abs(len(told.posts) - RETRIES)
    return {"retries": RETRIES, "wrong": wrong, "why": str(told.differing[:3])}


async def hooks(ground: Ground) -> Result:
    return await deliveries_under_faults(ground, hooks=10, posts=HOOKED, kills=10)


async def hostile(ground: Ground) -> Result:
    """Bodies and frames, and documents beside which somebody else asks for little."""
    hub, (token, other) = await ground.worker(), await tokens(ground, 2)
    await post_all(hub.origin, token, bodies(Random(secrets.token_hex(4)), 200))
    memory = hub.memory()
    at_once = await asyncio.gather(
        post_all(hub.origin, token, bodies(Random(1), HOSTILE_AT_ONCE), HOSTILE_AT_ONCE),
        send_all(hub.origin, other, frames(Random(1), 20, ground.network.public_id), 20),
    )
    grown = hub.memory() - memory
    seed = secrets.token_hex(4)
    whole = (json.dumps({"query": document}).encode() for document in documents(Random(seed), HOSTILE_DOCUMENTS))
    flood = asyncio.create_task(post_all(hub.origin, token, whole, 1))
    stall = await slowest_beside(hub.origin, other, flood)
    posted = await post_all(hub.origin, token, bodies(Random(seed), HOSTILE))
    sent = await send_all(hub.origin, token, frames(Random(seed), HOSTILE, ground.network.public_id))
    wrong = [*flood.result().wrong, *posted.wrong, *sent.wrong, *(it for seen in at_once for it in seen.wrong)]
    traced = hub.log.count("Traceback")
    return {
        "sent": posted.answered + sent.answered,
        "wrong": len(wrong) + traced,
        "why": f"seed {seed}, {traced} tracebacks; {'; '.join(wrong[:3])}",
        "document": flood.result().slowest * 1000,
        "stall": stall * 1000,
        "grown": grown / 1e6,
    }


async def votes(ground: Ground) -> Result:
    """Of one city at once, at the close, and at the deadline."""
    wrong = [one for _ in range(5) for one in await voting.at_once(ground, 200)]
    ends = [one for _ in range(20) for one in await voting.closed_by_many(ground, 4)]
    seen = await voting.at_the_deadline(ground, 1_000)
    return {
        "rounds": 5,
        "twice": len(wrong),
        "closes": 20,
        "not_once": len(ends),
        "votes": seen.accepted + seen.refused,
        "late": seen.late,
        "why": "; ".join((wrong + ends)[:3]),
    }


async def opinions(ground: Ground) -> Result:
    """All of a real conversation, with what was changed in it."""
    asked = statements()
    said, again = await replayed(ground.database, asked)
    wanted = recorded(asked)
    wrong = [key for key in asked if said[key] != wanted[key]]
    return {
        "statements": len(asked),
        "opinions": sum(map(len, said.values())),
        "again": again,
        "otherwise": len(wrong),
        "why": ", ".join(wrong[:5]),
    }


async def elections(ground: Ground) -> Result:
    """All that were held elsewhere, Minneapolis's 105,928 ballots among them."""
    seen, ballots, wrong = 0, 0, list[str]()
    for file in files():
        async for _, said, wanted in recounted(Viewer(ground.database), file):
            seen, ballots = seen + 1, ballots + said["ballots"]
            wrong += [file.name] if said != wanted else []
    return {"elections": seen, "ballots": ballots, "otherwise": len(wrong), "why": ", ".join(wrong)}


async def worlds(ground: Ground) -> Result:
    """Programs that nobody has run before."""
    seeds = [secrets.token_hex(4) for _ in range(WORLDS)]
    await ground.database.engine.dispose()  # what is copied is nobody else's meanwhile
    scenarios = (*SCENARIOS, CLOSED_FOR_A_WHILE, BEFORE_RELEASE)
    async with running_on(ground.url, ground.folder) as runner:
        found = [await difference_in(runner, scenario, seeds) for scenario in scenarios]
    why = "\n".join(text for text in found if text)
    return {"programs": len(scenarios) * WORLDS, "different": sum(map(bool, found)), "why": why}


def _restarted(seen: restarts.Restarted) -> Result:
    return {
        "back": seen.all_back_after,
        "slowest": seen.slowest_return,
        "errors": len(seen.refused) + len(seen.codes - restarts.SAID),
        "breaches": len(seen.holds),
        "why": f"{seen.codes} {seen.refused[:2]} {seen.holds}",
    }
