"""A poll from a file that others hold: of the kind its ballots are of, over at once, and by the rules of votes here."""

from collections import Counter

from hub import events, permissions
from hub.counting import BadFile, Ballot, Election, Method, Threshold
from hub.counting.consent import CHOICES
from hub.database import Work
from hub.errors import Invalid
from hub.models import Audience, EventKind, Network, Poll, PollKind, SeatKind, Voters
from hub.polls import piles
from hub.polls.choices import Choice, Said, said
from hub.polls.proposing import RANKINGS, Option, Proposal, facts

_KINDS = {
    Method.PLURALITY: PollKind.SINGLE,
    Method.APPROVAL: PollKind.APPROVAL,
    Method.SCORE: PollKind.SCORE,
    Method.DOTS: PollKind.DOTS,
}
_LONGEST = 200
"""Characters of a title or a label; a file may say more."""


async def load(work: Work, author: Work, network: Network, election: Election, source: str) -> Poll:
    """Raises BadFile with the line of a ballot that could not be cast here; an empty one counts as cast."""
    threshold = election.threshold or Threshold()
    try:
        asked = facts(_proposal(election, source), work.at)
    except Invalid as error:
        raise BadFile(None, f"is no vote that could be held here: {error}") from None
    poll = Poll(network_id=network.id, author_id=permissions.signed_in(author), audience=Audience.OPEN, **asked)
    poll.created_at = poll.opened_at = poll.closes_at = poll.closed_at = work.at
    poll.imported_from, poll.budget = source, election.budget
    poll.eligible, poll.needed = threshold.eligible, threshold.votes
    keys = dict(zip(election.options, poll.keys, strict=True)) if poll.kind is not PollKind.CONSENT else {}
    for option, id in zip(poll.options, election.options, strict=False):
        option |= {"cost": election.costs[id]} if election.budget is not None else {}
    await work.add(poll)
    await piles.put(work, poll, SeatKind.MEMBER, [(_said(poll, keys, one), one.count) for one in election.ballots])
    events.record(work, EventKind.POLL_CLOSED, poll, poll)
    return poll


def _proposal(election: Election, source: str) -> Proposal:
    kind = _kind(election)
    decides = election.threshold if kind in (PollKind.CONSENT, PollKind.YES_NO) else None
    return Proposal(
        question=_cut(election.title or source),
        kind=kind,
        voters=Voters.MEMBERS,
        options=() if kind is PollKind.CONSENT else [Option(label) for label in _labels(election)],
        most=_most(kind, election),
        method=election.method if election.method in RANKINGS else Method.IRV,
        majority=decides.majority if decides else None,
        counts_abstentions=decides.counts_abstentions if decides else True,
        quorum=decides.quorum if decides else 0,
        unranked=election.unranked,
        equal_rank=election.equal_rank,
    )


def _kind(election: Election) -> PollKind:
    if election.method is Method.CONSENT:
        return PollKind.CONSENT if set(election.options) <= set(CHOICES) else PollKind.YES_NO
    is_marked = any(ballot.marks for ballot in election.ballots)
    return _KINDS.get(election.method, PollKind.RANKING) if is_marked else PollKind.RANKING


def _most(kind: PollKind, election: Election) -> int | None:
    match kind:
        case PollKind.APPROVAL:
            return min(election.most or len(election.options), len(election.options))
        case PollKind.SCORE:
            return max((points for ballot in election.ballots for points in ballot.marks.values()), default=None)
        case PollKind.DOTS:
            return election.most or max((sum(ballot.marks.values()) for ballot in election.ballots), default=None)
    return None


def _labels(election: Election) -> list[str]:
    """Names, with the id beside those that several have."""
    named = {option: election.names.get(option) or option for option in election.options}
    alike = Counter(_cut(name).casefold() for name in named.values())
    return [
        _cut(name) if alike[_cut(name).casefold()] == 1 else _cut(f"{option} {name}") for option, name in named.items()
    ]


def _said(poll: Poll, keys: dict[str, str], ballot: Ballot) -> Said:
    is_ranked = poll.kind is PollKind.RANKING
    marks = {keys.get(option, option): points for option, points in ballot.marks.items()}
    if poll.kind is PollKind.DOTS:
        marks = {option: points for option, points in marks.items() if points}
    ranks = [[keys[option] for option in rank] for rank in ballot.ranks]
    if not (ranks if is_ranked else marks):
        return {"ranks": []} if is_ranked else {"marks": {}}
    try:
        return said(poll, Choice(ranks=ranks) if is_ranked else Choice(marks))
    except Invalid as error:
        raise BadFile(ballot.line, str(error)) from None


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
