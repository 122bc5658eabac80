"""Service accounts, and tokens for some kinds of things: what they open, and that nothing else is there for them."""

import asyncio
from typing import Any

import pytest

from tests.ballot_box import QUESTION, closes, opened, votes
from tests.cast import Browser, Hub, Person, Refused
from tests.test_security import code, signed_in
from tests.test_tokens import COORDINATOR, CREATE, made, program

ADD = """mutation ($input: AddServiceInput!) {
  addService(input: $input) { standing { id kind person { id name } } }
}"""
END = 'mutation ($id: ID!) { endStanding(input: { standingId: $id, reason: "Nie działa" }) { standing { id } } }'
EVERYTHING = """query ($thread: ID!, $poll: ID!, $standing: ID!) {
  networks { edges { node { slug personCount acts { edges { cursor } } seats { edges { cursor } } } } }
  thread: node(id: $thread) { id ... on Thread { author { id did phone email } posts { edges { node { body } } } } }
  poll: node(id: $poll) { id }
  standing: node(id: $standing) { id }
  search(text: "\\"trudne rozmowy\\"") { edges { cursor } }
}"""


BALLOTS = "query ($id: ID!) { node(id: $id) { ... on Poll { question ballots { words } } } }"


async def service(browser: Browser, network: str, **input: Any) -> dict[str, Any]:
    answer = await browser.ask(ADD, input={"networkId": network, "name": "Strona ZMP", **input})
    assert answer.get("data"), answer
    standing: dict[str, Any] = answer["data"]["addService"]["standing"]
    return standing


async def test_a_service_account_reads_what_its_token_opens_and_nothing_else_is_there(
    hub: Hub, member: Person, moderator: Person
) -> None:
    browser, network = await signed_in(hub, address=COORDINATOR), await hub.network()
    thread = network["threads"]["Trudne rozmowy"]["id"]
    poll = await opened(moderator, hub)
    await votes(member, poll, "for")
    standing = await service(browser, network["id"])
    asked = {"thread": thread, "poll": poll["id"], "standing": standing["id"]}
    bare = program(hub, (await made(browser, serviceId=standing["id"]))["secret"])
    there = {"slug": "obywateli", "personCount": 0, "acts": {"edges": []}, "seats": {"edges": []}}
    nothing = {"networks": {"edges": [{"node": there}]}, "thread": None, "poll": None, "standing": None}
    assert await bare.ask(EVERYTHING, **asked) == nothing | {"search": {"edges": []}}
    reader = program(hub, (await made(browser, serviceId=standing["id"], scopes=["DISCUSSION", "POLLS"]))["secret"])
    seen = await reader.ask(EVERYTHING, **asked)
    assert seen["thread"]["posts"]["edges"]
    assert {name: seen["thread"]["author"][name] for name in ("did", "phone", "email")} == dict.fromkeys(
        ("did", "phone", "email")
    )
    assert (seen["poll"], seen["standing"]) == (None, None), "a poll is there once it has ended; people never are"
    await closes(moderator, poll)
    assert (await reader.ask(BALLOTS, id=poll["id"]))["node"] == {"question": QUESTION, "ballots": []}
    with pytest.raises(Refused) as refused:
        await reader.ask(
            'mutation ($id: ID!) { reply(input: { threadId: $id, body: "Tak" }) { post { id } } }', id=thread
        )
    assert refused.value.code == "NOT_ALLOWED"
    async with reader.hearing(network["id"]) as news:
        with pytest.raises(Refused) as refused:
            await news.batch()
    assert refused.value.code == "NOT_ALLOWED"


