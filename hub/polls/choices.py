"""What a ballot may say, by the kind of the poll."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hub import text
from hub.counting.consent import AGAINST, WITH_REMARKS
from hub.errors import Invalid
from hub.models import Poll, PollKind

Said = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """As a voter says it: marks by the key of an option, or keys in ranks, best first."""

    marks: Mapping[str, int] = field(default_factory=dict)
    ranks: Sequence[Sequence[str]] = ()
    remark: str = ""


def said(poll: Poll, choice: Choice) -> Said:
    """What the ballot holds. Raises Invalid (marks, ranks) when it does not fit the poll."""
    if poll.kind is PollKind.RANKING:
        if choice.marks:
            raise Invalid("marks", "Here options are put in an order.")
        return {"ranks": _ranks(poll, choice.ranks)}
    if choice.ranks:
        raise Invalid("ranks", "Here options are not put in an order.")
    return {"marks": _marks(poll, dict(choice.marks))}


def remark(poll: Poll, choice: Choice) -> str:
    """Raises Invalid where one is needed: never in a secret poll, where nobody could be asked what they meant."""
    written = choice.remark.strip()
    if written:
        return text.body("remark", written, 5_000)
    if poll.is_secret:
        return ""
    if poll.kind is PollKind.CONSENT and WITH_REMARKS in choice.marks:
        raise Invalid("remark", "Write your remarks, so that they can be answered.")
    if poll.kind is PollKind.CONSENT and AGAINST in choice.marks:
        raise Invalid("remark", "Say why you are against.")
    return ""


def _ranks(poll: Poll, ranks: Sequence[Sequence[str]]) -> list[list[str]]:
    ordered = [list(rank) for rank in ranks if rank]
    named = [key for rank in ordered for key in rank]
    if not named:
        raise Invalid("ranks", "Put at least one option in its place.")
    if len(set(named)) < len(named) or not set(named) <= set(poll.keys):
        raise Invalid("ranks", "Name each option of this vote once.")
    return ordered


def _marks(poll: Poll, marks: dict[str, int]) -> dict[str, int]:
    if not set(marks) <= set(poll.keys):
        raise Invalid("marks", "Name only options of this vote.")
    most = poll.most or 0
    match poll.kind:
        case PollKind.CONSENT | PollKind.SINGLE:
            fits = list(marks.values()) == [1]
        case PollKind.YES_NO:
            fits = set(marks) == set(poll.keys) and set(marks.values()) <= {0, 1}
        case PollKind.APPROVAL:
            fits = 1 <= len(marks) <= most and set(marks.values()) == {1}
        case PollKind.DOTS:
            fits = all(points > 0 for points in marks.values()) and 1 <= sum(marks.values()) <= most
        case _:
            fits = bool(marks) and all(0 <= points <= most for points in marks.values()) and any(marks.values())
    if not fits:
        raise Invalid("marks", "This is not how one votes here.")
    return {key: marks[key] for key in poll.keys if key in marks}
