"""What moderators do: pin, close, move, open and hide; each of them is heard, and is a line of the log."""

from typing import Any

import pytest

from tests.cast import Followed, Hub, Person, Refused
from tests.test_threads import START, reply

MODERATE = """
mutation ($input: ModerateThreadInput!) {{
  {verb}(input: $input) {{ thread {{ id isPinned closedAt viewerCan {{ reply {{ allowed reason }} }} }} }}
}}
"""
MOVE = """
mutation ($input: MoveThreadInput!) {
  moveThread(input: $input) { thread { id isPinned audience board { id title } } }
}
"""
AUDIENCE = "mutation ($input: SetThreadAudienceInput!) { setThreadAudience(input: $input) { thread { audience } } }"
PAGE = """
query ($id: ID!, $after: String) {
  node(id: $id) { ... on Board { threads(first: 2, after: $after) { edges { cursor node { id } } } } }
}
"""
CHANGES = """
subscription ($network: ID!) {
  networkEvents(network: $network) {
    cursor
    events {
      __typename
      ... on ThreadChanged { thread { id isPinned closedAt board { title } } }
      ... on ThreadAudienceChanged { thread { id audience board { title } } }
      ... on ThreadAppeared { thread { id } }
      ... on ThreadWithdrawn { threadId }
      ... on PostAdded { post { position body } }
      ... on PostEdited { post { position body } }
      ... on PostRemoved { post { position } }
    }
  }
}
"""
SEEN = """
query ($id: ID!) {
  node(id: $id) {
    ... on Thread {
      postCount unreadCount readPosition lastPostAt
      posts(first: 100) { edges { cursor node { position body replyTo { position } } } pageInfo { endCursor } }
    }
  }
}
"""
VERBS = ["pinThread", "unpinThread", "closeThread", "reopenThread"]


async def moderate(person: Person, verb: str, thread: str, **more: Any) -> dict[str, Any]:
    answer = await person.ask(MODERATE.format(verb=verb), input={"threadId": thread, **more})
    moderated: dict[str, Any] = answer[verb]["thread"]
    return moderated


async def seen(person: Person, thread: str) -> dict[str, Any]:
    found: dict[str, Any] = (await person.ask(SEEN, id=thread))["node"]
    return found


async def start(person: Person, board: str, title: str) -> str:
    answer = await person.ask(START, input={"boardId": board, "title": title, "body": "Początek"})
    return str(answer["startThread"]["thread"]["id"])


async def kinds(news: Followed, count: int) -> list[str]:
    return [event["__typename"] for event in await news.hear(count)]


# Pinned threads


async def test_a_pinned_thread_stands_first_on_its_board_page_by_page(
    hub: Hub, member: Person, moderator: Person
) -> None:
    board = (await hub.network())["boards"]["Trudne rozmowy"]
    threads = [await start(member, board, f"Rozmowa {n}") for n in range(4)]
    assert (await moderate(moderator, "pinThread", threads[0]))["isPinned"]
    pages: list[str] = []
    after = None
    for _ in range(2):
        edges = (await member.ask(PAGE, id=board, after=after))["node"]["threads"]["edges"]
        pages += [edge["node"]["id"] for edge in edges]
        after = edges[-1]["cursor"]
    assert pages == [threads[0], threads[3], threads[2], threads[1]]
    assert not (await moderate(moderator, "unpinThread", threads[0]))["isPinned"]
    first = (await member.ask(PAGE, id=board, after=None))["node"]["threads"]["edges"]
    assert [edge["node"]["id"] for edge in first] == [threads[3], threads[2]]


# A closed thread


async def test_a_closed_thread_is_read_and_not_replied_to(hub: Hub, member: Person, moderator: Person) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    mine = await reply(member, thread)
    closed = await moderate(moderator, "closeThread", thread, reason="Wszystko zostało powiedziane")
    assert closed["closedAt"]
    assert "zamknęła tę rozmowę" in closed["viewerCan"]["reply"]["reason"]
    before = await seen(member, thread)
    edit = "mutation ($input: EditPostInput!) { editPost(input: $input) { post { id } } }"
    for act in (reply(member, thread), member.ask(edit, input={"postId": mine["id"], "body": "Inaczej"})):
        with pytest.raises(Refused) as refused:
            await act
        assert refused.value.code == "NOT_ALLOWED"
        assert "zamknęła tę rozmowę" in refused.value.message
    assert await seen(member, thread) == before
    assert (await moderate(moderator, "reopenThread", thread))["closedAt"] is None
    assert (await reply(member, thread))["position"] == mine["position"] + 1


