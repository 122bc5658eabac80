"""Takes due letters, one after the other, and notes how each attempt ended.

At least once: a letter is claimed (its attempt counted), written, handed over and noted as sent, each in a transaction
of its own. Who dies between the mail server's yes and the note leaves a letter that is sent again after `_CLAIMED_FOR`,
with the same Message-ID. Who was paused notes the end of an attempt only if nobody has begun another.
"""

import asyncio
from datetime import datetime, timedelta
from traceback import format_tb
from typing import Any

import structlog
from sqlalchemy import Select, case, select, update

from hub import clock, events, permissions
from hub.database import Work
from hub.leases import Holder, LeaseLost
from hub.mail import smtp, writing
from hub.mail.contents import contents
from hub.mail.material import Contents, Dropped
from hub.mail.replying import return_address
from hub.models import Invitation, Letter, LetterKind
from hub.settings import Settings

log = structlog.get_logger()

_CLAIMED_FOR = timedelta(seconds=60)
"""An attempt that has not ended by then never will: longer than the mail server may take."""
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=15), timedelta(hours=1)
_MOST_ATTEMPTS = 32
"""Over a day or a little more."""
_WAITED_FOR = (LetterKind.SIGN_IN_LINK, LetterKind.PASSWORD_RESET)
"""Letters that somebody sits and waits for go first."""
INVITING = (LetterKind.INVITATION, LetterKind.OFFICE_INVITATION)


async def send_due(holder: Holder) -> None:
    """Sends what is due until nothing is, or the mail server is not there."""
    async with holder.operator.database.reading(holder.operator) as work:
        if await work.row(_due(work.at)) is None:
            return
    while letter := await holder.transact(_claim):
        if not await _attempt(holder, letter):
            return


async def _claim(work: Work) -> Letter | None:
    letter = await work.row(_due(work.at).with_for_update())
    if letter:
        letter.attempts += 1
        letter.due_at = work.at + _CLAIMED_FOR
    return letter


def _due(at: datetime) -> Select[Letter]:
    urgency = case((Letter.kind.in_(_WAITED_FOR), 0), else_=1)
    return select(Letter).where(Letter.due_at <= at).order_by(urgency, Letter.due_at).limit(1)


async def _attempt(holder: Holder, letter: Letter) -> bool:
    """Whether the mail server is there for the next one."""
    try:
        found = await holder.transact(lambda work: contents(work, letter))
        await _hand_over(holder.operator.database.settings, letter, found)
    except LeaseLost:
        raise
    except Dropped as reason:
        await _end(holder, letter, "dropped", due_at=None, dropped_at=clock.now(), address=None, note=str(reason))
    except smtp.Refused as refusal:
        await _give_up(holder, letter, str(refusal))
    except smtp.Delayed as delay:
        await _wait(holder, letter, str(delay))
        return False
    except Exception as error:  # a mistake of ours, which the next version may mend
        log.error("letter_not_written", kind=letter.kind.value, at=format_tb(error.__traceback__)[-1])
        await _wait(holder, letter, f"It could not be written: {type(error).__name__}.")
    else:
        await _end(holder, letter, "sent", due_at=None, sent_at=clock.now(), note="")
    return True


async def _hand_over(settings: Settings, letter: Letter, found: Contents) -> None:
    written = writing.write(letter.kind, letter.language, found.parts, found.paragraphs)
    if not settings.smtp_url.get_secret_value():
        log.info(letter.kind.value, to=found.address, subject=written.subject, link=found.parts["link"])
        return
    address = smtp.deliverable(found.address)
    message = writing.message(settings, written, letter.public_id, address, letter.created_at, found.headers)
    if letter.due_at and clock.now() >= letter.due_at:
        raise smtp.Delayed("This process was paused.")
    await smtp.send(settings, message, address, return_address(settings, letter.id))


async def _wait(holder: Holder, letter: Letter, why: str) -> None:
    if letter.attempts >= _MOST_ATTEMPTS:
        return await _give_up(holder, letter, why)
    wait = min(_FIRST_WAIT * 2 ** (letter.attempts - 1), _LONGEST_WAIT)
    await _end(holder, letter, "waits", due_at=clock.now() + wait, note=why)


async def _give_up(holder: Holder, letter: Letter, why: str) -> None:
    await _end(holder, letter, "failed", due_at=None, failed_at=clock.now(), note=why)


async def _end(holder: Holder, letter: Letter, how: str, **values: Any) -> None:
    """Notes how the attempt ended. Tries that as long as the letter is claimed, so that it is not sent again."""
    while True:
        try:
            await holder.operator.database.transact(holder.operator, lambda work: _note(work, letter, values))
        except Exception:
            if letter.due_at is None or clock.now() >= letter.due_at:
                raise
            await asyncio.sleep(1)
        else:
            break
    log.info("letter", kind=letter.kind.value, id=letter.public_id, attempt=letter.attempts, end=how)


async def _note(work: Work, letter: Letter, values: dict[str, Any]) -> None:
    own = (Letter.id == letter.id, Letter.attempts == letter.attempts, Letter.due_at.is_not(None))
    if not (await work.execute(update(Letter).where(*own).values(**values))).rowcount:
        return  # another attempt has begun since
    await tell(work, letter, values)


async def tell(work: Work, letter: Letter, values: dict[str, Any]) -> None:
    """Whoever invites sees whether the letter went out or came back."""
    invitation = await work.get(Invitation, letter.about_id) if letter.kind in INVITING else None
    if invitation is None:
        return
    if sent_at := values.get("sent_at"):
        invitation.sent_at, invitation.bounced_at, invitation.bounce = sent_at, None, ""
    elif failed_at := values.get("failed_at"):
        invitation.bounced_at, invitation.bounce = failed_at, values["note"]
    else:
        return
    inviting = await permissions.who_answers(work, invitation.network_id)
    events.record_invitation(work, invitation, {person.id for person in inviting})
