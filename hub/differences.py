"""What became of a text on the way to another, word by word."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words that stayed, came or went."""

    kind: ChangeKind
    text: str


def changes(before: str, after: str) -> Iterator[Change]:
    """What became of one text on the way to the other, word by word (difflib's longest matching blocks)."""
    old, new = re.findall(r"\S+\s*|\s+", before), re.findall(r"\S+\s*|\s+", after)
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            yield Change(ChangeKind.KEPT, "".join(old[a:b]))
            continue
        if gone := "".join(old[a:b]):
            yield Change(ChangeKind.REMOVED, gone)
        if come := "".join(new[c:d]):
            yield Change(ChangeKind.ADDED, come)
