"""Three evenings on which what one may see changes while one is looking."""

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.cast import Hub, Person, Refused, serving
from tests.conftest import settings_for
from tests.servers import find_valkey, free_port, running
from tests.test_closed import NODE
from tests.test_threads import THREAD, reply

CHANGE = "mutation ($input: ChangeSeatInput!) { changeSeat(input: $input) { seat { id kind city { name } } } }"
AUDIENCE = "mutation ($input: SetThreadAudienceInput!) { setThreadAudience(input: $input) { thread { id audience } } }"
HIDE = "mutation ($input: HidePostInput!) { hidePost(input: $input) { post { id removalReason } } }"
SEATS = '{ network(slug: "obywateli") { cursor seats(first: 100) { edges { node { id kind city { name } } } } } }'


async def seat_of(person: Person, city: str) -> str:
    seats = (await person.ask(SEATS))["network"]["seats"]["edges"]
    (seat,) = [edge["node"]["id"] for edge in seats if edge["node"]["city"]["name"] == city]
    return str(seat)


# An observer city becomes a member while its representative has two tabs open


async def test_an_observer_city_becomes_a_member_while_two_tabs_are_open(
    hub: Hub, observer: Person, member: Person
) -> None:
    coordinator = await hub.person("coordinator")
    network = await hub.network()
    closed = network["threads"]["Trudne rozmowy"]["id"]
    async with observer.hearing(network["id"]) as one, observer.hearing(network["id"]) as other:
        for tab in (one, other):
            await tab.batch()
        seat = await seat_of(coordinator, "Bochnia")
        changed = (await coordinator.ask(CHANGE, input={"seatId": seat, "kind": "MEMBER"}))["changeSeat"]["seat"]
        assert (changed["kind"], changed["city"]["name"]) == ("MEMBER", "Bochnia")
        for tab in (one, other):
            assert (await tab.batch())["control"]["__typename"] == "AccessChanged"
            assert (await tab.message())["type"] == "complete"
    fresh = (await observer.ask('{ network(slug: "obywateli") { cursor unreadCount } }'))["network"]
    assert fresh["unreadCount"] == 0, "what is older than the standing counts as read"
    async with observer.hearing(network["id"], fresh["cursor"]) as news:
        await news.batch()
        await reply(member, closed, "Witamy Bochnię")
        assert (await news.hear(1))[0]["post"]["body"] == "Witamy Bochnię"
    assert (await reply(observer, closed))["seat"]["city"]["name"] == "Bochnia"


async def test_only_a_coordinator_changes_a_seat(hub: Hub, observer: Person, member: Person, moderator: Person) -> None:
    coordinator = await hub.person("coordinator")
    seat = await seat_of(coordinator, "Bochnia")
    for person in (observer, member, moderator):
        with pytest.raises(Refused) as refused:
            await person.ask(CHANGE, input={"seatId": seat, "kind": "MEMBER"})
        assert refused.value.code == "NOT_ALLOWED"
    with pytest.raises(Refused) as refused:
        await coordinator.ask(CHANGE, input={"seatId": seat, "kind": "OBSERVER"})
    assert refused.value.code == "CONFLICT"
    assert await seat_of(coordinator, "Bochnia") == seat


# A thread is opened while a reply to it commits


async def test_a_thread_is_opened_while_replies_commit(
    hub: Hub, observer: Person, member: Person, moderator: Person
) -> None:
    """What was written before the opening stays with members, what came after is heard, and nothing falls between."""
    network = await hub.network()
    thread = network["threads"]["Trudne rozmowy"]["id"]
    async with observer.hearing(network["id"]) as outside, member.hearing(network["id"]) as inside:
        await outside.batch()
        await inside.batch()

        async def write(n: int) -> dict[str, Any]:
            await asyncio.sleep(0.01 * n)
            return await reply(member, thread, f"Wpis {n}")

        async def widen() -> None:
            await asyncio.sleep(0.06)
            await moderator.ask(AUDIENCE, input={"threadId": thread, "audience": "OPEN"})

        written, _ = await asyncio.gather(asyncio.gather(*(write(n) for n in range(12))), widen())
        seen = await posts_of(observer, thread)
        heard_inside = await inside.hear(13)
        heard_outside = await outside.hear(1 + len(seen))
    assert heard_outside[0]["__typename"] == "ThreadAppeared"
    assert [event["post"]["position"] for event in heard_outside[1:]] == [post["position"] for post in seen]
    kinds = [event["__typename"] for event in heard_inside]
    opened = kinds.index("ThreadAudienceChanged")
    assert len(seen) == 12 - opened, "those that committed after it"
    assert {post["id"] for post in written if post["id"] not in {one["id"] for one in seen}} == {
        event["post"]["id"] for event in heard_inside[:opened]
    }


