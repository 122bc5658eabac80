"""Mail: written down with the change, sent after its commit, tried again, dropped when nobody should get it now."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from hub import clock, mail, outbox
from hub.database import Work
from hub.errors import Invalid
from hub.models import Letter, LetterKind, Person
from tests.cast import Followed, Hub, serving
from tests.conftest import settings_for
from tests.desk import NEWCOMER, Desk
from tests.postbox import Postbox, postbox


@pytest.fixture
def box() -> Iterator[Postbox]:
    with postbox() as opened:
        yield opened


@pytest.fixture
async def hub(url: str, box: Postbox) -> AsyncIterator[Hub]:
    async with serving(settings_for(url, smtp_url=box.url)) as served:
        yield served


@pytest.fixture
def desk(hub: Hub) -> Desk:
    return Desk(hub)


async def test_a_letter_is_sent_after_the_commit_and_not_after_a_change_that_failed(desk: Desk, box: Postbox) -> None:
    member = await desk.person("member")

    async def post_and_fail(work: Work) -> None:
        await outbox.post(work, LetterKind.STILL_HERE, to=member)
        raise Invalid("name", "Please write something here.")

    with pytest.raises(Invalid):
        await desk.do(post_and_fail)
    sent = await desk.post(LetterKind.PASSWORD_CHANGED, to=member)
    (letter,) = await box.wait_for(1)
    assert letter["To"] == "member@tarnow.example"
    assert letter["From"] == "Empiria <empiria@localhost>"
    assert letter["Message-ID"] == f"<{sent.public_id}@127.0.0.1>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Content-Language"] == "pl"
    assert letter["Date"]
    assert (await desk.end_of(sent)).sent_at
    assert len(box.letters) == 1


@pytest.mark.any_database
async def test_mail_waits_for_a_server_that_is_down(desk: Desk, box: Postbox) -> None:
    box.close()
    letter = await desk.post(LetterKind.STILL_HERE, to=await desk.person("member"))
    waiting = await desk.end_of(letter)
    assert waiting.due_at
    assert waiting.due_at > clock.now()
    assert waiting.note.startswith("The mail server does not answer")
    box.open()
    assert await mail.retry(desk.hub.operator) == 1
    (arrived,) = await box.wait_for(1)
    assert arrived["Message-ID"] == f"<{letter.public_id}@127.0.0.1>"


@pytest.mark.any_database
async def test_each_wait_is_longer_and_after_a_day_of_them_the_letter_is_given_up(desk: Desk, box: Postbox) -> None:
    box.answers["member@tarnow.example"] = "451 Not now, member@tarnow.example"
    letter = await desk.post(LetterKind.STILL_HERE, to=await desk.person("member"))
    waits = []
    for attempts in (0, 1, 2, 31):
        again = update(Letter).values(attempts=attempts, note="", due_at=clock.now())
        await desk.do(lambda work, again=again: work.execute(again))  # type: ignore[misc]
        desk.hub.database.posted.set()
        now = await desk.end_of(letter)
        assert now.attempts == attempts + 1
        assert now.note == "451 Not now, …@…"
        waits.append(now.due_at - clock.now() if now.due_at else timedelta(0))
    assert waits[0] < waits[1] < waits[2] <= timedelta(minutes=1)
    assert not now.due_at
    assert now.failed_at
    assert box.letters == []


@pytest.mark.any_database
async def test_an_address_that_does_not_exist_is_given_up_at_once_and_who_invites_sees_it(
    desk: Desk, box: Postbox
) -> None:
    box.answers[NEWCOMER] = f"550 <{NEWCOMER}>: user unknown"
    invitation = await desk.invitation()
    async with (await desk.hub.person("coordinator")).following(INVITING) as news:
        assert await _invitations(news) == []
        letter = await desk.end_of(await desk.post(LetterKind.INVITATION, address=NEWCOMER, about=invitation.id))
        assert letter.failed_at
        assert (letter.attempts, letter.due_at) == (1, None)
        assert await _invitations(news) == [{"state": "BOUNCED", "bounce": "550 <…@…>: user unknown", "sentAt": None}]

        box.answers.clear()
        await mail.retry(desk.hub.operator)
        await box.wait_for(1)
        (sent,) = await _invitations(news)
        assert (sent["state"], sent["bounce"]) == ("SENT", "")
        assert sent["sentAt"]


INVITING = """
subscription { personalEvents { events { ... on InvitationChanged { invitation { state bounce sentAt } } } } }
"""


async def _invitations(news: Followed) -> list[dict[str, Any]]:
    batch = (await news.message())["payload"]["data"]["personalEvents"]
    return [event["invitation"] for event in batch["events"]]


@pytest.mark.any_database
async def test_one_letter_that_is_refused_keeps_no_other_from_arriving(desk: Desk, box: Postbox) -> None:
    box.answers["moderator@zmp.example"] = "550 No"
    for name in ("moderator", "member", "observer"):
        await desk.post(LetterKind.STILL_HERE, to=await desk.person(name))
    arrived = await box.wait_for(2)
    assert {letter["To"] for letter in arrived} == {"member@tarnow.example", "observer@bochnia.example"}


@pytest.mark.any_database
async def test_an_address_is_one_address_and_its_domain_may_have_polish_letters(desk: Desk, box: Postbox) -> None:
    two, none = await desk.invitation(email="a,b@tarnow.example"), await desk.invitation(email="a@b@c.example")
    polish = await desk.invitation(email="biuro@żory.example")
    for bad in (two, none):
        letter = await desk.end_of(await desk.post(LetterKind.INVITATION, address=bad.email, about=bad.id))
        assert (letter.attempts, letter.note) == (1, "This is not an e-mail address.")
        assert letter.failed_at
    await desk.post(LetterKind.INVITATION, address=polish.email, about=polish.id)
    (arrived,) = await box.wait_for(1)
    assert arrived["To"] == "biuro@xn--ory-22a.example"


# What is not sent any more


async def test_of_letters_that_say_the_same_only_the_newest_is_sent(desk: Desk, box: Postbox) -> None:
    box.close()
    invitation = await desk.invitation()
    for kind, to in (
        (LetterKind.INVITATION, {"address": NEWCOMER, "about": invitation.id}),
        (LetterKind.SIGN_IN_LINK, {"address": "member@tarnow.example"}),
    ):
        for _ in range(3):
            await desk.end_of(await desk.post(kind, **to))
    box.open()
    await mail.retry(desk.hub.operator)
    while await desk.waiting():  # noqa: ASYNC110 - it is the database that says so
        await asyncio.sleep(0.02)
    assert [letter["To"] for letter in box.letters] == ["member@tarnow.example", NEWCOMER]


async def test_what_nobody_should_get_any_more_is_dropped(desk: Desk, box: Postbox) -> None:
    withdrawn = await desk.invitation(withdrawn_at=clock.now())
    over = await desk.invitation(expires_at=clock.now() - timedelta(seconds=1))
    used = await desk.invitation(accepted_at=clock.now(), uses=1)
    left, erased = await desk.person("moderator"), await desk.person("observer")
    await desk.do(lambda work: work.execute(update(Person).where(Person.id == left.id).values(deactivated_at=work.at)))
    await desk.do(lambda work: work.execute(update(Person).where(Person.id == erased.id).values(erased_at=work.at)))
    posted = [
        await desk.post(LetterKind.INVITATION, address=NEWCOMER, about=withdrawn.id),
        await desk.post(LetterKind.OFFICE_INVITATION, address=NEWCOMER, about=over.id),
        await desk.post(LetterKind.INVITATION, address=NEWCOMER, about=used.id),
        await desk.post(LetterKind.STILL_HERE, to=left),
        await desk.post(LetterKind.PASSWORD_CHANGED, to=erased),
        await desk.post(LetterKind.SIGN_IN_LINK, address=left.email),
        await desk.post(LetterKind.PASSWORD_RESET, address="nikt@nigdzie.example"),
    ]
    for letter in posted:
        dropped = await desk.end_of(letter)
        assert dropped.dropped_at
        assert dropped.note
        assert (dropped.address, dropped.failed_at, dropped.sent_at) == (None, None, None)
    assert box.letters == []


async def test_a_request_is_told_to_who_may_answer_it_and_to_nobody_else(desk: Desk, box: Postbox) -> None:
    request = await desk.request()
    outsider = await desk.post(LetterKind.REQUEST_RECEIVED, to=await desk.person("outsider"), about=request.id)
    member = await desk.post(LetterKind.REQUEST_RECEIVED, to=await desk.person("member"), about=request.id)
    await desk.post(LetterKind.REQUEST_RECEIVED, to=await desk.person("coordinator"), about=request.id)
    (letter,) = await box.wait_for(1)
    assert letter["To"] == "coordinator@zmp.example"
    for other in (outsider, member):
        assert (await desk.end_of(other)).dropped_at


@pytest.mark.any_database
async def test_health_tells_who_asks_on_the_machine_how_the_mail_is_and_nobody_else(desk: Desk, box: Postbox) -> None:
    box.close()
    await desk.end_of(await desk.post(LetterKind.STILL_HERE, to=await desk.person("member")))
    health = f"{desk.hub.origin}/health"
    told = (await desk.hub.web.get(health)).json()
    assert told["status"] == "ok"
    assert told["mail"]["waiting"] == 1
    assert told["mail"]["failed"] == 0
    assert told["mail"]["oldest"] >= 0
    proxied = await desk.hub.web.get(health, headers={"x-forwarded-for": "192.0.2.1"})
    assert proxied.json() == {"status": "ok"}
