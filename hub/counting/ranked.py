"""Methods for rankings: instant runoff, Schulze, Borda."""

from collections import Counter
from collections.abc import Sequence

from hub.counting.ballots import (
    Ballot,
    Count,
    Election,
    EqualRank,
    Method,
    Round,
    Uncountable,
    Unranked,
    by_total,
    in_order,
)


def irv(election: Election) -> Count:
    """Instant runoff: the last is dropped and their ballots go on, until one has more than half of those that count.

    Who is tied for the last place is told apart by the newest earlier round in which they differ; those who never
    did are dropped together. When all who are left are tied, all of them win.

    Source: Robert's Rules of Order Newly Revised (12th ed.), 45:62-69, "preferential voting".
    Raises Uncountable when nothing is ranked.
    """
    ballots, racing = _rankings(election), set(election.options)
    rounds: list[Round] = []
    dropped: list[list[str]] = []
    gone: set[int] = set()
    while True:
        totals, gone = _first_choices(ballots, racing, gone, election.equal_rank)
        exhausted = election.cast - sum(totals.values())
        out = _to_drop(totals, rounds, election.eliminates_together)
        if not out:
            break
        rounds.append(Round(_sorted(totals, election), out, exhausted))
        dropped.append(out)
        racing -= set(out)
    rounds.append(Round(_sorted(totals, election), [], exhausted))
    ranking = by_total(_sorted(totals, election)) + dropped[::-1]
    last = {option: round.totals[option] for round in rounds for option in round.totals}
    return Count(Method.IRV, election.cast, in_order(last, ranking), ranking, ranking[0], rounds)


def _first_choices(
    ballots: Sequence[Ballot], racing: set[str], gone: set[int], rule: EqualRank
) -> tuple[dict[str, int], set[int]]:
    """What each of those in the race has, and the ballots that are exhausted for good."""
    totals, exhausted = Counter(dict.fromkeys(racing, 0)), set(gone)
    for number, ballot in enumerate(ballots):
        if number in gone:
            continue
        for rank in ballot.ranks:
            left = [option for option in rank if option in racing]
            if len(left) == 1 and (len(rank) == 1 or rule in (EqualRank.EXHAUSTS_UNLESS_ONE, EqualRank.WAITS)):
                totals[left[0]] += ballot.count
                break
            if left and rule is EqualRank.WAITS:
                break
            if left and rule is not EqualRank.SKIPPED:
                exhausted.add(number)
                break
    return dict(totals), exhausted


def _to_drop(totals: dict[str, int], rounds: Sequence[Round], together: bool) -> list[str]:
    """Who goes next; nobody when it is decided."""
    if len(totals) < 2 or 2 * max(totals.values()) > sum(totals.values()):
        return []
    if len(set(totals.values())) == 1 and not _told_apart(list(totals), rounds):
        return []
    if together and (hopeless := _hopeless(totals)):
        return hopeless
    fewest = min(totals.values())
    last = [option for option in totals if totals[option] == fewest]
    return _told_apart(last, rounds) or last


def _told_apart(tied: list[str], rounds: Sequence[Round]) -> list[str]:
    """Those of the tied who had least in the newest round that tells them apart; none if no round does."""
    for round in reversed(rounds):
        had = {option: round.totals[option] for option in tied}
        if len(set(had.values())) > 1:
            return [option for option in tied if had[option] == min(had.values())]
    return []


def _hopeless(totals: dict[str, int]) -> list[str]:
    """The most of the last who together have fewer than the next above them."""
    ordered = sorted(totals, key=lambda option: totals[option])
    for size in range(len(ordered) - 2, 1, -1):
        if sum(totals[option] for option in ordered[:size]) < totals[ordered[size]]:
            return ordered[:size]
    return []


def _sorted(totals: dict[str, int], election: Election) -> dict[str, int]:
    place = {option: number for number, option in enumerate(election.options)}
    return {option: totals[option] for option in sorted(totals, key=lambda option: (-totals[option], place[option]))}


def pairwise(election: Election) -> dict[tuple[str, str], int]:
    """For each pair in both directions, how many ballots put the first before the second."""
    wins: dict[tuple[str, str], int] = {
        (one, other): 0 for one in election.options for other in election.options if one != other
    }
    for ballot in _rankings(election):
        below = {option for rank in ballot.ranks for option in rank}
        unranked = set(election.options) - below if election.unranked is Unranked.LAST else set()
        for rank in ballot.ranks:
            below -= set(rank)
            for option in rank:
                for other in below | unranked:
                    wins[option, other] += ballot.count
    return wins


def schulze(election: Election) -> Count:
    """The Schulze method with winning votes: who beats whom along the strongest path of pairwise wins.

    Source: M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner
    election method", Social Choice and Welfare 36 (2011), 267-303, doi:10.1007/s00355-010-0475-4.
    Raises Uncountable when nothing is ranked.
    """
    paths = _strongest_paths(election.options, pairwise(election))
    beats = {
        one: {other for other in election.options if one != other and paths[one, other] > paths[other, one]}
        for one in election.options
    }
    ranking, left = [], list(election.options)
    while left:
        unbeaten = [option for option in left if not any(option in beats[other] for other in left)]
        ranking.append(unbeaten)
        left = [option for option in left if option not in unbeaten]
    totals = {option: len(beaten) for option, beaten in beats.items()}
    return Count(Method.SCHULZE, election.cast, in_order(totals, ranking), ranking, ranking[0])


def _strongest_paths(options: Sequence[str], wins: dict[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """The weakest link of the strongest path between each two; Floyd and Warshall's algorithm."""
    paths = {(one, other): count if count > wins[other, one] else 0 for (one, other), count in wins.items()}
    for via in options:
        for one in options:
            if one == via:
                continue
            for other in options:
                if other not in (one, via):
                    paths[one, other] = max(paths[one, other], min(paths[one, via], paths[via, other]))
    return paths


def borda(election: Election) -> Count:
    """Borda's count: a point for every option ranked below, half a point for every one of equal rank.

    Source: J.-C. de Borda, "Mémoire sur les élections au scrutin", Histoire de l'Académie Royale des Sciences (1781).
    With half points every ballot that ranks all gives the same sum, whatever is tied on it.
    Raises Uncountable when nothing is ranked.
    """
    wins, cast = pairwise(election), sum(ballot.count for ballot in _rankings(election))
    totals = {
        one: sum(
            wins[one, other] + (cast - wins[one, other] - wins[other, one]) / 2
            for other in election.options
            if other != one
        )
        for one in election.options
    }
    ranking = by_total(totals)
    return Count(Method.BORDA, election.cast, in_order(totals, ranking), ranking, ranking[0])


def _rankings(election: Election) -> list[Ballot]:
    ballots = [ballot for ballot in election.ballots if ballot.ranks]
    if not ballots:
        raise Uncountable("Nothing is ranked on these ballots.")
    return ballots
