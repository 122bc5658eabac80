"""What people write: threads, replies, changes, and what stays when something is taken away."""

import asyncio
from typing import Any

import pytest

from tests.cast import Hub, Person, Refused

START = """
mutation ($input: StartThreadInput!) {
  startThread(input: $input) {
    thread { id title audience postCount author { name } seat { city { name } } posts { edges { node { body html } } } }
  }
}
"""
REPLY = """
mutation ($input: ReplyInput!) {
  reply(input: $input) {
    post {
      id position body html author { name } seat { city { name } } replyTo { id position } thread { id postCount }
    }
  }
}
"""
EDIT = "mutation ($input: EditPostInput!) { editPost(input: $input) { post { id body editedAt } } }"
REMOVE = """
mutation ($input: RemovePostInput!) {
  removePost(input: $input) {
    post { id position body html removedAt removedBy { name } removalReason thread { postCount } }
  }
}
"""
THREAD = """
query ($id: ID!) {
  node(id: $id) {
    ... on Thread {
      postCount viewerCan { reply { allowed reason } }
      posts(first: 100) { edges { node { id position body viewerCan { edit { allowed reason } remove { allowed } } } } }
    }
  }
}
"""


async def reply(
    person: Person, thread: str, body: str = "Dziękuję, sprawdzimy to u nas.", **more: Any
) -> dict[str, Any]:
    answer = await person.ask(REPLY, input={"threadId": thread, "body": body, **more})
    post: dict[str, Any] = answer["reply"]["post"]
    return post


async def test_a_member_starts_a_thread_and_speaks_for_the_city(hub: Hub, member: Person) -> None:
    board = (await hub.network())["boards"]["Konsultacje społeczne"]
    thread = (
        await member.ask(START, input={"boardId": board, "title": "  Jak  liczyć głosy? ", "body": "Kto *umie*?"})
    )["startThread"]["thread"]
    assert thread["title"] == "Jak liczyć głosy?"
    assert (thread["audience"], thread["postCount"]) == ("OPEN", 1)
    assert (thread["author"]["name"], thread["seat"]["city"]["name"]) == ("Marta Wilk", "Tarnów")
    assert thread["posts"]["edges"][0]["node"]["html"] == "<p>Kto <em>umie</em>?</p>\n"


async def test_a_reply_is_heard_by_everybody_who_may_read_it(hub: Hub, member: Person, observer: Person) -> None:
    network = await hub.network()
    open_thread = network["threads"]["Konsultacje społeczne"]["id"]
    async with observer.hearing(network["id"]) as news:
        assert (await news.batch())["control"]["__typename"] == "Heartbeat"
        post = await reply(member, open_thread)
        (heard,) = await news.hear(1)
    assert (heard["__typename"], heard["post"]["id"], heard["post"]["body"]) == ("PostAdded", post["id"], post["body"])
    assert heard["actor"]["name"] == "Marta Wilk"


async def test_what_members_write_among_themselves_no_observer_hears(
    hub: Hub, member: Person, observer: Person
) -> None:
    network = await hub.network()
    async with observer.hearing(network["id"]) as news, member.hearing(network["id"]) as own:
        before = (await news.batch())["control"]["head"]
        await reply(member, network["threads"]["Trudne rozmowy"]["id"])
        assert len(await own.hear(1)) == 1
        assert await news.silence()
    fresh = await observer.ask("query ($slug: String!) { network(slug: $slug) { cursor } }", slug="obywateli")
    async with observer.hearing(network["id"], fresh["network"]["cursor"]) as news:
        assert (await news.batch())["control"]["head"] == before


async def test_an_observer_reads_an_open_thread_but_does_not_write(hub: Hub, observer: Person, member: Person) -> None:
    network = await hub.network()
    thread = network["threads"]["Konsultacje społeczne"]["id"]
    before = (await observer.ask(THREAD, id=thread))["node"]
    assert before["viewerCan"]["reply"] == {
        "allowed": False,
        "reason": "Miasta obserwatorzy tu czytają, piszą miasta sieci.",
    }
    async with member.hearing(network["id"]) as news:
        await news.batch()
        with pytest.raises(Refused) as refused:
            await reply(observer, thread)
        assert refused.value.code == "NOT_ALLOWED"
        assert await news.silence()
    assert (await observer.ask(THREAD, id=thread))["node"] == before


async def test_an_observer_writes_where_the_board_is_for_all(hub: Hub, observer: Person) -> None:
    thread = (await hub.network())["threads"]["Pytania i odpowiedzi"]["id"]
    post = await reply(observer, thread)
    assert post["seat"]["city"]["name"] == "Bochnia"


async def test_a_moderator_writes_without_a_city(hub: Hub, moderator: Person) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    assert (await reply(moderator, thread))["seat"] is None


async def test_one_may_answer_a_post_of_the_same_thread_only(hub: Hub, member: Person) -> None:
    threads = (await hub.network())["threads"]
    first = await reply(member, threads["Trudne rozmowy"]["id"])
    answer = await reply(member, threads["Trudne rozmowy"]["id"], replyToId=first["id"])
    assert answer["replyTo"] == {"id": first["id"], "position": first["position"]}
    with pytest.raises(Refused) as refused:
        await reply(member, threads["Konsultacje społeczne"]["id"], replyToId=first["id"])
    assert (refused.value.code, refused.value.field) == ("INVALID", "replyToId")


