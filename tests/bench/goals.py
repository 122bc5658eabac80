"""What is promised of a figure, and the verdict: `missed` only when the whole interval lies beyond the goal."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from math import comb
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.bench.sides import Sides


class NotMeasured(Exception):
    """Why a figure cannot be had on this machine."""


class Missed(Exception):
    """What the hub did not do, or not in time: a goal missed by any measure."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Samples of one quantity, and what one should know to read them."""

    samples: Sequence[float]
    note: str = ""

    @property
    def interval(self) -> tuple[float, float]:
        """95 % for the median, whatever the distribution (order statistics); of fewer than six samples, all."""
        ordered, beyond = sorted(self.samples), 0
        while _below(len(ordered), beyond) <= 0.025:
            beyond += 1
        skipped = max(beyond - 1, 0) if len(ordered) > 5 else 0
        return ordered[skipped], ordered[-1 - skipped]

    def __format__(self, spec: str) -> str:
        low, high = self.interval
        return f"{median(self.samples):{spec}} [{low:{spec}}–{high:{spec}}]"


def ratio(ours: Sequence[float], theirs: Sequence[float], unit: str) -> Figure:
    """Ours in parts of theirs, pair by pair as they were measured."""
    parts = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    return Figure(parts, f"{median(ours):.1f} against {median(theirs):.1f} {unit}")


Measure = Callable[["Sides"], Awaitable[Figure]]


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure, how it is written, and the most it may be; without a limit it is for the record."""

    name: str
    measure: Measure
    unit: str
    spec: str = ".1f"
    at_most: float | None = None

    def verdict(self, figure: Figure) -> str:
        is_missed = self.at_most is not None and figure.interval[0] > self.at_most
        note = f"  ({figure.note})" if figure.note else ""
        return self._line("missed" if is_missed else "ok", f"{figure:{self.spec}} {self.unit}{note}")

    def without_figure(self, why: NotMeasured | Missed) -> str:
        return self._line("missed" if isinstance(why, Missed) else "not measured", str(why))

    def _line(self, status: str, said: str) -> str:
        goal = "no goal" if self.at_most is None else f"goal: at most {self.at_most:.3g}"
        return f"{status:<13} {self.name:<48} {said}  {goal}"


def _below(count: int, successes: int) -> float:
    """The chance of at most that many heads of `count` coins."""
    return sum(comb(count, heads) for heads in range(successes + 1)) * 0.5**count
