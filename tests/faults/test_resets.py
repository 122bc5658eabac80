"""F15 and F16: connections that end anywhere leave nothing behind, and too many of them stop nobody."""

import asyncio

import pytest

from tests.cast import serving
from tests.conftest import settings_for
from tests.faults.crowd import tokens
from tests.faults.ground import Ground
from tests.faults.resets import cycles, inside, more_than_there_are_descriptors
from tests.patience import until

pytestmark = pytest.mark.any_database

CYCLES = 150


async def test_resets_at_any_byte_leave_nothing_behind(ground: Ground) -> None:
    held = await tokens(ground, 15)
    async with serving(settings_for(ground.url)) as hub:
        await cycles(hub.origin, ground, held, 20)
        await asyncio.sleep(1)
        before = inside(hub)
        await cycles(hub.origin, ground, held, CYCLES)
        await until(lambda: inside(hub) == before, f"{before} once more")


async def test_more_sockets_than_descriptors_stop_nobody(ground: Ground) -> None:
    assert not await more_than_there_are_descriptors(ground, limit=256, sockets=400, seconds=1.5)
