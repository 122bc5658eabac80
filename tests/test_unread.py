"""What is new: others' posts beyond the place one has read to, since one is here."""

from typing import Any

import pytest

from hub import people
from tests.cast import Hub, Person, Refused
from tests.test_threads import REMOVE, reply

MARK = "mutation ($input: MarkReadInput!) { markRead(input: $input) { thread { unreadCount readPosition } } }"
UNREAD = """
query ($id: ID!) { node(id: $id) { ... on Thread { unreadCount readPosition postCount network { unreadCount } } } }
"""


async def unread(person: Person, thread: str) -> dict[str, Any]:
    found: dict[str, Any] = (await person.ask(UNREAD, id=thread))["node"]
    return found


async def mark(person: Person, thread: str, position: int) -> int:
    answer = await person.ask(MARK, input={"threadId": thread, "position": position})
    return int(answer["markRead"]["thread"]["unreadCount"])


async def test_others_posts_are_new_and_ones_own_are_not(hub: Hub, member: Person, moderator: Person) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    latest = await reply(moderator, thread)
    assert await mark(member, thread, latest["position"]) == 0
    before = (await unread(member, thread))["network"]["unreadCount"]
    await reply(member, thread, "Moje")
    post = await reply(moderator, thread, "Cudze")
    seen = await unread(member, thread)
    assert (seen["unreadCount"], seen["network"]["unreadCount"]) == (1, before + 1)
    await moderator.ask(REMOVE, input={"postId": post["id"]})
    assert (await unread(member, thread))["unreadCount"] == 0, "what was removed is not new"


async def test_the_latest_position_wins_also_backwards(hub: Hub, member: Person, moderator: Person) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    posts = [await reply(moderator, thread, f"Wpis {n}") for n in range(3)]
    assert await mark(member, thread, posts[-1]["position"]) == 0
    assert await mark(member, thread, posts[0]["position"]) == 2
    assert (await unread(member, thread))["readPosition"] == posts[0]["position"]
    for position in (-1, posts[-1]["position"] + 1):
        with pytest.raises(Refused) as refused:
            await mark(member, thread, position)
        assert (refused.value.code, refused.value.field) == ("INVALID", "position")


async def test_a_newcomer_begins_with_nothing_unread(hub: Hub, moderator: Person) -> None:
    await people.invite_coordinator(hub.operator, "nowa@zmp.example")
    newcomer = await hub.person("nowa@zmp.example")
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    seen = await unread(newcomer, thread)
    assert (seen["unreadCount"], seen["network"]["unreadCount"]) == (0, 0)
    assert seen["readPosition"] == seen["postCount"]
    await reply(moderator, thread)
    assert (await unread(newcomer, thread))["unreadCount"] == 1
