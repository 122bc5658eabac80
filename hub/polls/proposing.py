"""What is to be asked, of whom and how: checked before it becomes a poll."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hub import text
from hub.counting import EqualRank, Majority, Method, Unranked
from hub.counting.consent import ABSTAIN, AGAINST, CHOICES, FOR
from hub.errors import Invalid
from hub.models import Audience, Poll, PollKind, ResultsFrom, Ties, Voters
from hub.polls import days

RANKINGS = (Method.IRV, Method.SCHULZE, Method.BORDA)
_METHODS = {
    PollKind.CONSENT: Method.CONSENT,
    PollKind.SINGLE: Method.PLURALITY,
    PollKind.YES_NO: Method.CONSENT,
    PollKind.APPROVAL: Method.APPROVAL,
    PollKind.SCORE: Method.SCORE,
    PollKind.DOTS: Method.DOTS,
    PollKind.DATES: Method.SCORE,
}
_MOST_OPTIONS, _MOST_POINTS, _MOST_MONEY = 50, 100, 2_000_000_000
_LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Option:
    label: str = ""
    description: str = ""
    at: datetime | None = None
    """Of a date."""
    topic: str | None = None
    """The public id of the topic of a board that it is."""
    cost: int | None = None
    """What it takes of the budget, if there is one."""


@dataclass(frozen=True, slots=True)
class Proposal:
    question: str
    kind: PollKind = PollKind.CONSENT
    voters: Voters = Voters.BOTH
    audience: Audience = Audience.OPEN
    """Of a free poll; one in a thread takes that of the thread."""
    description: str = ""
    options: Sequence[Option] = ()
    most: int | None = None
    budget: int | None = None
    """What there is to spend on the options that get the most dots, of which each has a cost then."""
    is_by_person: bool = False
    is_secret: bool = False
    may_replace: bool = True
    members_see: ResultsFrom | None = None
    """After one's own vote, unless said; of a secret poll after the close."""
    observers_see: ResultsFrom | None = None
    shows_turnout: bool = False
    """Of a vote by name: how many have voted is no secret while it runs."""
    method: Method | None = None
    majority: Majority | None = None
    counts_abstentions: bool = True
    quorum: int = 0
    ties: Ties = Ties.STAND
    unranked: Unranked = Unranked.LAST
    equal_rank: EqualRank = EqualRank.EXHAUSTS_UNLESS_ONE
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    """Noon after ten working days, unless said."""


def facts(proposal: Proposal, at: datetime) -> dict[str, Any]:
    """The columns of the poll that it makes. Raises Invalid with the field that does not fit."""
    _check_times(proposal, at)
    _check_fit(proposal)
    _check_costs(proposal)
    opens_at = proposal.opens_at if proposal.opens_at and proposal.opens_at > at else None
    return {
        "question": text.line("question", proposal.question),
        "description": text.body("description", proposal.description, 5_000) if proposal.description.strip() else "",
        "kind": proposal.kind,
        "options": _options(proposal),
        "most": _most(proposal),
        "budget": proposal.budget,
        "voters": proposal.voters,
        "is_by_person": proposal.is_by_person,
        "is_secret": proposal.is_secret,
        "may_replace": proposal.may_replace and not proposal.is_secret,
        "members_see": _seen_from(proposal, "membersSee", proposal.members_see),
        "observers_see": _seen_from(proposal, "observersSee", proposal.observers_see),
        "shows_turnout": proposal.shows_turnout and not proposal.is_secret,
        "method": _method(proposal),
        "majority": proposal.majority,
        "counts_abstentions": proposal.counts_abstentions,
        "quorum": proposal.quorum,
        "ties": proposal.ties,
        "unranked": proposal.unranked,
        "equal_rank": proposal.equal_rank,
        "opens_at": opens_at,
        "closes_at": proposal.closes_at or days.after(opens_at or at),
    }


def check_audience(voters: Voters, audience: Audience) -> None:
    """Raises Invalid where observers are to vote on what they cannot see."""
    if voters is not Voters.MEMBERS and audience is Audience.MEMBERS:
        raise Invalid("voters", "Observers do not see this, so they cannot vote on it.")


