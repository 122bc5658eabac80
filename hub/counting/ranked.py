"""Methods for rankings: instant runoff, Schulze, Borda."""

from collections.abc import Mapping, Sequence
from weakref import WeakKeyDictionary

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

_LAST_OF_A_RANK = (EqualRank.EXHAUSTS_UNLESS_ONE, EqualRank.WAITS)
"""Rules by which a ballot counts for the only one of a rank who is left."""


def irv(election: Election) -> Count:
    """Instant runoff: the last is dropped and their ballots go on, until one has more than half of those that count.

    Who is tied for the last place is told apart by the newest earlier round in which they differ; those who never
    did are dropped together. When all who are left are tied, all of them win.

    Source: Robert's Rules of Order Newly Revised (12th ed.), 45:62-69, "preferential voting".
    Raises Uncountable when nothing is ranked.
    """
    race = _Race(election)
    rounds: list[Round] = []
    while out := _to_drop(race.totals, rounds, election.eliminates_together):
        rounds.append(Round(_sorted(race.totals, election), out, race.exhausted))
        race.drop(out)
    rounds.append(Round(_sorted(race.totals, election), [], race.exhausted))
    ranking = by_total(rounds[-1].totals) + [round.eliminated for round in rounds[-2::-1]]
    last = {option: round.totals[option] for round in rounds for option in round.totals}
    return Count(Method.IRV, election.cast, in_order(last, ranking), ranking, ranking[0], rounds)


class _Race:
    """Those who are still in it, each with the ballots that count for them; a ballot is touched when it moves on."""

    def __init__(self, election: Election) -> None:
        self.totals = dict.fromkeys(election.options, 0)
        self._cast, self._rule = election.cast, election.equal_rank
        self._held: dict[str, list[Ballot]] = {option: [] for option in election.options}
        self._waiting: list[Ballot] = []
        self._give(_rankings(election))

    @property
    def exhausted(self) -> int:
        return self._cast - sum(self.totals.values())

    def drop(self, out: Sequence[str]) -> None:
        freed, self._waiting = self._waiting, []
        for option in out:
            del self.totals[option]
            freed += self._held.pop(option)
        self._give(freed)

    def _give(self, ballots: Sequence[Ballot]) -> None:
        """To those whose turn it is; who gets none is exhausted for good, or waits."""
        for ballot in ballots:
            for rank in ballot.ranks:
                left = [option for option in rank if option in self.totals]
                if len(left) == 1 and (len(rank) == 1 or self._rule in _LAST_OF_A_RANK):
                    self.totals[left[0]] += ballot.count
                    self._held[left[0]].append(ballot)
                    break
                if left and self._rule is EqualRank.WAITS:
                    self._waiting.append(ballot)
                    break
                if left and self._rule is not EqualRank.SKIPPED:
                    break


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


Pairs = Mapping[tuple[str, str], int]
_known: WeakKeyDictionary[Election, Pairs] = WeakKeyDictionary()
"""Several methods ask for the pairs of one election, and with many ballots that is most of their work."""


def pairwise(election: Election) -> Pairs:
    """For each pair in both directions, how many ballots put the first before the second."""
    if election not in _known:
        _known[election] = _pairwise(election)
    return _known[election]


def _pairwise(election: Election) -> Pairs:
    # A row of the table is one whole number with a lane of bits for each option: a ballot adds to a row at once.
    options, lane = election.options, election.cast.bit_length()
    one_in = {option: 1 << (lane * number) for number, option in enumerate(options)}
    everybody, rows = sum(one_in.values()), dict.fromkeys(options, 0)
    for ballot in _rankings(election):
        ranked = [sum(one_in[option] for option in rank) for rank in ballot.ranks]
        below = everybody - sum(ranked) if election.unranked is Unranked.LAST else 0
        for rank, they in zip(reversed(ballot.ranks), reversed(ranked), strict=True):
            for option in rank:
                rows[option] += below * ballot.count
            below += they
    return {
        (one, other): rows[one] >> (lane * number) & ((1 << lane) - 1)
        for one in options
        for number, other in enumerate(options)
        if one != other
    }


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


def _strongest_paths(options: Sequence[str], wins: Pairs) -> dict[tuple[str, str], int]:
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
