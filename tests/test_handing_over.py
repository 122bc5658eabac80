"""Handing over a seat, leaving a network, being seen out: what ends, what stays, and who is told."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from hub.models import Act, ActKind, Letter, LetterKind, Standing
from tests.ballot_box import column, opened, shown, votes
from tests.cast import Hub, Refused
from tests.cast import Person as Asking
from tests.mailing import (
    PEOPLE,
    accept,
    box,
    code,
    coordinator,
    hub,
    invite,
    people,
    secret_for,
    standings_of,
)
from tests.patience import until
from tests.postbox import Postbox
from tests.test_bookmarks import PUT, own

__all__ = ["box", "coordinator", "hub"]

HAND_OVER = """
mutation ($input: HandOverSeatInput!) { handOverSeat(input: $input) { standing { id kind person { name } } } }
"""
LEAVE = "mutation ($input: LeaveNetworkInput!) { leaveNetwork(input: $input) { left } }"
END = "mutation ($input: EndStandingInput!) { endStanding(input: $input) { standing { id } } }"
END_SEAT = "mutation ($input: EndSeatInput!) { endSeat(input: $input) { seat { id until } } }"
REPLY = "mutation ($input: ReplyInput!) { reply(input: $input) { post { id seat { id } author { name } } } }"
UNREAD = '{ network(slug: "obywateli") { unreadCount } }'
LINK = "mutation ($input: CreateInvitationLinkInput!) { createInvitationLink(input: $input) { link } }"
USE = "mutation ($input: UseInvitationLinkInput!) { useInvitationLink(input: $input) { use } }"
MEMBER, COLLEAGUE, OLA = "Agnieszka Wolak", "Tomasz Gawron", "ola.nowa@tarnow.example"


async def standing_of(hub: Hub, address: str) -> dict[str, Any]:
    """What the person with that address is in the network, as they see it."""
    who = await hub.person(address)
    mine = (await who.ask("{ viewer { standings { id network { slug } seat { id } person { name } } } }"))["viewer"]
    return next(dict(one) for one in mine["standings"] if one["network"]["slug"] == "obywateli")


async def test_a_seat_passes_when_the_successor_accepts_and_not_before(hub: Hub, box: Postbox) -> None:
    member = await hub.person("member")
    mine = await standing_of(hub, "member")
    thread = (await hub.network())["threads"]["Konsultacje społeczne"]["id"]
    written = (await member.ask(REPLY, input={"threadId": thread, "body": "Zostaje przy mieście."}))["reply"]["post"]
    successor = {"standingId": mine["id"], "name": "Ola Nowa", "email": OLA, "function": "kierowniczka"}
    await member.ask(HAND_OVER, input=successor)
    secret = await secret_for(box, OLA)
    assert (await member.ask(UNREAD))["network"] is not None

    ola = hub.browser()
    answer = (await accept(ola, secret))["data"]["acceptInvitation"]["standing"]
    assert answer["seat"]["id"] == mine["seat"]["id"]
    assert await standings_of(hub, "Ola Nowa") == [("MEMBER", "Tarnów")]
    assert await standings_of(hub, mine["person"]["name"]) == []
    assert (await member.ask(UNREAD))["network"] is None
    assert (await ola.ask(UNREAD))["data"]["network"]["unreadCount"] == 0
    post = await (await hub.person("coordinator")).ask(
        "query ($id: ID!) { node(id: $id) { ... on Post { body seat { id } author { name } } } }", id=written["id"]
    )
    assert post["node"] == {
        "body": "Zostaje przy mieście.",
        "seat": {"id": mine["seat"]["id"]},
        "author": {"name": mine["person"]["name"]},
    }
    await until(lambda: "member@tarnow.example" in {str(letter["To"]) for letter in box.letters}, "the letter")


async def test_votes_and_what_waits_pass_with_the_seat_and_what_is_ones_own_does_not(hub: Hub, box: Postbox) -> None:
    member, moderator = await hub.person("member"), await hub.person("moderator")
    voted, waits = await opened(moderator, hub), await opened(moderator, hub)
    await votes(member, voted, "for")
    thread = (await hub.network())["threads"]["Konsultacje społeczne"]["id"]
    await member.ask(PUT, input={"id": thread})
    mine = await standing_of(hub, "member")
    await member.ask(HAND_OVER, input={"standingId": mine["id"], "name": "Ola Nowa", "email": OLA})
    await accept(hub.browser(), await secret_for(box, OLA))

    ola = await hub.person(OLA)
    assert (await shown(ola, voted))["viewerVotes"][0]["ballot"] == {"words": "za", "remark": ""}
    (vote,) = (await shown(ola, waits))["viewerVotes"]
    assert (vote["isCast"], vote["seat"]["id"]) == (False, mine["seat"]["id"])
    assert column(await votes(ola, voted, "abstain"), "MEMBER")["turnout"] == 1, "the city's ballot, replaced"
    assert await own(ola) == []


async def test_ten_acceptances_at_once_leave_one_successor(hub: Hub, box: Postbox) -> None:
    mine = await standing_of(hub, "member")
    await (await hub.person("member")).ask(
        HAND_OVER, input={"standingId": mine["id"], "name": "Ola Nowa", "email": OLA}
    )
    secret = await secret_for(box, OLA)
    answers = await asyncio.gather(*(accept(hub.browser(), secret) for _ in range(10)))
    assert sum(not answer.get("errors") for answer in answers) == 1
    assert await standings_of(hub, "Ola Nowa") == [("MEMBER", "Tarnów")]


async def test_a_colleague_hands_over_the_seat_of_who_has_gone_and_others_may_not(hub: Hub, box: Postbox) -> None:
    gone = await standing_of(hub, "colleague")
    said = {"standingId": gone["id"], "name": "Ola Nowa", "email": OLA}
    for who, refusal in (("moderator", "NOT_ALLOWED"), ("observer", "NOT_ALLOWED"), ("outsider", "NOT_FOUND")):
        with pytest.raises(Refused) as refused:
            await (await hub.person(who)).ask(HAND_OVER, input=said)
        assert refused.value.code == refusal
    assert box.letters == []
    await (await hub.person("member")).ask(HAND_OVER, input=said)
    await accept(hub.browser(), await secret_for(box, OLA))
    assert await standings_of(hub, gone["person"]["name"]) == []


async def test_to_somebody_who_is_there_it_passes_at_once(hub: Hub, coordinator: Asking) -> None:
    gone = await standing_of(hub, "member")
    bochnia = next(one for one in await people(hub) if one["seat"] and one["seat"]["city"]["name"] == "Bochnia")
    person = (await coordinator.ask("query ($id: ID!) { node(id: $id) { ... on Standing { person { id } } } }",
                                    id=bochnia["id"]))["node"]["person"]["id"]  # fmt: skip
    said = {"standingId": gone["id"], "personId": person, "reason": "Pismo urzędu z 3 listopada"}
    key = said | {"idempotencyKey": "raz"}
    first = await coordinator.ask(HAND_OVER, input=key)
    assert first == await coordinator.ask(HAND_OVER, input=key)
    name, after = bochnia["person"]["name"], first["handOverSeat"]["standing"]["id"]
    assert sorted(await standings_of(hub, name)) == [("MEMBER", "Tarnów"), ("OBSERVER", "Bochnia")]
    assert await standings_of(hub, gone["person"]["name"]) == []
    async with hub.database.engine.connect() as connection:
        acts = (await connection.execute(select(Act.kind, Act.reason))).all()
    assert (ActKind.SEAT_HANDED_OVER, "Pismo urzędu z 3 listopada") in [tuple(act) for act in acts]
    outsider = await hub.person("outsider")
    theirs = (await outsider.ask("{ viewer { person { id } } }"))["viewer"]["person"]["id"]
    with pytest.raises(Refused) as refused:
        await coordinator.ask(HAND_OVER, input={"standingId": after, "personId": theirs})
    assert refused.value.code == "NOT_ALLOWED"  # the coordinator knows them from elsewhere; here they are not


async def test_who_leaves_sees_the_network_no_more_and_no_coordinator_leaves_it_alone(
    hub: Hub, coordinator: Asking
) -> None:
    member, network = await hub.person("member"), (await hub.network())["id"]
    async with member.hearing(network) as news:
        await news.batch()
        await member.ask(LEAVE, input={"networkId": network})
        while (message := await news.message())["type"] != "complete":
            assert message["type"] == "next"
    assert (await member.ask(UNREAD))["network"] is None
    with pytest.raises(Refused) as refused:
        await member.ask(LEAVE, input={"networkId": network})
    assert refused.value.code == "NOT_FOUND"
    with pytest.raises(Refused) as refused:
        await coordinator.ask(LEAVE, input={"networkId": network})
    assert refused.value.code == "CONFLICT"
    assert (await coordinator.ask(PEOPLE, slug="obywateli"))["network"] is not None


async def test_a_coordinator_sees_somebody_out_with_a_reason_and_what_was_prepared_ends(
    hub: Hub, box: Postbox, coordinator: Asking
) -> None:
    mine = await standing_of(hub, "member")
    await (await hub.person("member")).ask(
        HAND_OVER, input={"standingId": mine["id"], "name": "Ola Nowa", "email": OLA}
    )
    secret = await secret_for(box, OLA)
    said = {"standingId": mine["id"], "reason": "Prośba urzędu"}
    with pytest.raises(Refused) as refused:
        await (await hub.person("moderator")).ask(END, input=said)
    assert refused.value.code == "NOT_ALLOWED"
    await coordinator.ask(END, input=said)
    assert await standings_of(hub, mine["person"]["name"]) == []
    assert code(await accept(hub.browser(), secret))[0] == "INVALID"
    await until(lambda: "member@tarnow.example" in {str(letter["To"]) for letter in box.letters}, "the letter")
    with pytest.raises(Refused) as refused:
        await coordinator.ask(END, input=said)
    assert refused.value.code in ("NOT_ALLOWED", "NOT_FOUND")


async def test_a_city_leaves_with_its_people_and_its_invitations(hub: Hub, box: Postbox, coordinator: Asking) -> None:
    await invite(hub, coordinator, OLA, name="Ola Nowa")
    secret = await secret_for(box, OLA)
    seat = (await standing_of(hub, "member"))["seat"]["id"]
    there = [one for one in await people(hub) if one["seat"] and one["seat"]["id"] == seat]
    assert len(there) > 1
    await coordinator.ask(END_SEAT, input={"seatId": seat, "reason": "Uchwała rady"})
    assert not [one for one in await people(hub) if one["seat"] and one["seat"]["id"] == seat]
    assert code(await accept(hub.browser(), secret))[0] == "INVALID"
    async with hub.database.engine.connect() as connection:
        told = select(Letter.about_id).where(Letter.kind == LetterKind.STANDING_ENDED)
        ended = select(Standing.id).where(Standing.until.is_not(None), Standing.id.in_(told))
        assert len((await connection.execute(ended)).all()) == len(there)


async def test_a_link_ends_with_the_moderating_of_who_made_it(hub: Hub, coordinator: Asking) -> None:
    moderator, network = await hub.person("moderator"), (await hub.network())["id"]
    input = {"networkId": network, "kind": "MEMBER", "mostUses": 20, "hours": 24}
    secret = (await moderator.ask(LINK, input=input))["createInvitationLink"]["link"].partition("#")[2]
    standing = (await standing_of(hub, "moderator"))["id"]
    await coordinator.ask(END, input={"standingId": standing, "reason": "Koniec zadania"})
    used = {"secret": secret, "city": "Tarnów", "name": "Jan Kos", "email": "jan@kos.example"}
    assert code(await hub.browser().ask(USE, input=used))[0] == "INVALID"
