"""Each method against a second implementation, see `plain_counting`, and against its own laws."""

import random
from dataclasses import replace

import pyrankvote
from hypothesis import assume, given
from hypothesis import strategies as st
from pyrankvote import Candidate

from hub import counting
from hub.counting import Ballot, Count, Election, EqualRank, Majority, Method, Threshold, Unranked
from hub.counting.consent import ABSTAIN, AGAINST, CHOICES, FOR, WITH_REMARKS
from tests import plain_counting

OPTIONS = ("a", "b", "c", "d")
RANKINGS = (Method.IRV, Method.SCHULZE, Method.BORDA)
MARKS = (Method.PLURALITY, Method.APPROVAL, Method.SCORE, Method.DOTS)


@st.composite
def elections(draw: st.DrawFn) -> Election:
    """Rankings of up to four options, some left out, some tied."""

    def ballot() -> Ballot:
        places = draw(st.lists(st.integers(0, 4), min_size=4, max_size=4))
        ranks = [tuple(o for o, at in zip(OPTIONS, places, strict=True) if at == place) for place in range(1, 5)]
        return Ballot(tuple(rank for rank in ranks if rank), count=draw(st.integers(1, 4)))

    ballots = [Ballot((("a",),))] + [ballot() for _ in range(draw(st.integers(1, 8)))]
    rules = {"unranked": draw(st.sampled_from(list(Unranked))), "equal_rank": draw(st.sampled_from(list(EqualRank)))}
    return Election(OPTIONS, ballots, Method.SCHULZE, **rules)  # type: ignore[arg-type]


@st.composite
def orders(draw: st.DrawFn) -> Election:
    """Each ballot ranks all of them one by one."""
    ranked = [tuple((o,) for o in draw(st.permutations(OPTIONS))) for _ in range(draw(st.integers(1, 12)))]
    return Election(OPTIONS, [Ballot(ranks, count=draw(st.integers(1, 4))) for ranks in ranked], Method.BORDA)


marks = st.dictionaries(st.sampled_from(OPTIONS), st.integers(0, 5))
marked = st.lists(st.builds(Ballot, marks=marks, count=st.integers(1, 4)), min_size=1, max_size=8).map(
    lambda ballots: Election(OPTIONS, [Ballot(marks={"a": 1}), *ballots], Method.SCORE)
)


def is_never_tied(counted: Count) -> bool:
    """No two are last together, not even where an earlier round tells them apart: others draw lots then."""
    totals = [list(round.totals.values()) for round in counted.rounds]
    return len(counted.winners) == 1 and all(had.count(min(had)) == 1 for had in totals[:-1])


def total(counted: Count) -> list[float]:
    return [counted.totals[option] for option in OPTIONS]


@given(elections(), marked, st.randoms(use_true_random=False))
def test_the_order_of_ballots_never_matters(ranked: Election, marked: Election, chance: random.Random) -> None:
    for election, methods in ((ranked, RANKINGS), (marked, MARKS)):
        ballots = [replace(ballot, count=1) for ballot in election.ballots for _ in range(ballot.count)]
        chance.shuffle(ballots)
        for method in methods:
            assert counting.count(replace(election, ballots=ballots), method) == counting.count(election, method)


# Pairs: Schulze and Borda


@given(elections())
def test_pairs_and_schulze_agree_with_plain_ones(election: Election) -> None:
    assert counting.pairwise(election) == plain_counting.pairwise(election)
    assert sorted(counting.schulze(election).winners) == plain_counting.unbeaten(election)


@given(elections())
def test_who_beats_everybody_wins_by_schulze_and_who_loses_to_everybody_does_not(election: Election) -> None:
    wins, winners = counting.pairwise(election), counting.schulze(election).winners
    for one in OPTIONS:
        others = [other for other in OPTIONS if other != one]
        if all(wins[one, other] > wins[other, one] for other in others):
            assert winners == [one]
        if all(wins[one, other] < wins[other, one] for other in others):
            assert one not in winners


