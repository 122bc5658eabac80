"""The rows as they are written, read and expanded into cells."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.matrix.roles import ROLES

ROOTS = ("Query", "Mutation", "Subscription")
ABSENT = "–"
THERE = "S"
WORDS = {THERE, ABSENT, "0", "[]", "yes", "no", "ok", "NS", "NF", "NA", "IN", "CO"}
ONLY = "here"
"""The name of a situation when there is only one."""

Cells = dict[str, str]
Situations = dict[str, Cells]


@dataclass(frozen=True, slots=True)
class Member:
    """A field of an object type: what comes in each situation, and the arguments it needs."""

    situations: Situations
    arguments: str = ""


@dataclass(frozen=True, slots=True)
class Type:
    """An object type: how it is reached, who has it, and what they see of it."""

    name: str
    at: Mapping[str, str]
    there: Situations
    members: Mapping[str, Member]

    def expected(self, member: str, situation: str) -> Cells | None:
        return self.members[member].situations[situation] if member in self.members else None


@dataclass(frozen=True, slots=True)
class Root:
    """A field of Query, Mutation or Subscription."""

    ask: str
    input: Mapping[str, Any]
    situations: Situations


@cache
def rows() -> dict[str, dict[str, Any]]:
    """All files as one, by type and member. A member that stands in two files is an error."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((Path(__file__).parent / "rows").glob("*.toml")):
        for name, members in tomllib.loads(path.read_text()).items():
            of_type = found.setdefault(name, {})
            assert not (twice := of_type.keys() & members.keys()), f"{path.name}: {name}.{twice} stands elsewhere too"
            of_type.update(members)
    return found


def types() -> list[Type]:
    """Those that are reached by a query or a subscription of their own."""
    return [_type(name, written) for name, written in rows().items() if "AT" in written]


def _type(name: str, written: dict[str, Any]) -> Type:
    there = _situations(f"{name}.THERE", written["THERE"])
    at = written["AT"] if isinstance(written["AT"], dict) else dict.fromkeys(there, written["AT"])
    assert at.keys() == there.keys(), f"{name}: AT and THERE name different situations"
    members = {
        member: _member(f"{name}.{member}", said, there) for member, said in written.items() if not member.isupper()
    }
    return Type(name, at, there, members)


def _member(name: str, said: Any, there: Situations) -> Member:
    arguments = said.get("ARGS", "") if isinstance(said, dict) else ""
    cells = {key: value for key, value in said.items() if not key.isupper()} if isinstance(said, dict) else said
    if isinstance(cells, str):
        cells = dict.fromkeys(there, cells)
    rest = cells.pop("else", None)
    situations = _situations(name, dict.fromkeys(there, rest) | cells if rest else cells)
    assert situations.keys() == there.keys(), f"{name}: its situations are {', '.join(there)}"
    of_those = {
        situation: _where_there(f"{name}.{situation}", row, there[situation]) for situation, row in situations.items()
    }
    return Member(of_those, arguments)


def _where_there(name: str, row: Cells, there: Cells) -> Cells:
    """The row with nothing for those who do not even have the object. A row of nine cells says so itself."""
    is_short = len(set(row.values())) == 1
    for role in ROLES:
        is_honest = is_short or there[role] == THERE or row[role] == ABSENT
        assert is_honest, f"{name}: {role} has no {name.partition('.')[0]} there"
    return {role: cell if there[role] == THERE else ABSENT for role, cell in row.items()}


def root(kind: str, name: str) -> Root | None:
    """None when there is no row, which has a test of its own."""
    written = rows()[kind].get(name)
    if written is None:
        return None
    if isinstance(written, str):
        written = {ONLY: written}
    cells = {key: value for key, value in written.items() if not key.isupper()}
    return Root(written.get("ASK", name), written.get("INPUT", {}), _situations(f"{kind}.{name}", cells))


def _situations(name: str, written: str | dict[str, str]) -> Situations:
    by_situation = {ONLY: written} if isinstance(written, str) else written
    return {situation: _cells(f"{name}.{situation}", text) for situation, text in by_situation.items()}


def _cells(name: str, text: str) -> Cells:
    words = text.split()
    words = words * len(ROLES) if len(words) == 1 else words
    assert len(words) == len(ROLES), f"{name}: {len(words)} cells for {len(ROLES)} roles"
    assert not (unknown := set(words) - WORDS), f"{name}: {unknown}"
    return dict(zip(ROLES, words, strict=True))


def written(cells: Cells) -> str:
    """A row as it stands in a file."""
    return " ".join(f"{cells[role]:<2}" for role in ROLES).rstrip()
