"""Audits that others have made of servers like this one."""

import json
from typing import Any

import pytest

from tests.cast import Hub, Person
from tests.clients.programs import node

pytestmark = pytest.mark.any_database

BY_GET = {"5A70", "D6D5", "6A70"}
"""Notices that a server may answer by GET. This one does not, on purpose: an address is logged, and prefetched."""


async def test_graphql_over_http_as_graphql_http_audits_it(hub: Hub, member: Person) -> None:
    """https://github.com/graphql/graphql-http#audit-graphql-http-server"""
    process = await node("audit.mjs", f"{hub.origin}/graphql", str(member.token))
    said, failed = await process.communicate()
    assert process.returncode == 0, failed.decode()
    *found, summary = map(json.loads, said.splitlines())
    assert summary["audits"] >= 61
    assert {(it["id"], it["status"]) for it in found} == {(id, "notice") for id in BY_GET}, found


# The checks of https://github.com/dolevf/graphql-cop, and the duplication of fields that it leaves out


async def refused(person: Person, query: str, **more: Any) -> str:
    """The first error, of a document that was not run."""
    answer = await person.post({"query": query, **more})
    assert answer.status_code == 400, answer.text
    assert "data" not in answer.json()
    (error, *_) = answer.json()["errors"]
    return str(error["message"])


async def test_a_stranger_learns_nothing_of_the_contract(hub: Hub) -> None:
    await refused(hub.stranger, "{ __schema { types { name fields { name } } } }")
    await refused(hub.stranger, '{ __type(name: "Query") { name } }')
    for query in (
        "{ viewe }",
        "{ networks(firs: 1) { edges { cursor } } }",
        "{ node(id: 1) { ... on Netwrk { id } } }",
    ):
        assert "mean" not in await refused(hub.stranger, query)


async def test_nothing_is_multiplied(hub: Hub) -> None:
    many = 101
    await refused(hub.stranger, "{ " + " ".join(f"alias{at}: __typename" for at in range(many)) + " }")
    await refused(hub.stranger, "{ " + "__typename " * 500 + "viewer { email } " * 500 + "}")
    await refused(hub.stranger, "{ __typename " + "@aa" * 10 + " @bb }")
    circle = "types { fields { type { " * 7 + "name" + " } } }" * 7
    await refused(hub.stranger, "{ __schema { " + circle + " } }")
    batch = await hub.stranger.send(json.dumps([{"query": "{ __typename }"}] * 10).encode())
    assert batch.status_code == 400


async def test_nothing_is_asked_by_address_or_form_and_nothing_is_traced(hub: Hub, member: Person) -> None:
    at = f"{hub.origin}/graphql"
    for way in ("{ __typename }", "mutation { signOut { __typename } }"):
        assert (await member.web.get(at, params={"query": way}, headers=member.headers)).status_code == 405
        assert (await member.web.post(at, data={"query": way}, headers=member.headers)).status_code == 415
    page = await member.web.get(at, headers={"accept": "text/html"})
    assert page.status_code == 405
    answer = await member.post({"query": "{ __typename }"}, **{"apollo-federation-include-trace": "ftv1"})
    assert set(answer.json()["extensions"]) == {"cost"}


async def test_a_fault_tells_nothing_of_what_is_inside(hub: Hub, member: Person) -> None:
    for query in ("query { }", "\\", '{ node(id: "\\u0001") { id } }', "{ node(id: {}) { id } }"):
        answer = await member.post({"query": query})
        assert "Traceback" not in answer.text
        assert ".py" not in answer.text
        assert answer.status_code in (200, 400)
