"""Mail, written down in the transaction of the change and sent after its commit, by the jobs."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, or_

from hub.database import Work, transaction
from hub.models import Language, Letter, LetterKind, Person

KEPT_FOR = timedelta(days=7)
FAILED_KEPT_FOR = timedelta(days=30)


async def post(
    work: Work,
    kind: LetterKind,
    *,
    to: Person | None = None,
    address: str | None = None,
    language: Language | None = None,
    about: UUID | None = None,
    details: dict[str, str] | None = None,
) -> Letter:
    """Mails a letter to a person, or to an address, if they may still get it when it is sent.

    `about` is the row it tells of. No text and no secret goes in here: whoever sends it makes both.
    """
    work.has_posted = True
    letter = Letter(
        kind=kind,
        to_id=to.id if to else None,
        address=address,
        language=language or (to.language if to else Language.PL),
        about_id=about,
        details=details or {},
        created_at=work.at,
        due_at=work.at,
    )
    return await work.add(letter)


@transaction
async def forget(work: Work) -> None:
    """Letters that were sent or dropped a week ago, or given up a month ago."""
    kept = work.at - KEPT_FOR
    over = or_(Letter.sent_at < kept, Letter.dropped_at < kept, Letter.failed_at < work.at - FAILED_KEPT_FOR)
    await work.execute(delete(Letter).where(Letter.due_at.is_(None), over))
