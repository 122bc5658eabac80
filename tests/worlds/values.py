"""What an argument may be, by its type and its name: ids of all that is known, cursors, sizes, words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from graphql import GraphQLEnumType, GraphQLList

from hub.models import BY_PREFIX
from tests.cast import ADDRESSES
from tests.worlds.steps import Ref, Seen

Id = str | Ref
Pool = Mapping[str, Sequence[Id]]
"""Ids by their prefix."""

WORDS = (
    "zorza",
    "budżet",
    "spotkanie",
    "Tarnów",
    "remont",
    "konsultacje",
    "szkoła",
    "zorza polarna",
    "termin",
    "uwagi",
)
"""`zorza` stands in nothing but what a program writes."""
SLUGS = ("obywateli", "cyfrowe", "dostepne", "liderzy", "tajna", "nigdy")
POINTS_AT = {
    "replyToId": "post",
    "thread": "thread",
    "network": "network",
    "board": "board",
    "author": "person",
    "city": "city",
    "intoId": "topic",
    "afterId": "topic",
}
"""What ids are of whose names do not say it."""
DATES = ("2025-01-01", "2031-06-30")


@dataclass(frozen=True)
class Values:
    """Makes up arguments. `pools` are tried in turn by their chances; the first that has the kind gives."""

    random: Random
    pools: Callable[[], Sequence[Pool]]
    silence: float = 0.3
    """How often an argument is left out that may be."""
    known: int = 30
    """How many cursors an asker may remember."""

    def __call__(self, parent: str, name: str, kind: Any) -> Any:
        if self.random.random() < self.silence:
            return None
        if isinstance(kind, GraphQLList):
            return self.random.randint(1, 3)
        if isinstance(kind, GraphQLEnumType):
            return self.random.choice(list(kind.values))
        return self._scalar(kind.name, name)

    def _scalar(self, type: str, name: str) -> Any:
        match type:
            case "ID":
                return self.id(_kind(name))
            case "Int":
                return self._number(name)
            case "String":
                return self._text(name)
            case "Boolean":
                return self.random.choice((True, False))
            case "Float":
                return round(self.random.uniform(-90, 90), 3)
            case "DateTime":
                return self.random.choice(DATES) + "T12:00:00+00:00"
            case "Date":
                return self.random.choice(DATES)
            case "JSON":
                return {"id": "zorza"}
        raise AssertionError(f"say what a {type} looks like, for {name}")

    def id(self, kind: str | None = None) -> Id:
        for pool in self.pools():
            kinds = [kind] if kind else [it for it in pool if pool[it]]
            if kinds and pool.get(among := self.random.choice(kinds)):
                return self.random.choice(pool[among])
        return Ref(-1, str(self.random.randrange(1000)), kind or self.random.choice(list(BY_PREFIX)))

    def _number(self, name: str) -> int | None:
        if name == "first":
            return self.random.choice((1, 2, 3, 7, 100, 101, 0))
        if name == "last":
            return self.random.choice((None, None, None, None, 2))
        return self.random.choice((0, 1, 2, 3, 5, 8, 20))

    def _text(self, name: str) -> str | Seen | None:
        if name in ("after", "before"):
            return Seen(self.random.randrange(self.known)) if self.random.random() < 0.3 else None
        if name == "idempotencyKey":
            return self.random.choice((None, None, None, "raz", "dwa"))
        if name == "slug":
            return self.random.choice(SLUGS)
        if "email" in name.lower():
            return self.random.choice((*ADDRESSES.values(), "nikt@nigdzie.example", "zorza@nigdzie.example"))
        words = " ".join(self.random.choices(WORDS, k=self.random.randint(1, 3)))
        return words if name != "text" else self.random.choice((words, words.split()[0], "zozra polrana", "polanra"))


def _kind(name: str) -> str | None:
    if name in POINTS_AT:
        return POINTS_AT[name]
    return next((prefix for prefix in BY_PREFIX if name.lower() in (f"{prefix}id", f"{prefix}ids")), None)
