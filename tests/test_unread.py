"""What is new: others' posts beyond the place one has read to, since one is here."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from hub import people
from tests.cast import Followed, Hub, Person, Refused
from tests.test_threads import REMOVE, reply

MARK = "mutation ($input: MarkReadInput!) { markRead(input: $input) { thread { unreadCount readPosition } } }"
UNREAD = """
query ($id: ID!) { node(id: $id) { ... on Thread { unreadCount readPosition postCount network { unreadCount } } } }
"""

MARK_BOARD = "mutation ($input: MarkBoardReadInput!) { markBoardRead(input: $input) { board { id } } }"
MARK_NETWORK = """
mutation ($input: MarkNetworkReadInput!) { markNetworkRead(input: $input) { network { unreadCount } } }
"""
OWN_NEWS = """
subscription {
  networkEvents: personalEvents {
    cursor
    events {
      __typename number actor { name }
      ... on ThreadRead { thread { id unreadCount } }
      ... on ThreadsRead { network { id unreadCount } }
    }
    control { __typename }
  }
}
"""
WINDOW = """
query ($id: ID!, $around: Int, $at: DateTime, $older: Int! = 2, $newer: Int! = 2) {
  node(id: $id) { ... on Thread {
    lastPosition
    window(around: $around, at: $at, older: $older, newer: $newer) { position body createdAt }
  } }
}
"""


@asynccontextmanager
async def own_news(person: Person) -> AsyncIterator[Followed]:
    """What is told to that person alone, on another device of theirs."""
    async with person.following(OWN_NEWS) as news:
        assert (await news.batch())["control"]["__typename"] == "Heartbeat"
        yield news


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


async def test_what_is_read_on_one_device_is_told_on_the_other(hub: Hub, member: Person, moderator: Person) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    latest = await reply(moderator, thread)
    async with own_news(member) as other, own_news(moderator) as nobody:
        await mark(member, thread, latest["position"])
        (told,) = await other.hear(1)
        assert told["__typename"] == "ThreadRead"
        assert told["thread"] == {"id": thread, "unreadCount": 0}
        assert await nobody.silence()


async def test_a_board_and_a_network_are_read_at_once(hub: Hub, member: Person, moderator: Person) -> None:
    network = await hub.network()
    hard, open_thread = (network["threads"][title]["id"] for title in ("Trudne rozmowy", "Konsultacje społeczne"))
    for thread in (hard, open_thread):
        await reply(moderator, thread)
    assert (await unread(member, hard))["unreadCount"] > 0
    async with own_news(member) as other:
        await member.ask(MARK_BOARD, input={"boardId": network["boards"]["Trudne rozmowy"]})
        assert [(await unread(member, thread))["unreadCount"] > 0 for thread in (hard, open_thread)] == [False, True]
        answer = await member.ask(MARK_NETWORK, input={"networkId": network["id"]})
        assert answer["markNetworkRead"]["network"]["unreadCount"] == 0
        told = (await other.hear(2))[1]
    assert (told["__typename"], told["network"]) == ("ThreadsRead", {"id": network["id"], "unreadCount": 0})
    await reply(moderator, hard)
    assert (await unread(member, hard))["network"]["unreadCount"] == 1


async def test_a_thread_opens_where_one_stopped_or_at_a_place_or_a_day(
    hub: Hub, member: Person, moderator: Person
) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    posts = [await reply(moderator, thread, f"Wpis {n}") for n in range(5)]
    first = posts[0]["position"]
    await mark(member, thread, first)
    own = await reply(member, thread, "Moje")

    async def window(**place: Any) -> list[int]:
        found = (await member.ask(WINDOW, id=thread, **place))["node"]
        assert found["lastPosition"] == own["position"]
        return [post["position"] for post in found["window"]]

    assert await window() == list(range(first - 1, first + 3)), "two before the first unread one, two from there"
    assert await window(around=1) == [1, 2]
    assert await window(at="2020-01-01T00:00:00Z") == [1, 2]
    assert await window(at="2099-01-01T00:00:00Z") == list(range(first + 2, first + 6)), "the end"
    await mark(member, thread, own["position"])
    assert await window() == list(range(first + 2, first + 6)), "the end, where all is read"
    for older, newer in ((-1, 2), (60, 60), (0, 0)):
        with pytest.raises(Refused) as refused:
            await window(older=older, newer=newer)
        assert refused.value.code == "INVALID"


@pytest.mark.any_database
async def test_observers_are_shown_and_count_what_was_written_for_them(
    hub: Hub, member: Person, moderator: Person, observer: Person
) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    await reply(member, thread, "Tylko dla nas")
    opening = "mutation ($input: SetThreadAudienceInput!) { setThreadAudience(input: $input) { thread { id } } }"
    await moderator.ask(opening, input={"threadId": thread, "audience": "OPEN"})
    posts = [await reply(member, thread, f"Otwarte {n}") for n in range(3)]
    seen = await unread(observer, thread)
    assert (seen["unreadCount"], seen["postCount"]) == (3, 3)
    found = (await observer.ask(WINDOW, id=thread, older=1, newer=5))["node"]
    assert [post["body"] for post in found["window"]] == ["Otwarte 0", "Otwarte 1", "Otwarte 2"]
    assert (found["lastPosition"], found["window"][0]["position"]) == (3, 1)
    assert await mark(observer, thread, 2) == 1
    await member.ask(REMOVE, input={"postId": posts[2]["id"]})
    assert (await unread(observer, thread))["unreadCount"] == 0
