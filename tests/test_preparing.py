"""A ballot goes through the office: prepared, approved, cast by a colleague; or on paper; and who is silent hears."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import and_, select, update

from hub import clock, ids, models
from hub.models import Notice, NoticeKind, Poll
from hub.polls import remind
from tests.ballot_box import OUTCOME, POLL, closes, column, opened, totals, votes
from tests.cast import Hub, Person, Refused

MODERATOR = "moderator@zmp.example"
FULL = """
fragment Full on Poll {
  ...Poll
  electors { seat { id city { name } } }
  viewerVotes { prepared { words remark approvedBy person { name } } }
  ballots { history { isPaper approvedBy preparedBy { name } } }
}
"""


SHOWN = "query ($id: ID!) { node(id: $id) { ...Full } }"


def doing(mutation: str) -> str:
    name = mutation[0].upper() + mutation[1:]
    return POLL + FULL + f"mutation ($input: {name}Input!) {{ {mutation}(input: $input) {{ poll {{ ...Full }} }} }}"


async def asked(person: Person, poll: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = (await person.ask(POLL + FULL + SHOWN, id=poll["id"]))["node"]
    return found


async def does(person: Person, mutation: str, poll: dict[str, Any], *marks: str, **input: Any) -> dict[str, Any]:
    given = {"pollId": poll["id"]} | ({"marks": [{"option": key} for key in marks]} if marks else {}) | input
    done: dict[str, Any] = (await person.ask(doing(mutation), input=given))[mutation]["poll"]
    return done


def seat_of(poll: dict[str, Any], city: str) -> str:
    found: str = next(one["seat"]["id"] for one in poll["electors"] if one["seat"]["city"]["name"] == city)
    return found


def id_of(poll: dict[str, Any]) -> UUID:
    decoded = ids.decode(poll["id"])
    assert decoded
    return decoded[1]


async def told(hub: Hub, kind: NoticeKind, poll: dict[str, Any]) -> list[str | None]:
    """The addresses of those who have such a notice of it, also by mail."""
    of_it = and_(Notice.subject_id == id_of(poll), Notice.is_mailed)
    who = select(models.Person.email).join(Notice, Notice.person_id == models.Person.id)
    async with hub.database.reading(hub.operator) as work:
        return list(await work.rows(who.where(of_it, Notice.kind == kind).order_by(models.Person.id)))


async def set_poll(hub: Hub, poll: dict[str, Any], **times: Any) -> None:
    changed = update(Poll).where(Poll.id == id_of(poll)).values(**times)
    await hub.database.transact(hub.operator, lambda work: work.execute(changed))


async def test_a_colleague_casts_what_was_prepared_and_the_ballot_says_who_approved_it(
    hub: Hub, member: Person, observer: Person, moderator: Person
) -> None:
    colleague = await hub.person("colleague")
    poll = await opened(moderator, hub, membersSee="OPENING")
    said = {"remark": "Za długi.", "approvedBy": "Sekretarz Miasta"}
    mine = await does(member, "prepareBallot", poll, "against", **said)
    assert (mine["viewerVotes"][0]["isCast"], totals(mine, "MEMBER")) == (False, {})
    theirs = await asked(colleague, poll)
    assert theirs["viewerVotes"][0]["prepared"] == {
        "words": "przeciw",
        "remark": "Za długi.",
        "approvedBy": "Sekretarz Miasta",
        "person": {"name": "Marta Wilk"},
    }
    assert (await asked(observer, poll))["viewerVotes"][0]["prepared"] is None
    assert len(await told(hub, NoticeKind.BALLOT_PREPARED, poll)) == 2, "two colleagues, and not who prepared it"
    cast = await does(colleague, "castBallot", poll, "against", remark="Za długi.")
    assert cast["viewerVotes"][0]["prepared"] is None
    (ballot,) = cast["ballots"]
    assert ballot["history"][0]["approvedBy"] == "Sekretarz Miasta"
    assert ballot["history"][0]["preparedBy"] == {"name": "Marta Wilk"}
    await does(member, "prepareBallot", poll, "for", approvedBy="Burmistrz")
    other = await does(colleague, "castBallot", poll, "abstain")
    assert other["ballots"][0]["history"][1]["approvedBy"] == "", "nobody approved what was not prepared"
    await does(member, "prepareBallot", poll, "for")
    assert (await does(colleague, "discardPreparedBallot", poll))["viewerVotes"][0]["prepared"] is None


@pytest.mark.any_database
async def test_nothing_is_prepared_of_a_secret_ballot_and_none_comes_on_paper(
    hub: Hub, member: Person, moderator: Person
) -> None:
    poll = await asked(moderator, await opened(moderator, hub, isSecret=True))
    for person, mutation, more in (
        (member, "prepareBallot", {}),
        (moderator, "enterPaperBallot", {"seatId": seat_of(poll, "Krosno")}),
    ):
        with pytest.raises(Refused) as refused:
            await does(person, mutation, poll, "for", **more)
        assert refused.value.code == "NOT_ALLOWED"
    assert (await asked(member, poll))["viewerVotes"][0]["prepared"] is None


async def test_a_ballot_on_paper_is_marked_so_and_does_not_touch_what_a_city_has_cast(
    hub: Hub, member: Person, observer: Person, moderator: Person
) -> None:
    poll = await asked(moderator, await opened(moderator, hub, membersSee="OPENING", showsTurnout=True))
    await votes(member, poll, "for")
    tarnow, krosno = seat_of(poll, "Tarnów"), seat_of(poll, "Krosno")
    with pytest.raises(Refused) as refused:
        await does(moderator, "enterPaperBallot", poll, "abstain", seatId=tarnow)
    assert refused.value.code == "NOT_ALLOWED"
    await does(moderator, "enterPaperBallot", poll, "abstain", seatId=krosno)
    corrected = await does(moderator, "enterPaperBallot", poll, "for", seatId=krosno)
    assert totals(corrected, "MEMBER") == {"for": 2}
    on_paper = {one["seat"]["city"]["name"]: one["history"][-1]["isPaper"] for one in corrected["ballots"]}
    assert on_paper == {"Tarnów": False, "Krosno": True}
    unknowing = await asked(observer, poll)
    assert (column(unknowing, "MEMBER")["turnout"], unknowing["resultsVisible"]) == (2, False)


async def test_who_has_not_voted_is_reminded_once_and_who_moderates_at_the_review(
    hub: Hub, member: Person, moderator: Person
) -> None:
    poll = await opened(moderator, hub, voters="MEMBERS")
    await votes(member, poll, "for")
    await hub.database.transact(hub.operator, remind)
    assert await told(hub, NoticeKind.POLL_ENDING, poll) == [], "not yet"
    await set_poll(hub, poll, remind_at=clock.now() - timedelta(minutes=1))
    await hub.database.transact(hub.operator, remind)
    reminded = await told(hub, NoticeKind.POLL_ENDING, poll)
    assert reminded
    assert not any(str(address).endswith("@tarnow.example") for address in reminded)
    await hub.database.transact(hub.operator, remind)
    assert await told(hub, NoticeKind.POLL_ENDING, poll) == reminded
    await closes(moderator, poll)
    review = (clock.now() + timedelta(days=100)).isoformat()
    await moderator.ask(OUTCOME, input={"pollId": poll["id"], "outcome": "Robimy.", "reviewAt": review})
    await set_poll(hub, poll, review_due_at=clock.now() - timedelta(minutes=1))
    await hub.database.transact(hub.operator, remind)
    assert MODERATOR in await told(hub, NoticeKind.REVIEW_DUE, poll)
