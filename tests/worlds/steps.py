"""What a program is made of: steps of people, and values that each world fills in for itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Ref:
    """What a step has made, by the step and the place in its answer; where it was not made, an id that never was."""

    step: int
    path: str
    kind: str
    """The prefix of its id."""

    def __str__(self) -> str:
        return f"<{self.kind} of step {self.step}>"


@dataclass(frozen=True, slots=True)
class Seen:
    """A cursor that the asker has seen, by its place among those; none when there was none."""

    place: int

    def __str__(self) -> str:
        return f"<cursor {self.place}>"


@dataclass(frozen=True, slots=True)
class Ask:
    """A request to run a document."""

    document: str
    variables: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{' '.join(self.document.split())}  {shown(self.variables)}"


@dataclass(frozen=True, slots=True)
class Follow(Ask):
    """A subscription, from here to the end of the program."""


@dataclass(frozen=True, slots=True)
class Get:
    """An address that a browser opens."""

    path: tuple[str | Ref, ...]

    def __str__(self) -> str:
        return f"GET {''.join(map(str, self.path))}"


@dataclass(frozen=True, slots=True)
class Operate:
    """What an operator does beside the contract, by the name of one of `operators.VERBS`."""

    verb: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    hears_end: str | None = None
    """Whose following of networks it ends."""

    def __str__(self) -> str:
        return f"{self.verb} {shown(self.arguments)}"


Deed = Ask | Follow | Get | Operate


@dataclass(frozen=True, slots=True)
class Step:
    number: int
    at: timedelta
    """Since the beginning of the program."""
    who: str
    deeds: tuple[Deed | None, Deed | None]
    """What they do in the first world, and in the second."""
    needs: frozenset[int] = frozenset()
    """Steps without which this one would mean something else."""

    @property
    def differs(self) -> bool:
        return self.deeds[0] != self.deeds[1]

    def __str__(self) -> str:
        first, second = self.deeds
        return f"{self.number:3} {self.who}: {first}" + (f"\n    or {second}" if self.differs else "")


def shown(value: Any) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{name}: {shown(item)}" for name, item in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(shown, value)) + "]"
    return str(value)
