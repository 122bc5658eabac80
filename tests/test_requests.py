"""Requests to join: asked through the directory or a link, named by an office, answered, and who hears of it."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import func, select, update

from hub.models import Act, ActKind, JoinRequest, Network, Standing
from tests.cast import Hub, Refused
from tests.cast import Person as Asking
from tests.mailing import (
    INVITATIONS,
    OFFER,
    accept,
    box,
    code,
    coordinator,
    hub,
    secret_for,
    standings_of,
)
from tests.patience import PATIENCE, until
from tests.postbox import Postbox, text_of

__all__ = ["box", "coordinator", "hub"]

ASK = """
mutation ($input: RequestToJoinInput!) { requestToJoin(input: $input) { request { id networkName network { id } } } }
"""
ANSWER = "mutation ($input: JoinRequestInput!) { acceptRequest(input: $input) { request { isAccepted } } }"
REFUSE = "mutation ($input: RefuseRequestInput!) { refuseRequest(input: $input) { request { isAccepted reason } } }"
TAKE_BACK = "mutation ($input: JoinRequestInput!) { takeBackRequest(input: $input) { request { answeredAt } } }"
OWN = "{ viewer { requests { id networkName isAccepted reason answeredAt } } }"
LINK = """
mutation ($input: CreateInvitationLinkInput!) {
  createInvitationLink(input: $input) { link invitation { id state uses mostUses } }
}
"""
USE = "mutation ($input: UseInvitationLinkInput!) { useInvitationLink(input: $input) { use } }"
OFFICE = "mutation ($input: InviteOfficeInput!) { inviteOffice(input: $input) { invitation { id state } } }"
NAME = "mutation ($input: NameRepresentativesInput!) { nameRepresentatives(input: $input) { namedCount } }"
PERSONAL = """
subscription ($after: String) {
  personalEvents(after: $after) {
    cursor
    events {
      __typename number
      ... on RequestReceived { request { name } }
      ... on RequestAnswered { request { isAccepted } }
    }
  }
}
"""


async def listed(hub: Hub) -> str:
    """The network's id, once it lets others know of it."""
    async with hub.database.engine.begin() as connection:
        await connection.execute(update(Network).where(Network.slug == "obywateli").values(is_listed=True))
    return str((await hub.network())["id"])


async def waiting(hub: Hub) -> list[dict[str, Any]]:
    found = await (await hub.person("coordinator")).ask(INVITATIONS, slug="obywateli")
    return [edge["node"] for edge in found["network"]["requests"]["edges"]]


async def heard(person: Asking, after: str | None, kind: str) -> dict[str, Any]:
    """The first personal event of that kind."""
    async with person.following(PERSONAL, after=after) as news, asyncio.timeout(PATIENCE):
        while True:
            message = await news.message()
            for event in message["payload"]["data"]["personalEvents"]["events"]:
                if event["__typename"] == kind:
                    return dict(event)


async def test_the_outsider_asks_and_the_moderator_lets_them_in(hub: Hub, box: Postbox) -> None:
    network, outsider, moderator = await listed(hub), await hub.person("outsider"), await hub.person("moderator")
    mine = "{ viewer { cursor } }"
    before = [(await who.ask(mine))["viewer"]["cursor"] for who in (moderator, outsider)]
    asked = {"networkId": network, "city": "Tarnów", "function": "naczelniczka", "words": "Prowadzę panel."}
    made = (await outsider.ask(ASK, input=asked))["requestToJoin"]["request"]
    assert (made["networkName"], made["network"]) == ("Miasto obywateli", None)
    with pytest.raises(Refused) as refused:
        await outsider.ask(ASK, input=asked)
    assert refused.value.code == "CONFLICT"
    assert (await outsider.ask(OWN))["viewer"]["requests"][0]["isAccepted"] is None
    [request] = await waiting(hub)
    assert (await heard(moderator, before[0], "RequestReceived"))["request"]["name"] == request["name"]
    letters = await box.wait_for(2)
    assert {"moderator@zmp.example", "coordinator@zmp.example"} == {str(letter["To"]) for letter in letters}

    await moderator.ask(ANSWER, input={"requestId": made["id"]})
    assert (await heard(outsider, before[1], "RequestAnswered"))["request"]["isAccepted"] is True
    assert (await outsider.ask(OWN))["viewer"]["requests"][0]["isAccepted"] is True
    assert ("MEMBER", "Tarnów") in await standings_of(hub, request["name"])
    assert "outsider@gdynia.example" in {str(letter["To"]) for letter in await box.wait_for(3)}
    with pytest.raises(Refused) as refused:
        await moderator.ask(ANSWER, input={"requestId": made["id"]})
    assert refused.value.code == "CONFLICT"


