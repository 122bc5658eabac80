"""What does not fit is answered with a code and a sentence; it never ends in a 5xx, and never half happens."""

import json
from itertools import product
from typing import Any

import pytest

from tests.cast import Hub, Person, Refused
from tests.test_importing import everything
from tests.test_threads import EDIT, REPLY, START

BODIES: dict[str, bytes] = {
    "a number": b"5",
    "null": b"null",
    "a text": b'"x"',
    "a list": b"[]",
    "a batch": b'[{"query": "{ viewer { email } }"}]',
    "empty": b"",
    "not UTF-8": b'{"query": "\xff"}',
    "a deep list": b"[" * 100_000,
    "no query": b"{}",
    "a query that is none": b'{"query": 5}',
    "variables that are none": b'{"query": "{ viewer { email } }", "variables": [1]}',
    "a name that is none": b'{"query": "{ viewer { email } }", "operationName": 1}',
    "a lone surrogate": b'{"query": "{ viewer { email } }", "operationName": "\\ud800"}',
    "an unknown operation": b'{"query": "query A { viewer { email } }", "operationName": "B"}',
    "two operations and no name": b'{"query": "query A { viewer { email } } query B { viewer { email } }"}',
    "a subscription": b'{"query": "subscription { networkEvents(network: \\"x\\") { cursor } }"}',
    "only a fragment": b'{"query": "fragment a on Query { viewer { email } }"}',
    "bad syntax": b'{"query": "{ viewer { email }"}',
    "an unknown field": b'{"query": "{ hell }"}',
    "a NUL": json.dumps({"query": '{ network(slug: "a\\u0000") { id } }'}).encode(),
    "a NUL in a variable": json.dumps({"query": "{ viewer { email } }", "variables": {"a": ["\0"]}}).encode(),
    "a surrogate in a document": json.dumps({"query": '{ network(slug: "\\ud800") { id } }'}).encode(),
    "a wrong type": b'{"query": "{ networks(first: \\"ten\\") { edges { cursor } } }"}',
    "a number too large": b'{"query": "{ networks(first: 99999999999999999999) { edges { cursor } } }"}',
}


async def test_a_request_that_cannot_be_run_is_a_400_with_a_code(
    hub: Hub, member: Person, subtests: pytest.Subtests
) -> None:
    for (case, body), person in product(BODIES.items(), (member, hub.stranger)):
        with subtests.test(case):
            answer = await person.send(body)
            assert answer.status_code == 400, answer.text
            (error, *_) = answer.json()["errors"]
            assert error["extensions"]["code"] == "INVALID"
            assert error["message"]
            assert "data" not in answer.json()
            assert "Did you mean" not in answer.text


async def test_only_json_is_taken(hub: Hub) -> None:
    for content_type in (
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/jsonx",
        "",
    ):
        answer = await hub.stranger.send(b'{"query": "{ viewer { email } }"}', content_type=content_type)
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (415, "INVALID")


async def test_a_request_and_a_document_have_a_largest_size(hub: Hub, member: Person) -> None:
    large = await member.send(
        json.dumps({"query": "{ viewer { email } }", "variables": {"a": "x" * 2_200_000}}).encode()
    )
    assert (large.status_code, large.json()["errors"][0]["extensions"]["code"]) == (413, "INVALID")
    long = await member.post({"query": "{ viewer { email } }" + " " * 65_536})
    assert (long.status_code, long.json()["errors"][0]["extensions"]["code"]) == (413, "INVALID")


async def test_get_is_not_a_way_to_ask(hub: Hub) -> None:
    answer = await hub.web.get(f"{hub.origin}/graphql", params={"query": "{ viewer { email } }"})
    assert answer.status_code == 405


async def test_answers_come_in_the_media_type_that_is_accepted(hub: Hub, member: Person) -> None:
    for accept, given in (
        ("application/graphql-response+json", "application/graphql-response+json"),
        ("application/json", "application/json"),
        ("*/*", "application/json"),
    ):
        answer = await member.post({"query": "{ viewer { email } }"}, accept=accept)
        assert answer.headers["content-type"].startswith(given)
        assert answer.headers["cache-control"] == "no-store"


WRITTEN = {
    "empty": "",
    "blank": " \n\t ",
    "too long": "x" * 60_000,
    "a megabyte": "x" * 1_000_000,
    "a control character": "a\x07b",
}


async def test_a_text_that_does_not_fit_is_refused_and_nothing_happens(hub: Hub, member: Person) -> None:
    network = await hub.network()
    thread, board = network["threads"]["Trudne rozmowy"]["id"], network["boards"]["Trudne rozmowy"]
    before = await everything(hub)
    writes: list[tuple[str, str, dict[str, Any]]] = []
    for text in WRITTEN.values():
        writes += [
            (REPLY, "body", {"threadId": thread, "body": text}),
            (START, "body", {"boardId": board, "title": "Tytuł", "body": text}),
            (START, "title", {"boardId": board, "title": text, "body": "Treść"}),
            (START, "title", {"boardId": board, "title": text, "body": "Treść", "idempotencyKey": "k"}),
        ]
    async with member.hearing(network["id"]) as news:
        await news.batch()
        for query, field, input in writes:
            with pytest.raises(Refused) as refused:
                await member.ask(query, input=input)
            assert (refused.value.code, refused.value.field) == ("INVALID", field)
        assert await news.silence(0.2)
    assert await everything(hub) == before


