"""Webhooks: every event gets there, in order, signed, whatever happens on the way, and to public addresses only."""

import asyncio
import base64
import hmac
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from hub import clock, outbound, webhooks
from hub.database import Work
from hub.models import Act, Lease, Letter, LetterKind, Standing, Webhook, WebhookDelivery
from hub.webhooks import attempts
from tests.cast import ADDRESSES, Browser, Hub, Person, serving
from tests.conftest import settings_for
from tests.faults.processes import Worker
from tests.patience import PATIENCE, until
from tests.receiver import Message, Receiver, listening
from tests.test_security import code, signed_in
from tests.test_threads import reply

WEBHOOK = """id url document cursor number createdAt rotatedAt failingSince dueAt pausedAt pauseReason network { slug }
  deliveries { id first last attempts triedAt deliveredAt status note }"""
CREATE = (
    f"mutation ($input: CreateWebhookInput!) {{ createWebhook(input: $input) {{ secret webhook {{ {WEBHOOK} }} }} }}"
)
ROTATE = "mutation ($input: WebhookInput!) { rotateWebhookSecret(input: $input) { secret webhook { rotatedAt } } }"
PAUSE = "mutation ($input: WebhookInput!) { pauseWebhook(input: $input) { webhook { pausedAt } } }"
RESUME = "mutation ($input: ResumeWebhookInput!) { resumeWebhook(input: $input) { webhook { number pausedAt } } }"
MARK_READ = "mutation ($input: MarkReadInput!) { markRead(input: $input) { thread { id } } }"
END = "mutation ($input: WebhookInput!) { endWebhook(input: $input) { webhook { id } } }"
OWN = f"{{ viewer {{ webhooks {{ {WEBHOOK} }} }} }}"


@pytest.fixture
async def hub(url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Hub]:
    monkeypatch.setattr(attempts, "_FIRST_WAIT", timedelta(seconds=0.2))
    async with serving(settings_for(url, webhooks=True, webhooks_to_loopback=True)) as served:
        yield served


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with listening(Receiver()) as served:
        yield served


async def coordinator(hub: Hub) -> Browser:
    return await signed_in(hub, address=ADDRESSES["coordinator"])


async def made(browser: Browser, receiver: Receiver, **input: Any) -> dict[str, Any]:
    answer = await browser.ask(CREATE, input={"url": receiver.url, **input})
    assert answer.get("data"), answer
    created: dict[str, Any] = answer["data"]["createWebhook"]
    return created


async def for_network(hub: Hub, receiver: Receiver) -> tuple[Browser, dict[str, Any], str]:
    """The coordinator's, for our network; and the thread to write in."""
    network = await hub.network()
    browser = await coordinator(hub)
    return browser, await made(browser, receiver, networkId=network["id"]), network["threads"]["Trudne rozmowy"]["id"]