async def test_what_was_written_before_the_opening_does_not_exist_for_observers(
    hub: Hub, observer: Person, member: Person, moderator: Person
) -> None:
    network = await hub.network()
    thread = network["threads"]["Trudne rozmowy"]["id"]
    old = await reply(member, thread, "Tylko między nami")
    await moderator.ask(AUDIENCE, input={"threadId": thread, "audience": "OPEN"})
    new = await reply(member, thread, "Dla wszystkich", replyToId=old["id"])
    assert (await observer.ask(NODE, id=old["id"])) == {"node": None, "nodes": [None]}
    seen = (await observer.ask(THREAD, id=thread))["node"]
    assert [edge["node"]["id"] for edge in seen["posts"]["edges"]] == [new["id"]]
    assert seen["postCount"] == 1
    answered = "query ($id: ID!) { node(id: $id) { ... on Post { replyTo { body } } } }"
    assert (await observer.ask(answered, id=new["id"]))["node"] == {"replyTo": None}
    unread = "query ($id: ID!) { node(id: $id) { ... on Thread { unreadCount } } }"
    assert (await observer.ask(unread, id=thread))["node"] == {"unreadCount": 1}
    async with observer.hearing(network["id"]) as news:
        await news.batch()
        await moderator.ask(AUDIENCE, input={"threadId": thread, "audience": "MEMBERS"})
        (event,) = await news.hear(1)
        assert event["__typename"] == "ThreadWithdrawn"
        await reply(member, thread, "Znowu między nami")
        assert await news.silence()
    assert (await observer.ask(NODE, id=thread))["node"] is None


async def test_only_a_moderator_opens_a_thread(hub: Hub, observer: Person, member: Person) -> None:
    network = await hub.network()
    for person, title in ((member, "Trudne rozmowy"), (observer, "Konsultacje społeczne")):
        with pytest.raises(Refused) as refused:
            await person.ask(AUDIENCE, input={"threadId": network["threads"][title]["id"], "audience": "ALL"})
        assert refused.value.code == "NOT_ALLOWED"


async def posts_of(person: Person, thread: str) -> list[dict[str, Any]]:
    seen = await person.ask(
        "query ($id: ID!) { node(id: $id) { ... on Thread { posts(first: 100) { edges { node { id position } } } } } }",
        id=thread,
    )
    return [edge["node"] for edge in seen["node"]["posts"]["edges"]]


# A moderator hides a post while the bus is down


@contextmanager
def bus(folder: Path) -> Iterator[tuple[str, int]]:
    """A Valkey of our own, that may be stopped: its address and its process."""
    port = free_port()
    command = [find_valkey(), "--bind", "127.0.0.1", "--port", port, "--save", ""]
    with running(command, folder, ready=lambda: b"Ready to accept" in (folder / "log").read_bytes()) as process:
        yield f"redis://127.0.0.1:{port}", process.pid


async def test_a_moderator_hides_a_post_while_the_bus_is_down(url: str, valkey_url: str, tmp_path: Path) -> None:
    with bus(tmp_path) as (address, pid):
        settings = settings_for(url, broadcast_url=address)
        async with serving(settings) as here, serving(settings) as there:
            member, moderator = await here.person("member"), await there.person("moderator")
            network = await here.network()
            post = await reply(member, network["threads"]["Trudne rozmowy"]["id"], "Nie powinno tu stać")
            async with member.hearing(network["id"], network["cursor"]) as news:
                await news.hear(1)
                os.kill(pid, signal.SIGSTOP)
                try:
                    hidden = await moderator.ask(HIDE, input={"postId": post["id"], "reason": "dane osobowe"})
                    assert hidden["hidePost"]["post"]["removalReason"] == "dane osobowe"
                    gone = (await news.hear(2))[1]
                    assert (gone["__typename"], gone["post"]["body"]) == ("PostRemoved", None)
                finally:
                    os.kill(pid, signal.SIGCONT)


async def test_only_a_moderator_hides_and_says_why(hub: Hub, member: Person, moderator: Person) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    theirs = await reply(moderator, thread)
    with pytest.raises(Refused) as refused:
        await member.ask(HIDE, input={"postId": theirs["id"], "reason": "bo tak"})
    assert refused.value.code == "NOT_ALLOWED"
    mine = await reply(member, thread)
    with pytest.raises(Refused) as refused:
        await moderator.ask(HIDE, input={"postId": mine["id"], "reason": " "})
    assert (refused.value.code, refused.value.field) == ("INVALID", "reason")
    await moderator.ask(HIDE, input={"postId": mine["id"], "reason": "powtórzenie"})
    with pytest.raises(Refused) as refused:
        await moderator.ask(HIDE, input={"postId": mine["id"], "reason": "powtórzenie"})
    assert refused.value.code == "NOT_ALLOWED"
