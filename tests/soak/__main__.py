"""`make soak`: what is not yet done, then a line a goal; exit status 1 when one is missed."""

import argparse
import asyncio
import os
import signal
import sys

from tests.soak.goals import RUNS, Run
from tests.soak.grounds import Grounds, NotHere
from tests.soak.partition import partition
from tests.soak.progress import Progress, Result


def main() -> int:
    for name in [name for name in os.environ if name.startswith("HUB_") and not name.startswith("HUB_TEST_")]:
        del os.environ[name]  # the soak says itself how a hub is set
    os.environ["HUB_RATE"] = "0"
    words = argparse.ArgumentParser("make soak", description=__doc__)
    words.add_argument("--afresh", action="store_true", help="forget what was run before")
    words.add_argument("--rounds", type=int, help="at most so many rounds on each ground: a look, not a soak")
    words.add_argument("names", nargs="*", help=f"some of: {', '.join(run.name for run in RUNS)}")
    given = words.parse_args()
    names = given.names or [name for name in [os.environ.get("GOAL", "")] if name]
    chosen = [run for run in RUNS if not names or run.name in names]
    if not chosen:
        words.error(f"no such goal; there are {', '.join(run.name for run in RUNS)}")
    try:
        return asyncio.run(soak(chosen, Progress(given.afresh), given.rounds))
    except KeyboardInterrupt:
        print("Interrupted. Finished rounds are kept; the same command goes on from there.", file=sys.stderr)
        return 130


async def soak(chosen: list[Run], progress: Progress, most: int | None) -> int:
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, signal.raise_signal, signal.SIGINT)
    missed, grounds = 0, Grounds()
    try:
        for run in chosen:
            for ground in run.grounds:
                rounds = min(run.rounds, most or run.rounds)
                missed += await _report(run, ground, rounds, grounds, progress)
    finally:
        grounds.close()
    return 1 if missed else 0


async def _report(run: Run, ground: str, rounds: int, grounds: Grounds, progress: Progress) -> int:
    """How many of its goals are missed there."""
    try:
        await _finish(run, ground, rounds, grounds, progress)
    except NotHere as reason:
        for goal in run.goals:
            print(f"not measured  {run.name}/{ground}: {goal.name}: {reason} (goal: {goal.goal})", flush=True)
        return 0
    except AssertionError as error:  # something that should have come about did not
        print(f"missed        {run.name}/{ground}: {error}", flush=True)
        return 1
    missed = 0
    for goal in run.goals:
        judgement = goal.judge(progress.of(f"{run.name}/{ground}")[:rounds])
        word = "ok    " if judgement.is_met else "missed"
        print(f"{word}        {run.name}/{ground}: {goal.name}: {judgement.figure} (goal: {goal.goal})", flush=True)
        missed += not judgement.is_met
    return missed


async def _finish(run: Run, ground: str, rounds: int, grounds: Grounds, progress: Progress) -> None:
    name = f"{run.name}/{ground}"
    while (done := len(progress.of(name))) < rounds:
        if sys.stderr.isatty():
            print(f"\r{name}: round {done + 1} of {rounds} …", end="\r", file=sys.stderr, flush=True)
        progress.add(name, await _round(run, ground, grounds))


async def _round(run: Run, kind: str, grounds: Grounds) -> Result:
    if run.round is None:
        return await partition()
    async with grounds.ground(kind) as ground:
        return await run.round(ground)


if __name__ == "__main__":
    sys.exit(main())
