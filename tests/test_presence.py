"""Presence: chosen, mutual, seen by those who see the thread, told over the bus, and never stored."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
import websockets
from sqlalchemy import func, select
from sqlmodel import SQLModel

from hub import attendance, people
from tests.cast import Followed, Hub, Person, Refused, serving
from tests.conftest import settings_for
from tests.patience import PATIENCE, until
from tests.test_events import standing_of

pytestmark = pytest.mark.any_database

PRESENCE = "subscription ($thread: ID!) { presence(thread: $thread) { people { person { name } isTyping } } }"
BE = "mutation ($input: BePresentInput!) { bePresent(input: $input) { lastsForSeconds } }"
CHOOSE = "mutation ($input: SetPresenceInput!) { setPresence(input: $input) { viewer { showsPresence } } }"
AUDIENCE = "mutation ($input: SetThreadAudienceInput!) { setThreadAudience(input: $input) { thread { id } } }"


@dataclass
class Told:
    """What somebody is told of who is at a thread."""

    followed: Followed

    async def people(self, seconds: float = PATIENCE) -> list[dict[str, Any]]:
        message = await self.followed.message(seconds)
        if message["type"] == "error":
            raise Refused(message["payload"])
        assert message["type"] == "next", message
        found: list[dict[str, Any]] = message["payload"]["data"]["presence"]["people"]
        return found

    async def names(self) -> list[str]:
        return [one["person"]["name"] for one in await self.people()]

    async def silence(self, seconds: float = 0.7) -> bool:
        try:
            await self.followed.message(seconds)
        except TimeoutError:
            return True
        return False


@asynccontextmanager
async def attending(person: Person, thread: str) -> AsyncIterator[Told]:
    async with person.following(PRESENCE, thread=thread) as followed:
        yield Told(followed)


async def choose(person: Person, is_shown: bool = True) -> None:
    answer = await person.ask(CHOOSE, input={"isShown": is_shown})
    assert answer["setPresence"]["viewer"]["showsPresence"] is is_shown


async def be(person: Person, thread: str, is_typing: bool = False) -> None:
    await person.ask(BE, input={"threadId": thread, "isTyping": is_typing})


async def a_thread(hub: Hub, board: str = "Konsultacje społeczne") -> str:
    return str((await hub.network())["threads"][board]["id"])


async def test_two_who_chose_it_see_each_other_come_and_write(hub: Hub, member: Person, moderator: Person) -> None:
    thread = await a_thread(hub)
    name = (await member.ask("{ viewer { person { name } } }"))["viewer"]["person"]["name"]
    for one in (member, moderator):
        await choose(one)
    async with attending(moderator, thread) as told:
        assert await told.people() == []
        await be(moderator, thread)
        await be(member, thread)
        assert await told.people() == [{"person": {"name": name}, "isTyping": False}]
        await be(member, thread, is_typing=True)
        assert await told.people() == [{"person": {"name": name}, "isTyping": True}]
        await be(member, thread)
        assert await told.people() == [{"person": {"name": name}, "isTyping": False}]
        await be(member, thread)
        assert await told.silence(), "what has not changed is not told again"


async def test_it_is_off_until_chosen_and_then_nobody_is_shown(hub: Hub, member: Person, moderator: Person) -> None:
    thread = await a_thread(hub)
    await choose(moderator)
    assert (await member.ask("{ viewer { showsPresence } }"))["viewer"]["showsPresence"] is False
    async with attending(moderator, thread) as told:
        assert await told.people() == []
        await be(moderator, thread)
        with pytest.raises(Refused) as refused:
            await be(member, thread)
        assert refused.value.code == "NOT_ALLOWED"
        assert await told.silence()


async def test_who_is_not_shown_is_told_of_nobody(hub: Hub, member: Person, moderator: Person) -> None:
    """Nobody watches others unseen: neither who has not chosen it, nor who has and only listens."""
    thread = await a_thread(hub)
    observer = await hub.person("observer")
    for one in (member, moderator):
        await choose(one)
    async with attending(observer, thread) as of_who_has_not_chosen, attending(moderator, thread) as of_who_listens:
        assert await of_who_has_not_chosen.people() == []
        assert await of_who_listens.people() == []
        await be(member, thread)
        assert await of_who_has_not_chosen.silence()
        assert await of_who_listens.silence(0.1)
        await be(moderator, thread)
        assert len(await of_who_listens.people()) == 1


async def test_who_chooses_not_to_be_shown_any_more_is_gone_at_once_and_told_of_nobody(
    hub: Hub, member: Person, moderator: Person
) -> None:
    thread = await a_thread(hub)
    for one in (member, moderator):
        await choose(one)
        await be(one, thread)
    async with attending(moderator, thread) as told, attending(member, thread) as own:
        assert len(await told.people()) == len(await own.people()) == 1
        await choose(member, False)
        assert await told.people() == []
        assert await own.people() == []


async def test_whoever_does_not_see_the_thread_learns_of_nobody(
    hub: Hub, observer: Person, outsider: Person, member: Person
) -> None:
    closed, opened = await a_thread(hub, "Trudne rozmowy"), await a_thread(hub)
    for one in (observer, outsider, member):
        await choose(one)
    await be(member, closed)
    never = closed[:-12] + "000000000000"
    refusals = set()
    for person, thread in ((observer, closed), (outsider, closed), (outsider, opened), (member, never)):
        async with attending(person, thread) as told:
            with pytest.raises(Refused) as refused:
                await told.people()
        refusals.add(str(refused.value))
        with pytest.raises(Refused) as refused:
            await be(person, thread)
        assert refused.value.code == "NOT_FOUND"
    assert len(refusals) == 1
    assert "NOT_FOUND" in refusals.pop()
    async with attending(hub.stranger, opened) as told:
        with pytest.raises(Refused) as refused:
            await told.people()
        assert refused.value.code == "NOT_SIGNED_IN"


async def test_an_observer_and_a_member_see_each_other_where_both_may_read(
    hub: Hub, observer: Person, member: Person, moderator: Person
) -> None:
    thread = await a_thread(hub)
    for one in (observer, member):
        await choose(one)
        await be(one, thread)
    async with attending(observer, thread) as told, attending(member, thread) as others:
        assert len(await told.people()) == 1
        assert len(await others.people()) == 1
        await moderator.ask(AUDIENCE, input={"threadId": thread, "audience": "MEMBERS"})
        assert (await told.followed.message())["type"] == "complete"
        assert await others.people() == [], "who cannot see the thread any more is not there"


async def test_who_loses_the_standing_or_the_token_is_told_nothing_more(
    hub: Hub, observer: Person, member: Person, moderator: Person
) -> None:
    thread = await a_thread(hub)
    for one in (observer, member, moderator):
        await choose(one)
        await be(one, thread)
    async with attending(observer, thread) as told, attending(moderator, thread) as signed_out:
        assert len(await told.people()) == len(await signed_out.people()) == 2
        await people.end_standing(hub.operator, await standing_of(hub, "observer@bochnia.example"))
        assert (await told.followed.message())["type"] == "complete"
        assert len(await signed_out.people()) == 1
        token = (await people.by_token(hub.operator, str(moderator.token))).token_id
        assert token
        await people.end_token(hub.operator, token)
        await be(member, thread, is_typing=True)
        with pytest.raises(websockets.ConnectionClosed) as closed:
            await signed_out.followed.message()
        assert closed.value.rcvd
        assert closed.value.rcvd.code == 4403


async def test_presence_lapses_by_itself(
    hub: Hub, member: Person, moderator: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread = await a_thread(hub)
    for one in (member, moderator):
        await choose(one)
    await be(moderator, thread)
    async with attending(moderator, thread) as told:
        assert await told.people() == []
        monkeypatch.setattr(attendance, "LASTS", 1.0)
        monkeypatch.setattr(attendance, "TYPING_LASTS", 0.5)
        await be(member, thread, is_typing=True)
        assert [one["isTyping"] for one in await told.people()] == [True]
        assert [one["isTyping"] for one in await told.people()] == [False]
        assert await told.people() == []


async def test_nothing_of_it_is_stored(hub: Hub, member: Person, moderator: Person) -> None:
    thread = await a_thread(hub)
    for one in (member, moderator):
        await choose(one)
    before = await rows(hub)
    async with attending(moderator, thread) as told, hub.statements() as statements:
        await told.people()
        for is_typing in (False, True):
            await be(moderator, thread, is_typing)
            await be(member, thread, is_typing)
        assert await told.people()
    assert await rows(hub) == before
    assert [it for it in statements if it.startswith(("INSERT", "UPDATE", "DELETE"))] == []


async def rows(hub: Hub) -> dict[str, int]:
    async with hub.database.engine.connect() as connection:
        return {
            table.name: await connection.scalar(select(func.count()).select_from(table)) or 0
            for table in SQLModel.metadata.sorted_tables
            if table.name not in ("mailing", "network_notices")  # what the jobs look after
        }


async def test_who_leaves_leaves_nothing_behind(hub: Hub, member: Person, moderator: Person) -> None:
    thread = await a_thread(hub)
    await choose(member)
    async with attending(moderator, thread) as warm:
        await warm.people()
    await asyncio.sleep(0.3)
    live, before = hub.database.live, len(asyncio.all_tasks())
    for _ in range(3):
        async with attending(member, thread) as one, attending(member, thread) as other:
            await asyncio.gather(one.people(), other.people())
            assert len(live.attendance._watched) == 1
            await one.followed.socket.send('{"id": "1", "type": "complete"}')
            other.followed.socket.transport.abort()
    await until(lambda: not live.attendance._watched and not live._followers, "nobody watching")
    await until(lambda: len(asyncio.all_tasks()) == before, f"{before} tasks once more")
    await until(lambda: hub.database.engine.pool.checkedout() == 0, "no connection in use")  # type: ignore[attr-defined]


async def test_a_read_only_token_says_nothing(hub: Hub, member: Person) -> None:
    thread = await a_thread(hub)
    await choose(member)
    with pytest.raises(Refused) as refused:
        await be(await hub.person("member", may_write=False), thread)
    assert refused.value.code == "NOT_ALLOWED"
    assert hub.database.live.attendance._seen == {}


async def test_it_is_told_between_processes_over_the_bus(url: str, valkey_url: str) -> None:
    settings = settings_for(url, broadcast_url=valkey_url)
    async with serving(settings) as here, serving(settings) as there:
        thread, moderator, member = await met(here, there)
        async with attending(moderator, thread) as told:
            assert await told.people() == []
            assert await _comes_to_be(told, member, thread)
            await choose(member, False)
            assert await told.people() == []


async def test_without_a_bus_it_is_simply_absent(url: str) -> None:
    settings = settings_for(url, broadcast_url="redis://127.0.0.1:1")
    async with serving(settings) as here, serving(settings) as there:
        thread, moderator, member = await met(here, there)
        async with attending(moderator, thread) as told:
            assert await told.people() == []
            for _ in range(200):  # more than may wait
                await be(member, thread)
            assert await told.silence()


async def met(here: Hub, there: Hub) -> tuple[str, Person, Person]:
    """A thread, the moderator at one hub and the member at the other."""
    thread, moderator, member = await a_thread(here), await here.person("moderator"), await there.person("member")
    for one in (moderator, member):
        await choose(one)
    await be(moderator, thread)
    return thread, moderator, member


async def _comes_to_be(told: Told, member: Person, thread: str) -> bool:
    """A bus that is only being connected to loses what is said; so it is said until it is heard."""
    for _ in range(20):
        await be(member, thread)
        try:
            return len(await told.people(0.5)) == 1
        except TimeoutError:
            continue
    return False
