"""A secret ballot is nobody's: not by its row, not by news or receipt, not in small numbers, not after the end."""

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import func, select

from hub.models import Ballot, Casting, Event, Letter, LetterKind, SecretBallot, SecretRemark
from hub.polls import tell_turnout
from tests.ballot_box import closes, column, opened, shown, totals, votes
from tests.cast import Hub, Person, Refused

CITIES = (
    "jan.kurek@cieszyn.example",
    "marek.pietrzela@kedzierzynkozle.example",
    "lidia.bober@krosno.example",
    "dorota.kacperska@opoczno.example",
    "iwona.szweda@rydultowy.example",
    "member@tarnow.example",
)
SAID = ("for", "against", "abstain", "for", "for", "against")


@pytest.fixture
async def voters(hub: Hub) -> list[Person]:
    return [await hub.person(email) for email in CITIES]


async def all_vote(voters: Sequence[Person], poll: dict[str, Any], said: Sequence[str] = SAID) -> None:
    for voter, choice in zip(voters, said, strict=True):
        await votes(voter, poll, choice)


async def numbers(hub: Hub, *tables: Any) -> list[int]:
    async with hub.database.reading(hub.operator) as work:
        return [await work.row(select(func.count()).select_from(table)) or 0 for table in tables]


async def test_a_secret_ballot_is_stored_apart_from_whoever_cast_it(
    hub: Hub, member: Person, moderator: Person
) -> None:
    poll = await opened(moderator, hub, isSecret=True)
    before = await numbers(hub, Ballot, Casting, Event)
    cast = await votes(member, poll, "for")
    assert await numbers(hub, Ballot, Casting, Event) == before, "no name, no time, no news"
    assert cast["viewerVotes"][0]["isCast"]
    assert cast["viewerVotes"][0]["ballot"] is None
    assert set(SecretBallot.model_fields) == {"id", "poll_id", "kind", "said"}
    async with hub.database.reading(hub.operator) as work:
        (ballot,) = [one for one in await work.rows(select(SecretBallot)) if one.said == {"marks": {"for": 1}}]
        receipts = await work.rows(select(Letter).where(Letter.kind == LetterKind.BALLOT_CAST))
    assert ballot.id.version == 4
    assert [letter.details for letter in receipts] == [{}] * 3
    with pytest.raises(Refused) as refused:
        await votes(member, poll, "against")
    assert refused.value.code == "NOT_ALLOWED"
    assert "ostateczny" in refused.value.message


async def test_turnout_is_told_in_steps_and_the_result_only_of_five_or_more(
    hub: Hub, voters: list[Person], observer: Person, moderator: Person
) -> None:
    poll = await opened(moderator, hub, isSecret=True)
    await all_vote(voters, poll)
    await votes(observer, poll, "against")
    await hub.database.transact(hub.operator, tell_turnout)
    running = await shown(voters[0], poll)
    assert [one["turnout"] for one in running["columns"]] == [5, None]
    assert [one["tally"] for one in running["columns"]] == [None, None]
    over = await closes(moderator, poll)
    assert totals(over, "MEMBER") == {"for": 3, "against": 2, "abstain": 1}
    assert column(over, "OBSERVER") == {
        "kind": "OBSERVER",
        "electors": 10,
        "turnout": 1,
        "isTooSmall": True,
        "tally": None,
    }
    assert over["ballots"] == []


@pytest.mark.any_database
async def test_choices_swapped_within_a_column_make_no_difference(
    hub: Hub, voters: list[Person], observer: Person, moderator: Person
) -> None:
    """Two polls that differ only in who said what, as everybody sees them when they are over."""
    seen = []
    for said in (SAID, (SAID[1], SAID[0], *SAID[2:])):
        poll = await opened(moderator, hub, isSecret=True)
        await all_vote(voters, poll, said)
        await closes(moderator, poll)
        shows = [await shown(person, poll) for person in (*voters, observer, moderator)]
        seen.append([{key: one[key] for key in ("columns", "ballots", "viewerVotes", "viewerCan")} for one in shows])
    assert seen[0] == seen[1]


@pytest.mark.any_database
@pytest.mark.parametrize("given", [{"membersSee": "OPENING"}, {"observersSee": "OWN_VOTE"}])
async def test_a_secret_poll_shows_nothing_before_its_end(hub: Hub, moderator: Person, given: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        await opened(moderator, hub, isSecret=True, **given)
    assert (refused.value.code, refused.value.field) == ("INVALID", next(iter(given)))


async def test_remarks_go_to_a_box_that_is_opened_after_the_end_and_holds_no_names(
    hub: Hub, voters: list[Person], observer: Person, moderator: Person
) -> None:
    remarks = [f"Uwaga {number}" for number in range(len(voters))]
    poll = await opened(moderator, hub, isSecret=True)
    for voter, remark in zip(voters, remarks, strict=True):
        await votes(voter, poll, "for", remark=remark)
    assert await box(moderator, poll) == []
    await closes(moderator, poll)
    assert sorted(await box(observer, poll)) == remarks
    assert set(SecretRemark.model_fields) == {"id", "poll_id", "body"}
    few = await opened(moderator, hub, isSecret=True)
    await votes(voters[0], few, "for", remark="Czyja to uwaga?")
    await closes(moderator, few)
    assert await box(voters[0], few) == [], "there was only one who could have written it"


async def box(person: Person, poll: dict[str, Any]) -> list[str]:
    asked = "query ($id: ID!) { node(id: $id) { ... on Poll { secretRemarks } } }"
    found: list[str] = (await person.ask(asked, id=poll["id"]))["node"]["secretRemarks"]
    return found
