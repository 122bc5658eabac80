"""Bookmarks: found again by who put them, and by nobody else."""

from typing import Any

import pytest

from tests.cast import Hub, Person, Refused
from tests.test_threads import REMOVE, reply
from tests.test_unread import own_news

PUT = "mutation ($input: PutBookmarkInput!) { putBookmark(input: $input) { bookmark { id note } } }"
TAKE = "mutation ($input: RemoveBookmarkInput!) { removeBookmark(input: $input) { id } }"
OWN = """
query { viewer { bookmarks { edges { node { id note thread { id } post { id body bookmark { note } } } } } } }
"""


async def own(person: Person) -> list[dict[str, Any]]:
    return [edge["node"] for edge in (await person.ask(OWN))["viewer"]["bookmarks"]["edges"]]


@pytest.mark.any_database
async def test_a_bookmark_is_found_again_and_told_to_ones_other_devices(hub: Hub, member: Person) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    post = await reply(member, thread, "Warto wrócić")
    async with own_news(member) as news:
        await member.ask(PUT, input={"id": post["id"], "note": "na zebranie"})
        await member.ask(PUT, input={"id": thread})
        assert [event["__typename"] for event in await news.hear(2)] == ["BookmarkChanged"] * 2
    whole, marked = await own(member)
    assert (whole["thread"]["id"], whole["post"]) == (thread, None)
    assert marked["post"]["bookmark"] == {"note": "na zebranie"}
    await member.ask(PUT, input={"id": post["id"], "note": "jednak nie"})
    assert [bookmark["note"] for bookmark in await own(member)] == ["", "jednak nie"], "each is marked once"
    await member.ask(TAKE, input={"id": thread})
    await member.ask(REMOVE, input={"postId": post["id"]})
    (left,) = await own(member)
    assert (left["id"], left["post"]["body"]) == (marked["id"], None), "the place stays, the text is gone"


@pytest.mark.any_database
async def test_nobody_marks_or_finds_what_they_may_not_see(hub: Hub, member: Person, observer: Person) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    mark = (await member.ask(PUT, input={"id": thread}))["putBookmark"]["bookmark"]["id"]
    assert (await observer.ask("query ($id: ID!) { node(id: $id) { id } }", id=mark))["node"] is None
    for id in (thread, "thread_nonsense"):
        with pytest.raises(Refused) as refused:
            await observer.ask(PUT, input={"id": id})
        assert refused.value.code == "NOT_FOUND"
    with pytest.raises(Refused) as refused:
        await member.ask(PUT, input={"id": thread, "note": "x" * 501})
    assert (refused.value.code, refused.value.field) == ("INVALID", "note")
    assert await own(observer) == []
