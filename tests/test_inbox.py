"""One inbox over all networks: what waits for an answer, and what is new."""

from typing import Any

import pytest
from sqlalchemy import update

from hub.models import Network
from tests.cast import Hub, Person, Refused
from tests.test_threads import reply
from tests.test_unread import mark, own_news

INBOX = """
query {
  viewer {
    inbox {
      waitingCount
      waiting {
        kind since dueAt maySettle network { slug }
        subject { id ... on JoinRequest { name } ... on Post { body thread { title } } }
      }
      unread { unreadCount threadCount network { id slug } threads { id title unreadCount lastPostAt board { title } } }
    }
  }
}
"""
ASK = "mutation ($input: RequestToJoinInput!) { requestToJoin(input: $input) { request { id } } }"
ANSWER = "mutation ($input: JoinRequestInput!) { acceptRequest(input: $input) { request { id } } }"
SETTLE = "mutation ($input: SettleInput!) { settle(input: $input) { inbox { waitingCount } } }"
PUT_BACK = "mutation ($input: SettleInput!) { putBack(input: $input) { inbox { waitingCount } } }"


async def inbox(person: Person) -> dict[str, Any]:
    found: dict[str, Any] = (await person.ask(INBOX))["viewer"]["inbox"]
    return found


async def test_what_is_new_stands_by_network_the_newest_first(hub: Hub, member: Person, moderator: Person) -> None:
    network = await hub.network()
    threads = [network["threads"][title]["id"] for title in ("Trudne rozmowy", "Konsultacje społeczne")]
    for thread in threads:
        latest = await reply(moderator, thread)
    (ours,) = [new for new in (await inbox(member))["unread"] if new["network"]["id"] == network["id"]]
    assert [thread["id"] for thread in ours["threads"]][:2] == threads[::-1]
    assert ours["unreadCount"] == sum(thread["unreadCount"] for thread in ours["threads"])
    assert ours["threadCount"] == len(ours["threads"])
    await mark(member, threads[1], latest["position"])
    (now,) = [new for new in (await inbox(member))["unread"] if new["network"]["id"] == network["id"]]
    assert [thread["id"] for thread in now["threads"]][:1] == threads[:1]


async def test_the_inbox_takes_at_most_ten_statements(hub: Hub, moderator: Person) -> None:
    await inbox(moderator)  # the first time a token is used, that is noted
    async with hub.statements() as said:
        assert (await inbox(moderator))["unread"]
    assert len(said) <= 10, "\n".join(said)


@pytest.mark.any_database
async def test_a_request_to_join_waits_for_those_who_may_answer(hub: Hub, moderator: Person, member: Person) -> None:
    async with hub.database.engine.begin() as connection:
        await connection.execute(update(Network).where(Network.slug == "obywateli").values(is_listed=True))
    asked = {"networkId": (await hub.network())["id"], "city": "Tarnów"}
    request = (await (await hub.person("outsider")).ask(ASK, input=asked))["requestToJoin"]["request"]["id"]
    assert request not in [one["subject"]["id"] for one in (await inbox(member))["waiting"]]
    found = await inbox(moderator)
    (waits,) = [one for one in found["waiting"] if one["subject"]["id"] == request]
    assert (waits["kind"], waits["network"]["slug"], waits["maySettle"]) == ("REQUEST", "obywateli", False)
    await moderator.ask(ANSWER, input={"requestId": request})
    assert (await inbox(moderator))["waitingCount"] == found["waitingCount"] - 1


@pytest.mark.any_database
async def test_what_is_ticked_off_is_told_to_ones_other_devices(hub: Hub, member: Person, observer: Person) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    post = (await reply(member, thread))["id"]
    async with own_news(member) as other:
        await member.ask(SETTLE, input={"id": post})
        await member.ask(SETTLE, input={"id": post})
        await member.ask(PUT_BACK, input={"id": post})
        told = await other.hear(2)
    assert [event["__typename"] for event in told] == ["WaitingSettled"] * 2
    with pytest.raises(Refused) as refused:
        await observer.ask(SETTLE, input={"id": post})
    assert refused.value.code == "NOT_FOUND"
