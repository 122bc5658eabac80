"""What is counted, and what comes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import Any


class Method(StrEnum):
    IRV = "irv"
    SCHULZE = "schulze"
    BORDA = "borda"
    PLURALITY = "plurality"
    APPROVAL = "approval"
    SCORE = "score"
    DOTS = "dots"
    CONSENT = "consent"


class EqualRank(StrEnum):
    """What an instant runoff does with a ballot whose turn comes to several options of the same rank."""

    EXHAUSTS_UNLESS_ONE = "exhausts_unless_one"
    """It counts for the only one of them still in the race; with more of them it is exhausted for good."""
    EXHAUSTS = "exhausts"
    """It is exhausted for good."""
    SKIPPED = "skipped"
    """It goes on to the next rank, for good."""
    WAITS = "waits"
    """It counts for nobody until only one of them is left in the race."""


class Unranked(StrEnum):
    """What it means that an option is not ranked on a ballot that ranks others."""

    LAST = "last"
    """It comes after all that are ranked."""
    NO_PREFERENCE = "no_preference"
    """The ballot has no preference in any pair with it."""


class Majority(StrEnum):
    SIMPLE = "simple"
    """More for than against."""
    ABSOLUTE = "absolute"
    """More than half of those who voted, abstentions included."""
    STATUTORY = "statutory"
    """More than half of all who might have voted."""
    TWO_THIRDS = "two_thirds"
    """At least two thirds of those who voted."""
    THREE_FIFTHS = "three_fifths"
    """At least three fifths of those who voted."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """What it takes to pass."""

    majority: Majority = Majority.SIMPLE
    counts_abstentions: bool = True
    """Whether who abstains is among those who voted; a simple majority never asks."""
    eligible: int | None = None
    """How many might have voted: a statutory majority and a quorum ask."""
    quorum: int = 0
    """How many must have voted."""
    votes: int | None = None
    """So many are enough, where somebody else has said so."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one voter said; or what `count` voters said alike."""

    ranks: tuple[tuple[str, ...], ...] = ()
    """Options best first; those of one rank stand together."""
    marks: Mapping[str, int] = field(default_factory=dict)
    """Points by option; of an approval 1, of consent one mark on what was said."""
    count: int = 1
    line: int | None = field(default=None, compare=False)
    """Where it stands in its file."""


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Election:
    options: tuple[str, ...]
    ballots: Sequence[Ballot]
    method: Method
    """Its own."""
    title: str = ""
    equal_rank: EqualRank = EqualRank.EXHAUSTS_UNLESS_ONE
    unranked: Unranked = Unranked.LAST
    eliminates_together: bool = False
    """Whether an instant runoff drops all at once who together cannot catch up with the next."""
    threshold: Threshold | None = None
    costs: Mapping[str, int] = field(default_factory=dict)
    """What each option costs, where a budget is spent on them."""
    budget: int | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    """What options are called, where the file says more than an id."""
    most: int | None = None
    """How many options, or how many points in all, a ballot could have, where the file says so."""

    @property
    def cast(self) -> int:
        return sum(ballot.count for ballot in self.ballots)


@dataclass(frozen=True, slots=True)
class Round:
    totals: dict[str, int]
    """Of those still in the race."""
    eliminated: list[str]
    """After it."""
    exhausted: int = 0
    """Ballots that count for nobody (any more)."""


@dataclass(frozen=True, slots=True)
class Count:
    method: Method
    ballots: int
    totals: dict[str, float]
    """By option, best first. Of Schulze: how many options it beats."""
    ranking: list[list[str]]
    """Best first; who is tied stands together."""
    winners: list[str]
    """Several when they are tied, or when there is room for several."""
    rounds: list[Round] = field(default_factory=list)
    passed: bool | None = None
    """Whether the threshold was reached, where there is one."""

    def as_json(self) -> dict[str, Any]:
        return {
            "method": self.method.value,
            "ballots": self.ballots,
            "totals": self.totals,
            "ranking": self.ranking,
            "winners": self.winners,
            "rounds": [{"totals": round.totals, "eliminated": round.eliminated} for round in self.rounds],
            "passed": self.passed,
        }


class Uncountable(ValueError):
    """These ballots do not say what the method asks."""


def by_total(totals: Mapping[str, float]) -> list[list[str]]:
    """The options by what they have, most first; equals together, in the order they are given."""
    ordered = sorted(totals, key=lambda option: -totals[option])
    return [list(tied) for _, tied in groupby(ordered, key=lambda option: totals[option])]


def in_order(totals: Mapping[str, float], ranking: list[list[str]]) -> dict[str, float]:
    """The totals in the order of the ranking, as whole numbers where they are."""
    return {option: _plain(totals[option]) for tied in ranking for option in tied}


def _plain(total: float) -> float:
    return int(total) if total == int(total) else total
