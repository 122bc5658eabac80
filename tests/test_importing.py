"""Discussions from elsewhere: all of a file or nothing of it, and nothing twice."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from hub import importing
from hub.errors import Invalid, NotFound
from hub.models import Board, IdempotencyKey, Person, Post, Session, Standing, Thread
from tests.cast import Hub
from tests.cast import Person as Somebody

QUIC = Path(__file__).resolve().parents[2] / "shared" / "data" / "threads" / "ietf_quic_lb.jsonl"
needs_quic = pytest.mark.skipif(not QUIC.exists(), reason="no ../shared/data/threads/ietf_quic_lb.jsonl here")

LIST = """
query ($id: ID!, $after: String) {
  node(id: $id) { ... on Board {
    threadCount
    threads(first: 100, after: $after) { edges { node { id title } } pageInfo { hasNextPage endCursor } }
  } }
}
"""
TWENTY = """
query ($slug: String!) {
  network(slug: $slug) {
    threads(first: 20) { edges { node {
      id title createdAt author { name } seat { city { name } }
      posts(last: 3) { edges { node { position body author { name } seat { city { name } } } } }
    } } }
  }
}
"""


def discussion(id: str = "a", **changes: Any) -> dict[str, Any]:
    first = {"n": 1, "reply_to": None, "author": "anna", "created_at": "2020-01-01T10:00:00Z", "body": "Pierwszy"}
    second = first | {"n": 2, "reply_to": 1, "author": "jan", "created_at": "2020-01-02T10:00:00Z", "body": "Drugi"}
    return {
        "id": id,
        "title": "Stara rozmowa",
        "created_at": "2020-01-01T09:00:00Z",
        "posts": [first, second],
    } | changes


async def load(hub: Hub, *lines: Any, board: str = "Archiwum") -> int:
    encoded = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    return await importing.load_threads(hub.operator, encoded, "obywateli", board, lambda done: None)


async def count(hub: Hub, model: Any) -> int:
    async with hub.database.engine.connect() as connection:
        return int(await connection.scalar(select(func.count()).select_from(model)) or 0)


async def everything(hub: Hub) -> list[int]:
    return [await count(hub, model) for model in (Board, Thread, Post, Person, Standing, IdempotencyKey, Session)]


async def test_an_import_keeps_authors_times_and_answers(hub: Hub, member: Somebody) -> None:
    assert await load(hub, discussion()) == 1
    network = await hub.network()
    thread = network["threads"]["Archiwum"]["id"]
    seen = (
        await member.ask(
            """query ($id: ID!) { node(id: $id) { ... on Thread {
                title createdAt lastPostAt postCount audience unreadCount author { id name } seat { id }
                posts { edges { node { body createdAt author { name } replyTo { position } } } }
            } } }""",
            id=thread,
        )
    )["node"]
    assert (seen["title"], seen["createdAt"]) == ("Stara rozmowa", "2020-01-01T09:00:00+00:00")
    assert (seen["lastPostAt"], seen["postCount"]) == ("2020-01-02T10:00:00+00:00", 2)
    assert (seen["audience"], seen["unreadCount"], seen["seat"]) == ("MEMBERS", 0, None)
    first, second = [edge["node"] for edge in seen["posts"]["edges"]]
    assert (first["author"]["name"], second["author"]["name"]) == ("anna", "jan")
    assert (first["replyTo"], second["replyTo"]) == (None, {"position": 1})
    assert second["createdAt"] == "2020-01-02T10:00:00+00:00"


@pytest.mark.any_database
async def test_imported_authors_cannot_sign_in_and_are_not_in_the_who_is_who(hub: Hub, member: Somebody) -> None:
    await load(hub, discussion())
    people = await member.ask(
        '{ network(slug: "obywateli") { people(first: 100) { edges { node { kind person { name } } } } } }'
    )
    assert "anna" not in {edge["node"]["person"]["name"] for edge in people["network"]["people"]["edges"]}
    async with hub.database.engine.connect() as connection:
        rows = await connection.execute(
            select(Person.email, Person.password_hash).where(Person.name.in_(["anna", "jan"]))
        )
        assert rows.all() == [(None, None), (None, None)]


async def test_one_event_tells_of_an_import_and_observers_hear_nothing(
    hub: Hub, member: Somebody, observer: Somebody
) -> None:
    network = await hub.network()
    async with member.hearing(network["id"]) as news, observer.hearing(network["id"]) as outside:
        await news.batch()
        await outside.batch()
        await load(hub, discussion("a"), discussion("b"))
        (event,) = await news.hear(1)
        assert (event["__typename"], event["actor"]) == ("ThreadsImported", None)
        assert len(event["board"]["threads"]["edges"]) == 2
        assert await news.silence()
        assert await outside.silence()


async def test_a_second_run_brings_nothing_twice(hub: Hub) -> None:
    await load(hub, discussion("a"), discussion("b"))
    before = await everything(hub)
    assert await load(hub, discussion("a"), discussion("b"), discussion("a")) == 0
    assert await everything(hub) == before
    assert await load(hub, discussion("b"), discussion("c")) == 1


@pytest.mark.any_database
async def test_an_answer_to_a_post_that_is_not_there_is_one_to_the_thread(hub: Hub, member: Somebody) -> None:
    lost = discussion()
    lost["posts"][1]["reply_to"] = 7
    lost["posts"][1]["body"] = ""
    await load(hub, lost)
    thread = (await hub.network())["threads"]["Archiwum"]["id"]
    posts = await member.ask(
        "query ($id: ID!) { node(id: $id) { ... on Thread { posts { edges { node { body replyTo { id } } } } } } }",
        id=thread,
    )
    second = posts["node"]["posts"]["edges"][1]["node"]
    assert second == {"body": importing.WORDLESS, "replyTo": None}


BAD = {
    "no JSON": b"{",
    "not UTF-8": b'{"id": "\xff"}',
    "a list": [1, 2],
    "no posts": discussion("bad", posts=[]),
    "no title": discussion("bad", title=" "),
    "a title too long": discussion("bad", title="x" * 201),
    "a time without a zone": discussion("bad", created_at="2020-01-01T10:00:00"),
    "a body too long": discussion("bad", posts=[discussion()["posts"][0] | {"body": "x" * 60_000}]),
    "no author": discussion("bad", posts=[discussion()["posts"][0] | {"author": ""}]),
    "a number that is none": discussion("bad", posts=[discussion()["posts"][0] | {"n": "one"}]),
}


@pytest.mark.any_database
async def test_a_bad_line_is_named_and_nothing_of_the_file_is_kept(hub: Hub, subtests: pytest.Subtests) -> None:
    before = await everything(hub)
    for case, bad in BAD.items():
        with subtests.test(case):
            with pytest.raises(Invalid, match=r"^Line 3: ."):
                await load(hub, discussion("a"), discussion("b"), bad, discussion("c"))
            assert await everything(hub) == before


@pytest.mark.any_database
async def test_a_network_that_is_not_there_is_said_so(hub: Hub) -> None:
    with pytest.raises(NotFound):
        await importing.load_threads(hub.operator, [], "nigdy", "Archiwum", lambda done: None)


@needs_quic
async def test_the_quic_working_group_comes_in_whole(hub: Hub, member: Somebody) -> None:
    posts = await count(hub, Post)
    progress: list[int] = []
    with QUIC.open("rb") as lines:
        assert await importing.load_threads(hub.operator, lines, "obywateli", "QUIC", progress.append) == 243
    assert await count(hub, Post) - posts == 895
    assert progress == list(range(1, 244))

    board = (await hub.network())["boards"]["QUIC"]
    seen: list[str] = []
    after = None
    while True:
        page = (await member.ask(LIST, id=board, after=after))["node"]
        seen += [edge["node"]["id"] for edge in page["threads"]["edges"]]
        after = page["threads"]["pageInfo"]["endCursor"]
        if not page["threads"]["pageInfo"]["hasNextPage"]:
            break
    assert page["threadCount"] == 243
    assert len(seen) == len(set(seen)) == 243

    with QUIC.open("rb") as lines:
        assert await importing.load_threads(hub.operator, lines, "obywateli", "QUIC", progress.append) == 0


@pytest.mark.parametrize("who", ["member", "coordinator"])
async def test_twenty_threads_with_authors_cities_and_last_posts_take_ten_statements(hub: Hub, who: str) -> None:
    person = await hub.person(who)
    await load(hub, *(discussion(str(n)) for n in range(12)))
    async with hub.statements() as statements:
        seen = await person.ask(TWENTY, slug="obywateli")
    threads = [edge["node"] for edge in seen["network"]["threads"]["edges"]]
    assert len(threads) == 20
    assert sum(len(thread["posts"]["edges"]) for thread in threads) >= 50
    assert len(statements) <= 10, statements
