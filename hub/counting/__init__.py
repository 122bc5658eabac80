"""Counting: ballots in, totals, rounds and a ranking out. Pure functions that know nothing of the hub.

`ballots` says what a ballot and a count are. `ranked` (instant runoff, Schulze, Borda), `marked` (plurality, approval,
score, dots) and `consent` hold the methods, each with its source; `formats` reads files that others count by.

    from hub import counting
    election = counting.read(Path("burlington.abif"))[0]
    counting.count(election, counting.Method.SCHULZE).winners
"""

from hub.counting.ballots import (
    Ballot,
    Count,
    Election,
    EqualRank,
    Majority,
    Method,
    Round,
    Threshold,
    Uncountable,
    Unranked,
)
from hub.counting.consent import consent
from hub.counting.formats import BadFile, read
from hub.counting.marked import approval, dots, plurality, score
from hub.counting.ranked import borda, irv, pairwise, schulze

METHODS = {
    Method.IRV: irv,
    Method.SCHULZE: schulze,
    Method.BORDA: borda,
    Method.PLURALITY: plurality,
    Method.APPROVAL: approval,
    Method.SCORE: score,
    Method.DOTS: dots,
    Method.CONSENT: consent,
}


def count(election: Election, method: Method | None = None) -> Count:
    """Counts by that method, by the election's own when none is named. Raises Uncountable."""
    return METHODS[method or election.method](election)


__all__ = [
    "METHODS",
    "BadFile",
    "Ballot",
    "Count",
    "Election",
    "EqualRank",
    "Majority",
    "Method",
    "Round",
    "Threshold",
    "Uncountable",
    "Unranked",
    "approval",
    "borda",
    "consent",
    "count",
    "dots",
    "irv",
    "pairwise",
    "plurality",
    "read",
    "schulze",
    "score",
]
