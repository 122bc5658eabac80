"""News that is not lost: numbers without gaps, cursors that fit or say so, the end of what one may no longer see."""

import asyncio
import base64
import json
from uuid import UUID, uuid4

import pytest
import websockets
from sqlalchemy import delete, select, update

from hub import people, threads
from hub.consequences import open_database
from hub.database import Database, Viewer
from hub.models import Event, Person, Standing, Stream
from tests.cast import NEWS, Hub, Refused, serving
from tests.cast import Person as Somebody
from tests.conftest import settings_for
from tests.test_threads import reply

MISSED = """
query ($network: ID!, $after: String, $first: Int) {
  events(network: $network, after: $after, first: $first) {
    cursor events { number __typename } control { __typename }
  }
}
"""
PAGE = """
query ($slug: String!, $id: ID!) {
  network(slug: $slug) { cursor }
  node(id: $id) { ... on Thread { posts(last: 100) { edges { node { id } } } } }
}
"""


async def test_a_stream_has_numbers_without_gaps_and_an_event_for_each_post(hub: Hub, member: Somebody) -> None:
    network = await hub.network()
    titles = ["Trudne rozmowy", "Konsultacje społeczne", "Pytania i odpowiedzi"]
    await asyncio.gather(*(reply(member, network["threads"][titles[n % 3]]["id"]) for n in range(12)))
    async with hub.database.engine.connect() as connection:
        for stream_id, head in (await connection.execute(select(Stream.id, Stream.head))).all():
            numbers = await connection.scalars(
                select(Event.number).where(Event.stream_id == stream_id).order_by(Event.number)
            )
            assert list(numbers) == list(range(1, head + 1))


async def test_what_was_missed_comes_in_order_after_a_lost_connection(
    hub: Hub, member: Somebody, moderator: Somebody
) -> None:
    network = await hub.network()
    thread = network["threads"]["Trudne rozmowy"]["id"]
    async with moderator.hearing(network["id"]) as news:
        await reply(member, thread, "pierwszy")
        await news.hear(1)
        cursor = news.cursor
    for body in ("drugi", "trzeci", "czwarty"):
        await reply(member, thread, body)
    async with moderator.hearing(network["id"], cursor) as news:
        heard = await news.hear(3)
    assert [event["post"]["body"] for event in heard] == ["drugi", "trzeci", "czwarty"]


@pytest.mark.any_database
async def test_long_absence_is_caught_up_in_batches(hub: Hub, member: Somebody) -> None:
    network = await hub.network()
    thread = network["threads"]["Trudne rozmowy"]["id"]
    for n in range(0, 230, 10):
        await asyncio.gather(*(reply(member, thread, f"Wpis {n + i}") for i in range(10)))
    async with member.hearing(network["id"], network["cursor"]) as news:
        sizes = [len((await news.batch())["events"]) for _ in range(3)]
    assert sizes == [100, 100, 30]
    assert [event["number"] for event in news.events] == list(range(1, 231))


async def test_a_page_and_its_cursor_belong_to_the_same_moment(hub: Hub, member: Somebody) -> None:
    """Whatever is not in the page comes after its cursor, and nothing else does."""
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    writing = asyncio.gather(*(reply(member, thread, f"Wpis {n}") for n in range(15)))
    for _ in range(6):
        seen = await member.ask(PAGE, slug="obywateli", id=thread)
        shown = {edge["node"]["id"] for edge in seen["node"]["posts"]["edges"]}
        network = await hub.network()
        async with member.hearing(network["id"], seen["network"]["cursor"]) as news:
            later = {event["post"]["id"] for event in (await news.batch())["events"]}
        assert not shown & later
    written = {post["id"] for post in await writing}
    async with member.hearing(network["id"], seen["network"]["cursor"]) as news:
        await news.hear(len(written - shown))
        assert {event["post"]["id"] for event in news.events} == written - shown


async def test_a_cursor_that_never_was_is_answered_with_resync(hub: Hub, member: Somebody) -> None:
    network = await hub.network()
    for cursor in ("", "nonsense", "AAAA", "ó", "=" * 200, base64.urlsafe_b64encode(b"x" * 48).decode()):
        async with member.hearing(network["id"], cursor) as news:
            assert (await news.batch())["control"]["__typename"] == "ResyncRequired"
            assert (await news.message())["type"] == "complete"