async def test_it_is_seen_as_a_program_counts_as_nobody_and_is_spoken_to_by_nobody(hub: Hub, member: Person) -> None:
    browser, network = await signed_in(hub, address=COORDINATOR), await hub.network()
    counted = '{ network(slug: "obywateli") { personCount memberCityCount } }'
    before = await member.ask(counted)
    standing = await service(browser, network["id"])
    assert await member.ask(counted) == before
    each = "people(first: 100) { edges { node { kind person { name } tokens { id } } } }"
    shown = f'{{ network(slug: "obywateli") {{ {each} }} }}'
    people = [edge["node"] for edge in (await member.ask(shown))["network"]["people"]["edges"]]
    assert {"kind": "SERVICE", "person": {"name": "Strona ZMP"}, "tokens": []} in people
    found = await member.ask(
        'query ($thread: ID!) { node(id: $thread) { ... on Thread { mentionable(text: "Strona") { name } } } }',
        thread=network["threads"]["Trudne rozmowy"]["id"],
    )
    assert found == {"node": {"mentionable": []}}
    created = await made(browser, serviceId=standing["id"], scopes=["RESULTS"])
    (told,) = (
        await browser.ask(
            "query ($id: ID!) { node(id: $id) { ... on Standing { tokens { id scopes } } } }", id=standing["id"]
        )
    )["data"]["node"]["tokens"]
    assert told == {"id": created["token"]["id"], "scopes": ["RESULTS"]}


async def test_only_who_coordinates_makes_one_and_what_does_not_fit_makes_none(hub: Hub) -> None:
    browser, network = await signed_in(hub, address=COORDINATOR), await hub.network()
    elsewhere = await hub.network("cyfrowe")
    member = await signed_in(hub)
    assert code(await member.ask(ADD, input={"networkId": network["id"], "name": "Strona"})) == ("NOT_ALLOWED", None)
    assert code(await member.ask(ADD, input={"networkId": elsewhere["id"], "name": "X"})) == ("NOT_FOUND", None)
    standing = await service(browser, network["id"])
    for input, expected in (
        ({"mayWrite": True}, ("INVALID", "serviceId")),
        ({"networkIds": [network["id"]]}, ("INVALID", "serviceId")),
        ({"scopes": ["PEOPLE"]}, ("INVALID", "scopes")),
    ):
        input = {"name": "Strona", "serviceId": standing["id"], **input}
        assert code(await browser.ask(CREATE, input=input)) == expected
    assert code(await member.ask(CREATE, input={"name": "Strona", "serviceId": standing["id"]})) == (
        "NOT_ALLOWED",
        None,
    )
    for token in [
        (await made(browser, mayWrite=True))["secret"],
        (await made(browser, serviceId=standing["id"]))["secret"],
    ]:
        with pytest.raises(Refused) as refused:
            await program(hub, token).ask(ADD, input={"networkId": network["id"], "name": "Jeszcze jedno"})
        assert refused.value.code == "NOT_ALLOWED"


async def test_what_it_follows_closes_when_its_token_or_itself_is_ended(hub: Hub) -> None:
    browser, network = await signed_in(hub, address=COORDINATOR), await hub.network()
    standing = await service(browser, network["id"])
    tokens = [await made(browser, serviceId=standing["id"]) for _ in range(2)]
    follow = "subscription { personalEvents { control { __typename } events { __typename } } }"
    endings = [
        ("mutation ($id: ID!) { endToken(input: { tokenId: $id }) { token { id } } }", tokens[0]["token"]["id"]),
        (END, standing["id"]),
    ]
    for token, (ending, id) in zip(tokens, endings, strict=True):
        reader = program(hub, token["secret"])
        async with reader.following(follow) as news:
            await news.message()
            assert "errors" not in await browser.ask(ending, id=id)
            await asyncio.wait_for(news.socket.wait_closed(), 10)
        assert news.socket.close_code == 4403
        assert (await reader.post({"query": "{ networks { edges { cursor } } }"})).status_code == 401


async def test_a_persons_token_for_polls_opens_polls_and_no_conversation(hub: Hub, moderator: Person) -> None:
    browser, network = await signed_in(hub), await hub.network()
    thread, poll = network["threads"]["Trudne rozmowy"]["id"], (await opened(moderator, hub))["id"]
    reader = program(hub, (await made(browser, scopes=["POLLS"], mayWrite=True))["secret"])
    seen = await reader.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=[thread, poll])
    assert seen == {"nodes": [None, {"id": poll}]}
    board = network["boards"]["Trudne rozmowy"]
    for query, id in (
        ('mutation ($id: ID!) { reply(input: { threadId: $id, body: "Tak" }) { post { id } } }', thread),
        (
            'mutation ($id: ID!) { startThread(input: { boardId: $id, title: "A", body: "B" }) { thread { id } } }',
            board,
        ),
    ):
        with pytest.raises(Refused) as refused:
            await reader.ask(query, id=id)
        assert refused.value.code == "NOT_FOUND"
