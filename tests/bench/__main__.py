"""`make bench`: measures the hub beside its peers and prints a line a goal. Status 1 when one is missed.

GOAL=TEXT picks the goals whose name contains it, ROUNDS=N sets the rounds.
"""

import gc
import os
import sys

import uvloop

from hub.models import PollKind
from tests.bench import arriving, catching_up, fan_out, machine, reading, returning, searching, voting, writing
from tests.bench.goals import Goal, Missed, NotMeasured
from tests.bench.side import BARE, NCHAN, STOCK
from tests.bench.sides import Sides

ROUNDS = 9

GOALS = [
    Goal("events a second into one stream", writing.measure, "a second", ".0f"),
    Goal("catch-up of 20,000 events / executing them", catching_up.measure(20_000), "times", ".2f", at_most=2),
    Goal("fan-out to 100", fan_out.alone(100), "µs a subscriber"),
    Goal("fan-out to 1,000", fan_out.alone(1_000), "µs a subscriber"),
    Goal("fan-out to 1,000 / stock Strawberry", fan_out.against(STOCK, 1_000), "times", ".3f", at_most=1 / 12),
    Goal("fan-out to 1,000 / Nchan", fan_out.against(NCHAN, 1_000), "times", ".2f", at_most=1.3),
    Goal("fan-out to 1,000 / bare Starlette", fan_out.against(BARE, 1_000), "times", ".2f", at_most=1),
    Goal("fan-out to 5,000", fan_out.alone(5_000), "µs a subscriber"),
    Goal("fan-out to 5,000 / to 1,000", fan_out.growth(1_000, 5_000), "times", ".2f", at_most=1),
    Goal("fan-out to 5,000 / Nchan", fan_out.against(NCHAN, 5_000), "times", ".2f"),
    Goal("time to connect, 5,000", arriving.time(5_000), "ms a subscriber", ".2f"),
    Goal("2,000 back after a restart", returning.measure(2_000), "s", at_most=20),
    *(
        Goal(f"{name} at 1,000,000 posts / 10,000, {kind}", reading.measure(what, kind), "times", ".2f", at_most=1.3)
        for kind in (reading.SQLITE, reading.POSTGRESQL)
        for name, what in (("first unread", "ThreadPage"), ("board of 5,000", "BoardPage"), ("inbox", "Inbox"))
    ),
    *(
        Goal(f"search over 200,000 posts / 20,000, p95, {kind}", searching.measure(kind), "times", ".2f", at_most=1.5)
        for kind in (reading.SQLITE, reading.POSTGRESQL)
    ),
    Goal("tally of 100,000 rankings of 20 / reading them", voting.tally, "times", ".2f", at_most=5),
    Goal("vote and tally at 10,000 ballots / at 10", voting.live(PollKind.CONSENT), "times", ".2f", at_most=1.3),
    Goal("the same, a ranking of four", voting.live(PollKind.RANKING), "times", ".2f", at_most=1.3),
    Goal("casting a ballot / a bare insert", voting.casting, "times", ".2f"),
    Goal("memory of 5,000 idle / bare Starlette", arriving.memory(5_000), "times", ".2f", at_most=1.4),
]


async def main() -> bool:
    """Whether no goal is missed."""
    wanted, rounds = os.environ.get("GOAL", ""), int(os.environ.get("ROUNDS") or ROUNDS)
    goals = [goal for goal in GOALS if wanted in goal.name]
    if not goals:
        sys.exit(f"There is no goal with {wanted!r} in its name. There are: {'; '.join(goal.name for goal in GOALS)}")
    async with Sides(rounds) as sides:
        return all([await _is_met(goal, sides) for goal in goals])


async def _is_met(goal: Goal, sides: Sides) -> bool:
    try:
        line = goal.verdict(await goal.measure(sides))
    except (NotMeasured, Missed) as why:
        line = goal.without_figure(why)
    print(line, flush=True)
    return not line.startswith("missed")


if __name__ == "__main__":
    if sys.platform != "linux":
        sys.exit("not measured: processes are pinned and addresses spread as Linux does it")
    machine.prepare()
    gc.disable()  # the load is not to rest while the server is measured; what it leaves is little
    sys.exit(0 if uvloop.run(main()) else 1)