async def test_a_refused_change_leaves_the_post_as_it_was(hub: Hub, member: Person) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    post = (await member.ask(REPLY, input={"threadId": thread, "body": "Tak jest"}))["reply"]["post"]
    with pytest.raises(Refused):
        await member.ask(EDIT, input={"postId": post["id"], "body": ""})
    seen = await member.ask("query ($id: ID!) { node(id: $id) { ... on Post { body editedAt } } }", id=post["id"])
    assert seen["node"] == {"body": "Tak jest", "editedAt": None}


async def test_a_text_of_the_largest_size_fits(hub: Hub, member: Person) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    post = (await member.ask(REPLY, input={"threadId": thread, "body": "ż" * 50_000}))["reply"]["post"]
    assert len(post["body"]) == 50_000


PAGES: list[dict[str, Any]] = [
    {"first": 0},
    {"first": -1},
    {"first": 101},
    {"first": 2_147_483_647},
    {"last": 0},
    {"first": 1, "last": 1},
    {"after": ""},
    {"after": "nonsense"},
    {"after": "ó"},
    {"after": "WyJ0aHJlYWRzIl0="},  # ["threads"]
    {"after": "WyJwb3N0cyIsMTAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwXQ=="},  # ["posts", a number too large]
    {"after": "WyJwb3N0cyIsImEiXQ=="},  # ["posts", "a"]
    {"after": "WyJwb3N0cyIsLTFd"},  # ["posts", -1]
    {"before": "bnVsbA=="},  # null
]


async def test_a_page_that_cannot_be_is_invalid(hub: Hub, member: Person, subtests: pytest.Subtests) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    query = """
    query ($id: ID!, $first: Int, $last: Int, $after: String, $before: String) {
      node(id: $id) { ... on Thread {
        posts(first: $first, last: $last, after: $after, before: $before) { edges { cursor } }
      } }
    }
    """
    for page in PAGES:
        with subtests.test(str(page)):
            with pytest.raises(Refused) as refused:
                await member.ask(query, id=thread, **page)
            assert refused.value.code == "INVALID"
            assert refused.value.field in page


async def test_what_fails_in_one_place_is_answered_in_another(hub: Hub, member: Person) -> None:
    """Both places wait for the same number, read once."""
    bad = "viewer { networks(first: 3) { edges { node { unreadCount threads(first: 0) { edges { cursor } } } } } }"
    answer = await member.post({"query": f"{{ {bad} networks(first: 3) {{ edges {{ node {{ unreadCount }} }} }} }}"})
    assert (answer.status_code, [error["extensions"] for error in answer.json()["errors"]]) == (
        200,
        [{"code": "INVALID", "field": "first"}],
    )
    assert answer.json()["data"]["viewer"] is None
    assert len(answer.json()["data"]["networks"]["edges"]) == 1


async def test_a_cursor_of_another_list_is_invalid(hub: Hub, member: Person) -> None:
    query = """query ($after: String) { network(slug: "obywateli") {
        threads(first: 1, after: $after) { pageInfo { endCursor } } boards(first: 1) { pageInfo { endCursor } }
    } }"""
    lists = (await member.ask(query))["network"]
    with pytest.raises(Refused) as refused:
        await member.ask(query, after=lists["boards"]["pageInfo"]["endCursor"])
    assert (refused.value.code, refused.value.field) == ("INVALID", "after")


async def test_nodes_has_a_limit(hub: Hub, member: Person) -> None:
    with pytest.raises(Refused) as refused:
        await member.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=["x"] * 101)
    assert (refused.value.code, refused.value.field) == ("INVALID", "ids")


async def test_a_stranger_is_asked_to_sign_in(hub: Hub) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    with pytest.raises(Refused) as refused:
        await hub.stranger.ask(REPLY, input={"threadId": thread, "body": "Dzień dobry"})
    assert refused.value.code == "NOT_SIGNED_IN"
    assert await hub.stranger.ask("{ viewer { email } networks { edges { cursor } } demoAccounts { email } }") == {
        "viewer": None,
        "networks": {"edges": []},
        "demoAccounts": [],
    }


async def test_errors_speak_the_viewers_language(hub: Hub, member: Person) -> None:
    body = {"query": "{ networks(first: 0) { edges { cursor } } }"}
    for language, said in (
        ("pl", "Jednorazowo można poprosić"),
        ("en-GB,en;q=0.9", "Ask for 1 to 100"),
        ("de", "Jednorazowo"),
    ):
        answer = await member.post(body, **{"accept-language": language})
        assert answer.json()["errors"][0]["message"].startswith(said)