async def test_twenty_replies_at_once_each_get_a_place_of_their_own(
    hub: Hub, member: Person, moderator: Person
) -> None:
    network = await hub.network()
    thread = network["threads"]["Trudne rozmowy"]
    async with member.hearing(network["id"]) as news:
        await news.batch()
        posts = await asyncio.gather(
            *(reply(who, thread["id"], f"Wpis {n}") for n in range(10) for who in (member, moderator))
        )
        events = await news.hear(20)
    first = thread["postCount"] + 1
    assert sorted(post["position"] for post in posts) == list(range(first, first + 20))
    assert [event["number"] for event in events] == list(range(events[0]["number"], events[0]["number"] + 20))
    assert {event["post"]["id"] for event in events} == {post["id"] for post in posts}


async def test_one_changes_ones_own_post_and_nobody_elses(hub: Hub, member: Person, moderator: Person) -> None:
    network = await hub.network()
    post = await reply(member, network["threads"]["Trudne rozmowy"]["id"])
    async with moderator.hearing(network["id"]) as news:
        await news.batch()
        with pytest.raises(Refused) as refused:
            await moderator.ask(EDIT, input={"postId": post["id"], "body": "Co innego"})
        assert refused.value.code == "NOT_ALLOWED"
        changed = (await member.ask(EDIT, input={"postId": post["id"], "body": "Poprawione"}))["editPost"]["post"]
        (heard,) = await news.hear(1)
    assert changed["editedAt"]
    assert (heard["__typename"], heard["post"]["body"]) == ("PostEdited", "Poprawione")


async def test_a_removed_post_keeps_its_place_and_loses_its_text(hub: Hub, member: Person, moderator: Person) -> None:
    network = await hub.network()
    thread = network["threads"]["Trudne rozmowy"]["id"]
    post = await reply(member, thread, "Nie to chciałam napisać")
    async with moderator.hearing(network["id"], network["cursor"]) as news:
        assert (await news.hear(1))[0]["post"]["body"] == "Nie to chciałam napisać"
        removed = (await member.ask(REMOVE, input={"postId": post["id"], "reason": "pomyłka"}))["removePost"]["post"]
        assert (removed["body"], removed["html"], removed["removalReason"]) == (None, None, "pomyłka")
        assert removed["removedBy"]["name"] == "Marta Wilk"
        assert removed["thread"]["postCount"] == post["thread"]["postCount"] - 1
        assert (await news.hear(2))[1]["__typename"] == "PostRemoved"
    async with moderator.hearing(network["id"], network["cursor"]) as replayed:
        added, gone = await replayed.hear(2)
        assert added["post"]["body"] is None, "what was removed is never replayed"
        assert gone["post"]["position"] == post["position"]
    assert (await reply(member, thread))["position"] == post["position"] + 1
    for again in (REMOVE, EDIT):
        with pytest.raises(Refused) as refused:
            await member.ask(again, input={"postId": post["id"]} | ({"body": "Wraca"} if again is EDIT else {}))
        assert refused.value.code == "NOT_ALLOWED"


async def test_the_same_key_makes_one_post(hub: Hub, member: Person) -> None:
    network = await hub.network()
    thread = network["threads"]["Trudne rozmowy"]["id"]
    once = await reply(member, thread, "Raz", idempotencyKey="k")
    sent = await asyncio.gather(*(reply(member, thread, "Raz", idempotencyKey="k") for _ in range(5)))
    assert {post["id"] for post in sent} == {once["id"]}
    together = await asyncio.gather(*(reply(member, thread, "Razem", idempotencyKey="r") for _ in range(8)))
    assert len({post["id"] for post in together}) == 1
    with pytest.raises(Refused) as refused:
        await reply(member, thread, "Dwa", idempotencyKey="k")
    assert refused.value.code == "CONFLICT"
    posts = (await member.ask(THREAD, id=thread))["node"]["posts"]["edges"]
    assert [edge["node"]["body"] for edge in posts].count("Raz") == 1


async def test_a_key_belongs_to_one_person(hub: Hub, member: Person, moderator: Person) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    mine = await reply(member, thread, "Raz", idempotencyKey="k")
    theirs = await reply(moderator, thread, "Raz", idempotencyKey="k")
    assert mine["id"] != theirs["id"]


async def test_viewer_can_says_what_the_server_does(hub: Hub, member: Person) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    own = await reply(member, thread)
    posts = (await member.ask(THREAD, id=thread))["node"]["posts"]["edges"]
    for post in (edge["node"] for edge in posts):
        allowed = post["viewerCan"]["edit"]["allowed"]
        answer = await member.post({"query": EDIT, "variables": {"input": {"postId": post["id"], "body": "Zmienione"}}})
        errors = answer.json().get("errors", [])
        assert [error["message"] for error in errors] == ([] if allowed else [post["viewerCan"]["edit"]["reason"]])
    assert own["id"] in {edge["node"]["id"] for edge in posts}
