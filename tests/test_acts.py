"""The log of acts: every moderating and coordinating verb leaves a line that the network's members can read."""

from typing import Any

import pytest

from hub import people, threads
from hub.models import Audience
from tests.cast import ADDRESSES, Hub, Person
from tests.test_moderation import AUDIENCE, moderate, move
from tests.test_networks import CHANGE, CHANGE_SEAT, END_SEAT, seats
from tests.test_threads import reply

LOG = """
query ($slug: String!, $first: Int, $after: String) {
  network(slug: $slug) {
    acts(first: $first, after: $after) {
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id kind reason at actor { name }
          subject { __typename ... on Thread { id title } ... on Post { id } ... on Seat { city { name } } }
        }
      }
    }
  }
}
"""
DEMO_KINDS = ("POLL_", "PAPER_", "TOPIC_", "RESULT_", "VERSION_")
HIDE = "mutation ($input: HidePostInput!) { hidePost(input: $input) { post { id } } }"


async def log(person: Person, **page: Any) -> list[dict[str, Any]]:
    """But for the lines of the demo, which are about its polls, topics and results."""
    found = (await person.ask(LOG, slug="obywateli", **page))["network"]["acts"]["edges"]
    return [edge["node"] for edge in found if not edge["node"]["kind"].startswith(DEMO_KINDS)]


async def test_each_act_is_a_line_the_newest_first(hub: Hub, member: Person, moderator: Person) -> None:
    network = await hub.network()
    thread = network["threads"]["Trudne rozmowy"]["id"]
    coordinator = await hub.person("coordinator")
    assert await log(member) == []
    post = await reply(member, thread)
    await moderator.ask(HIDE, input={"postId": post["id"], "reason": "dane osobowe"})
    for verb in ("pinThread", "unpinThread", "closeThread", "reopenThread"):
        await moderate(moderator, verb, thread, reason=f"bo {verb}")
    await moderator.ask(AUDIENCE, input={"threadId": thread, "audience": "OPEN"})
    await move(moderator, thread, network["boards"]["Konsultacje społeczne"])
    bochnia = (await seats(coordinator))["Bochnia"]["id"]
    changed = await coordinator.ask(CHANGE_SEAT, input={"seatId": bochnia, "kind": "MEMBER"})
    await coordinator.ask(END_SEAT, input={"seatId": changed["changeSeat"]["seat"]["id"], "reason": "rezygnacja"})
    await coordinator.ask(CHANGE, input={"networkId": network["id"], "state": "FORMING"})
    lines = await log(member, first=100)
    assert [line["kind"] for line in lines] == [
        "NETWORK_CHANGED",
        "SEAT_ENDED",
        "STANDING_ENDED",
        "SEAT_CHANGED",
        "THREAD_MOVED",
        "THREAD_AUDIENCE_CHANGED",
        "THREAD_REOPENED",
        "THREAD_CLOSED",
        "THREAD_UNPINNED",
        "THREAD_PINNED",
        "POST_HIDDEN",
    ]
    hidden, pinned, ended = lines[10], lines[9], lines[1]
    assert (hidden["reason"], hidden["actor"]["name"]) == ("dane osobowe", "Joanna Rudnik")
    assert (pinned["reason"], pinned["subject"]["id"]) == ("bo pinThread", thread)
    assert (ended["reason"], ended["subject"]["city"]["name"]) == ("rezygnacja", "Bochnia")
    assert [line["at"] for line in lines] == sorted((line["at"] for line in lines), reverse=True)


async def test_what_changes_nothing_leaves_no_line(hub: Hub, member: Person, moderator: Person) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    await moderate(moderator, "unpinThread", thread)
    await moderate(moderator, "reopenThread", thread)
    assert await log(member) == []


async def test_observers_and_outsiders_do_not_read_the_log(
    hub: Hub, member: Person, moderator: Person, observer: Person, outsider: Person
) -> None:
    await moderate(moderator, "pinThread", (await hub.network())["threads"]["Konsultacje społeczne"]["id"])
    (line,) = await log(member)
    assert await log(observer) == []
    node = "query ($id: ID!) { node(id: $id) { id } }"
    for person in (observer, outsider, hub.stranger):
        assert (await person.ask(node, id=line["id"]))["node"] is None
    assert (await outsider.ask(LOG, slug="obywateli"))["network"] is None
    may = '{ network(slug: "obywateli") { viewerCan { readLog { allowed reason } } } }'
    told = (await observer.ask(may))["network"]["viewerCan"]["readLog"]
    assert (told["allowed"], "Dziennik" in told["reason"]) == (False, True)


async def test_the_log_is_read_page_by_page(hub: Hub, member: Person, moderator: Person) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    for _ in range(2):
        await moderate(moderator, "pinThread", thread)
        await moderate(moderator, "unpinThread", thread)
    first = (await member.ask(LOG, slug="obywateli", first=3))["network"]["acts"]
    assert first["pageInfo"]["hasNextPage"]
    rest = await log(member, first=3, after=first["pageInfo"]["endCursor"])
    whole = [edge["node"]["id"] for edge in first["edges"]] + [line["id"] for line in rest]
    assert whole == [line["id"] for line in await log(member)]


async def test_an_act_is_undone_with_its_transaction(hub: Hub, member: Person, moderator: Person) -> None:
    """A line stands for what was done, never for what failed."""
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]

    async def fails(work: Any) -> None:
        await threads.set_audience(work, thread, Audience.OPEN)
        raise RuntimeError

    viewer = (await people.sign_in_to_demo(hub.operator, ADDRESSES["moderator"])).viewer
    with pytest.raises(RuntimeError):
        await hub.database.transact(viewer, fails)
    assert await log(member) == []
