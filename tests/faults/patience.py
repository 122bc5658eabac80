"""Waiting for what should come about."""

import asyncio
import time
from collections.abc import Callable


async def until(holds: Callable[[], bool], seconds: float, what: str = "it") -> float:
    """How long it took. Raises when it did not come about within that time."""
    began = time.monotonic()
    while not holds():
        if time.monotonic() - began > seconds:
            raise AssertionError(f"{what} did not come about within {seconds} s")
        await asyncio.sleep(0.01)
    return time.monotonic() - began
