"""Closed networks: to an outsider what is there answers exactly as what never was."""

import re
import secrets
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from hub import ids
from tests.cast import NEWS, Hub, Person, Refused
from tests.test_events import MISSED
from tests.test_threads import EDIT, REMOVE, REPLY, START

NODE = "query ($id: ID!) { node(id: $id) { __typename id } nodes(ids: [$id]) { __typename } }"
SLUG = "query ($slug: String!) { network(slug: $slug) { id name threads { edges { node { title } } } } }"


def never(id: str) -> str:
    """An id of the same kind that never existed."""
    prefix, _, _ = id.rpartition("_")
    return ids.encode(prefix, uuid4())


async def inside(hub: Hub) -> dict[str, str]:
    """One id of each kind from within Miasto obywateli, by kind."""
    coordinator = await hub.person("coordinator")
    found = (
        await coordinator.ask(
            """{ network(slug: "obywateli") {
                id
                boards { edges { node { id } } }
                threads { edges { node { id posts { edges { node { id } } } } } }
                seats { edges { node { id } } }
                people { edges { node { id person { id } } } }
            } }"""
        )
    )["network"]
    thread = found["threads"]["edges"][0]["node"]
    standing = found["people"]["edges"][0]["node"]
    return {
        "network": found["id"],
        "board": found["boards"]["edges"][0]["node"]["id"],
        "thread": thread["id"],
        "post": thread["posts"]["edges"][0]["node"]["id"],
        "seat": found["seats"]["edges"][0]["node"]["id"],
        "standing": standing["id"],
        "person": standing["person"]["id"],
    }


def bytes_of(response: httpx2.Response, id: str) -> tuple[int, list[tuple[str, str]], bytes]:
    """All that can be told apart, but for the moment and for the id that was asked with."""
    headers = [(name, value) for name, value in response.headers.items() if name != "date"]
    return response.status_code, headers, response.content.replace(id.encode(), b"ID")


@pytest.mark.parametrize("who", ["outsider", "stranger"])
async def test_every_route_answers_as_for_an_id_that_never_was(hub: Hub, who: str) -> None:
    person = hub.stranger if who == "stranger" else await hub.person("outsider")
    real = await inside(hub)
    asked: list[tuple[str, str, dict[str, Any]]] = [(NODE, kind, {"id": "ID"}) for kind in real]
    asked += [
        (MISSED, "network", {"network": "ID"}),
        (START, "board", {"input": {"boardId": "ID", "title": "Dzień dobry", "body": "Czy to działa?"}}),
        (REPLY, "thread", {"input": {"threadId": "ID", "body": "Czy to działa?"}}),
        (EDIT, "post", {"input": {"postId": "ID", "body": "Czy to działa?"}}),
        (REMOVE, "post", {"input": {"postId": "ID"}}),
        ("mutation ($input: MarkReadInput!) { markRead(input: $input) { thread { id } } }", "thread",
         {"input": {"threadId": "ID", "position": 1}}),
    ]  # fmt: skip
    for query, kind, variables in asked:
        answers = []
        for id in (real[kind], never(real[kind])):
            filled = _filled(variables, id)
            answers.append(bytes_of(await person.post({"query": query, "variables": filled}), id))
        assert answers[0] == answers[1], (query, kind)


async def test_a_network_by_its_name_answers_as_one_that_never_was(hub: Hub, outsider: Person) -> None:
    answers = [await outsider.post({"query": SLUG, "variables": {"slug": slug}}) for slug in ("obywateli", "nigdy")]
    assert bytes_of(answers[0], "") == bytes_of(answers[1], "")


async def test_its_stream_answers_as_one_that_never_was(hub: Hub, outsider: Person) -> None:
    network = (await hub.network())["id"]
    heard = []
    for id in (network, never(network)):
        async with outsider.following(NEWS, network=id, after=None) as news:
            heard.append([await news.message()])
    assert heard[0] == heard[1]
    assert heard[0][0]["payload"][0]["extensions"]["code"] == "NOT_FOUND"


async def test_the_outsiders_lists_hold_nothing_of_it(hub: Hub, outsider: Person) -> None:
    seen = await outsider.ask(
        "{ networks { edges { node { slug } } } viewer { networks { edges { node { slug } } } } }"
    )
    for networks in (seen["networks"], seen["viewer"]["networks"]):
        assert [edge["node"]["slug"] for edge in networks["edges"]] == ["cyfrowe"]


async def test_people_met_elsewhere_lead_no_further(hub: Hub, outsider: Person) -> None:
    """Somebody may sit in both networks; the outsider sees the person, and no standing in the other network."""
    seen = await outsider.ask(
        """{ network(slug: "cyfrowe") { people(first: 100) { edges { node { network { slug } person { id } } } } } }"""
    )
    assert {edge["node"]["network"]["slug"] for edge in seen["network"]["people"]["edges"]} == {"cyfrowe"}


async def test_for_observers_a_members_board_and_its_threads_do_not_exist(hub: Hub, observer: Person) -> None:
    network = await hub.network()
    hidden = [network["boards"]["Trudne rozmowy"], network["threads"]["Trudne rozmowy"]["id"]]
    for id in hidden:
        real, absent = [
            bytes_of(await observer.post({"query": NODE, "variables": {"id": asked}}), asked)
            for asked in (id, never(id))
        ]
        assert real == absent
    seen = await observer.ask(
        """{ network(slug: "obywateli") {
            boards { edges { node { title } } }
            threads(first: 100) { edges { node { board { title } } } }
        } }"""
    )
    titles = {edge["node"]["title"] for edge in seen["network"]["boards"]["edges"]}
    assert titles == {"Konsultacje społeczne", "Pytania i odpowiedzi"}
    assert {edge["node"]["board"]["title"] for edge in seen["network"]["threads"]["edges"]} == titles


async def test_a_malformed_id_is_nothing(hub: Hub, member: Person) -> None:
    for id in ("", "thread", "thread_", "thread_" + "z" * 26, "nic_" + "0" * 26, "wątek_" + "ó" * 26, "x" * 5000):
        assert (await member.ask(NODE, id=id)) == {"node": None, "nodes": [None]}
        with pytest.raises(Refused) as refused:
            await member.ask(REPLY, input={"threadId": id, "body": "Czy to działa?"})
        assert refused.value.code == "NOT_FOUND"


async def test_an_id_of_another_kind_is_nothing(hub: Hub, member: Person) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    posing = re.sub("^thread_", "post_", thread)
    assert (await member.ask(NODE, id=posing))["node"] is None


async def test_a_read_token_reads_and_does_not_write(hub: Hub) -> None:
    reader = await hub.person("member", may_write=False)
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    assert (await reader.ask(NODE, id=thread))["node"]["id"] == thread
    with pytest.raises(Refused) as refused:
        await reader.ask(REPLY, input={"threadId": thread, "body": "Czy to działa?"})
    assert refused.value.code == "NOT_ALLOWED"


async def test_a_token_that_is_nobodys_is_refused(hub: Hub) -> None:
    forged = Person(hub.origin, hub.web, f"hub_{secrets.token_urlsafe(32)}")
    answer = await forged.post({"query": "{ viewer { email } }"})
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (401, "NOT_SIGNED_IN")


def _filled(variables: dict[str, Any], id: str) -> dict[str, Any]:
    return {
        name: _filled(value, id) if isinstance(value, dict) else id if value == "ID" else value
        for name, value in variables.items()
    }
