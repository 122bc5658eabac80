"""What is over is handed out, and comes out the same when it is counted again without a database."""

import json
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from hub import counting
from tests.ballot_box import closes, opened, votes
from tests.cast import Hub, Person

pytestmark = pytest.mark.any_database

THREE = [{"label": "Park"}, {"label": "Most"}, {"label": "=HYPERLINK(1)"}]


async def download(person: Person, poll: dict[str, Any], form: str) -> tuple[int, bytes]:
    answer = await person.web.get(f"{person.origin}/polls/{poll['id']}.{form}", headers=person.headers)
    return answer.status_code, answer.content


async def test_a_named_ranking_is_counted_again_from_its_export(
    hub: Hub, member: Person, observer: Person, outsider: Person, moderator: Person, tmp_path: Path
) -> None:
    poll = await opened(moderator, hub, kind="RANKING", options=THREE, method="IRV")
    await votes(member, poll, ranks=[["2"], ["1", "3"]])
    await votes(observer, poll, ranks=[["3"]])
    assert (await download(member, poll, "json"))[0] == 404, "it is not over"
    counts = [one["tally"]["counts"][0] for one in (await closes(moderator, poll))["columns"]]
    status, body = await download(observer, poll, "json")
    assert status == 200
    (tmp_path / "poll.json").write_bytes(body)
    again = [counting.count(election) for election in counting.read(tmp_path / "poll.json")]
    assert [one.ranking for one in again] == [one["ranking"] for one in counts]
    assert json.loads(body)["namedBallots"][0]["city"] == "Tarnów"
    assert b"1 2 1=3 0" in (await download(member, poll, "blt"))[1]
    assert b"'=HYPERLINK" not in (await download(member, poll, "csv"))[1], "within a cell it is only text"
    assert (await download(outsider, poll, "json"))[0] == 404


async def test_of_a_secret_poll_no_ballot_is_handed_out(hub: Hub, member: Person, moderator: Person) -> None:
    poll = await opened(moderator, hub, isSecret=True)
    await votes(member, poll, "for")
    await closes(moderator, poll)
    assert (await download(member, poll, "csv"))[0] == 404
    told = json.loads((await download(moderator, poll, "json"))[1])
    assert told["namedBallots"] == []
    assert [set(column) for column in told["columns"]] == [{"kind", "electors", "turnout", "isTooSmall"}] * 2


async def test_the_end_of_a_vote_and_the_chosen_date_go_into_a_calendar(
    hub: Hub, member: Person, outsider: Person, moderator: Person
) -> None:
    days = [{"at": f"2027-02-{day}T09:00:00+00:00"} for day in ("03", "04")]
    poll = await opened(moderator, hub, kind="DATES", options=days, voters="MEMBERS", question="Kiedy, i gdzie?")
    (end,) = Calendar.from_ical((await download(member, poll, "ics"))[1]).events
    assert str(end["SUMMARY"]).endswith(": Kiedy, i gdzie?")
    assert end.end.isoformat() == poll["closesAt"]
    assert (await download(outsider, poll, "ics"))[0] == 404
    await votes(member, poll, marks=[{"option": "1", "points": 1}, {"option": "2", "points": 2}])
    await closes(moderator, poll)
    (chosen,) = Calendar.from_ical((await download(member, poll, "ics"))[1]).events
    assert chosen.start.isoformat() == days[1]["at"]
    other = await closes(moderator, await opened(moderator, hub))
    assert (await download(member, other, "ics"))[0] == 404, "nothing is ahead"
