"""Access tokens: made in person, confined to networks, for a time; none opens more than its person may."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from hub import clock, people
from hub.models import AccessToken
from tests.cast import Browser, Hub, Person, Refused
from tests.test_security import TOKENS, code, signed_in

CREATE = """mutation ($input: CreateTokenInput!) {
  createToken(input: $input) { secret token { id mayWrite expiresAt networks { slug } } }
}"""
NETWORKS = "{ networks(first: 100) { edges { node { slug } } } }"
COORDINATOR = "coordinator@zmp.example"


async def made(browser: Browser, **input: Any) -> dict[str, Any]:
    answer = await browser.ask(CREATE, input={"name": "Strona urzędu", **input})
    assert answer.get("data"), answer
    created: dict[str, Any] = answer["data"]["createToken"]
    return created


def program(hub: Hub, secret: str) -> Person:
    return Person(hub.origin, hub.web, secret)


async def slugs(person: Person) -> set[str]:
    return {edge["node"]["slug"] for edge in (await person.ask(NETWORKS))["networks"]["edges"]}


async def test_a_token_is_made_for_some_networks_and_opens_no_other(hub: Hub) -> None:
    browser, coordinator = await signed_in(hub, address=COORDINATOR), await hub.person("coordinator")
    network, other = await hub.network(), await hub.network("cyfrowe")
    created = await made(browser, networkIds=[network["id"]])
    assert created["token"]["networks"] == [{"slug": "obywateli"}]
    reader = program(hub, created["secret"])
    assert await slugs(reader) == {"obywateli"} < await slugs(coordinator)
    nothing = await reader.ask(
        """query ($id: ID!, $thread: ID!) {
          node(id: $id) { id } nodes(ids: [$thread]) { id } network(slug: "cyfrowe") { id }
        }""",
        id=other["id"],
        thread=next(iter(other["threads"].values()))["id"],
    )
    assert nothing == {"node": None, "nodes": [None], "network": None}
    async with reader.hearing(other["id"]) as news:
        with pytest.raises(Refused) as refused:
            await news.batch()
    assert refused.value.code == "NOT_FOUND"
    async with reader.hearing(network["id"]) as news:
        assert (await news.batch())["control"]["__typename"] == "Heartbeat"


@pytest.mark.any_database
async def test_a_token_reads_unless_it_is_made_to_write_and_makes_no_other(hub: Hub) -> None:
    browser = await signed_in(hub)
    reading, writing = await made(browser), await made(browser, mayWrite=True)
    for secret in (reading["secret"], writing["secret"]):
        with pytest.raises(Refused) as refused:
            await program(hub, secret).ask(CREATE, input={"name": "Jeszcze jeden"})
        assert refused.value.code == "NOT_ALLOWED"
    assert [token["mayWrite"] for token in (await browser.ask(TOKENS))["data"]["viewer"]["tokens"]] == [True, False]


@pytest.mark.any_database
async def test_what_does_not_fit_makes_no_token(hub: Hub) -> None:
    browser, elsewhere = await signed_in(hub), await hub.network("cyfrowe")
    for input, expected in (
        ({"name": " "}, ("INVALID", "name")),
        ({"expiresAt": "2020-01-01T00:00:00Z"}, ("INVALID", "expiresAt")),
        ({"expiresAt": (clock.now() + timedelta(days=400)).isoformat()}, ("INVALID", "expiresAt")),
        ({"networkIds": [elsewhere["id"]]}, ("NOT_FOUND", None)),
        ({"networkIds": ["network_x"]}, ("NOT_FOUND", None)),
    ):
        assert code(await browser.ask(CREATE, input={"name": "Strona", **input})) == expected
    assert code(await hub.browser().ask(CREATE, input={"name": "Strona"})) == ("NOT_SIGNED_IN", None)
    assert (await browser.ask(TOKENS))["data"]["viewer"]["tokens"] == []


async def test_a_token_ends_by_itself_and_what_it_follows_closes(hub: Hub) -> None:
    browser, network = await signed_in(hub), await hub.network()
    reader = program(hub, (await made(browser))["secret"])
    async with reader.hearing(network["id"]) as news:
        await news.batch()
        async with hub.database.engine.begin() as connection:
            await connection.execute(update(AccessToken).values(expires_at=clock.now()))
        assert (await reader.post({"query": NETWORKS})).status_code == 401
        await people.end_expired_tokens(hub.operator)
        await news.socket.wait_closed()
    assert news.socket.close_code == 4403


@pytest.mark.any_database
async def test_its_last_use_is_told_to_the_day(hub: Hub) -> None:
    browser = await signed_in(hub)
    reader = program(hub, (await made(browser))["secret"])
    asked = "{ viewer { tokens { usedAt } } }"
    assert (await browser.ask(asked))["data"]["viewer"]["tokens"] == [{"usedAt": None}]
    await slugs(reader)
    first = (await browser.ask(asked))["data"]["viewer"]["tokens"]
    await slugs(reader)
    assert first == (await browser.ask(asked))["data"]["viewer"]["tokens"] != [{"usedAt": None}]


@pytest.mark.any_database
async def test_making_one_again_under_the_same_key_makes_no_other_and_ending_it_again_is_the_same(hub: Hub) -> None:
    browser = await signed_in(hub)
    created = await made(browser, idempotencyKey="strona")
    assert code(await browser.ask(CREATE, input={"name": "Strona urzędu", "idempotencyKey": "strona"}))[0] == "CONFLICT"
    assert len((await browser.ask(TOKENS))["data"]["viewer"]["tokens"]) == 1
    end = "mutation ($input: EndTokenInput!) { endToken(input: $input) { token { id endedAt } } }"
    given = {"tokenId": created["token"]["id"], "idempotencyKey": "koniec"}
    assert await browser.ask(end, input=given) == await browser.ask(end, input=given)
