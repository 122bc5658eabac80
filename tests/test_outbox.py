"""Mail: written down with the change, sent after its commit, tried again, dropped when nobody should get it now."""

import asyncio
import html
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from hub import clock, mail, outbox
from hub.database import Work
from hub.errors import Invalid
from hub.models import (
    City,
    Invitation,
    InvitationForm,
    JoinRequest,
    Language,
    Letter,
    LetterKind,
    Network,
    Person,
    RequestOrigin,
    SignInLink,
    Standing,
    StandingKind,
    metadata,
)
from tests.cast import ADDRESSES, Hub, serving
from tests.conftest import settings_for
from tests.postbox import Postbox, html_of, link_in, postbox, text_of

NEWCOMER = "ewa.lis@bochnia.example"


@pytest.fixture
def box() -> Any:
    with postbox() as opened:
        yield opened


@pytest.fixture
async def hub(url: str, box: Postbox) -> AsyncIterator[Hub]:
    async with serving(settings_for(url, smtp_url=box.url)) as served:
        yield served


@dataclass
class Desk:
    """The rows that letters are about, and the posting of them."""

    hub: Hub

    async def do(self, verb: Callable[[Work], Awaitable[Any]]) -> Any:
        return await self.hub.database.transact(self.hub.operator, verb)

    async def person(self, name: str) -> Person:
        async with self.hub.database.reading(self.hub.operator) as work:
            person = await work.row(select(Person).where(Person.email == ADDRESSES[name]))
        assert person
        return person

    async def invitation(self, form: InvitationForm = InvitationForm.PERSON, **facts: Any) -> Invitation:
        coordinator = await self.person("coordinator")

        async def invite(work: Work) -> Invitation:
            network = await work.row(select(Network).where(Network.slug == "obywateli"))
            city = await work.row(select(City).where(City.name == "Bochnia"))
            assert network
            assert city
            given: dict[str, Any] = {"email": NEWCOMER, "expires_at": work.at + timedelta(days=14)} | facts
            return await work.add(
                Invitation(
                    network_id=network.id,
                    form=form,
                    kind=StandingKind.OBSERVER,
                    city_id=city.id,
                    name="Ewa Lis",
                    created_by_id=coordinator.id,
                    **given,
                )
            )

        invited: Invitation = await self.do(invite)
        return invited

    async def post(self, kind: LetterKind, **to: Any) -> Letter:
        letter: Letter = await self.do(lambda work: outbox.post(work, kind, **to))
        return letter

    async def end_of(self, letter: Letter) -> Letter:
        """How it is once its first attempt has ended."""
        async with asyncio.timeout(10):
            while True:
                async with self.hub.database.reading(self.hub.operator) as work:
                    now = await work.get(Letter, letter.id)
                assert now
                if now.due_at is None or now.note:
                    return now
                await asyncio.sleep(0.02)


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


async def test_an_address_that_does_not_exist_is_given_up_at_once_and_the_coordinator_can_see_it(
    desk: Desk, box: Postbox
) -> None:
    box.answers[NEWCOMER] = f"550 <{NEWCOMER}>: user unknown"
    invitation = await desk.invitation()
    letter = await desk.end_of(await desk.post(LetterKind.INVITATION, address=NEWCOMER, about=invitation.id))
    assert letter.failed_at
    assert (letter.attempts, letter.due_at) == (1, None)
    async with desk.hub.database.reading(desk.hub.operator) as work:
        bounced = await work.get(Invitation, invitation.id)
    assert bounced
    assert bounced.bounced_at
    assert bounced.bounce == "550 <…@…>: user unknown"
    assert bounced.sent_at is None

    box.answers.clear()
    await mail.retry(desk.hub.operator)
    await box.wait_for(1)
    await desk.end_of(letter)
    async with desk.hub.database.reading(desk.hub.operator) as work:
        sent = await work.get(Invitation, invitation.id)
    assert sent
    assert sent.sent_at
    assert (sent.bounced_at, sent.bounce) == (None, "")


