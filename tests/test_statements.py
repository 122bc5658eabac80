"""What a page costs: statements said to the database for each question that the page asks."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from graphql import OperationDefinitionNode, parse
from sqlalchemy import select

from hub.database import StreamAudience
from hub.models import Network, Stream
from schema.following import Following
from schema.plans import asked
from tests.cast import Hub, Person
from tests.test_contract import whole_documents
from tests.test_guide import programs
from tests.test_threads import reply

MOST = 10
YET_OVER = {
    "NetworkHome": 11,
    "PollPage": 17,
    "ResultPage": 18,
    "ResultWriting": 14,
    "ThreadPage": 14,
}
"""Questions that take more, and how many: to be brought down to the most, never up."""

_KNOWN = """
{ network(slug: "obywateli") {
  id
  boards { edges { node { id title topics(first: 1) { edges { node { id } } } } } }
  threads(first: 20) { edges { node { id postCount posts(last: 5) { edges { node { id author { id } } } } } } }
  people(first: 1) { edges { node { id } } }
  polls(first: 1) { edges { node { id } } }
  results(first: 50) { edges { node { id versions(first: 20) { edges { node { id } } } } } }
} }
"""
_OF = {
    "board": ("BoardPage", "MoreThreads", "TopicsPage", "PastedTopics", "TopicsToMergeInto"),
    "thread": ("ThreadPage", "MorePosts", "PrintedPosts", "WhoAnswered", "NewPoll", "Mentionable"),
    "post": ("WhereStands", "MayWithPosts", "PostHistory", "PostSource", "WhoReacted"),
    "person": ("Faces", "PersonHere"),
    "standing": ("Place",),
    "poll": ("PollPage",),
    "topic": ("TopicPage",),
    "result": ("ResultPage", "ResultWriting", "PublicResult"),
    "version": ("Difference",),
}
"""What kind of thing each asks for by its id."""


def questions() -> dict[str, str]:
    """The page's, by name, and the guide's."""
    found = {}
    for _, whole in whole_documents():
        for operation in parse(whole).definitions:
            if isinstance(operation, OperationDefinitionNode) and operation.operation.value == "query":
                assert operation.name
                found[operation.name.value] = whole
    for _, text in programs():
        asked_there = re.findall(r'[`"]\s*((?:query \(|\{ )[^`"]+)[`"]', text.replace("\\$", "$"))
        found |= {f"{len(found) + n} of the guide": question for n, question in enumerate(asked_there)}
    return found


@pytest.mark.any_database
async def test_no_question_of_the_page_takes_more_than_ten_statements(
    hub: Hub, moderator: Person, member: Person
) -> None:
    ids, came = await _known(moderator), Counter[str]()
    for who in (moderator, member):
        for name, question in questions().items():
            variables = _variables(name, ids)
            await who.post({"query": question, "variables": variables})
            async with hub.statements() as heard:
                await who.post({"query": question, "variables": variables})
            came[name] = max(came[name], len(heard))
    assert {name: count for name, count in came.items() if count > MOST} == YET_OVER
    assert min(came.values()) > 0
    assert sum("of the guide" in name for name in came) == 5


@pytest.mark.any_database
async def test_a_batch_of_news_takes_three_statements_at_most(hub: Hub, member: Person) -> None:
    network = await hub.network()
    thread = network["threads"]["Trudne rozmowy"]["id"]
    for _ in range(3):
        await reply(member, thread)
    (news,) = (whole for _, whole in whole_documents() if "subscription NetworkNews" in whole)
    async with hub.database.reading(hub.operator) as work:
        stream = await work.row(
            select(Stream).join(Network, Stream.about_id == Network.id).where(Network.slug == "obywateli").limit(1)
        )
    assert stream
    following = Following(
        asked(news, {"network": network["id"]}, None),
        stream.key,
        stream.id,
        StreamAudience(hub.database, stream=stream.key),
    )
    async with hub.statements() as heard:
        message = await following._execute(stream.head - 3)
    assert message.has_events
    assert 0 < len(heard) <= 3


async def _known(moderator: Person) -> dict[str, str]:
    """A thing of each kind."""
    network = (await moderator.ask(_KNOWN))["network"]
    threads = [edge["node"] for edge in network["threads"]["edges"]]
    thread = max(threads, key=lambda it: it["postCount"])
    post = thread["posts"]["edges"][-1]["node"]
    boards = [edge["node"] for edge in network["boards"]["edges"]]
    board = next(board for board in boards if board["topics"]["edges"])
    results = [edge["node"] for edge in network["results"]["edges"]]
    result = max(results, key=lambda it: len(it["versions"]["edges"]))
    return {
        "network": network["id"],
        "board": board["id"],
        "topic": board["topics"]["edges"][0]["node"]["id"],
        "thread": thread["id"],
        "post": post["id"],
        "person": post["author"]["id"],
        "standing": network["people"]["edges"][0]["node"]["id"],
        "poll": network["polls"]["edges"][0]["node"]["id"],
        "result": result["id"],
        "version": result["versions"]["edges"][0]["node"]["id"],
    }


def _variables(name: str, ids: Mapping[str, str]) -> dict[str, Any]:
    id = next((ids[kind] for kind, names in _OF.items() if name in names), None)
    words = {"text": "konsultacje", "kind": "MEMBER", "secret": "x", "link": "x", "first": 20, "older": 20, "newer": 20}
    return {**ids, **words, "slug": "obywateli", "id": id, "ids": [id], "about": ids["thread"], "since": 1}
