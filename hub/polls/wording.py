"""A ballot in words, for receipts and protocols: a member city decides, an observer city gives its opinion."""

from hub.counting.consent import ABSTAIN, AGAINST, FOR, WITH_REMARKS
from hub.models import Language, Poll, PollKind, SeatKind
from hub.polls.choices import Said
from hub.polls.proposing import labels

_CONSENT = {
    (Language.PL, SeatKind.MEMBER): ("za", "za z uwagami", "przeciw", "wstrzymuję się"),
    (Language.PL, SeatKind.OBSERVER): (
        "opinia pozytywna",
        "opinia pozytywna z uwagami",
        "opinia negatywna",
        "bez stanowiska",
    ),
    (Language.EN, SeatKind.MEMBER): ("for", "for, with remarks", "against", "abstaining"),
    (Language.EN, SeatKind.OBSERVER): ("in favour", "in favour, with remarks", "not in favour", "no position"),
}
_DATES = {Language.PL: ("nie", "w razie potrzeby", "tak"), Language.EN: ("no", "if need be", "yes")}
_YES_NO = {Language.PL: ("nie", "tak"), Language.EN: ("no", "yes")}


def answers(poll: Poll, kind: SeatKind, language: Language) -> dict[str, str]:
    """What the options are called in that column, by key."""
    if poll.kind is not PollKind.CONSENT:
        return labels(poll)
    return dict(zip((FOR, WITH_REMARKS, AGAINST, ABSTAIN), _CONSENT[language, kind], strict=True))


def worded(poll: Poll, kind: SeatKind, said: Said, language: Language) -> str:
    named = answers(poll, kind, language)
    if "ranks" in said:
        ranks = [" = ".join(named[key] for key in rank) for rank in said["ranks"]]
        return ", ".join(f"{place}. {rank}" for place, rank in enumerate(ranks, 1))
    marks = said["marks"]
    match poll.kind:
        case PollKind.CONSENT | PollKind.SINGLE | PollKind.APPROVAL:
            return ", ".join(named[key] for key in marks)
        case PollKind.DATES:
            return ", ".join(f"{named[key]}: {_DATES[language][points]}" for key, points in marks.items())
        case PollKind.YES_NO:
            return ", ".join(f"{named[key]}: {_YES_NO[language][points]}" for key, points in marks.items())
    return ", ".join(f"{named[key]}: {points}" for key, points in marks.items())
