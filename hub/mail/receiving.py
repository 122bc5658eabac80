"""Mail that is taken in: what a person replies to a notice becomes their post, or comes back to them with the reason.
A letter of the hub's own that comes back is noted where it was sent from.

Who may: the address they write to is signed for them and that thread, and they write from their own. Everybody else is
refused in the same words. Whatever is sent again, by whichever server, is taken once.
"""

import hashlib
import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses
from uuid import UUID

import structlog
from sqlalchemy import select

from hub import files, ids, outbox, permissions, threads
from hub.database import Database, Viewer, Work
from hub.errors import HubError, Invalid, NotAllowed, NotFound, Unavailable
from hub.mail.answers import answer_in, attachments
from hub.mail.bouncing import come_back
from hub.mail.replying import addressed, letter_of, thread_of
from hub.models import LetterKind, Network, Person, Post, ReceivedMail, Seat, Thread
from hub.people import accounts
from hub.words import say_error

log = structlog.get_logger()

SIZE_LIMIT = 30 * 1024 * 1024
TAKEN, REFUSED, LATER = "250 2.0.0 OK", "550 5.7.1 This address is not for you", "451 4.3.0 Please try again later"
_AUTOMATIC = re.compile(r"bulk|junk|list|auto_reply", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reply:
    """A mail, to somebody's thread."""

    mail: EmailMessage
    person: Person
    thread_id: UUID
    fingerprint: bytes


async def receive(database: Database, recipients: Sequence[str], content: bytes) -> str:
    """Takes a mail in; gives what the mail server that brings it is told."""
    mail = message_from_bytes(content, policy=default)
    assert isinstance(mail, EmailMessage)
    letters = [letter for it in recipients if (letter := letter_of(database.settings, it))]
    if not letters and is_automatic(mail):
        log.info("mail_ignored")
        return TAKEN
    try:
        for letter in letters:
            await come_back(database, letter, mail)
        reply = None if letters else await _understood(database, recipients, mail, content)
        return await _take(database, reply) if reply else TAKEN if letters else REFUSED
    except Unavailable:
        return LATER
    except Exception as error:  # a mistake of ours: the other server keeps the mail and brings it again
        log.error("mail_not_taken", error=type(error).__name__)
        return LATER


def is_automatic(mail: EmailMessage) -> bool:
    """Whether a program wrote it: an absence, a list, or the hub itself (RFC 3834). Answering it could go round."""
    if str(mail.get("Auto-Submitted", "no")).strip().lower() != "no":
        return True
    named = ("X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress", "List-Id", "Feedback-ID")
    is_bounce = str(mail.get("Return-Path", "")).strip() == "<>" or mail.get_content_type() == "multipart/report"
    return is_bounce or any(name in mail for name in named) or bool(_AUTOMATIC.search(str(mail.get("Precedence", ""))))


async def _understood(
    database: Database, recipients: Sequence[str], mail: EmailMessage, content: bytes
) -> Reply | None:
    senders = [address.lower() for _, address in getaddresses([str(it) for it in mail.get_all("From", [])])]
    if len(senders) != 1:
        return None
    async with database.reading(Viewer(database)) as work:
        person = await accounts.admitted(work, senders[0])
    for recipient in recipients if person else ():
        assert person, "or there is no recipient to look at"
        if thread_id := thread_of(database.settings, recipient, person.id):
            return Reply(mail, person, thread_id, _fingerprint(mail, recipient, content))
    return None


def _fingerprint(mail: EmailMessage, recipient: str, content: bytes) -> bytes:
    name = str(mail.get("Message-ID", "")).strip().encode("utf-8", "replace")
    return hashlib.sha256(recipient.lower().encode() + b"\0" + (name or content)).digest()


async def _take(database: Database, reply: Reply) -> str:
    viewer = Viewer(database, who=reply.person.id, language=reply.person.language)
    try:
        sent = await _attached(viewer, reply)
        await database.transact(viewer, lambda work: _post(work, reply, sent))
    except Unavailable:
        raise
    except HubError as error:
        refusal = _told(error)
        await database.transact(viewer, lambda work: _return(work, reply, refusal))
        log.info("mail_returned", code=error.code)
    else:
        log.info("mail_taken")
    return TAKEN


def _told(error: HubError) -> HubError:
    """Of what is out of sight nothing is told, not even that it is still there."""
    return NotAllowed("This conversation is not open to you, or not there any more.") if _is_unseen(error) else error


def _is_unseen(error: HubError) -> bool:
    return isinstance(error, NotFound)


async def _attached(viewer: Viewer, reply: Reply) -> list[str]:
    """The ids of what was sent with it, taken in as on the page: looked into, and refused alike."""
    async with viewer.database.reading(viewer) as work:
        if await work.get(ReceivedMail, reply.fingerprint):
            return []
        thread = await permissions.find(work, Thread, ids.encode(Thread.prefix, reply.thread_id))
        permissions.require(await permissions.why_not_post(work, thread))
    network = ids.encode(Network.prefix, thread.network_id)
    sent = [
        await files.upload(viewer, network, name, _once(content), len(content))
        for name, content in attachments(reply.mail)
    ]
    return [file.public_id for file in sent]


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content


async def _post(work: Work, reply: Reply, file_ids: list[str]) -> None:
    """The post, once: with the note that this mail was taken."""
    if not await _is_new(work, reply):
        return
    thread = await permissions.find(work, Thread, ids.encode(Thread.prefix, reply.thread_id))
    body = answer_in(reply.mail)
    if not body:
        raise Invalid("body", "Nothing is written above the quotation in this mail.")
    answered = await _answered(work, reply.mail, thread)
    await threads.reply(work, thread.public_id, body, answered, await _seat(work, thread), file_ids)


async def _return(work: Work, reply: Reply, refusal: HubError) -> None:
    if await _is_new(work, reply):
        reason = say_error(refusal, reply.person.language)
        person = await work.get(Person, reply.person.id)
        await outbox.post(work, LetterKind.RETURNED, to=person, about=ids.new(), details={"reason": reason})


async def _is_new(work: Work, reply: Reply) -> bool:
    if await work.get(ReceivedMail, reply.fingerprint):
        return False
    await work.add(ReceivedMail(fingerprint=reply.fingerprint, person_id=reply.person.id, at=work.at))
    return True


async def _answered(work: Work, mail: EmailMessage, thread: Thread) -> str | None:
    """The post that is answered: mail programs hand on what the notice refers to, the newest last."""
    named = re.findall(rf"<({Post.prefix}_[0-9a-z]{{26}})@", str(mail.get("References", "")))
    post = await permissions.seek(work, Post, named[-1]) if named else None
    return post.public_id if post and post.thread_id == thread.id else None


async def _seat(work: Work, thread: Thread) -> str | None:
    """Who speaks for several cities speaks for the one they last spoke for in this thread."""
    mine = select(Post.seat_id).where(Post.thread_id == thread.id, Post.author_id == work.viewer.person_id)
    seat_id = await work.row(mine.where(Post.seat_id.is_not(None)).order_by(Post.position.desc()).limit(1))
    held = {standing.seat_id for standing in await permissions.standings(work)}
    return ids.encode(Seat.prefix, seat_id) if seat_id in held and seat_id else None


def is_for_us(database: Database, address: str) -> bool:
    return bool(addressed(database.settings, address) or letter_of(database.settings, address))
