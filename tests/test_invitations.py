"""Invitations by e-mail: who may, what the letter opens, once, and what it does not."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from hub import clock
from hub.models import City, Invitation, Network, NetworkState, Person, Standing
from tests.cast import Hub, Refused
from tests.cast import Person as Asking
from tests.mailing import (
    INVITATIONS,
    OFFER,
    RESEND,
    WITHDRAW,
    accept,
    box,
    code,
    coordinator,
    hub,
    invite,
    secret_for,
    standings_of,
)
from tests.patience import PATIENCE
from tests.postbox import Postbox

__all__ = ["box", "coordinator", "hub"]

ANNA = "anna.lis@tarnow.example"


async def count(hub: Hub, model: type[Person] | type[Standing]) -> int:
    async with hub.database.engine.connect() as connection:
        return int((await connection.execute(select(func.count()).select_from(model))).scalar_one())


async def test_a_letter_opens_an_account_a_seat_and_the_network(hub: Hub, box: Postbox, coordinator: Asking) -> None:
    made = await invite(hub, coordinator, ANNA, name="Anna Lis", city="Sandomierz", function="kierowniczka")
    assert made["city"]["name"] == "Sandomierz"
    secret = await secret_for(box, ANNA)
    offer = (await hub.stranger.ask(OFFER, secret=secret))["invitationOffer"]
    assert offer == {
        "form": "PERSON",
        "kind": "MEMBER",
        "email": ANNA,
        "name": "Anna Lis",
        "networkName": "Miasto obywateli",
        "invitedBy": "Krzysztof Walendziak",
        "isNewcomer": True,
        "isConfirmedFirst": False,
        "city": {"name": "Sandomierz"},
    }
    anna = hub.browser()
    answer = (await accept(anna, secret))["data"]["acceptInvitation"]
    assert answer["viewer"] == {"email": ANNA, "person": {"name": "Anna Lis"}}
    assert answer["standing"]["seat"]["city"]["name"] == "Sandomierz"
    assert await anna.who() == ANNA
    assert await standings_of(hub, "Anna Lis") == [("MEMBER", "Sandomierz")]
    assert (await anna.ask('{ network(slug: "obywateli") { name } }'))["data"]["network"] is not None
    assert (await anna.ask('{ network(slug: "cyfrowe") { name } }'))["data"]["network"] is None


async def test_fifty_at_once_make_one_member(hub: Hub, box: Postbox, coordinator: Asking) -> None:
    await invite(hub, coordinator, ANNA, name="Anna Lis")
    secret = await secret_for(box, ANNA)
    before = await count(hub, Person), await count(hub, Standing)
    answers = await asyncio.gather(*(accept(hub.browser(), secret) for _ in range(50)))
    assert sum(not answer.get("errors") for answer in answers) == 1
    assert {code(answer)[0] for answer in answers if answer.get("errors")} <= {"INVALID", "UNAVAILABLE"}
    assert (await count(hub, Person), await count(hub, Standing)) == (before[0] + 1, before[1] + 1)


async def test_used_ended_withdrawn_renewed_and_never_made_look_alike(
    hub: Hub, box: Postbox, coordinator: Asking
) -> None:
    secrets = {"never": "nothing"}
    for name in ("used", "ended", "withdrawn", "renewed"):
        made = await invite(hub, coordinator, f"{name}@tarnow.example", name=name)
        secrets[name] = await secret_for(box, f"{name}@tarnow.example")
        if name == "used":
            assert not (await accept(hub.browser(), secrets[name])).get("errors")
        if name == "ended":
            async with hub.database.engine.begin() as connection:
                ended = update(Invitation).where(Invitation.email == "ended@tarnow.example")
                await connection.execute(ended.values(expires_at=clock.now() - timedelta(seconds=1)))
        if name == "withdrawn":
            assert (await coordinator.ask(WITHDRAW, input={"invitationId": made["id"]}))["withdrawInvitation"]
        if name == "renewed":
            await coordinator.ask(RESEND, input={"invitationId": made["id"]})
            await secret_for(box, "renewed@tarnow.example", count=2)
    before = await count(hub, Standing)
    answers = {str(await accept(hub.browser(), secret)) for secret in secrets.values()}
    offers = {str(await hub.stranger.ask(OFFER, secret=secret)) for secret in secrets.values()}
    assert len(answers) == len(offers) == 1
    assert "INVALID" in answers.pop()
    assert await count(hub, Standing) == before
    assert not (await accept(hub.browser(), await secret_for(box, "renewed@tarnow.example", count=2))).get("errors")


@pytest.mark.any_database
async def test_opening_the_page_or_the_offer_uses_nothing_up(hub: Hub, box: Postbox, coordinator: Asking) -> None:
    await invite(hub, coordinator, ANNA, name="Anna Lis")
    secret = await secret_for(box, ANNA)
    for _ in range(3):
        assert (await hub.web.get(f"{hub.origin}/zaproszenie")).status_code == 200
        assert (await hub.stranger.ask(OFFER, secret=secret))["invitationOffer"]
    assert not (await accept(hub.browser(), secret)).get("errors")


@pytest.mark.any_database
async def test_who_is_there_already_is_told_so_and_the_invitation_stays_unused(
    hub: Hub, box: Postbox, coordinator: Asking
) -> None:
    await invite(hub, coordinator, ANNA, name="Anna Lis")
    with pytest.raises(Refused) as refused:
        await invite(hub, coordinator, "member@tarnow.example")
    assert refused.value.code == "CONFLICT"
    with pytest.raises(Refused) as refused:
        await invite(hub, coordinator, ANNA)
    assert refused.value.code == "CONFLICT"
    # Two letters to the same person: the second finds them there.
    await invite(hub, coordinator, "second@tarnow.example", name="Second")
    first, second = await secret_for(box, ANNA), await secret_for(box, "second@tarnow.example")
    async with hub.database.engine.begin() as connection:
        await connection.execute(update(Invitation).where(Invitation.name == "Second").values(email=ANNA))
    assert not (await accept(hub.browser(), first)).get("errors")
    browser = hub.browser()
    assert code(await accept(browser, second))[0] == "CONFLICT"
    assert await browser.who() is None
    assert (await hub.stranger.ask(OFFER, secret=second))["invitationOffer"]


@pytest.mark.any_database
async def test_moderators_invite_cities_that_sit_there_and_coordinators_all(hub: Hub) -> None:
    moderator, member, observer = [await hub.person(name) for name in ("moderator", "member", "observer")]
    assert (await invite(hub, moderator, ANNA))["state"] == "WAITING"
    for who, said, refusal in (
        (moderator, {"city": "Sandomierz"}, "NOT_ALLOWED"),
        (moderator, {"kind": "MODERATOR"}, "NOT_ALLOWED"),
        (moderator, {"kind": "COORDINATOR"}, "NOT_ALLOWED"),
        (member, {}, "NOT_ALLOWED"),
        (observer, {}, "NOT_ALLOWED"),
        (await hub.person("outsider"), {}, "NOT_FOUND"),
        (hub.stranger, {}, "NOT_SIGNED_IN"),
    ):
        with pytest.raises(Refused) as refused:
            await invite(hub, who, "jan.kos@tarnow.example", **said)
        assert refused.value.code == refusal, said
    coordinator = await hub.person("coordinator")
    assert len((await coordinator.ask(INVITATIONS, slug="obywateli"))["network"]["invitations"]["edges"]) == 1
    for who in (member, observer):
        assert (await who.ask(INVITATIONS, slug="obywateli"))["network"]["invitations"]["edges"] == []
    assert (await invite(hub, coordinator, ANNA, kind="MODERATOR"))["city"] is None


@pytest.mark.any_database
async def test_only_cities_of_the_association_observe_and_not_while_the_network_forms(
    hub: Hub, coordinator: Asking
) -> None:
    observing = {"kind": "OBSERVER", "city": "Sandomierz"}
    async with hub.database.engine.begin() as connection:
        await connection.execute(update(City).where(City.name == "Sandomierz").values(is_zmp_member=False))
    with pytest.raises(Refused, match="Związku Miast Polskich") as refused:
        await invite(hub, coordinator, ANNA, **observing)
    assert refused.value.code == "NOT_ALLOWED"
    async with hub.database.engine.begin() as connection:
        await connection.execute(update(City).where(City.name == "Sandomierz").values(is_zmp_member=True))
        await connection.execute(update(Network).values(state=NetworkState.FORMING))
    with pytest.raises(Refused, match="dopiero powstaje"):
        await invite(hub, coordinator, ANNA, **observing)
    async with hub.database.engine.begin() as connection:
        await connection.execute(update(Network).values(state=NetworkState.WORKING))
    assert (await invite(hub, coordinator, ANNA, **observing))["kind"] == "OBSERVER"
    with pytest.raises(Refused) as refused:  # Tarnów is a member there
        await invite(hub, coordinator, ANNA, kind="OBSERVER")
    assert refused.value.code == "CONFLICT"


async def test_what_the_city_has_become_meanwhile_is_what_one_becomes(
    hub: Hub, box: Postbox, coordinator: Asking
) -> None:
    await invite(hub, coordinator, ANNA, name="Anna Lis", city="Bochnia", kind="OBSERVER")
    seats = '{ network(slug: "obywateli") { seats(first: 100) { edges { node { id city { name } } } } } }'
    edges = (await coordinator.ask(seats))["network"]["seats"]["edges"]
    [seat] = [edge["node"]["id"] for edge in edges if edge["node"]["city"]["name"] == "Bochnia"]
    change = "mutation ($input: ChangeSeatInput!) { changeSeat(input: $input) { seat { id } } }"
    await coordinator.ask(change, input={"seatId": seat, "kind": "MEMBER"})
    await accept(hub.browser(), await secret_for(box, ANNA))
    assert await standings_of(hub, "Anna Lis") == [("MEMBER", "Bochnia")]


async def test_a_key_makes_one_invitation_and_one_letter(hub: Hub, box: Postbox, coordinator: Asking) -> None:
    made = [await invite(hub, coordinator, ANNA, idempotencyKey="raz") for _ in range(3)]
    assert len({one["id"] for one in made}) == 1
    await secret_for(box, ANNA)
    await asyncio.sleep(0.5)
    assert len(box.letters) == 1
    with pytest.raises(Refused) as refused:
        await invite(hub, coordinator, "inny@tarnow.example", idempotencyKey="raz")
    assert refused.value.code == "CONFLICT"


async def test_one_sees_what_became_of_a_letter(hub: Hub, box: Postbox, coordinator: Asking) -> None:
    box.answers["nikt@tarnow.example"] = "550 5.1.1 Nobody of that name"
    for email in ("nikt@tarnow.example", ANNA):
        await invite(hub, coordinator, email, name=email)
    secret = await secret_for(box, ANNA)
    await accept(hub.browser(), secret)
    async with asyncio.timeout(PATIENCE):
        while True:
            edges = (await coordinator.ask(INVITATIONS, slug="obywateli"))["network"]["invitations"]["edges"]
            found = {edge["node"]["email"]: edge["node"] for edge in edges}
            if found["nikt@tarnow.example"]["state"] == "BOUNCED":
                break
            await asyncio.sleep(0.1)
    assert found[ANNA]["state"] == "JOINED"
    assert found[ANNA]["acceptedBy"] == {"name": ANNA}
    assert "Nobody of that name" in found["nikt@tarnow.example"]["bounce"]


@pytest.mark.any_database
async def test_an_account_elsewhere_keeps_its_name_and_is_not_told_of_beforehand(
    hub: Hub, box: Postbox, coordinator: Asking
) -> None:
    known = await invite(hub, coordinator, "outsider@gdynia.example", name="Ktoś", city="Tarnów")
    unknown = await invite(hub, coordinator, "nobody@gdynia.example", name="Ktoś", city="Tarnów")
    assert {k: v for k, v in known.items() if k not in ("id", "email")} == {
        k: v for k, v in unknown.items() if k not in ("id", "email")
    }
    answer = await accept(hub.browser(), await secret_for(box, "outsider@gdynia.example"), "Inne Nazwisko")
    name = answer["data"]["acceptInvitation"]["viewer"]["person"]["name"]
    assert name not in ("Ktoś", "Inne Nazwisko")
    assert await standings_of(hub, name) == [("MEMBER", "Tarnów")]


async def test_to_the_leaders_one_comes_when_a_coordinator_has_confirmed(
    hub: Hub, box: Postbox, coordinator: Asking
) -> None:
    async with hub.database.engine.begin() as connection:
        await connection.execute(update(Network).where(Network.slug == "obywateli").values(admits_heads_only=True))
    await invite(hub, coordinator, ANNA, name="Anna Lis", function="burmistrz")
    mayor = hub.browser()
    answer = (await accept(mayor, await secret_for(box, ANNA)))["data"]["acceptInvitation"]
    assert (answer["standing"], answer["request"]["origin"]) == (None, "HEAD")
    assert await mayor.who() == ANNA
    assert (await mayor.ask('{ network(slug: "obywateli") { name } }'))["data"]["network"] is None
    confirm = "mutation ($input: JoinRequestInput!) { acceptRequest(input: $input) { request { isAccepted } } }"
    with pytest.raises(Refused) as refused:
        await (await hub.person("moderator")).ask(confirm, input={"requestId": answer["request"]["id"]})
    assert refused.value.code == "NOT_ALLOWED"
    await coordinator.ask(confirm, input={"requestId": answer["request"]["id"]})
    assert await standings_of(hub, "Anna Lis") == [("MEMBER", "Tarnów")]
