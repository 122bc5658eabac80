"""Methods that add up marks: plurality, approval, score, dots."""

from collections import Counter
from collections.abc import Callable

from hub.counting.ballots import Ballot, Count, Election, Method, Uncountable, by_total, in_order

_Points = Callable[[Ballot], dict[str, int]]
"""What a ballot says of each option."""


def plurality(election: Election) -> Count:
    """One vote a ballot, for its only or first choice; most votes win. A ballot with several first choices is void.

    Also called first past the post, or a single choice.
    """
    return _summed(election, Method.PLURALITY, _only_choice)


def approval(election: Election) -> Count:
    """One vote for every option that is marked.

    Source: S. J. Brams and P. C. Fishburn, "Approval voting", American Political Science Review 72 (1978), 831-847.
    Raises Uncountable when nothing is marked.
    """
    return _summed(_marked(election), Method.APPROVAL, lambda ballot: dict.fromkeys(_chosen(ballot), 1))


def score(election: Election) -> Count:
    """The sum of the points; an option without points on a ballot has none from it.

    Source: range voting with sums, W. D. Smith, "Range voting" (2000).
    Raises Uncountable when nothing is marked.
    """
    return _summed(_marked(election), Method.SCORE, lambda ballot: dict(ballot.marks))


def dots(election: Election) -> Count:
    """The sum of the points a voter has spread over the options, as in cumulative voting.

    Source: L. Bowler, D. Donovan and S. Brockington, "Electoral Reform and Minority Representation" (2003).
    Raises Uncountable when nothing is marked.
    """
    return _summed(_marked(election), Method.DOTS, lambda ballot: dict(ballot.marks))


def _summed(election: Election, method: Method, points: _Points) -> Count:
    totals: Counter[str] = Counter(dict.fromkeys(election.options, 0))
    for ballot in election.ballots:
        for option, said in points(ballot).items():
            totals[option] += said * ballot.count
    if not any(totals.values()) and election.cast:
        raise Uncountable("These ballots say nothing that this method counts.")
    ranking = by_total(totals)
    winners = ranking[0] if election.budget is None else _affordable(election, ranking)
    return Count(method, election.cast, in_order(totals, ranking), ranking, winners)


def _affordable(election: Election, ranking: list[list[str]]) -> list[str]:
    """Best first, each that the rest of the budget pays for; of equals the cheaper first.

    Source: the greedy rule of Polish participatory budgets; N. Talmon and P. Faliszewski, AAAI 33 (2019), 2181-2188.
    """
    left, winners = election.budget or 0, []
    for tied in ranking:
        for option in sorted(tied, key=lambda option: election.costs[option]):
            if election.costs[option] <= left:
                left -= election.costs[option]
                winners.append(option)
    return winners


def _only_choice(ballot: Ballot) -> dict[str, int]:
    first = _chosen(ballot) if ballot.marks else ballot.ranks[0] if ballot.ranks else ()
    return {first[0]: 1} if len(first) == 1 else {}


def _chosen(ballot: Ballot) -> list[str]:
    return [option for option, said in ballot.marks.items() if said > 0]


def _marked(election: Election) -> Election:
    if not any(ballot.marks for ballot in election.ballots):
        raise Uncountable("Nothing is marked on these ballots.")
    return election