async def test_a_cursor_of_another_stream_or_too_old_is_answered_with_resync(hub: Hub, member: Somebody) -> None:
    network, other = await hub.network(), await hub.network("cyfrowe")
    async with member.hearing(network["id"], other["cursor"]) as news:
        assert (await news.batch())["control"]["__typename"] == "ResyncRequired"
    for body in ("raz", "dwa"):
        await reply(member, network["threads"]["Trudne rozmowy"]["id"], body)
    old = (await member.ask(MISSED, network=network["id"], after=network["cursor"], first=1))["events"]["cursor"]
    async with hub.database.engine.begin() as connection:
        await connection.execute(delete(Event).where(Event.number == 1))
    async with member.hearing(network["id"], old) as news:
        assert (await news.batch())["control"]["__typename"] == "ResyncRequired"


async def test_a_restored_backup_is_noticed(hub: Hub, member: Somebody) -> None:
    network = await hub.network()
    thread = network["threads"]["Trudne rozmowy"]["id"]
    await reply(member, thread, "przed kopią")
    await reply(member, thread, "po kopii")
    cursor = (await member.ask(MISSED, network=network["id"], after=network["cursor"]))["events"]["cursor"]
    async with hub.database.engine.begin() as connection:  # the second never happened, and something else did
        await connection.execute(delete(Event).where(Event.number == 2))
        await connection.execute(update(Stream).values(head=1).where(Stream.head == 2))
    await reply(member, thread, "inny drugi")
    async with member.hearing(network["id"], cursor) as news:
        assert (await news.batch())["control"]["__typename"] == "ResyncRequired"


async def test_events_by_query_are_the_same(hub: Hub, member: Somebody) -> None:
    network = await hub.network()
    for n in range(5):
        await reply(member, network["threads"]["Trudne rozmowy"]["id"], f"Wpis {n}")
    first = (await member.ask(MISSED, network=network["id"], after=network["cursor"], first=3))["events"]
    rest = (await member.ask(MISSED, network=network["id"], after=first["cursor"], first=3))["events"]
    end = (await member.ask(MISSED, network=network["id"], after=rest["cursor"]))["events"]
    assert [event["number"] for event in first["events"] + rest["events"]] == [1, 2, 3, 4, 5]
    assert (end["events"], end["control"]["__typename"]) == ([], "Heartbeat")


async def standing_of(hub: Hub, email: str) -> UUID:
    async with hub.database.engine.connect() as connection:
        person = select(Person.id).where(Person.email == email).scalar_subquery()
        found = await connection.scalar(select(Standing.id).where(Standing.person_id == person))
    assert found
    return found


async def test_who_loses_the_standing_loses_the_stream(hub: Hub, observer: Somebody, member: Somebody) -> None:
    network = await hub.network()
    thread = network["threads"]["Konsultacje społeczne"]["id"]
    async with observer.hearing(network["id"]) as news, member.hearing(network["id"]) as others:
        await news.batch()
        await people.end_standing(hub.operator, await standing_of(hub, "observer@bochnia.example"))
        await reply(member, thread)
        assert (await news.batch())["control"]["__typename"] == "AccessChanged"
        assert (await news.message())["type"] == "complete"
        assert not news.events
        assert await others.hear(1)
    async with observer.hearing(network["id"]) as again:
        with pytest.raises(Refused) as refused:
            await again.batch()
        assert refused.value.code == "NOT_FOUND"


async def test_who_signs_out_or_whose_token_ends_is_cut_off(hub: Hub, member: Somebody, moderator: Somebody) -> None:
    network = await hub.network()
    async with moderator.hearing(network["id"]) as news, member.hearing(network["id"]) as others:
        await news.batch()
        await others.batch()
        token = (await people.by_token(hub.operator, str(moderator.token))).token_id
        assert token
        await people.end_token(hub.operator, token)
        with pytest.raises(websockets.ConnectionClosed) as closed:
            await news.message()
        assert closed.value.rcvd
        assert closed.value.rcvd.code == 4403
        assert await others.silence(0.3)