def _check_times(proposal: Proposal, at: datetime) -> None:
    for field, moment in (("opensAt", proposal.opens_at), ("closesAt", proposal.closes_at)):
        if moment and moment > at + _LONGEST:
            raise Invalid(field, "Choose a time within a year.")
    opens_at = max(proposal.opens_at or at, at)
    if proposal.closes_at and proposal.closes_at <= opens_at:
        raise Invalid("closesAt", "A vote ends after it has begun.")


def _check_fit(proposal: Proposal) -> None:
    if proposal.majority and proposal.kind not in (PollKind.CONSENT, PollKind.YES_NO):
        raise Invalid("majority", "A majority is asked for where the answer is for or against.")
    if not 0 <= proposal.quorum <= 10_000:
        raise Invalid("quorum", "A quorum is a number of ballots.")


def _check_costs(proposal: Proposal) -> None:
    if proposal.budget is None and all(option.cost is None for option in proposal.options):
        return
    if proposal.kind is not PollKind.DOTS:
        raise Invalid("budget", "Costs belong to a vote by dots.")
    if proposal.budget is None or not 1 <= proposal.budget <= _MOST_MONEY:
        raise Invalid("budget", "Say how much there is to spend, from 1 to {most}.", most=_MOST_MONEY)
    if any(option.cost is None or not 0 <= option.cost <= _MOST_MONEY for option in proposal.options):
        raise Invalid("options", "Where there is a budget, say what each option costs.")


def _options(proposal: Proposal) -> list[dict[str, Any]]:
    if proposal.kind is PollKind.CONSENT:
        if proposal.options:
            raise Invalid("options", "A vote on consent has its own four answers.")
        # nobody could answer the remark of a ballot that is nobody's
        keys = (FOR, AGAINST, ABSTAIN) if proposal.is_secret else CHOICES
        return [{"key": key, "label": "", "description": ""} for key in keys]
    fewest = 1 if proposal.kind is PollKind.YES_NO else 2
    if not fewest <= len(proposal.options) <= _MOST_OPTIONS:
        raise Invalid("options", "Name {fewest} to {most} options.", fewest=fewest, most=_MOST_OPTIONS)
    options = [_option(proposal.kind, number, option) for number, option in enumerate(proposal.options, 1)]
    if len({option["label"].casefold() for option in options}) < len(options):
        raise Invalid("options", "Two of the options are the same.")
    return options


def _option(kind: PollKind, number: int, option: Option) -> dict[str, Any]:
    said: dict[str, Any] = {"key": str(number), "description": option.description.strip()[:500]}
    if option.cost is not None:
        said["cost"] = option.cost
    if kind is PollKind.DATES:
        if option.at is None:
            raise Invalid("options", "Every option needs a date and a time.")
        return said | {"label": option.at.isoformat(), "at": option.at.isoformat()}
    return said | {"label": text.line("options", option.label)} | ({"topic": option.topic} if option.topic else {})


def _most(proposal: Proposal) -> int | None:
    """How many may be approved, how many points one option gets, how many dots there are to spend."""
    count = len(proposal.options)
    default, limit = {
        PollKind.APPROVAL: (count, count),
        PollKind.SCORE: (5, 10),
        PollKind.DOTS: (5, _MOST_POINTS),
        PollKind.DATES: (2, 2),
    }.get(proposal.kind, (None, None))
    if limit is None:
        return None
    most = default if proposal.most is None else proposal.most
    if most is None or not 1 <= most <= limit:
        raise Invalid("most", "Choose a number from 1 to {limit}.", limit=limit)
    return most


def _method(proposal: Proposal) -> Method:
    if proposal.kind is not PollKind.RANKING:
        return _METHODS[proposal.kind]
    method = proposal.method or Method.SCHULZE
    if method not in RANKINGS:
        raise Invalid("method", "Rankings are counted by instant runoff, Schulze or Borda.")
    return method


def _seen_from(proposal: Proposal, field: str, seen: ResultsFrom | None) -> ResultsFrom:
    if not proposal.is_secret:
        return seen or ResultsFrom.OWN_VOTE
    if seen not in (None, ResultsFrom.CLOSE):
        raise Invalid(field, "The result of a secret vote is seen after its end, by everybody at once.")
    return ResultsFrom.CLOSE


def labels(poll: Poll) -> dict[str, str]:
    """What the options are called, by key; the answers of consent by their own names, see `wording`."""
    return {option["key"]: option["label"] or option["key"] for option in poll.options}
