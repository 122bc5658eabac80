"""By mail alone: a notice is answered from a mail program, by real SMTP both ways; what cannot be a post comes back."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Any

import aiosmtplib
import pytest

from tests.cast import ADDRESSES, Hub, Person, serving
from tests.conftest import settings_for
from tests.postbox import Postbox, postbox, text_of
from tests.servers import free_port
from tests.test_notices import answered, ends, leave, started, to

POSTS = """
query ($id: ID!) { node(id: $id) { ... on Thread {
  posts(last: 20) { edges { node { body author { name } replyTo { id } seat { city { name } } files { name } } } } } } }
"""
BELOW = "\n\n-- \nAnna Nowak\nUrząd Miasta w Tarnowie\n\nW dniu 23.11.2026 o 17:04, Empiria pisze:\n> Prowadziliśmy.\n"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
LINES = "Mamy zgody i scenariusz.\nWyślę jutro."


@pytest.fixture
def box() -> Iterator[Postbox]:
    with postbox() as opened:
        yield opened


@pytest.fixture
async def hub(url: str, box: Postbox) -> AsyncIterator[Hub]:
    listen = f"127.0.0.1:{free_port()}"
    set = settings_for(url, smtp_url=box.url, inbound_domain="odpowiedz.example", inbound_listen=listen)
    async with serving(set) as served:
        yield served


async def notified(hub: Hub, box: Postbox, name: str = "member") -> tuple[str, str, EmailMessage]:
    """A thread, the post that answers somebody in it, and the notice they got."""
    somebody, moderator = await hub.person(name), await hub.person("moderator")
    thread, first = await started(hub, somebody)
    post = await answered(moderator, thread, first)
    await box.wait_for_one_to(ADDRESSES[name])
    return thread, post, to(box, name)[-1]


def answer(notice: EmailMessage, text: str = LINES + BELOW, sender: str = "member", **headers: str) -> EmailMessage:
    """As a mail program makes it of the button “reply”."""
    mail = EmailMessage()
    mail["From"] = f"Anna Nowak <{ADDRESSES.get(sender, sender)}>"
    mail["To"] = notice["Reply-To"]
    mail["Subject"] = f"Odp: {notice['Subject']}"
    mail["Message-ID"] = make_msgid(domain="tarnow.example")
    mail["In-Reply-To"] = notice["Message-ID"]
    mail["References"] = f"{notice['References']} {notice['Message-ID']}"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


async def send(hub: Hub, mail: EmailMessage) -> int:
    """What the hub's mail server says, as a number."""
    host, _, port = hub.settings.inbound_listen.rpartition(":")
    try:
        await aiosmtplib.send(mail, hostname=host, port=int(port))
    except aiosmtplib.SMTPRecipientsRefused as refused:
        return refused.recipients[0].code
    except aiosmtplib.SMTPResponseException as refused:
        return refused.code
    return 250


async def posts(person: Person, thread: str) -> list[dict[str, Any]]:
    return [edge["node"] for edge in (await person.ask(POSTS, id=thread))["node"]["posts"]["edges"]]


async def test_a_notice_is_answered_from_a_mail_program(hub: Hub, box: Postbox, member: Person) -> None:
    thread, post, notice = await notified(hub, box)
    mail = answer(notice)
    mail.add_attachment(PDF, maintype="application", subtype="pdf", filename="Zgody właścicieli.pdf")
    assert await send(hub, mail) == 250
    *_, last = await posts(member, thread)
    assert last["body"] == LINES
    assert last["author"]["name"] == (await member.ask("{ viewer { person { name } } }"))["viewer"]["person"]["name"]
    assert last["replyTo"]["id"] == post
    assert last["seat"]["city"]["name"] == "Tarnów"
    assert [file["name"] for file in last["files"]] == ["Zgody właścicieli.pdf"]


@pytest.mark.any_database
async def test_a_mail_that_comes_twice_is_one_post(hub: Hub, box: Postbox, member: Person) -> None:
    thread, _, notice = await notified(hub, box)
    mail = answer(notice)
    assert await asyncio.gather(*(send(hub, mail) for _ in range(3))) == [250] * 3
    assert len(await posts(member, thread)) == 3


@pytest.mark.any_database
async def test_an_address_is_good_for_nobody_else(hub: Hub, box: Postbox, member: Person) -> None:
    thread, _, notice = await notified(hub, box)
    other, _ = await started(hub, member, "Inna rozmowa")
    for sender in ("colleague", "outsider", "nikt@nigdzie.example"):
        assert await send(hub, answer(notice, sender=sender)) == 550, sender
    name, _, domain = notice["Reply-To"].partition("@")
    forged = answer(notice)
    forged.replace_header("To", f"reply+{other.partition('_')[2]}{name[len('reply+') + 26 :]}@{domain}")
    assert await send(hub, forged) == 550
    for nowhere in (f"reply+nic@{domain}", f"biuro@{domain}", f"{name}@gdzie.example"):
        forged.replace_header("To", nowhere)
        assert await send(hub, forged) == 550, nowhere
    assert len(await posts(member, thread)) == 2
    upper = answer(notice)
    upper.replace_header("To", notice["Reply-To"].upper())
    assert await send(hub, upper) == 250, "mail programs write addresses as they like"
    assert len(await posts(member, thread)) == 3


@pytest.mark.any_database
async def test_what_a_program_writes_is_ignored(hub: Hub, box: Postbox, member: Person) -> None:
    thread, _, notice = await notified(hub, box)
    for header in (
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"X_Autoreply": "yes"},
        {"List_Id": "<lista.example>"},
    ):
        assert await send(hub, answer(notice, "Jestem na urlopie.", **header)) == 250, header
    assert len(await posts(member, thread)) == 2
    assert await ends(hub) == ["sent"], "and nothing comes back, or it would go round"


async def test_what_cannot_be_a_post_comes_back_with_the_reason_and_tells_nothing_else(
    hub: Hub, box: Postbox, member: Person, moderator: Person
) -> None:
    thread, _, notice = await notified(hub, box)
    assert await send(hub, answer(notice, BELOW)) == 250
    await box.wait_for(2)
    assert "Nad cytatem w tym liście nic nie ma." in text_of(box.letters[-1])
    close = "mutation ($input: ModerateThreadInput!) { closeThread(input: $input) { thread { id } } }"
    await moderator.ask(close, input={"threadId": thread})
    assert await send(hub, answer(notice)) == 250
    await box.wait_for(3)
    assert "zamkn" in text_of(box.letters[-1])
    await leave(hub, "member")
    assert await send(hub, answer(notice)) == 250
    told = text_of((await box.wait_for(4))[-1])
    assert "Ta rozmowa nie jest dla Państwa otwarta albo już jej nie ma." in told
    assert "spacer" not in told + box.letters[-1]["Subject"]
    assert len(await posts(moderator, thread)) == 2