async def test_one_letter_that_is_refused_keeps_no_other_from_arriving(desk: Desk, box: Postbox) -> None:
    box.answers["moderator@zmp.example"] = "550 No"
    for name in ("moderator", "member", "observer"):
        await desk.post(LetterKind.STILL_HERE, to=await desk.person(name))
    arrived = await box.wait_for(2)
    assert {letter["To"] for letter in arrived} == {"member@tarnow.example", "observer@bochnia.example"}


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
    while await _waiting(desk):  # noqa: ASYNC110 - it is the database that says so
        await asyncio.sleep(0.02)
    assert [letter["To"] for letter in box.letters] == ["member@tarnow.example", NEWCOMER]


async def _waiting(desk: Desk) -> int:
    async with desk.hub.database.reading(desk.hub.operator) as work:
        return (await mail.counts(work))["waiting"]


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
    request = await _request(desk)
    outsider = await desk.post(LetterKind.REQUEST_RECEIVED, to=await desk.person("outsider"), about=request.id)
    member = await desk.post(LetterKind.REQUEST_RECEIVED, to=await desk.person("member"), about=request.id)
    await desk.post(LetterKind.REQUEST_RECEIVED, to=await desk.person("coordinator"), about=request.id)
    (letter,) = await box.wait_for(1)
    assert letter["To"] == "coordinator@zmp.example"
    for other in (outsider, member):
        assert (await desk.end_of(other)).dropped_at


async def _request(desk: Desk, **facts: Any) -> JoinRequest:
    async def ask(work: Work) -> JoinRequest:
        network = await work.row(select(Network).where(Network.slug == "obywateli"))
        city = await work.row(select(City).where(City.name == "Bochnia"))
        assert network
        assert city
        return await work.add(
            JoinRequest(
                network_id=network.id,
                origin=RequestOrigin.ASKED,
                kind=StandingKind.MEMBER,
                name="Ewa Lis",
                email=NEWCOMER,
                city_id=city.id,
                **facts,
            )
        )

    request: JoinRequest = await desk.do(ask)
    return request


# What letters say


async def every_kind(desk: Desk, language: Language) -> dict[LetterKind, Letter]:
    """One letter of each kind, posted together."""
    invitation = await desk.invitation()
    office = await desk.invitation(InvitationForm.OFFICE, email="urzad@bochnia.example")
    received = await _request(desk)
    refused = await _request(desk, answered_at=clock.now(), is_accepted=False, reason="Najpierw prosimy\n\no uchwałę.")
    member, coordinator = await desk.person("member"), await desk.person("coordinator")

    async def post_all(work: Work) -> dict[LetterKind, Letter]:
        ended = await work.row(select(Standing).where(Standing.person_id == member.id))
        assert ended
        ended.until = work.at
        about: dict[LetterKind, dict[str, Any]] = {
            LetterKind.SIGN_IN_LINK: {"address": member.email},
            LetterKind.PASSWORD_RESET: {"address": member.email},
            LetterKind.PASSWORD_CHANGED: {"to": member},
            LetterKind.PASSKEY_ADDED: {"to": member},
            LetterKind.INVITATION: {"address": NEWCOMER, "about": invitation.id},
            LetterKind.OFFICE_INVITATION: {"address": "urzad@bochnia.example", "about": office.id},
            LetterKind.REQUEST_RECEIVED: {"to": coordinator, "about": received.id},
            LetterKind.REQUEST_ANSWERED: {"address": NEWCOMER, "about": refused.id},
            LetterKind.STANDING_ENDED: {"to": member, "about": ended.id},
            LetterKind.STILL_HERE: {"to": member},
        }
        assert set(about) == set(LetterKind)
        return {kind: await outbox.post(work, kind, language=language, **facts) for kind, facts in about.items()}

    posted: dict[LetterKind, Letter] = await desk.do(post_all)
    return posted


