"""What became of one version on the way to another: by paragraph, and in each word by word."""

import difflib
import re
from collections.abc import Iterator

from hub.differences import Change, ChangeKind, changes

_ALIKE = 0.4
"""Of two paragraphs, from which on one is said to have become the other."""


def paragraphs(body: str) -> list[str]:
    """As people count them: what stands between empty lines."""
    return [part.strip() for part in re.split(r"\n\s*\n", body) if part.strip()]


def compared(before: str, after: str) -> list[list[Change]]:
    """The paragraphs of both, in their order, each with what stayed, came and went in it."""
    old, new = paragraphs(before), paragraphs(after)
    found: list[list[Change]] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [[Change(ChangeKind.KEPT, part)] for part in old[a:b]]
        else:
            found += list(_replaced(old[a:b], new[c:d]))
    return found


def _replaced(old: list[str], new: list[str]) -> Iterator[list[Change]]:
    """Each new paragraph with the next old one that it comes from; old ones that nothing came from have gone."""
    waiting = list(old)
    for part in new:
        match = next((place for place, gone in enumerate(waiting) if _are_alike(gone, part)), None)
        if match is None:
            yield [Change(ChangeKind.ADDED, part)]
            continue
        yield from ([Change(ChangeKind.REMOVED, gone)] for gone in waiting[:match])
        yield list(changes(waiting[match], part))
        waiting = waiting[match + 1 :]
    yield from ([Change(ChangeKind.REMOVED, gone)] for gone in waiting)


def _are_alike(one: str, other: str) -> bool:
    matcher = difflib.SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
