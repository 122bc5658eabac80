"""What happened, as three parties know it: who wrote, who followed, and the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """A numbered event: of a stream, or as it came to a subscriber."""

    number: int
    kind: str
    subject: str | None
    """The public id of what it is about; none when that cannot be read."""


@dataclass(slots=True)
class Written:
    """What a writer was told."""

    acknowledged: dict[str, str] = field(default_factory=dict)
    """The posts by the keys they were written with."""
    seconds: list[float] = field(default_factory=list)
    """How long each answer took, without what failed before."""
    began: dict[str, float] = field(default_factory=dict)
    acknowledged_at: dict[str, float] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Run:
    """What came to a subscriber after one snapshot, over however many connections."""

    base: int
    """The number its snapshot stood at."""
    delivered: list[Line] = field(default_factory=list)
    """Repeats too."""
    applied: list[Line] = field(default_factory=list)
    applied_at: list[float] = field(default_factory=list)

    @property
    def number(self) -> int:
        return self.applied[-1].number if self.applied else self.base


@dataclass(frozen=True, slots=True)
class StoredPost:
    key: str
    streams: frozenset[str]
    """Which streams' audiences see it."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database holds of a network: since the demo was loaded, and its streams by kind."""

    posts: Mapping[str, StoredPost]
    rows: frozenset[str]
    """The public ids of all its boards, threads and posts."""
    streams: Mapping[str, Sequence[Line]]
    heads: Mapping[str, int]
