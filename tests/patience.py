"""Waiting for what should come about."""

import asyncio
import time
from collections.abc import Callable

PATIENCE = 120.0
"""Seconds in which whatever a test waits for comes about, on a machine of any speed. No promise is measured by it."""


async def until(holds: Callable[[], bool], what: str = "it", seconds: float = PATIENCE) -> float:
    """How long it took. Raises when it did not come about within that time."""
    began = time.monotonic()
    while not holds():
        if time.monotonic() - began > seconds:
            raise AssertionError(f"{what} did not come about within {seconds} s")
        await asyncio.sleep(0.01)
    return time.monotonic() - began