async def test_a_person_follows_what_is_addressed_to_them(hub: Hub, observer: Somebody) -> None:
    query = """subscription { personalEvents {
        cursor events { __typename ... on StandingChanged { standing { kind } } } control { __typename }
    } }"""
    async with observer.following(query) as news:
        assert (await news.message())["payload"]["data"]["personalEvents"]["control"]["__typename"] == "Heartbeat"
        await people.end_standing(hub.operator, await standing_of(hub, "observer@bochnia.example"))
        (event,) = (await news.message())["payload"]["data"]["personalEvents"]["events"]
        assert event == {"__typename": "StandingChanged", "standing": None}
    async with hub.stranger.following(query) as news:
        assert (await news.message())["payload"][0]["extensions"]["code"] == "NOT_SIGNED_IN"


async def test_a_line_nobody_can_read_does_not_stop_the_stream(hub: Hub, member: Somebody) -> None:
    network = await hub.network()
    thread = network["threads"]["Trudne rozmowy"]["id"]
    for body in ("przed", "zepsute", "po"):
        await reply(member, thread, body)
    async with hub.database.engine.begin() as connection:
        await connection.execute(
            update(Event).where(Event.number == 2).values(kind="w_obcym_języku", subject_id=uuid4())
        )
        await connection.execute(update(Event).where(Event.number == 3).values(subject_id=uuid4()))
    async with member.hearing(network["id"], network["cursor"]) as news:
        kinds = [event["__typename"] for event in await news.hear(3)]
    assert kinds == ["PostAdded", "Unreadable", "PostAdded"]
    assert news.events[2]["post"] is None


async def test_who_asks_the_same_is_served_by_one_execution_with_the_same_bytes(
    hub: Hub, member: Somebody, moderator: Somebody
) -> None:
    """A document that selects a field marked @viewer is executed for each; it says the same of what both ask."""
    network = await hub.network()
    alone = NEWS.replace("post { id position body }", "post { id position body viewerCan { edit { allowed } } }")
    async with (
        member.hearing(network["id"]) as first,
        moderator.hearing(network["id"]) as second,
        member.following(alone, network=network["id"], after=None) as mine,
        moderator.following(alone, network=network["id"], after=None) as theirs,
    ):
        for news in (first, second, mine, theirs):
            await news.batch()
        async with hub.statements() as statements:
            await reply(member, network["threads"]["Trudne rozmowy"]["id"])
            raw = [await first.socket.recv(), await second.socket.recv()]
            own, other = await mine.batch(), await theirs.batch()
    assert raw[0] == raw[1]
    read = [statement for statement in statements if "event.number >" in statement]
    assert len(read) == 3, "once for the two who ask the same, and once for each who asks for themselves"
    allowed = [batch["events"][0]["post"].pop("viewerCan")["edit"]["allowed"] for batch in (own, other)]
    assert allowed == [True, False]
    shared = json.loads(raw[0])["payload"]["data"]["networkEvents"]
    assert json.dumps(own) == json.dumps(other) == json.dumps(shared)


async def test_a_commit_in_another_process_is_heard_without_a_bus(hub: Hub, member: Somebody) -> None:
    network = await hub.network()
    async with member.hearing(network["id"]) as news:
        await news.batch()
        elsewhere = open_database(settings_for(hub.settings.database_url))
        try:
            person = await _viewer(elsewhere, "moderator@zmp.example")
            await threads.reply(person, network["threads"]["Trudne rozmowy"]["id"], "Z innego procesu")
        finally:
            await elsewhere.close()
        assert (await news.hear(1))[0]["post"]["body"] == "Z innego procesu"


async def test_a_commit_in_another_process_is_heard_over_the_bus_at_once(url: str, valkey_url: str) -> None:
    settings = settings_for(url, broadcast_url=valkey_url)
    async with serving(settings) as hub:
        member, network = await hub.person("member"), await hub.network()
        elsewhere = open_database(settings)
        elsewhere.live.start()
        try:
            person = await _viewer(elsewhere, "moderator@zmp.example")
            async with member.hearing(network["id"]) as news:
                await news.batch()
                await threads.reply(person, network["threads"]["Trudne rozmowy"]["id"], "Przez szynę")
                assert (await news.hear(1))[0]["post"]["body"] == "Przez szynę"
        finally:
            await elsewhere.close()


async def _viewer(database: Database, email: str) -> Viewer:
    async with database.engine.connect() as connection:
        return Viewer(database, await connection.scalar(select(Person.id).where(Person.email == email)))
