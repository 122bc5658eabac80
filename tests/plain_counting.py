"""Second implementations, as plain as can be and in no hurry: what `hub.counting` is held against."""

from collections import Counter
from fractions import Fraction

from hub.counting import Ballot, Election, EqualRank, Majority, Threshold, Unranked

Wins = dict[tuple[str, str], int]


def pairwise(election: Election) -> Wins:
    """Each ballot asked for each pair."""

    def prefers(ballot: Ballot, one: str, other: str) -> bool:
        place = {option: number for number, rank in enumerate(ballot.ranks) for option in rank}
        if one in place and other in place:
            return place[one] < place[other]
        return one in place and bool(ballot.ranks) and election.unranked is Unranked.LAST

    return {
        (one, other): sum(ballot.count for ballot in election.ballots if prefers(ballot, one, other))
        for one in election.options
        for other in election.options
        if one != other
    }


def unbeaten(election: Election) -> list[str]:
    """By Schulze: the strongest path is the highest bar under which one still reaches the other."""
    wins, options = pairwise(election), election.options

    def reaches(one: str, other: str, bar: int) -> bool:
        seen, ahead = {one}, [one]
        while ahead:
            at = ahead.pop()
            for to in options:
                if to not in seen and wins[at, to] > wins[to, at] and wins[at, to] >= bar:
                    seen.add(to)
                    ahead.append(to)
        return other in seen

    def strength(one: str, other: str) -> int:
        return max((bar for bar in range(1, election.cast + 1) if reaches(one, other, bar)), default=0)

    return [a for a in options if all(strength(a, b) >= strength(b, a) for b in options if a != b)]


def first_choices(election: Election, dropped: list[set[str]]) -> dict[str, int]:
    """Of an instant runoff after these were dropped, round by round: every ballot is read again from its top."""
    racing = set(election.options).difference(*dropped)
    totals = Counter(dict.fromkeys(racing, 0))
    for ballot in election.ballots:
        if (option := _counts_for(ballot, election, dropped)) is not None:
            totals[option] += ballot.count
    return dict(totals)


def _counts_for(ballot: Ballot, election: Election, dropped: list[set[str]]) -> str | None:
    """Whether it was exhausted is asked of each round so far."""
    option = None
    for number in range(len(dropped) + 1):
        racing = set(election.options).difference(*dropped[:number])
        option, is_exhausted = _now(ballot, racing, election.equal_rank)
        if is_exhausted:
            return None
    return option


def _now(ballot: Ballot, racing: set[str], rule: EqualRank) -> tuple[str | None, bool]:
    for rank in ballot.ranks:
        left = [option for option in rank if option in racing]
        if not left:
            continue
        if len(rank) == 1 or (len(left) == 1 and rule in (EqualRank.EXHAUSTS_UNLESS_ONE, EqualRank.WAITS)):
            return left[0], False
        if rule is EqualRank.WAITS:
            return None, False
        if rule is not EqualRank.SKIPPED:
            return None, True
    return None, False


def passes(for_it: int, against: int, abstaining: int, threshold: Threshold) -> bool:
    """In fractions, as the law says it."""
    voted = for_it + against + (abstaining if threshold.counts_abstentions else 0)
    enough = {
        Majority.SIMPLE: for_it > against,
        Majority.ABSOLUTE: for_it > Fraction(voted, 2),
        Majority.STATUTORY: for_it > Fraction(threshold.eligible or 0, 2),
        Majority.TWO_THIRDS: for_it > 0 and for_it >= Fraction(2 * voted, 3),
        Majority.THREE_FIFTHS: for_it > 0 and for_it >= Fraction(3 * voted, 5),
    }
    return enough[threshold.majority] and for_it + against + abstaining >= threshold.quorum