async def test_a_refusal_says_why_to_who_asked_and_not_to_the_log(hub: Hub, box: Postbox) -> None:
    network, outsider, moderator = await listed(hub), await hub.person("outsider"), await hub.person("moderator")
    made = (await outsider.ask(ASK, input={"networkId": network, "city": "Tarnów"}))["requestToJoin"]["request"]
    before = await standings(hub)
    await moderator.ask(REFUSE, input={"requestId": made["id"], "reason": "Prosimy przez urząd."})
    [own] = (await outsider.ask(OWN))["viewer"]["requests"]
    assert (own["isAccepted"], own["reason"]) == (False, "Prosimy przez urząd.")
    await until(lambda: "outsider@gdynia.example" in {str(letter["To"]) for letter in box.letters}, "the letter")
    assert "Prosimy przez urząd." in text_of(box.letters[-1])
    assert await standings(hub) == before
    async with hub.database.engine.connect() as connection:
        acts = (await connection.execute(select(Act.kind, Act.reason))).all()
    assert (ActKind.REQUEST_REFUSED, "") in [tuple(act) for act in acts]


async def standings(hub: Hub) -> int:
    async with hub.database.engine.connect() as connection:
        return int((await connection.execute(select(func.count()).select_from(Standing))).scalar_one())


@pytest.mark.any_database
async def test_a_network_that_is_not_listed_cannot_be_asked_for(hub: Hub) -> None:
    network, outsider = (await hub.network())["id"], await hub.person("outsider")
    async with hub.database.engine.begin() as connection:
        await connection.execute(update(Network).values(is_listed=False))
    refusals = set()
    for asked in (network, network[:-10] + "0000000000", "nonsense"):
        with pytest.raises(Refused) as refused:
            await outsider.ask(ASK, input={"networkId": asked, "city": "Tarnów"})
        refusals.add((refused.value.code, refused.value.message))
    assert {code for code, _ in refusals} == {"NOT_FOUND"}
    assert len(refusals) == 1


async def test_who_may_not_answer_changes_nothing_and_who_asked_takes_it_back(hub: Hub) -> None:
    network, outsider = await listed(hub), await hub.person("outsider")
    made = (await outsider.ask(ASK, input={"networkId": network, "city": "Sandomierz"}))["requestToJoin"]["request"]
    id = {"requestId": made["id"]}
    for who, refusal in (("member", "NOT_FOUND"), ("observer", "NOT_FOUND"), ("outsider", "NOT_ALLOWED")):
        with pytest.raises(Refused) as refused:
            await (await hub.person(who)).ask(ANSWER, input=id)
        assert refused.value.code == refusal
    with pytest.raises(Refused, match="Sandomierz") as refused:  # a new city is for a coordinator to seat
        await (await hub.person("moderator")).ask(ANSWER, input=id)
    assert refused.value.code == "NOT_ALLOWED"
    assert (await waiting(hub))[0]["answeredAt"] is None
    assert (await outsider.ask(TAKE_BACK, input=id))["takeBackRequest"]["request"]["answeredAt"]


async def link_for(who: Asking, hub: Hub, **said: Any) -> tuple[str, str]:
    input = {"networkId": (await hub.network())["id"], "kind": "MEMBER", "mostUses": 3, "hours": 2} | said
    made = (await who.ask(LINK, input=input))["createInvitationLink"]
    return made["link"].partition("#")[2], made["invitation"]["id"]


async def test_a_link_in_a_room_asks_for_strangers_and_guests_and_ends(hub: Hub, box: Postbox) -> None:
    moderator = await hub.person("moderator")
    secret, _ = await link_for(moderator, hub)
    assert (await hub.stranger.ask(OFFER, secret=secret))["invitationOffer"]["form"] == "LINK"
    # What a stranger is told does not depend on whether the address is known here, or in this network.
    said = {"secret": secret, "city": "Tarnów", "name": "Jan Kos"}
    answers = [
        await hub.browser().ask(USE, input=said | {"email": email})
        for email in ("jan@kos.example", "member@tarnow.example")
    ]
    assert answers[0] == answers[1]
    assert answers[0]["data"] == {"useInvitationLink": {"use": "ASKED"}}
    assert await (await hub.person("outsider")).ask(USE, input={"secret": secret, "city": "Tarnów"})
    over = await hub.browser().ask(USE, input=said | {"email": "czwarty@kos.example"})
    assert code(over)[0] == "INVALID"
    assert {request["origin"] for request in await waiting(hub)} == {"LINK"}
    assert len(await waiting(hub)) == 3
    [jan] = [request for request in await waiting(hub) if request["email"] == "jan@kos.example"]
    await moderator.ask(ANSWER, input={"requestId": jan["id"]})
    await accept(hub.browser(), await secret_for(box, "jan@kos.example"))
    assert await standings_of(hub, "Jan Kos") == [("MEMBER", "Tarnów")]


