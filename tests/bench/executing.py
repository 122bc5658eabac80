"""Executes a network's events by query, batch after batch, and prints the seconds: what catching up costs at the least.

python -m tests.bench.executing NETWORK AFTER COUNT
"""

import os
import sys
from time import perf_counter
from typing import Any

import orjson
import uvloop

from hub import people, settings
from hub.consequences import open_database
from hub.database import Viewer
from schema.context import Context
from schema.root import schema
from tests.bench import documents


async def execute(network: str, after: str, count: int) -> float:
    """Seconds for so many events and more, encoded as they would be sent."""
    database = open_database(settings.load())
    viewer = await people.by_token(Viewer(database), os.environ["BENCH_TOKEN"])
    await _batch(viewer, network, after)
    began, done = perf_counter(), 0
    while done < count:
        batch = await _batch(viewer, network, after)
        after, done = batch["cursor"], done + len(batch["events"])
    seconds = perf_counter() - began
    await database.close()
    return seconds


async def _batch(viewer: Viewer, network: str, after: str) -> dict[str, Any]:
    context = Context(viewer)
    result = await schema.execute(
        documents.events(), variable_values={"network": network, "after": after}, context_value=context
    )
    await context.close()
    assert result.data is not None, result.errors
    orjson.dumps({"data": result.data})
    batch: dict[str, Any] = result.data["events"]
    assert batch["events"], "there are as many events as are asked for"
    return batch


if __name__ == "__main__":
    print(uvloop.run(execute(sys.argv[1], sys.argv[2], int(sys.argv[3]))))
