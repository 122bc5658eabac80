"""Letters that come back after they were sent: another mail server reports to the address of that very letter.

Only a report counts that says it failed for good (RFC 3464). What else comes there, an absence or a delay, does not say
whether the letter arrived.
"""

from email.message import EmailMessage
from uuid import UUID

import structlog

from hub.database import Database, Viewer, Work
from hub.errors import Unavailable
from hub.mail import sending, smtp
from hub.models import Invitation, Letter

log = structlog.get_logger()


async def come_back(database: Database, letter_id: UUID, mail: EmailMessage) -> None:
    """Notes it for operators, and for whoever invited. Raises Unavailable while the letter is still being sent."""
    if why := failure(mail):
        await database.transact(Viewer(database), lambda work: _note(work, letter_id, why))


def failure(mail: EmailMessage) -> str:
    """Why it did not arrive, without addresses; empty when the report does not say that it never will."""
    reports = [part for part in mail.walk() if part.get_content_type() == "message/delivery-status"]
    for told in (block for report in reports for block in report.walk()):
        if str(told.get("Action", "")).strip().lower() == "failed":
            _, _, words = str(told.get("Diagnostic-Code", "")).rpartition(";")
            return smtp.said(words or str(told.get("Status", ""))) or "It did not arrive."
    return ""


async def _note(work: Work, letter_id: UUID, why: str) -> None:
    letter = await work.held(Letter, letter_id)
    if letter and letter.due_at is not None:
        raise Unavailable()  # its server was faster than our note that it was sent
    if letter is None or letter.sent_at is None or letter.failed_at is not None:
        return
    letter.failed_at, letter.note = work.at, why
    log.info("letter", kind=letter.kind.value, id=letter.public_id, end="bounced")
    invitation = await work.get(Invitation, letter.about_id) if letter.about_id else None
    if invitation and invitation.sent_at == letter.sent_at:  # or it was sent again since
        await sending.tell(work, letter, {"failed_at": work.at, "note": why})