async def test_fifty_hands_use_a_link_as_often_as_it_says(hub: Hub, coordinator: Asking) -> None:
    secret, _ = await link_for(coordinator, hub, mostUses=7)
    answers = await asyncio.gather(
        *(
            hub.browser().ask(
                USE, input={"secret": secret, "city": "Tarnów", "name": f"Osoba {n}", "email": f"o{n}@kos.example"}
            )
            for n in range(50)
        )
    )
    assert sum(not answer.get("errors") for answer in answers) == 7
    assert len(await waiting(hub)) == 7


async def test_a_link_that_admits_lets_in_at_once_whoever_proves_their_address(
    hub: Hub, box: Postbox, coordinator: Asking
) -> None:
    with pytest.raises(Refused) as refused:
        await link_for(await hub.person("moderator"), hub, admits=True)
    assert refused.value.code == "NOT_ALLOWED"
    secret, _ = await link_for(coordinator, hub, admits=True)
    outsider = await hub.person("outsider")
    assert (await outsider.ask(USE, input={"secret": secret, "city": "Sandomierz"}))["useInvitationLink"][
        "use"
    ] == "JOINED"
    stranger = hub.browser()
    said = {"secret": secret, "city": "Tarnów", "name": "Jan Kos", "email": "jan@kos.example"}
    assert (await stranger.ask(USE, input=said))["data"]["useInvitationLink"]["use"] == "MAILED"
    assert await stranger.who() is None
    await accept(stranger, await secret_for(box, "jan@kos.example"))
    assert await standings_of(hub, "Jan Kos") == [("MEMBER", "Tarnów")]


async def test_an_office_names_its_people_and_each_is_confirmed(hub: Hub, box: Postbox, coordinator: Asking) -> None:
    network = (await hub.network())["id"]
    invited = {"networkId": network, "email": "sekretariat@sandomierz.example", "city": "Sandomierz", "kind": "MEMBER"}
    await coordinator.ask(OFFICE, input=invited)
    secret = await secret_for(box, "sekretariat@sandomierz.example")
    assert code(await accept(hub.browser(), secret))[0] == "INVALID"  # an office is nobody who signs in
    named = [{"name": f"Osoba {n}", "email": f"o{n}@sandomierz.example", "function": "referent"} for n in (1, 2)]
    word = "Nominacja burmistrza z 3 czerwca"
    said = {"secret": secret, "representatives": named, "word": word}
    office = hub.browser()
    assert (await office.ask(NAME, input=said))["data"]["nameRepresentatives"]["namedCount"] == 2
    assert code(await office.ask(NAME, input=said))[0] == "INVALID"
    requests = await waiting(hub)
    assert {(request["origin"], request["words"]) for request in requests} == {("OFFICE", word)}
    with pytest.raises(Refused) as refused:
        await (await hub.person("moderator")).ask(ANSWER, input={"requestId": requests[0]["id"]})
    assert refused.value.code == "NOT_ALLOWED"
    first = next(request for request in requests if request["name"] == "Osoba 1")
    await coordinator.ask(ANSWER, input={"requestId": first["id"]})
    await accept(hub.browser(), await secret_for(box, "o1@sandomierz.example"))
    assert await standings_of(hub, "Osoba 1") == [("MEMBER", "Sandomierz")]
    assert await standings_of(hub, "Osoba 2") == []


async def test_twenty_requests_of_an_hour_are_one_letter_to_each_who_answers(hub: Hub, box: Postbox) -> None:
    moderator = await hub.person("moderator")
    secret, _ = await link_for(moderator, hub, mostUses=20)
    for n in range(5):
        said = {"secret": secret, "city": "Tarnów", "name": f"Osoba {n}", "email": f"o{n}@kos.example"}
        await hub.browser().ask(USE, input=said)
    async with hub.database.engine.connect() as connection:
        asked = select(func.count()).where(JoinRequest.email.like("o%@kos.example"))
        assert (await connection.execute(asked)).scalar_one() == 5
    await box.wait_for(2)
    await asyncio.sleep(0.5)
    assert len(box.letters) == 2
