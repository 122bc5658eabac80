"""What letters say: the same in text and HTML, in both languages, with a secret that is nowhere else."""

import html
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, update

from hub import clock, outbox, threads
from hub.database import Work
from hub.models import (
    Ballot,
    InvitationForm,
    Language,
    Letter,
    LetterKind,
    Network,
    NetworkNotices,
    Notice,
    NoticeKind,
    NoticeLevel,
    Person,
    Poll,
    Post,
    Remark,
    SignInLink,
    Standing,
    Stream,
    Thread,
    Webhook,
    metadata,
)
from tests.cast import ADDRESSES, Hub, serving
from tests.conftest import settings_for
from tests.desk import NEWCOMER, Desk
from tests.drafts import ANSWER, REMARK, TITLE, issued, started, versions
from tests.postbox import Postbox, html_of, link_in, postbox, text_of

pytestmark = pytest.mark.any_database


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


async def every_kind(desk: Desk, language: Language) -> dict[LetterKind, Letter]:
    """One letter of each kind, posted together."""
    invitation = await desk.invitation()
    office = await desk.invitation(InvitationForm.OFFICE, email="urzad@bochnia.example")
    received = await desk.request()
    refused = await desk.request(answered_at=clock.now(), is_accepted=False, reason="Najpierw prosimy\n\no uchwałę.")
    member, coordinator = await desk.person("member"), await desk.person("coordinator")
    colleague = await desk.person("colleague")
    thread = await _thread(desk)

    async def post_all(work: Work) -> dict[LetterKind, Letter]:
        ended = await work.row(select(Standing).where(Standing.person_id == member.id))
        assert ended
        ended.until = work.at
        is_open = select(Poll.id).where(Poll.closed_at.is_(None))
        voted = await work.row(select(Ballot).where(Ballot.poll_id.in_(is_open), Ballot.replaced > 0))
        assert voted
        remark = await work.row(select(Remark.id).where(Remark.answer.is_not(None), Remark.paragraph.is_not(None)))
        notice, covered = await _told(work, coordinator, thread)
        webhook = await _paused(work, member)
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
            LetterKind.POLL_OPENED: {"to": member, "about": voted.poll_id},
            LetterKind.POLL_ENDING: {"to": colleague, "about": voted.poll_id},
            LetterKind.BALLOT_PREPARED: {"to": member, "about": voted.poll_id},
            LetterKind.REVIEW_DUE: {"to": coordinator, "about": voted.poll_id},
            LetterKind.BALLOT_CAST: {"to": coordinator, "about": voted.elector_id},
            LetterKind.REMARK_ANSWERED: {"to": coordinator, "about": remark},
            LetterKind.NOTICE: {"to": coordinator, "about": notice.id},
            LetterKind.DIGEST: {"to": coordinator, "about": notice.id, "details": covered},
            LetterKind.WEBHOOK_PAUSED: {"to": member, "about": webhook.id},
            LetterKind.RETURNED: {"to": member, "details": {"reason": "Only its author may change a post."}},
        }
        assert set(about) == set(LetterKind)
        return {kind: await outbox.post(work, kind, language=language, **facts) for kind, facts in about.items()}

    posted: dict[LetterKind, Letter] = await desk.do(post_all)
    return posted


async def _paused(work: Work, owner: Person) -> Webhook:
    """A webhook that nobody answers."""
    stream = await work.row(select(Stream).where(Stream.about_id == owner.id))
    assert stream
    place: dict[str, Any] = {"stream_id": stream.id, "cursor": "", "number": 0}
    url, why = "https://hooks.tarnow.example/", "It did not answer in time."
    return await work.add(
        Webhook(person_id=owner.id, url=url, document="", paused_at=work.at, pause_reason=why, **place)
    )


async def _thread(desk: Desk) -> Thread:
    """What a moderator starts, in which nobody is answered yet."""
    moderator = replace(desk.hub.operator, who=(await desk.person("moderator")).id)
    board = next(iter((await desk.hub.network())["boards"].values()))
    return await threads.start(moderator, board, "Kto prowadził spacer?", "Szukamy scenariusza na trzy godziny.")


async def _told(work: Work, reader: Person, thread: Thread) -> tuple[Notice, dict[str, str]]:
    """A mention of the reader in its first post, and the span in which a digest tells of the thread."""
    post = await work.row(select(Post).where(Post.thread_id == thread.id))
    assert post
    notice = Notice(
        person_id=reader.id,
        kind=NoticeKind.MENTION,
        network_id=thread.network_id,
        thread_id=thread.id,
        subject_id=post.id,
    )
    await work.add(notice)
    chosen = await work.get(NetworkNotices, (reader.id, thread.network_id))
    if chosen is None:
        chosen = await work.add(NetworkNotices(person_id=reader.id, network_id=thread.network_id))
    chosen.level = NoticeLevel.EVERYTHING
    return notice, {str(thread.network_id): "0 1000000"}


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
    """Without addresses, which HTML hides behind words, and without marks of text: a colon, > before a quote."""
    return [word for word in re.sub(r":?\s*https?://\S+", "", text).replace(":", " ").split() if word != ">"]


async def test_the_answer_to_a_remark_reaches_its_city_by_mail_but_not_who_ended_letters(
    hub: Hub, desk: Desk, box: Postbox
) -> None:
    author, moderator, member = [await hub.person(it) for it in ("jan.kurek@cieszyn.example", "moderator", "member")]
    result = (await started(author, hub))["id"]
    version = versions(await issued(moderator, result))[0]["id"]
    added = await member.ask(REMARK, input={"versionId": version, "body": "A przykład?", "paragraph": 2})
    silent = update(NetworkNotices).where(NetworkNotices.person_id == (await desk.person("colleague")).id)
    await desk.do(lambda work: work.execute(silent.values(mails=False)))
    said = {"remarkId": added["addRemark"]["remark"]["id"], "answer": "REJECTED"}
    for number, reply in enumerate(("Zabrakło miejsca.", "Przykład będzie w załączniku."), 1):
        await author.ask(ANSWER, input=said | {"reply": reply})
        told = text_of((await box.wait_for(2 * number))[-1])
        assert f"Odpowiedź: nieuwzględniona. {reply}" in told
    assert all(part in told for part in ("(Tarnów)", f"„{TITLE}”, wersja 1, akapit 2", "Uwaga: A przykład?"))
    assert {letter["To"] for letter in box.letters} == {ADDRESSES["member"], "alicja.sroka@tarnow.example"}


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
