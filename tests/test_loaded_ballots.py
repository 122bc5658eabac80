"""Votes held elsewhere are loaded by the rules of votes here, and come out as they were recorded; see test_counting."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import func, select

from hub import counting, importing, polls
from hub.counting import Count, Election, Method
from hub.database import Viewer
from hub.models import Person as PersonRow
from hub.models import Pile, Poll, PollKind
from tests.ballot_box import shown
from tests.cast import Hub, Person
from tests.test_counting import DATA, needs_data
from tests.test_protocol import download

pytestmark = pytest.mark.any_database


def files() -> list[Path]:
    found = sorted(path for folder in ("ranked", "pb", "consent") for path in (DATA / folder).rglob("*"))
    return [path for path in found if path.suffix in (".abif", ".pb", ".jsonl") or "ballots" in path.name]


async def loaded(operator: Viewer, file: Path) -> list[Poll]:
    return (await importing.load_ballots(operator, file, "obywateli"))[1]


async def counts(operator: Viewer, poll: Poll) -> list[Count]:
    async with operator.database.reading(operator) as work:
        (column,) = await polls.columns(work, poll)
    return column.counts


async def recounted(operator: Viewer, file: Path) -> AsyncIterator[tuple[PollKind, dict[str, Any], dict[str, Any]]]:
    """Each of its votes, loaded: what the poll says, and what the file's own count comes to."""
    for poll, election in zip(await loaded(operator, file), counting.read(file), strict=True):
        said = (await counts(operator, poll))[0]
        assert said.method is election.method
        yield poll.kind, in_keys(said), by_key(poll, election, counting.count(election))


def by_key(poll: Poll, election: Election, counted: Count) -> dict[str, Any]:
    """The count of the file as the poll would say it, without the winners of a tie that ends otherwise here."""
    keys = dict(zip(election.options, poll.keys, strict=False))
    if poll.kind is PollKind.CONSENT:
        keys = {option: option for option in poll.keys}
    return {
        "ballots": counted.ballots,
        "totals": {keys[option]: total for option, total in counted.totals.items() if total},
        "ranking": [{keys[one] for one in tied} for tied in counted.ranking if counted.totals[tied[0]]],
        "winners": {keys[one] for one in counted.winners},
        "passed": counted.passed if poll.majority else None,
        "rounds": [{keys[option]: total for option, total in round.totals.items()} for round in counted.rounds],
    }


def in_keys(counted: Count) -> dict[str, Any]:
    return {
        "ballots": counted.ballots,
        "totals": {option: total for option, total in counted.totals.items() if total},
        "ranking": [set(tied) for tied in counted.ranking if counted.totals[tied[0]]],
        "winners": set(counted.winners),
        "passed": counted.passed,
        "rounds": [round.totals for round in counted.rounds],
    }


@needs_data
async def test_every_recorded_vote_is_loaded_and_recounts_as_its_file(hub: Hub) -> None:
    seen: dict[PollKind, int] = {}
    for file in files():
        async for kind, said, recorded in recounted(hub.operator, file):
            seen[kind] = seen.get(kind, 0) + 1
            assert said == recorded, file.name
    assert seen == {
        PollKind.RANKING: 8,
        PollKind.DOTS: 3,
        PollKind.APPROVAL: 4,
        PollKind.SCORE: 2,
        PollKind.SINGLE: 2,
        PollKind.YES_NO: 2,
        PollKind.CONSENT: 26,
    }


@needs_data
async def test_burlington_on_one_poll_elects_kiss_or_montroll_and_says_that_methods_disagree(
    hub: Hub, observer: Person
) -> None:
    (poll,) = await loaded(hub.operator, DATA / "ranked" / "burlington2009" / "burl2009.abif")
    seen = await shown(observer, {"id": poll.public_id})
    (column,) = seen["columns"]
    labels = {option["key"]: option["label"] for option in seen["options"]}
    won = {count["method"]: [labels[key] for key in count["winners"]] for count in column["tally"]["counts"]}
    assert (won["IRV"], won["SCHULZE"]) == (["Bob Kiss (Progressive)"], ["Andy Montroll (Democrat)"])
    assert column["tally"]["methodsDisagree"]
    assert (seen["state"], column["turnout"]) == ("CLOSED", 8980)
    assert seen["ballots"] == []


@needs_data
async def test_what_is_exported_is_counted_again_as_it_was(hub: Hub, observer: Person, tmp_path: Path) -> None:
    for name in ("ranked/burlington2009/burl2009.abif", "pb/poland_katowice_2021_dab.pb", "consent/sejm_votings.jsonl"):
        for poll in (await loaded(hub.operator, DATA / name))[:3]:
            (file := tmp_path / "poll.json").write_bytes((await download(observer, {"id": poll.public_id}, "json"))[1])
            (election,) = counting.read(file)
            said = (await counts(hub.operator, poll))[0]
            assert in_keys(counting.count(election)) | {"passed": said.passed} == in_keys(said)
            assert orjson.loads(file.read_bytes())["importedFrom"] == Path(name).name


TWO = '[{"index": 1, "label": "A"}, {"index": 2, "label": "B"}]'


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.csv", "count,rank1\n3,A\nmany,A\n", 3),
        ("a.abif", "12:A>B\n3:A>B>A\n", 2),
        ("a.jsonl", f'{{"options": {TWO}, "ballots": {{"1": {{"1": "YES"}}}}}}', 1),
        ("a.abif", "12:A\n", None),
    ],
)
async def test_a_bad_row_is_named_and_nothing_is_kept(
    hub: Hub, tmp_path: Path, name: str, text: str, line: int | None
) -> None:
    async def kept() -> list[int]:
        async with hub.database.reading(hub.operator) as work:
            return [await work.row(select(func.count()).select_from(model)) or 0 for model in (Poll, Pile, PersonRow)]

    before = await kept()
    (file := tmp_path / name).write_text(text)
    with pytest.raises(counting.BadFile) as error:
        await loaded(hub.operator, file)
    assert error.value.line == line
    assert await kept() == before


async def test_an_empty_ballot_is_cast_and_counts_for_nobody(hub: Hub, tmp_path: Path) -> None:
    (file := tmp_path / "a.csv").write_text("A,B\n1,2\nNo opinion,No opinion\n")
    (poll,) = await loaded(hub.operator, file)
    by_schulze, by_irv = [
        next(one for one in await counts(hub.operator, poll) if one.method is it) for it in (Method.SCHULZE, Method.IRV)
    ]
    assert (by_schulze.ballots, by_irv.rounds[0].exhausted) == (2, 1)
