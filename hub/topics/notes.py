"""Sticky notes as they are pasted: one line, one topic. What does not fit is named, by the number of its line."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from hub import text
from hub.errors import HubError, Invalid

MOST = 100
_BULLET = re.compile(r"^\s*(?:[-–—•*·▪◦]|\(?\d{1,3}[.)])\s+")
"""What a list has before its entries when it is copied from a document."""


@dataclass(frozen=True, slots=True)
class Note:
    number: int
    """As a person counts the lines, empty ones too."""
    title: str
    problem: HubError | None = None


def read(pasted: str, known: Collection[str]) -> list[Note]:
    """The lines that say anything, in their order. `known` are the titles that are there already.

    Raises Invalid (field text) when there is none, or more than fit.
    """
    notes = list(_read(pasted.splitlines(), {same(title) for title in known}))
    if not notes:
        raise Invalid("text", "Please write something here.")
    if len(notes) > MOST:
        raise Invalid("text", "At most {most} lines fit at once; these are {count}.", most=MOST, count=len(notes))
    return notes


def _read(lines: list[str], known: set[str]) -> Iterator[Note]:
    for number, line in enumerate(lines, start=1):
        said = _BULLET.sub("", line).strip()
        if not said:
            continue
        try:
            title = text.line("text", said)
        except Invalid as problem:
            yield Note(number, said, problem)
            continue
        is_double = same(title) in known
        known.add(same(title))
        yield Note(number, title, Invalid("text", "There is such a topic here already.") if is_double else None)


def same(title: str) -> str:
    """What two titles have in common that say the same."""
    return re.sub(r"\W+", " ", title).strip().casefold()
