"""A city has one vote, whoever casts it; observers vote apart; and nobody sees early what is not for them yet."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from hub import clock, ids
from hub.models import Ballot, Event, EventKind, Letter, LetterKind, Network, NetworkState, Poll
from hub.polls import do_due
from tests.ballot_box import (
    EXTEND,
    OUTCOME,
    WITHDRAW,
    closes,
    column,
    opened,
    shown,
    totals,
    votes,
)
from tests.cast import Hub, Person, Refused

AT_ONCE = {"membersSee": "OPENING", "observersSee": "CLOSE"}
REMARK = "W rozdziale 4 brakuje osób głuchych."


async def count(hub: Hub, *of: Any) -> int:
    async with hub.database.reading(hub.operator) as work:
        return await work.row(select(func.count()).where(*of)) or 0


async def stored(hub: Hub, poll: dict[str, Any]) -> int:
    """Ballots of it."""
    return await count(hub, Ballot.poll_id == uuid_of(poll))


def uuid_of(poll: dict[str, Any]) -> UUID:
    decoded = ids.decode(poll["id"])
    assert decoded
    return decoded[1]


async def test_an_observer_votes_and_the_tally_moves_for_those_who_may_see_it(
    hub: Hub, member: Person, observer: Person, moderator: Person
) -> None:
    poll = await opened(moderator, hub, **AT_ONCE)
    cast = await votes(observer, poll, "for_with_remarks", remark=REMARK)
    assert cast["viewerVotes"][0]["isCast"]
    assert cast["viewerVotes"][0]["ballot"] == {"words": "opinia pozytywna z uwagami", "remark": REMARK}
    assert not cast["resultsVisible"]
    assert [(one["turnout"], one["tally"]) for one in cast["columns"]] == [(None, None)] * 2
    assert cast["ballots"] == []
    seen = await shown(member, poll)
    assert totals(seen, "OBSERVER") == {"for_with_remarks": 1}
    assert totals(seen, "MEMBER") == {}
    assert column(seen, "OBSERVER")["turnout"] == 1
    assert [(one["seat"]["city"]["name"], one["remark"]) for one in seen["ballots"]] == [("Bochnia", REMARK)]
    closed = await closes(moderator, poll)
    assert closed["state"] == "CLOSED"
    assert totals(await shown(observer, poll), "OBSERVER") == {"for_with_remarks": 1}


async def test_any_representative_replaces_the_ballot_of_their_city_and_its_history_says_who(
    hub: Hub, member: Person, moderator: Person
) -> None:
    colleague = await hub.person("colleague")
    poll = await opened(moderator, hub)
    assert (await shown(member, poll))["awaitedVotes"] == 1
    await votes(member, poll, "for")
    assert (await shown(colleague, poll))["awaitedVotes"] == 0
    replaced = await votes(colleague, poll, "against", remark="Za długi.")
    again = await votes(colleague, poll, "against", remark="Za długi.")
    assert totals(replaced, "MEMBER") == totals(again, "MEMBER") == {"against": 1}
    (ballot,) = again["ballots"]
    assert [one["person"]["name"] for one in ballot["history"]] == ["Marta Wilk", "Tomasz Gawron"]
    assert await count(hub, Letter.kind == LetterKind.BALLOT_CAST) == 6, "two receipts for each of three people"


async def test_a_remark_is_asked_for_where_it_will_be_answered(
    hub: Hub, member: Person, observer: Person, moderator: Person
) -> None:
    poll = await opened(moderator, hub)
    for person, choice in ((member, "against"), (observer, "for_with_remarks")):
        with pytest.raises(Refused) as refused:
            await votes(person, poll, choice)
        assert (refused.value.code, refused.value.field) == ("INVALID", "remark")
    assert await stored(hub, poll) == 0


async def test_who_sees_it_after_their_own_vote_does_not_see_it_before(
    hub: Hub, member: Person, observer: Person, moderator: Person
) -> None:
    poll = await opened(moderator, hub)
    await votes(observer, poll, "for")
    for person in (member, moderator):
        before = await shown(person, poll)
        assert not before["resultsVisible"]
        assert [one["turnout"] for one in before["columns"]] == [None, None]
    assert totals(await votes(member, poll, "abstain"), "OBSERVER") == {"for": 1}
    assert not (await shown(moderator, poll))["resultsVisible"]


@pytest.mark.any_database
async def test_moderators_vote_only_where_they_hold_a_seat(hub: Hub, moderator: Person) -> None:
    poll = await opened(moderator, hub)
    assert poll["viewerVotes"] == []
    assert not poll["viewerCan"]["cast"]["allowed"]
    with pytest.raises(Refused) as refused:
        await votes(moderator, poll, "for")
    assert refused.value.code == "NOT_ALLOWED"


async def test_only_those_who_moderate_open_extend_and_close(hub: Hub, member: Person, moderator: Person) -> None:
    with pytest.raises(Refused) as refused:
        await opened(member, hub)
    assert refused.value.code == "NOT_ALLOWED"
    poll = await opened(moderator, hub)
    with pytest.raises(Refused) as refused:
        await closes(member, poll)
    assert refused.value.code == "NOT_ALLOWED"
    assert (await shown(member, poll))["state"] == "OPEN"


async def test_a_poll_for_members_does_not_exist_for_observers(
    hub: Hub, member: Person, observer: Person, outsider: Person, moderator: Person
) -> None:
    poll = await opened(moderator, hub, voters="MEMBERS", audience="MEMBERS")
    for person in (observer, outsider):
        assert await shown(person, poll) is None
        with pytest.raises(Refused) as refused:
            await votes(person, poll, "for")
        assert refused.value.code == "NOT_FOUND"
    await votes(member, poll, "for")
    with pytest.raises(Refused) as refused:
        await opened(moderator, hub, audience="MEMBERS")
    assert refused.value.field == "voters"


async def test_after_the_end_no_ballot_counts_and_it_ends_once(
    hub: Hub, member: Person, observer: Person, moderator: Person
) -> None:
    poll = await opened(moderator, hub)
    await votes(member, poll, "for")
    ends = await asyncio.gather(*(closes(moderator, poll) for _ in range(4)), return_exceptions=True)
    assert sum(isinstance(end, dict) for end in ends) == 1
    assert {end.code for end in ends if isinstance(end, Refused)} == {"NOT_ALLOWED"}
    with pytest.raises(Refused) as refused:
        await votes(observer, poll, "for")
    assert refused.value.code == "NOT_ALLOWED"
    assert "zakończyło się" in refused.value.message
    told = Event.kind == EventKind.POLL_CLOSED, Event.subject_id == uuid_of(poll)
    assert await count(hub, *told) == 2, "once on each of the network's streams"
    assert await stored(hub, poll) == 1


async def test_many_votes_of_one_city_at_once_are_one_ballot(hub: Hub, member: Person, moderator: Person) -> None:
    poll = await opened(moderator, hub, membersSee="CLOSE")
    said = ["for", "abstain"]
    await asyncio.gather(*(votes(member, poll, said[number % 2]) for number in range(20)))
    assert await stored(hub, poll) == 1
    assert sum(totals(await closes(moderator, poll), "MEMBER").values()) == 1


async def ends_now(hub: Hub, poll: dict[str, Any]) -> None:
    async def verb(work: Any) -> None:
        held = await work.get(Poll, uuid_of(poll))
        held.closes_at = clock.now() - timedelta(seconds=1)

    await hub.database.transact(hub.operator, verb)


async def test_a_vote_that_comes_after_the_deadline_is_late_before_anybody_has_closed(
    hub: Hub, member: Person, moderator: Person
) -> None:
    poll = await opened(moderator, hub)
    await ends_now(hub, poll)
    with pytest.raises(Refused) as refused:
        await votes(member, poll, "for")
    assert refused.value.code == "NOT_ALLOWED"
    later = (clock.now() + timedelta(days=60)).isoformat()
    with pytest.raises(Refused) as refused:
        await moderator.ask(EXTEND, input={"pollId": poll["id"], "closesAt": later})
    assert refused.value.code == "NOT_ALLOWED"
    await hub.database.transact(hub.operator, do_due)
    assert (await shown(member, poll))["state"] == "CLOSED"
    assert await stored(hub, poll) == 0


async def test_what_observers_may_not_see_yet_they_do_not_hear_of(
    hub: Hub, member: Person, observer: Person, moderator: Person
) -> None:
    poll = await opened(moderator, hub, **AT_ONCE)
    network = (await hub.network())["id"]
    async with member.hearing(network) as inside, observer.hearing(network) as outside:
        await inside.batch()
        await outside.batch()
        await votes(member, poll, "for")
        assert [event["__typename"] for event in await inside.hear(1)] == ["BallotCast"]
        await closes(moderator, poll)
        assert [event["__typename"] for event in await outside.hear(1)] == ["PollClosed"]


async def test_a_poll_can_wait_for_its_time_and_be_taken_back_until_then(
    hub: Hub, member: Person, moderator: Person
) -> None:
    later = (clock.now() + timedelta(days=1)).isoformat()
    poll = await opened(moderator, hub, opensAt=later)
    assert poll["state"] == "DRAFT"
    assert await shown(member, poll) is None
    await moderator.ask(WITHDRAW, input={"pollId": poll["id"]})
    assert await shown(moderator, poll) is None
    running = await opened(moderator, hub)
    with pytest.raises(Refused) as refused:
        await moderator.ask(WITHDRAW, input={"pollId": running["id"]})
    assert refused.value.code == "NOT_ALLOWED"


async def test_once_it_is_over_the_moderator_says_what_follows(hub: Hub, member: Person, moderator: Person) -> None:
    poll = await opened(moderator, hub)
    said = {"pollId": poll["id"], "outcome": "Przyjmujemy wersję 2.", "reviewAt": "2027-06-01T10:00:00Z"}
    with pytest.raises(Refused) as refused:
        await moderator.ask(OUTCOME, input=said)
    assert refused.value.code == "NOT_ALLOWED"
    await closes(moderator, poll)
    await moderator.ask(OUTCOME, input=said)
    assert (await shown(member, poll))["outcome"] == "Przyjmujemy wersję 2."


@pytest.mark.any_database
async def test_dots_are_spent_on_what_the_budget_pays_for(hub: Hub, member: Person, moderator: Person) -> None:
    costs = [{"label": "Rampa", "cost": 9_000}, {"label": "Ławki", "cost": 4_000}, {"label": "Drzewa", "cost": 5_000}]
    asked = {"kind": "DOTS", "voters": "MEMBERS", "most": 6, "options": costs}
    for wrong, field in (
        ({"budget": 0}, "budget"),
        ({}, "budget"),
        ({"budget": 10, "options": [{"label": "A"}, {"label": "B", "cost": 1}]}, "options"),
        ({"budget": 10, "kind": "SCORE"}, "budget"),
    ):
        with pytest.raises(Refused) as refused:
            await opened(moderator, hub, **asked | wrong)
        assert (refused.value.code, refused.value.field) == ("INVALID", field)
    poll = await opened(moderator, hub, **asked, budget=10_000)
    await votes(member, poll, marks=[{"option": key, "points": n} for key, n in (("1", 1), ("2", 3), ("3", 2))])
    closed = await closes(moderator, poll)
    assert column(closed, "MEMBER")["tally"]["winners"] == ["2", "3"], "the ramp would cost more than is left"


@pytest.mark.any_database
async def test_a_forming_network_votes_without_observers_and_a_closed_one_only_reads(
    hub: Hub, member: Person, observer: Person, moderator: Person
) -> None:
    async def turn(state: NetworkState) -> None:
        turned = update(Network).where(Network.slug == "obywateli").values(state=state)
        await hub.database.transact(hub.operator, lambda work: work.execute(turned))

    await turn(NetworkState.FORMING)
    poll = await opened(moderator, hub)
    assert column(await votes(member, poll, "for"), "MEMBER")["turnout"] == 1
    with pytest.raises(Refused) as refused:
        await votes(observer, poll, "for")
    assert refused.value.code == "NOT_FOUND"
    await turn(NetworkState.CLOSED)
    for act in (votes(member, poll, "abstain"), opened(moderator, hub)):
        with pytest.raises(Refused) as refused:
            await act
        assert refused.value.code == "NOT_ALLOWED"
    assert totals(await shown(member, poll), "MEMBER") == {"for": 1}, "what was voted stays to be read"
