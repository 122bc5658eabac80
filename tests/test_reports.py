"""Reports of posts: who asks, who answers, who is told; and reactions, which say something without a word."""

from typing import Any

import pytest
from sqlalchemy import update

from hub.models import Network, NetworkState
from tests.cast import Hub, Person, Refused
from tests.test_mentions import stands, told
from tests.test_quoting import HIDE
from tests.test_threads import reply

REPORT = """
mutation ($input: ReportPostInput!) { reportPost(input: $input) { report { id reason outcome post { id } } } }
"""
DISMISS = "mutation ($input: DismissReportInput!) { dismissReport(input: $input) { report { id outcome note } } }"
QUEUE = """
query ($slug: String!) {
  network(slug: $slug) {
    reportCount
    reports { edges { node { id outcome reporter { name } } } }
    acts(first: 1) { edges { node { kind reason subject { id } } } }
  }
}
"""
REACT = """
mutation ($input: ReactInput!) {
  react(input: $input) { post { reactions { kind count } viewerReactions reacted { kind person { name } } } }
}
"""
REACTIONS = """
subscription ($network: ID!) {
  networkEvents(network: $network) {
    cursor events { __typename ... on ReactionsChanged { post { id reactions { kind count } } } }
  }
}
"""


async def queue(person: Person) -> dict[str, Any]:
    found: dict[str, Any] = (await person.ask(QUEUE, slug="obywateli"))["network"]
    return found


async def report(person: Person, post: str, reason: str = "dane osobowe") -> dict[str, Any]:
    made: dict[str, Any] = (await person.ask(REPORT, input={"postId": post, "reason": reason}))["reportPost"]["report"]
    return made


async def test_moderators_are_told_at_once_and_the_reporter_what_they_decide(
    hub: Hub, member: Person, moderator: Person
) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    colleague = await hub.person("colleague")
    post = (await reply(colleague, thread, "Pani Anna z parteru, tel. 600 100 200."))["id"]
    theirs, mine, authors = await stands(moderator), await stands(member), await stands(colleague)
    made = await report(member, post)
    assert (await report(member, post, "jeszcze raz"))["id"] == made["id"]
    (event,) = await told(moderator, theirs)
    assert (event["report"]["id"], event["report"]["reporter"]["name"]) == (made["id"], "Marta Wilk")
    assert (await queue(moderator))["reportCount"] == 1
    await moderator.ask(HIDE, input={"postId": post, "reason": "numer telefonu"})
    (event,) = await told(member, mine)
    assert event["report"] == {"id": made["id"], "outcome": "HIDDEN", "note": "numer telefonu"}
    assert (await queue(moderator))["reportCount"] == 0
    assert await told(colleague, authors) == [], "its author hears nothing of who asked"
    assert (await queue(colleague))["reports"]["edges"] == []


@pytest.mark.any_database
async def test_a_dismissed_report_is_told_and_logged_and_the_post_stays(
    hub: Hub, member: Person, moderator: Person
) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    post = (await reply(await hub.person("colleague"), thread, "Nie zgadzam się."))["id"]
    made, mine = await report(member, post), await stands(member)
    with pytest.raises(Refused) as refused:
        await member.ask(DISMISS, input={"reportId": made["id"], "reason": "sama"})
    assert refused.value.code == "NOT_ALLOWED"
    answered = await moderator.ask(DISMISS, input={"reportId": made["id"], "reason": "wolno się nie zgadzać"})
    assert answered["dismissReport"]["report"]["outcome"] == "DISMISSED"
    assert [event["report"]["note"] for event in await told(member, mine)] == ["wolno się nie zgadzać"]
    (act,) = (await queue(member))["acts"]["edges"]
    assert act["node"] == {"kind": "REPORT_DISMISSED", "reason": "wolno się nie zgadzać", "subject": {"id": post}}
    with pytest.raises(Refused) as refused:
        await moderator.ask(DISMISS, input={"reportId": made["id"], "reason": "jeszcze raz"})
    assert refused.value.code == "CONFLICT"


@pytest.mark.any_database
async def test_nobody_sees_who_reported_their_own_post(hub: Hub, member: Person, moderator: Person) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    theirs = await stands(moderator)
    await report(member, (await reply(moderator, thread, "Proszę o spokój."))["id"])
    assert await told(moderator, theirs) == []
    found = await queue(moderator)
    assert (found["reportCount"], found["reports"]["edges"]) == (0, [])
    assert (await queue(await hub.person("coordinator")))["reportCount"] == 1


@pytest.mark.any_database
async def test_in_a_closed_network_a_moderator_still_takes_away_what_hurts(
    hub: Hub, member: Person, moderator: Person
) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    post = (await reply(member, thread, "Numer: 600 100 200."))["id"]
    async with hub.database.engine.begin() as connection:
        closed = update(Network).where(Network.slug == "obywateli").values(state=NetworkState.CLOSED)
        await connection.execute(closed)
    with pytest.raises(Refused):
        await reply(moderator, thread)
    await moderator.ask(HIDE, input={"postId": post, "reason": "dane osobowe"})
    (act,) = (await queue(member))["acts"]["edges"]
    assert (act["node"]["kind"], act["node"]["subject"]["id"]) == ("POST_HIDDEN", post)


async def test_reactions_are_counted_told_and_taken_back(hub: Hub, member: Person, moderator: Person) -> None:
    network = await hub.network()
    post = (await reply(member, network["threads"]["Trudne rozmowy"]["id"]))["id"]
    for kind in ("USEFUL", "THANKS", "USEFUL"):
        said = await moderator.ask(REACT, input={"postId": post, "kind": kind})
    assert said["react"]["post"] == {
        "reactions": [{"kind": "THANKS", "count": 1}, {"kind": "USEFUL", "count": 1}],
        "viewerReactions": ["THANKS", "USEFUL"],
        "reacted": [{"kind": kind, "person": {"name": "Joanna Rudnik"}} for kind in ("USEFUL", "THANKS")],
    }
    async with member.following(REACTIONS, network=network["id"]) as news:
        await news.batch()
        await moderator.ask(REACT, input={"postId": post, "kind": "USEFUL", "isThere": False})
        (event,) = await news.hear(1)
    assert event == {
        "__typename": "ReactionsChanged",
        "post": {"id": post, "reactions": [{"kind": "THANKS", "count": 1}]},
    }


@pytest.mark.any_database
async def test_an_observer_who_only_reads_says_nothing_without_a_word_either(hub: Hub, observer: Person) -> None:
    thread = (await hub.network())["threads"]["Konsultacje społeczne"]["id"]
    posts = "query ($id: ID!) { node(id: $id) { ... on Thread { posts(first: 1) { edges { node { id } } } } } }"
    (edge,) = (await observer.ask(posts, id=thread))["node"]["posts"]["edges"]
    with pytest.raises(Refused) as refused:
        await observer.ask(REACT, input={"postId": edge["node"]["id"], "kind": "THANKS"})
    assert refused.value.code == "NOT_ALLOWED"
