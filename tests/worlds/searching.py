"""Looks through many programs for one whose worlds differ, and says how to see it again."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from tests.postbox import postbox
from tests.worlds.running import Program, Runner
from tests.worlds.scenarios import Scenario, program
from tests.worlds.stage import prepared


@asynccontextmanager
async def running_on(url: str, folder: Path) -> AsyncIterator[Runner]:
    """On copies of that database, which holds the demo and is no longer anybody else's."""
    with postbox() as one, postbox() as other:
        runner = Runner(await prepared(url, folder), (one, other))
        try:
            yield runner
        finally:
            await runner.close()


async def difference_in(runner: Runner, scenario: Scenario, seeds: Iterable[str]) -> str:
    """The smallest program of the first that differs, and how; nothing when none does.

    A seed is the program's, and after a colon the steps of it that are taken, if not all.
    """
    for seed in seeds:
        written = seeded(runner, scenario, seed)
        if await runner.run(written, scenario.blind):
            smallest, difference = await runner.shrunk(written, scenario.blind)
            numbers = ",".join(str(step.number) for step in smallest)
            again = f"WORLDS_SEED={seed.partition(':')[0]}:{numbers} make test ARGS='-k {scenario.name}'"
            return "\n".join([again, *map(str, smallest), "", str(difference)])
    return ""


def seeded(runner: Runner, scenario: Scenario, seed: str) -> Program:
    number, _, kept = seed.partition(":")
    whole = program(scenario, runner.stage, number)
    return [step for step in whole if not kept or str(step.number) in kept.split(",")]
