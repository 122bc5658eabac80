"""Whether figures reach their goal: never more than, or in the middle no more than."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.soak.progress import Result


@dataclass(frozen=True, slots=True)
class Judgement:
    figure: str
    is_met: bool


Judge = Callable[[Sequence[Result]], Judgement]


def none(what: str, of: str = "") -> Judge:
    """Not one in all rounds; `of` names what was tried so many times."""

    def judge(results: Sequence[Result]) -> Judgement:
        broken = sum(float(result[what]) for result in results)
        tried = f" in {sum(float(result[of]) for result in results):,.0f}" if of else ""
        shown = next((f": {result['why']}" for result in results if result[what] and result.get("why")), "")
        return Judgement(f"{broken:,.0f}{tried}{shown}", not broken)

    return judge


def always_at_most(what: str, goal: float, unit: str) -> Judge:
    """The worst round counts: it is promised to everybody."""

    def judge(results: Sequence[Result]) -> Judgement:
        worst = max(float(result[what]) for result in results)
        return Judgement(f"{worst:,.3g} {unit} at worst", worst <= goal)

    return judge


def at_most(what: str, goal: float, unit: str) -> Judge:
    """The median counts; it is missed only when every round was beyond the goal."""

    def judge(results: Sequence[Result]) -> Judgement:
        values = sorted(float(result[what]) for result in results)
        spread = f" ({values[0]:,.3g} to {values[-1]:,.3g})" if len(values) > 1 else ""
        return Judgement(f"{statistics.median(values):,.3g} {unit}{spread}", values[0] <= goal)

    return judge