@pytest.mark.parametrize("language", Language)
async def test_every_kind_of_letter_says_the_same_in_text_and_html(
    desk: Desk, box: Postbox, language: Language
) -> None:
    posted = await every_kind(desk, language)
    letters = {letter["Message-ID"]: letter for letter in await box.wait_for(len(posted))}
    for kind, row in posted.items():
        letter = letters[f"<{row.public_id}@127.0.0.1>"]
        assert letter["Content-Language"] == language.value
        text, page = text_of(letter), html_of(letter)
        assert text.startswith("Dzień dobry" if language is Language.PL else "Good day")
        shown = html.unescape(re.sub(r"<style>.*?</style>|<title>.*?</title>|<[^>]+>", " ", page, flags=re.DOTALL))
        assert _words(shown) == ["Empiria", *_words(letter["Subject"]), *_words(text)], kind
        assert not re.search(r"None|\{\{|\{%|Undefined", text + str(letter["Subject"])), kind
        assert f'lang="{language.value}"' in page
        assert not re.search(r"<(img|script|link)\b|@import|url\(", page), "nothing is fetched from elsewhere"


def _words(text: str) -> list[str]:
    return text.replace(":", " ").split()  # in text a colon stands between the words of a button and its address


async def test_a_name_cannot_make_a_paragraph_a_button_or_markup(desk: Desk, box: Postbox) -> None:
    evil = 'Ewa\n\n→ <a href="https://zly.example">Kliknij</a>\r\nBcc: all@zly.example'
    await desk.do(
        lambda work: work.execute(update(Person).where(Person.email == ADDRESSES["coordinator"]).values(name=evil))
    )
    await desk.do(lambda work: work.execute(update(Network).where(Network.slug == "obywateli").values(name=evil)))
    invitation = await desk.invitation()
    await desk.post(LetterKind.INVITATION, address=NEWCOMER, about=invitation.id)
    (letter,) = await box.wait_for(1)
    assert html_of(letter).count("<a ") == 1
    assert letter["Bcc"] is None
    assert not re.search(r"^→", text_of(letter), re.MULTILINE)


async def test_no_secret_is_kept_or_logged_or_told(url: str, box: Postbox, capsys: pytest.CaptureFixture[str]) -> None:
    async with serving(settings_for(url, smtp_url=box.url)) as hub:
        desk = Desk(hub)
        invitation = await desk.invitation()
        await desk.post(LetterKind.INVITATION, address=NEWCOMER, about=invitation.id)
        for kind in (LetterKind.SIGN_IN_LINK, LetterKind.PASSWORD_RESET):
            await desk.end_of(await desk.post(kind, address="member@tarnow.example"))
        secrets = [link_in(letter).partition("#")[2] for letter in await box.wait_for(3)]
        kept = ""
        async with hub.database.engine.connect() as connection:
            for table in metadata.sorted_tables:
                kept += repr((await connection.execute(select(table))).all())
        told = (await hub.web.get(f"{hub.origin}/health")).text + "".join(capsys.readouterr())
    assert "letter_" in told, "what was sent is logged"
    for secret in secrets:
        assert len(secret) > 40
        assert secret not in kept + told
    for address in (NEWCOMER, "member@tarnow.example"):
        assert address not in told


async def test_without_a_mail_server_the_link_is_printed(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    async with serving(settings_for(url)) as hub:
        desk = Desk(hub)
        letter = await desk.end_of(await desk.post(LetterKind.SIGN_IN_LINK, address="member@tarnow.example"))
        assert letter.sent_at
        printed = capsys.readouterr().err
        assert re.search(r"sign_in_link.*link=http\S+/logowanie/link#\S+.*to=member@tarnow\.example", printed)
        async with hub.database.reading(hub.operator) as work:
            assert await work.row(select(SignInLink))


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