def with_clone(election: Election, of: str, *, is_tied: bool) -> Election:
    """Another that is so much alike that every ballot ranks it beside the first, or right behind."""

    def cloned(rank: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        if of not in rank:
            return (rank,)
        return ((*rank, "clone"),) if is_tied else (rank, ("clone",))

    ballots = [replace(b, ranks=tuple(r for rank in b.ranks for r in cloned(rank))) for b in election.ballots]
    return replace(election, options=(*OPTIONS, "clone"), ballots=ballots)


@given(elections(), st.sampled_from(OPTIONS))
def test_a_clone_does_not_change_who_wins_by_schulze(election: Election, of: str) -> None:
    after = counting.schulze(with_clone(election, of, is_tied=True)).winners
    assert {of if option == "clone" else option for option in after} == set(counting.schulze(election).winners)


@given(orders(), st.integers(0, 11))
def test_who_wins_alone_still_does_when_a_ballot_puts_them_first(election: Election, number: int) -> None:
    for method in (Method.SCHULZE, Method.BORDA):
        winners = counting.count(election, method).winners
        if len(winners) == 1:
            at = number % len(election.ballots)
            ballot = election.ballots[at]
            lifted = replace(ballot, ranks=((winners[0],), *(rank for rank in ballot.ranks if rank != (winners[0],))))
            ballots = [lifted if place == at else one for place, one in enumerate(election.ballots)]
            assert counting.count(replace(election, ballots=ballots), method).winners == winners


@given(elections())
def test_borda_points_add_up_whatever_is_tied(election: Election) -> None:
    ranked = sum(ballot.count for ballot in election.ballots if ballot.ranks)
    assert sum(counting.borda(election).totals.values()) == ranked * 6, "4 options: 3 + 2 + 1 + 0 a ballot"


@given(orders())
def test_borda_gives_points_by_place_and_turns_round_with_the_ballots(election: Election) -> None:
    points = dict.fromkeys(OPTIONS, 0)
    for ballot in election.ballots:
        for place, (option,) in enumerate(ballot.ranks):
            points[option] += (3 - place) * ballot.count
    assert counting.borda(election).totals == points
    turned = [replace(ballot, ranks=ballot.ranks[::-1]) for ballot in election.ballots]
    backwards = total(counting.borda(replace(election, ballots=turned)))
    assert backwards == [3 * election.cast - points[option] for option in OPTIONS]


# Instant runoff


@given(elections())
def test_instant_runoff_agrees_round_by_round_with_a_plain_one(election: Election) -> None:
    dropped: list[set[str]] = []
    for round in counting.irv(election).rounds:
        assert round.totals == plain_counting.first_choices(election, dropped)
        assert sum(round.totals.values()) + round.exhausted == election.cast, "no ballot is lost"
        assert all(round.totals[one] == min(round.totals.values()) for one in round.eliminated)
        dropped.append(set(round.eliminated))


@given(elections())
def test_instant_runoff_ends_with_a_majority_or_a_tie(election: Election) -> None:
    counted = counting.irv(election)
    final = counted.rounds[-1].totals
    assert 2 * max(final.values()) > sum(final.values()) or len(set(final.values())) == 1
    assert sorted(option for tied in counted.ranking for option in tied) == sorted(OPTIONS)


@given(orders())
def test_instant_runoff_agrees_with_pyrankvote_where_nothing_is_tied(election: Election) -> None:
    counted = counting.irv(election)
    assume(is_never_tied(counted))
    candidates = {option: Candidate(option) for option in OPTIONS}
    ballots = [
        pyrankvote.Ballot([candidates[option] for (option,) in ballot.ranks])
        for ballot in election.ballots
        for _ in range(ballot.count)
    ]
    (winner,) = pyrankvote.instant_runoff_voting(list(candidates.values()), ballots).get_winners()
    assert counted.winners == [winner.name]


@given(orders(), st.sampled_from(OPTIONS))
def test_a_clone_does_not_change_who_wins_an_instant_runoff_where_nothing_is_tied(election: Election, of: str) -> None:
    before, after = counting.irv(election), counting.irv(with_clone(election, of, is_tied=False))
    assume(is_never_tied(before) and is_never_tied(after))
    assert [of if option == "clone" else option for option in after.winners] == before.winners


# Marks


@given(marked)
def test_marks_are_added_up(election: Election) -> None:
    each = [(ballot, ballot.count) for ballot in election.ballots]
    points = [sum(ballot.marks.get(option, 0) * count for ballot, count in each) for option in OPTIONS]
    assert total(counting.score(election)) == total(counting.dots(election)) == points
    assert total(counting.approval(election)) == [
        sum(count for ballot, count in each if ballot.marks.get(option, 0) > 0) for option in OPTIONS
    ]
    for method in MARKS:
        counted = counting.count(election, method)
        assert {counted.totals[one] for one in counted.winners} == {max(counted.totals.values())}
    assert sum(total(counting.plurality(election))) <= election.cast


@given(marked, marked)
def test_two_halves_counted_apart_come_to_the_whole(one: Election, other: Election) -> None:
    whole = replace(one, ballots=[*one.ballots, *other.ballots])
    for method in MARKS:
        halves = zip(total(counting.count(one, method)), total(counting.count(other, method)), strict=True)
        assert total(counting.count(whole, method)) == [sum(half) for half in halves]


# Consent


votes = st.integers(0, 30)
thresholds = st.builds(Threshold, st.sampled_from(Majority), st.booleans(), st.integers(1, 100), st.integers(0, 40))


@given(votes, votes, votes, votes, thresholds)
def test_consent_passes_as_the_fractions_of_the_law_say(
    plain: int, remarked: int, against: int, abstaining: int, threshold: Threshold
) -> None:
    said = zip((FOR, WITH_REMARKS, AGAINST, ABSTAIN), (plain, remarked, against, abstaining), strict=True)
    ballots = [Ballot(marks={what: 1}, count=count) for what, count in said if count]
    election = Election(CHOICES, ballots, Method.CONSENT, threshold=threshold)
    passed = counting.consent(election).passed
    assert passed == plain_counting.passes(plain + remarked, against, abstaining, threshold)
    one_more = replace(election, ballots=[*ballots, Ballot(marks={FOR: 1})])
    assert counting.consent(one_more).passed or not passed, "a vote for it never brings it down"
