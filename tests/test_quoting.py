"""Quotations: a passage of another post of the thread, for as long as that post is there."""

import pytest

from tests.cast import Hub, Person, Refused
from tests.test_moderation import AUDIENCE
from tests.test_threads import EDIT, REMOVE, reply

POST = """
query ($id: ID!) {
  node(id: $id) { ... on Post { body html replyTo { id } under { id } versions { body changes { kind text } } } }
}
"""
HIDE = "mutation ($input: HidePostInput!) { hidePost(input: $input) { post { id } } }"


def quoting(post: str, passage: str, more: str = "Zgadzam się.") -> str:
    return f"> [!quote {post}]\n> {passage}\n\n{more}"


async def test_a_quotation_goes_with_the_post_it_is_of(hub: Hub, member: Person, moderator: Person) -> None:
    network = await hub.network()
    thread = network["threads"]["Trudne rozmowy"]["id"]
    said = await reply(member, thread, "Numer pani Anny to **600 100 200**, proszę dzwonić po ósmej.")
    mine = await reply(moderator, thread, quoting(said["id"], "600 100 200, proszę dzwonić"))
    assert "Marta Wilk, Tarnów" in mine["html"]
    assert f'href="#wpis-{said["id"]}"' in mine["html"]
    await moderator.ask(EDIT, input={"postId": mine["id"], "body": quoting(said["id"], "600 100 200", "Dziękuję.")})
    async with moderator.hearing(network["id"]) as news:
        await news.batch()
        await member.ask(REMOVE, input={"postId": said["id"]})
        assert [event["__typename"] for event in await news.hear(2)] == ["PostEdited", "PostRemoved"]
    left = (await moderator.ask(POST, id=mine["id"]))["node"]
    assert "600" not in str(left), "neither in the text nor in its history"
    assert "Dziękuję." in left["html"]
    assert "(wpis usunięty)" in left["html"]


@pytest.mark.any_database
async def test_only_what_was_said_there_and_before_the_same_readers_is_quoted(
    hub: Hub, member: Person, moderator: Person
) -> None:
    network = await hub.network()
    thread, other = (network["threads"][title]["id"] for title in ("Trudne rozmowy", "Konsultacje społeczne"))
    said, elsewhere = await reply(member, thread, "Tylko dla nas."), await reply(member, other, "Gdzie indziej.")
    for post, passage in ((said["id"], "Czego nie powiedziała"), (elsewhere["id"], "Gdzie indziej")):
        with pytest.raises(Refused) as refused:
            await reply(moderator, thread, quoting(post, passage))
        assert (refused.value.code, refused.value.field) == ("INVALID", "body")
    await moderator.ask(AUDIENCE, input={"threadId": thread, "audience": "OPEN"})
    with pytest.raises(Refused) as refused:
        await reply(moderator, thread, quoting(said["id"], "Tylko dla nas."))
    assert "wpis powstał wcześniej" in refused.value.message


@pytest.mark.any_database
async def test_a_quotation_of_a_quotation_is_none(hub: Hub, member: Person, moderator: Person) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    said = await reply(member, thread, "Do usunięcia.")
    mine = await reply(moderator, thread, quoting(said["id"], "Do usunięcia."))
    with pytest.raises(Refused) as refused:
        await reply(member, thread, quoting(mine["id"], "Do usunięcia."))
    assert refused.value.field == "body"


@pytest.mark.any_database
async def test_a_reply_to_a_reply_stands_under_the_same_post(hub: Hub, member: Person, moderator: Person) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    top = await reply(member, thread)
    first = await reply(moderator, thread, replyToId=top["id"])
    second = await reply(member, thread, replyToId=first["id"])
    found = (await member.ask(POST, id=second["id"]))["node"]
    assert (found["replyTo"]["id"], found["under"]["id"]) == (first["id"], top["id"])


@pytest.mark.any_database
async def test_every_version_can_be_read_until_the_post_is_removed(hub: Hub, member: Person, moderator: Person) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    post = await reply(member, thread, "Spotkanie w środę o dziewiątej.")
    for body in ("Spotkanie w czwartek o dziewiątej.", "Spotkanie w czwartek o dziesiątej.") * 2:
        await member.ask(EDIT, input={"postId": post["id"], "body": body})
    versions = (await moderator.ask(POST, id=post["id"]))["node"]["versions"]
    assert len(versions) == 5
    assert [(change["kind"], change["text"].strip()) for change in versions[1]["changes"]] == [
        ("KEPT", "Spotkanie w"),
        ("REMOVED", "środę"),
        ("ADDED", "czwartek"),
        ("KEPT", "o dziewiątej."),
    ]
    await moderator.ask(HIDE, input={"postId": post["id"], "reason": "pomyłka"})
    assert (await moderator.ask(POST, id=post["id"]))["node"]["versions"] == []


@pytest.mark.any_database
async def test_a_thread_is_handed_over_as_markdown_with_its_traces_and_to_nobody_else(
    hub: Hub, member: Person, moderator: Person, observer: Person
) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    said = await reply(member, thread, "Tylko dla **nas**.")
    await reply(moderator, thread, quoting(said["id"], "Tylko dla nas"))
    gone = await reply(moderator, thread, "Pomyłka, tel. 600 100 200")
    await moderator.ask(REMOVE, input={"postId": gone["id"], "reason": "nie ta rozmowa"})
    address = f"{hub.origin}/rozmowy/{thread}.md"
    answer = await member.web.get(address, headers=member.headers)
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    assert "> **Marta Wilk, Tarnów:**\n> \n> Tylko dla nas" in answer.text
    assert "*(wpis usunięty: nie ta rozmowa)*" in answer.text
    assert "600" not in answer.text
    refused = await observer.web.get(address, headers=observer.headers)
    never = await observer.web.get(address.replace("thread_", "thread_0"), headers=observer.headers)
    assert (refused.status_code, refused.json()) == (404, never.json())
    await moderator.ask(AUDIENCE, input={"threadId": thread, "audience": "OPEN"})
    await reply(moderator, thread, "Dla wszystkich.")
    opened = (await observer.web.get(address, headers=observer.headers)).text
    assert "Dla wszystkich." in opened
    assert "Tylko dla" not in opened