async def seen(browser: Browser, **awaited: Any) -> dict[str, Any]:
    """The webhook, once it is noted to be so."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found: dict[str, Any] = (await browser.ask(OWN))["data"]["viewer"]["webhooks"][0]
            if awaited.items() <= found.items():
                return found
            await asyncio.sleep(0.05)


async def has(receiver: Receiver, count: int) -> None:
    await until(lambda: len(set(receiver.numbers)) >= count, "the news")


def is_signed(message: Message, *secrets: str) -> bool:
    """By the Standard Webhooks, with one of these."""
    signed = f"{message.id}.{message.headers['webhook-timestamp']}.".encode() + message.body
    keys = (base64.b64decode(secret.removeprefix("whsec_")) for secret in secrets)
    expected = {"v1," + base64.b64encode(hmac.digest(key, signed, "sha256")).decode() for key in keys}
    return expected <= set(message.headers["webhook-signature"].split())


async def test_news_is_delivered_in_order_signed_and_as_the_subscription_gives_it(
    hub: Hub, receiver: Receiver, member: Person
) -> None:
    browser, created, thread = await for_network(hub, receiver)
    await until(lambda: len(receiver.messages) == 1, "the greeting")
    assert receiver.messages[0].batch["control"] == {"__typename": "Heartbeat"}
    async with member.hearing((await hub.network())["id"]) as news:
        await news.batch()
        for n in range(3):
            await reply(member, thread, f"Wpis {n}")
        heard = await news.hear(3)
    await has(receiver, 3)
    assert receiver.numbers == [event["number"] for event in heard]
    posts = [event["post"]["id"] for message in receiver.taken for event in message.batch["events"]]
    assert posts == [event["post"]["id"] for event in heard]
    for message in receiver.messages:
        assert is_signed(message, created["secret"])
        assert message.headers["content-type"] == "application/json"
        assert abs(int(message.headers["webhook-timestamp"]) - clock.now().timestamp()) < 60
    shown = await seen(browser, number=heard[-1]["number"])
    assert [it["id"] for it in shown["deliveries"]] == [message.id for message in reversed(receiver.messages)]
    assert {it["status"] for it in shown["deliveries"]} == {204}
    async with hub.database.reading(hub.operator) as work:
        assert await work.row(select(Act.reason).where(Act.kind == "webhook_added")) == "127.0.0.1"


@pytest.mark.any_database
async def test_a_receiver_that_is_down_slow_or_wrong_gets_everything_in_the_end(
    hub: Hub, member: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbound, "SECONDS", 0.4)
    receiver = Receiver(status=lambda n: (500, 302, 404, 204)[min(n, 3)], headers="location: http://127.0.0.1:1/\r\n")
    browser, _, thread = await for_network(hub, receiver)
    await reply(member, thread, "Kiedy nikogo nie ma")
    await until_noted(hub, "It was not reached.")
    assert (await seen(browser))["failingSince"]
    async with listening(receiver):
        await until(lambda: len(receiver.taken) >= 1, "what is right in the end")
        assert [message.status for message in receiver.messages[:4]] == [500, 302, 404, 204]
        assert len({message.id for message in receiver.messages[:4]}) == 1, "the same message, again"
        receiver.seconds = 1
        await reply(member, thread, "Kiedy jest powolny")
        await until_noted(hub, "It did not answer in time.")
        receiver.seconds = 0
        await has(receiver, 2)
        await seen(browser, failingSince=None)
    first = receiver.numbers[0]
    assert sorted(set(receiver.numbers)) == [first, first + 1]
    assert receiver.numbers == sorted(receiver.numbers)


async def until_noted(hub: Hub, note: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            async with hub.database.reading(hub.operator) as work:
                if note in await work.rows(select(WebhookDelivery.note)):
                    return
            await asyncio.sleep(0.05)


async def test_a_new_secret_signs_beside_the_one_before_for_a_day(hub: Hub, receiver: Receiver, member: Person) -> None:
    browser, created, thread = await for_network(hub, receiver)
    id = created["webhook"]["id"]
    fresh = (await browser.ask(ROTATE, input={"webhookId": id}))["data"]["rotateWebhookSecret"]["secret"]
    assert fresh != created["secret"]
    await reply(member, thread, "Podpisany dwa razy")
    await has(receiver, 1)
    assert is_signed(receiver.messages[-1], fresh, created["secret"])
    await change(hub, rotated_at=clock.now() - webhooks.signing.BOTH_FOR)
    await reply(member, thread, "Podpisany raz")
    await has(receiver, 2)
    assert is_signed(receiver.messages[-1], fresh)
    assert not is_signed(receiver.messages[-1], created["secret"])


async def change(hub: Hub, **values: Any) -> None:
    async def write(work: Work) -> None:
        await work.execute(update(Webhook).values(**values))

    await hub.database.transact(hub.operator, write)


async def test_it_is_paused_resumed_replayed_from_a_number_and_ended(
    hub: Hub, receiver: Receiver, member: Person
) -> None:
    browser, created, thread = await for_network(hub, receiver)
    one = {"webhookId": created["webhook"]["id"]}
    await reply(member, thread, "Pierwszy")
    await has(receiver, 1)
    first = receiver.numbers[0]
    assert (await browser.ask(PAUSE, input=one))["data"]
    await reply(member, thread, "W czasie przerwy")
    await asyncio.sleep(1.5)
    assert receiver.numbers == [first]
    assert (await browser.ask(RESUME, input=one))["data"]
    await has(receiver, 2)
    assert (await browser.ask(RESUME, input=one | {"fromNumber": first}))["data"]
    await until(lambda: len(receiver.numbers) >= 4, "both again")
    assert receiver.numbers == [first, first + 1, first, first + 1]
    for number in (0, -5, 2_000_000):
        assert code(await browser.ask(RESUME, input=one | {"fromNumber": number})) == ("INVALID", "fromNumber")
    assert (await browser.ask(END, input=one))["data"]
    await reply(member, thread, "Po wszystkim")
    await asyncio.sleep(1.5)
    assert len(receiver.numbers) == 4
    assert (await browser.ask(OWN))["data"]["viewer"]["webhooks"] == []


@pytest.mark.any_database
async def test_after_long_failure_it_is_paused_and_its_owner_is_told(
    hub: Hub, receiver: Receiver, member: Person
) -> None:
    receiver.status = lambda _: 500
    browser, _, thread = await for_network(hub, receiver)
    await change(hub, failing_since=clock.now() - attempts.PAUSED_AFTER)
    await reply(member, thread, "Nikt tego nie bierze")
    await until(lambda: bool(receiver.messages), "an attempt")
    await seen(browser, pauseReason="Serwer nie potwierdził odbioru.")
    async with hub.database.reading(hub.operator) as work:
        letter = await work.row(select(Letter).where(Letter.kind == LetterKind.WEBHOOK_PAUSED))
    assert letter


async def test_who_does_not_coordinate_any_more_is_delivered_nothing_more(
    hub: Hub, receiver: Receiver, member: Person
) -> None:
    browser, _, thread = await for_network(hub, receiver)
    await until(lambda: len(receiver.messages) == 1, "the greeting")

    async def end(work: Work) -> None:
        owner = (await work.rows(select(Webhook.person_id)))[0]
        for standing in await work.rows(select(Standing).where(Standing.person_id == owner)):
            standing.until = work.at

    await hub.database.transact(hub.operator, end)
    await reply(member, thread, "Nie dla dawnej koordynatorki")
    await seen(browser, pauseReason="Mogą to zrobić tylko osoby koordynujące tę sieć.")
    assert len(receiver.messages) == 1


@pytest.mark.any_database
async def test_what_one_may_not_have_delivered_is_refused(hub: Hub, receiver: Receiver) -> None:
    network = (await hub.network())["id"]
    member, everybody = await signed_in(hub), {"url": receiver.url}
    for browser, input, expected in (
        (member, {"networkId": network}, ("NOT_ALLOWED", None)),
        (member, {"networkId": (await hub.network("cyfrowe"))["id"]}, ("NOT_FOUND", None)),
        (member, {"document": "subscription { personalEvents { nic } }"}, ("INVALID", "document")),
        (member, {"document": "{ viewer { email } }"}, ("INVALID", "document")),
        (member, {"document": 'subscription { networkEvents(network: "x") { cursor } }'}, ("INVALID", "document")),
        (member, {"url": "http://192.0.2.1/"}, ("INVALID", "url")),
        (member, {"url": "https://192.0.2.1/"}, ("INVALID", "url")),
        (member, {"url": "https://x.example/" + "x" * 500}, ("INVALID", "url")),
    ):
        assert code(await browser.ask(CREATE, input={**everybody, **input})) == expected, input
    with pytest.raises(Exception, match="NOT_ALLOWED"):
        await (await hub.person("member")).ask(CREATE, input=everybody)
    assert code(await hub.browser().ask(CREATE, input=everybody)) == ("NOT_SIGNED_IN", None)
    own = await made(member, receiver)
    stranger = await signed_in(hub, address=ADDRESSES["observer"])
    for verb in (ROTATE, PAUSE, RESUME, END):
        assert code(await stranger.ask(verb, input={"webhookId": own["webhook"]["id"]})) == ("NOT_FOUND", None)
    assert receiver.connections <= 1


@pytest.mark.any_database
async def test_ones_own_news_is_delivered_and_with_the_document_one_gave(hub: Hub, receiver: Receiver) -> None:
    member = await signed_in(hub)
    document = "subscription { personalEvents { events { number } } }"
    for choice in ({}, {"document": document}):
        await made(member, receiver, **choice)
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    assert (await member.ask(MARK_READ, input={"threadId": thread, "position": 1}))["data"]
    await until(lambda: len(receiver.numbers) == 2, "news of one's own, twice")
    told = sorted((event for message in receiver.taken for event in message.batch["events"]), key=len)
    assert told[0].keys() == {"number"}
    assert (told[1]["__typename"], told[1]["number"]) == ("ThreadRead", told[0]["number"])


async def test_a_worker_that_is_killed_on_the_way_loses_nothing(url: str, tmp_path: Path) -> None:
    """Killed while the receiver has the message and has not answered: it comes again, under the same id."""
    ways = {"HUB_WEBHOOKS": "1", "HUB_WEBHOOKS_TO_LOOPBACK": "1"}
    receiver = Receiver(seconds=30)
    async with serving(settings_for(url, webhooks=True, webhooks_to_loopback=True)) as hub, listening(receiver):
        browser, _, thread = await for_network(hub, receiver)
        await until(lambda: len(receiver.messages) == 1, "the greeting")
        await browser.ask(PAUSE, input={"webhookId": (await seen(browser))["id"]})
        for n in range(5):
            await reply(await hub.person("member"), thread, f"Wpis {n}")
        await hub.database.transact(hub.operator, let_go)
    async with listening(receiver):
        async with Worker(tmp_path, url, "memory://", **ways) as worker:
            async with serving(settings_for(url)) as other:
                await change(other, paused_at=None, due_at=clock.now())
            await until(lambda: len(receiver.messages) == 2, "the greeting again")
            await worker.kill()
        receiver.seconds = 0
        async with serving(settings_for(url, webhooks=True, webhooks_to_loopback=True)) as hub:
            await hub.database.transact(hub.operator, let_go)
            await change(hub, due_at=clock.now())
            await has(receiver, 5)
    assert len({message.id for message in receiver.messages[:3]}) == 1, "the greeting, which was never answered"
    said = {(message.id, tuple(message.numbers)) for message in receiver.messages}
    assert len(said) == len(dict(said)), "what comes again under its id is the same, whatever has happened since"


async def let_go(work: Work) -> None:
    await work.execute(update(Lease).values(until=work.at))


@pytest.mark.any_database
async def test_a_key_makes_one_webhook_and_one_new_secret_and_is_of_one_mutation(hub: Hub) -> None:
    async with listening(Receiver()) as receiver:
        network, browser = await hub.network(), await coordinator(hub)
        once, again = [await made(browser, receiver, networkId=network["id"], idempotencyKey="w") for _ in range(2)]
        assert (once["secret"], once["webhook"]["id"]) == (again["secret"], again["webhook"]["id"])
        given = {"webhookId": once["webhook"]["id"], "idempotencyKey": "r"}
        assert await browser.ask(ROTATE, input=given) == await browser.ask(ROTATE, input=given)
        assert code(await browser.ask(PAUSE, input=given))[0] == "CONFLICT", "the same input, for something else"
        assert len((await browser.ask(OWN))["data"]["viewer"]["webhooks"]) == 1
