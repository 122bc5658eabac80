"""Consent: for, with remarks, against, abstaining; and whether that is enough."""

from collections import Counter
from fractions import Fraction
from math import ceil

from hub.counting.ballots import Count, Election, Majority, Method, Threshold, by_total, in_order

FOR, WITH_REMARKS, AGAINST, ABSTAIN = "for", "for_with_remarks", "against", "abstain"
CHOICES = (FOR, WITH_REMARKS, AGAINST, ABSTAIN)

_SHARES = {Majority.TWO_THIRDS: Fraction(2, 3), Majority.THREE_FIFTHS: Fraction(3, 5)}


def consent(election: Election) -> Count:
    """Counts what was said. Among `CHOICES` it passes or not; among other options those pass that have enough for them.

    A ballot with several marks is one for each of the options it is for. With remarks is for.

    The majorities are those of Polish public law: zwykła, bezwzględna, ustawowa, and qualified by a share.
    """
    totals: Counter[str] = Counter(dict.fromkeys(election.options, 0))
    for ballot in election.ballots:
        for option, said in ballot.marks.items():
            totals[option] += ballot.count * (said > 0)
    ranking, threshold = by_total(totals), election.threshold or Threshold()
    if set(election.options) <= set(CHOICES):
        passed = _passes(totals[FOR] + totals[WITH_REMARKS], totals[AGAINST], totals[ABSTAIN], threshold)
        winners = [FOR] if passed else []
    else:
        voted = sum(ballot.count for ballot in election.ballots if ballot.marks)
        winners = [
            option for option in election.options if _passes(totals[option], voted - totals[option], 0, threshold)
        ]
        passed = bool(winners)
    return Count(Method.CONSENT, election.cast, in_order(totals, ranking), ranking, winners, passed=passed)


def needed(in_favour: int, against: int, abstaining: int, threshold: Threshold) -> int:
    """How many must be in favour."""
    if threshold.votes is not None:
        return threshold.votes
    voted = in_favour + against + (abstaining if threshold.counts_abstentions else 0)
    match threshold.majority:
        case Majority.SIMPLE:
            return against + 1
        case Majority.ABSOLUTE:
            return voted // 2 + 1
        case Majority.STATUTORY:
            return (threshold.eligible or 0) // 2 + 1
    return max(1, ceil(_SHARES[threshold.majority] * voted))


def _passes(in_favour: int, against: int, abstaining: int, threshold: Threshold) -> bool:
    has_quorum = in_favour + against + abstaining >= threshold.quorum
    return has_quorum and in_favour >= needed(in_favour, against, abstaining, threshold)