# Who may, and who hears


@pytest.mark.any_database
@pytest.mark.parametrize("verb", VERBS)
async def test_only_a_moderator_does_it(
    hub: Hub, member: Person, observer: Person, outsider: Person, verb: str
) -> None:
    network = await hub.network()
    open_thread = network["threads"]["Konsultacje społeczne"]["id"]
    for person, code in ((member, "NOT_ALLOWED"), (observer, "NOT_ALLOWED"), (outsider, "NOT_FOUND")):
        with pytest.raises(Refused) as refused:
            await moderate(person, verb, open_thread)
        assert refused.value.code == code
    with pytest.raises(Refused) as refused:
        await moderate(observer, verb, network["threads"]["Trudne rozmowy"]["id"])
    assert refused.value.code == "NOT_FOUND"
    assert (await hub.network())["cursor"] == network["cursor"], "nobody heard of anything"


async def test_all_who_see_a_thread_hear_that_it_changed(
    hub: Hub, member: Person, observer: Person, moderator: Person
) -> None:
    network = await hub.network()
    thread = network["threads"]["Konsultacje społeczne"]["id"]
    async with (
        member.following(CHANGES, network=network["id"]) as inside,
        observer.following(CHANGES, network=network["id"]) as outside,
    ):
        await inside.batch()
        await outside.batch()
        for verb in VERBS:
            await moderate(moderator, verb, thread)
            await moderate(moderator, verb, thread)
        for news in (inside, outside):
            assert await kinds(news, 4) == ["ThreadChanged"] * 4, "what was so already is no news"
        closed = (await moderate(moderator, "closeThread", network["threads"]["Trudne rozmowy"]["id"]))["id"]
        assert (await inside.hear(5))[4]["thread"]["id"] == closed
        assert await outside.silence()


# Moved from board to board


async def test_moving_to_an_open_board_shows_observers_nothing_written_before(
    hub: Hub, member: Person, observer: Person, moderator: Person
) -> None:
    network = await hub.network()
    thread = network["threads"]["Trudne rozmowy"]["id"]
    await reply(member, thread, "Tylko między nami")
    async with observer.following(CHANGES, network=network["id"]) as outside:
        await outside.batch()
        await move(moderator, thread, network["boards"]["Konsultacje społeczne"])
        assert await kinds(outside, 1) == ["ThreadAppeared"]
    assert (await seen(observer, thread))["posts"]["edges"] == []
    await reply(member, thread, "Dla wszystkich")
    posts = (await seen(observer, thread))["posts"]["edges"]
    assert [edge["node"]["body"] for edge in posts] == ["Dla wszystkich"]


async def test_moving_away_from_an_open_board_takes_the_thread_from_observers(
    hub: Hub, member: Person, observer: Person, moderator: Person
) -> None:
    network = await hub.network()
    thread = network["threads"]["Konsultacje społeczne"]["id"]
    async with (
        member.following(CHANGES, network=network["id"]) as inside,
        observer.following(CHANGES, network=network["id"]) as outside,
    ):
        await inside.batch()
        await outside.batch()
        moved = await move(moderator, thread, network["boards"]["Trudne rozmowy"])
        assert (moved["audience"], moved["board"]["title"]) == ("MEMBERS", "Trudne rozmowy")
        assert (await outside.hear(1))[0] == {"__typename": "ThreadWithdrawn", "threadId": thread}
        (heard,) = await inside.hear(1)
        assert (heard["__typename"], heard["thread"]["board"]["title"]) == ("ThreadAudienceChanged", "Trudne rozmowy")
    assert (await observer.ask(SEEN, id=thread))["node"] is None


@pytest.mark.any_database
async def test_a_thread_stays_in_its_network(hub: Hub, moderator: Person) -> None:
    network, other = await hub.network(), await hub.network("cyfrowe")
    coordinator = await hub.person("coordinator")
    thread = network["threads"]["Trudne rozmowy"]["id"]
    elsewhere = other["boards"]["Pytania i odpowiedzi"]
    for person, code in ((moderator, "NOT_FOUND"), (coordinator, "INVALID")):
        with pytest.raises(Refused) as refused:
            await move(person, thread, elsewhere)
        assert refused.value.code == code


