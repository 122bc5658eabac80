"""What is to come out: for each run, on which grounds, in how many rounds, and the goals it answers."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from tests.faults.ground import Ground
from tests.soak import runs
from tests.soak.grounds import POSTGRESQL, SQLITE
from tests.soak.judging import Judge, always_at_most, at_most, none
from tests.soak.progress import Result

BOTH = (SQLITE, POSTGRESQL)
WITH_BUS = (POSTGRESQL,)


@dataclass(frozen=True, slots=True)
class Goal:
    name: str
    goal: str
    judge: Judge


@dataclass(frozen=True, slots=True)
class Run:
    name: str
    round: Callable[[Ground], Awaitable[Result]] | None
    """None: by the wire that can be cut."""
    grounds: Sequence[str]
    rounds: int
    """On each ground."""
    goals: Sequence[Goal]


WORLDS = [Goal("programs whose worlds somebody can tell apart", "0", none("different", "programs"))]

RUNS = [
    Run("kills", runs.kills, BOTH, 10, [Goal("acknowledged writes lost", "0", none("breaches", "kills"))]),
    Run(
        "deliveries",
        runs.deliveries,
        BOTH,
        10,
        [Goal("events missing, out of order or applied twice", "0", none("breaches", "deliveries"))],
    ),
    Run(
        "dead-bus",
        runs.dead_bus,
        WITH_BUS,
        5,
        [
            Goal("delay while the bus is dead", "≤ 2 s", always_at_most("delay", 2, "s")),
            Goal("a returned bus is used", "≤ 5 s", always_at_most("back", 5, "s")),
            Goal("lost while the bus was dead", "0", none("breaches")),
        ],
    ),
    Run(
        "frozen-bus",
        runs.frozen_bus,
        WITH_BUS,
        1,
        [
            Goal("mutation p99 through a frozen bus", "< 300 ms", at_most("p99", 300, "ms")),
            Goal("delay while the bus is frozen", "≤ 2 s", always_at_most("delay", 2, "s")),
        ],
    ),
    Run(
        "cut-off-bus",
        None,
        WITH_BUS,
        1,
        [
            Goal("mutation p99 through a 60 s partition", "< 300 ms", at_most("p99", 300, "ms")),
            Goal("delay through the partition", "≤ 2 s", always_at_most("delay", 2, "s")),
            Goal("the bus is used after the partition", "≤ 5 s", always_at_most("back", 5, "s")),
        ],
    ),
    Run(
        "catch-up",
        runs.catch_up,
        BOTH,
        1,
        [
            Goal("20,000 events caught up, against executing them", "≤ 2 ×", at_most("ratio", 2, "×")),
            Goal("differences from the snapshot", "0", none("differences", "events")),
        ],
    ),
    Run(
        "revocations",
        runs.revocations,
        BOTH,
        10,
        [
            Goal("events after a removal", "0", none("breaches", "revocations")),
            Goal("stream ended after a removal", "≤ 1 s", always_at_most("slowest", 1, "s")),
            Goal("stream ended, bus down", "≤ 2 s", always_at_most("slowest_without_bus", 2, "s")),
        ],
    ),
    Run(
        "enumeration",
        runs.enumeration,
        BOTH,
        1,
        [
            Goal("answers that differ for known addresses", "0", none("answers", "questions")),
            Goal("known and unknown addresses, medians apart", "≤ 5 ms", always_at_most("difference", 5, "ms")),
            Goal("known and unknown addresses told apart (AUC)", "≤ 0.55", always_at_most("classified", 0.55, "")),
        ],
    ),
    Run("resets", runs.resets_inside, BOTH, 5, [Goal("left behind by resets", "0", none("left", "cycles"))]),
    Run(
        "resets-outside",
        runs.resets_outside,
        BOTH,
        2,
        [
            Goal("descriptors left behind by resets", "0", none("left", "cycles")),
            Goal("memory grown by resets", "≤ 5 MB", at_most("grown", 5, "MB")),
        ],
    ),
    Run("descriptors", runs.descriptors, BOTH, 1, [Goal("stopped by too many sockets", "nobody", none("wrong"))]),
    Run(
        "slow-readers",
        runs.slow_readers,
        BOTH,
        3,
        [
            Goal("who does not read is dropped", "≤ 15 s", always_at_most("dropped", 15, "s")),
            Goal("held for each in the kernel", "≤ 512 kB", always_at_most("kernel", 512, "kB")),
            Goal("held for each in all", "≤ 512 kB", at_most("memory", 512, "kB")),
            Goal("others' p99, beside slow readers", "≤ 1.2 ×", at_most("ratio", 1.2, "×")),
        ],
    ),
    Run(
        "slow-readers-of-little",
        runs.slow_readers_of_little,
        BOTH,
        1,
        [Goal("who does not read little news is dropped", "≤ 15 s", always_at_most("dropped", 15, "s"))],
    ),
    Run(
        "storm",
        runs.storm,
        BOTH,
        1,
        [
            Goal("2,000 clients back after a restart", "≤ 20 s", at_most("back", 20, "s")),
            Goal("errors on the way back", "0", none("errors")),
            Goal("lost in the storm", "0", none("breaches")),
        ],
    ),
    Run(
        "rolling-restart",
        runs.rolling,
        BOTH,
        1,
        [
            Goal("resumed after a restart", "≤ 5 s", always_at_most("slowest", 5, "s")),
            Goal("sockets left without a word", "0", none("errors")),
            Goal("lost in restarts", "0", none("breaches")),
        ],
    ),
    Run(
        "retries",
        runs.retries,
        BOTH,
        1,
        [Goal("cut-off writes not done once", "0", none("wrong", "retries"))],
    ),
    Run(
        "webhooks",
        runs.hooks,
        BOTH,
        1,
        [Goal("events not delivered, out of order or not signed, faults on the way", "0", none("breaches", "events"))],
    ),
    Run(
        "hostile",
        runs.hostile,
        (SQLITE,),
        1,
        [
            Goal("torn bodies and frames without a clean answer, tracebacks", "0", none("wrong", "sent")),
            Goal("a hostile document accepted or refused", "≤ 50 ms", always_at_most("document", 50, "ms")),
            Goal("a small question waits beside 2,000 of them", "≤ 100 ms", always_at_most("stall", 100, "ms")),
            Goal("memory grown by 200 at once", "≤ 60 MB", always_at_most("grown", 60, "MB")),
        ],
    ),
    Run(
        "unread",
        runs.unread,
        BOTH,
        10,
        [Goal("devices that count otherwise than a fresh query", "0", none("differences", "programs"))],
    ),
    Run(
        "votes",
        runs.votes,
        BOTH,
        10,
        [
            Goal("200 votes of one city at once that are not one ballot", "0", none("twice", "rounds")),
            Goal("polls that four closers do not close once", "0", none("not_once", "closes")),
            Goal("late votes, workers' clocks 300 s ahead and behind", "0", none("late", "votes")),
        ],
    ),
    Run(
        "opinions",
        runs.opinions,
        BOTH,
        1,
        [Goal("statements of a replayed conversation that end otherwise", "0", none("otherwise", "statements"))],
    ),
    Run(
        "elections",
        runs.elections,
        BOTH,
        1,
        [Goal("votes held elsewhere that recount otherwise, ballots of all", "0", none("otherwise", "ballots"))],
    ),
    Run("worlds", runs.worlds, (SQLITE,), 20, WORLDS),
    Run("worlds-on-postgresql", runs.worlds, (POSTGRESQL,), 2, WORLDS),
]
