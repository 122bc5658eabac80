"""Mentions: a person, a city or a role called by name in a post; only of who may see it."""

import asyncio
from typing import Any

import pytest

from tests.cast import Hub, Person
from tests.patience import PATIENCE
from tests.test_threads import EDIT, reply

PERSONAL = """
subscription ($after: String) {
  personalEvents(after: $after) {
    cursor
    events {
      __typename number at actor { name }
      ... on Mentioned { post { id body } }
      ... on ReportReceived { report { id reason post { id } reporter { name } } }
      ... on ReportResolved { report { id outcome note } }
    }
  }
}
"""
MENTIONABLE = """
query ($id: ID!, $text: String!) {
  node(id: $id) {
    ... on Thread { mentionable(text: $text, first: 100) { kind name about personCount } }
    ... on Board { mentionable(text: $text, first: 100) { kind name about personCount } }
  }
}
"""
WHERE = "{ viewer { cursor } }"


async def stands(person: Person) -> str:
    return str((await person.ask(WHERE))["viewer"]["cursor"])


async def told(person: Person, after: str) -> list[dict[str, Any]]:
    """What was told to the person since then, on their own stream, of mentions and reports."""
    found: list[dict[str, Any]] = []
    now = await stands(person)
    async with person.following(PERSONAL, after=after) as news, asyncio.timeout(PATIENCE):
        while after != now:
            message = (await news.message())["payload"]["data"]["personalEvents"]
            found, after = found + message["events"], message["cursor"]
    return [event for event in found if event["__typename"] in ("Mentioned", "ReportReceived", "ReportResolved")]


async def names(person: Person, place: str, text: str) -> list[str]:
    found = (await person.ask(MENTIONABLE, id=place, text=text))["node"]["mentionable"]
    return [one["name"] for one in found]


@pytest.mark.any_database
async def test_who_is_called_by_name_city_or_role_is_told(hub: Hub, member: Person, moderator: Person) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    colleague, kurek = await hub.person("colleague"), await hub.person("jan.kurek@cieszyn.example")
    before = {who: await stands(who_is) for who, who_is in (("m", moderator), ("c", colleague), ("k", kurek))}
    post = await reply(
        moderator, thread, "@Tarnów, @jan kurek: proszę o zdanie. `@Cieszyn` i adres@zabrze.example nie."
    )
    assert post["html"].count('<span class="mention">') == 2
    assert '<span class="mention">@Tarnów</span>' in post["html"]
    for who, cursor in ((colleague, before["c"]), (kurek, before["k"])):
        (event,) = await told(who, cursor)
        assert (event["__typename"], event["post"]["id"]) == ("Mentioned", post["id"])
        assert event["actor"]["name"] == "Joanna Rudnik"
    assert await told(moderator, before["m"]) == []
    await reply(member, thread, "@Moderatorzy, proszę spojrzeć.")
    assert [event["__typename"] for event in await told(moderator, before["m"])] == ["Mentioned"]


async def test_an_edit_tells_only_those_it_newly_calls(hub: Hub, member: Person, moderator: Person) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    kurek = await hub.person("jan.kurek@cieszyn.example")
    before, theirs = await stands(kurek), await stands(moderator)
    post = await reply(member, thread, "@Jan Kurek, jak to było?")
    await member.ask(EDIT, input={"postId": post["id"], "body": "@Jan Kurek i @Joanna Rudnik, jak to było?"})
    assert len(await told(kurek, before)) == len(await told(moderator, theirs)) == 1
    await member.ask(EDIT, input={"postId": post["id"], "body": "Już nic."})
    assert len(await told(kurek, before)) == 1


@pytest.mark.any_database
async def test_a_name_of_who_does_not_see_the_thread_is_text(hub: Hub, member: Person, observer: Person) -> None:
    network = await hub.network()
    closed, opened = (network["threads"][title]["id"] for title in ("Trudne rozmowy", "Konsultacje społeczne"))
    before = await stands(observer)
    said = await reply(member, closed, "@Ewa Borys i @Bochnia tego nie widzą, @Michał Kreft też nie.")
    assert "mention" not in said["html"]
    assert await told(observer, before) == []
    assert await names(member, closed, "bor") == await names(member, network["boards"]["Trudne rozmowy"], "bor") == []
    for place in (opened, network["boards"]["Konsultacje społeczne"]):
        assert await names(member, place, "bor") == ["Ewa Borys"]
    assert "mention" in (await reply(member, opened, "@Bochnia, jak u Państwa?"))["html"]
    assert [event["__typename"] for event in await told(observer, before)] == ["Mentioned"]


@pytest.mark.any_database
async def test_completion_finds_people_by_any_word_and_without_diacritics(hub: Hub, member: Person) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    assert await names(member, thread, "slus") == ["Zbigniew Ślusarek"]
    assert await names(member, thread, "cies") == ["Cieszyn", "Beata Cieślar", "Jan Kurek", "Paweł Hanzlik"]
    assert (await names(member, thread, "mod"))[0] == "moderatorzy"