async def move(person: Person, thread: str, board: str) -> dict[str, Any]:
    moved: dict[str, Any] = (await person.ask(MOVE, input={"threadId": thread, "boardId": board}))["moveThread"][
        "thread"
    ]
    return moved


# What observers count


async def opened(person: Person, thread: str, audience: str) -> None:
    await person.ask(AUDIENCE, input={"threadId": thread, "audience": audience})


async def test_observers_count_only_what_was_written_for_them(
    hub: Hub, member: Person, observer: Person, moderator: Person
) -> None:
    """Two threads with one and with five closed posts look alike from outside, in positions, cursors and counts."""
    network = await hub.network()
    transcripts = []
    for closed in (1, 5):
        thread = await start(member, network["boards"]["Trudne rozmowy"], "Otwierana rozmowa")
        for n in range(closed - 1):
            await reply(member, thread, f"Zamknięty {n}")
        await opened(moderator, thread, "ALL")
        first = await reply(member, thread, "Pierwszy")
        second = await reply(observer, thread, "Drugi", replyToId=first["id"])
        assert (first["position"], second["position"]) == (closed + 1, 2)
        transcripts.append((await seen(observer, thread)) | {"lastPostAt": None})
        with pytest.raises(Refused) as refused:
            await marked(observer, thread, 3)
        assert (refused.value.code, refused.value.field) == ("INVALID", "position")
        assert await marked(observer, thread, 1) == 1
        assert (await seen(observer, thread))["readPosition"] == 1
        assert await marked(member, thread, closed + 1) == closed + 1
    assert transcripts[0] == transcripts[1]
    assert [edge["node"]["position"] for edge in transcripts[0]["posts"]["edges"]] == [1, 2]


async def marked(person: Person, thread: str, position: int) -> int:
    mark = "mutation ($input: MarkReadInput!) { markRead(input: $input) { thread { readPosition } } }"
    answer = await person.ask(mark, input={"threadId": thread, "position": position})
    return int(answer["markRead"]["thread"]["readPosition"])


async def test_an_opened_thread_is_as_new_as_its_opening(
    hub: Hub, member: Person, observer: Person, moderator: Person
) -> None:
    """When the newest closed post was written is not told."""
    network = await hub.network()
    thread = await start(member, network["boards"]["Trudne rozmowy"], "Otwierana rozmowa")
    written = (await seen(member, thread))["lastPostAt"]
    await opened(moderator, thread, "OPEN")
    assert (await seen(observer, thread))["lastPostAt"] > written


async def test_a_second_opening_hides_nothing_of_the_first(
    hub: Hub, member: Person, observer: Person, moderator: Person
) -> None:
    network = await hub.network()
    thread = await start(member, network["boards"]["Trudne rozmowy"], "Otwierana rozmowa")
    for audience, body in (("OPEN", "Jawny 1"), ("MEMBERS", "Zamknięty"), ("OPEN", "Jawny 2")):
        await opened(moderator, thread, audience)
        await reply(member, thread, body)
    posts = [edge["node"] for edge in (await seen(observer, thread))["posts"]["edges"]]
    assert [(post["position"], post["body"]) for post in posts] == [(1, "Jawny 1"), (2, "Jawny 2")]
    inside = [edge["node"]["position"] for edge in (await seen(member, thread))["posts"]["edges"]]
    assert inside == [1, 2, 3, 4]


async def test_observers_hear_nothing_of_a_post_that_was_not_written_for_them(
    hub: Hub, member: Person, observer: Person, moderator: Person
) -> None:
    network = await hub.network()
    thread = network["threads"]["Trudne rozmowy"]["id"]
    closed = await reply(member, thread, "Tylko między nami")
    await opened(moderator, thread, "OPEN")
    async with observer.following(CHANGES, network=network["id"]) as outside:
        await outside.batch()
        edit = "mutation ($input: EditPostInput!) { editPost(input: $input) { post { id } } }"
        await member.ask(edit, input={"postId": closed["id"], "body": "Nadal między nami"})
        hide = "mutation ($input: HidePostInput!) { hidePost(input: $input) { post { id } } }"
        await moderator.ask(hide, input={"postId": closed["id"], "reason": "dane osobowe"})
        assert await outside.silence()
        await reply(member, thread, "Dla wszystkich")
        (heard,) = await outside.hear(1)
        assert heard["post"] == {"position": 1, "body": "Dla wszystkich"}
