"""Who has not been here for a year is asked whether they still represent their city."""

from datetime import timedelta

from sqlalchemy import func, select

from hub import outbox, permissions
from hub.database import Work, transaction
from hub.models import LetterKind, Person, Standing

SILENT_FOR = timedelta(days=365)
ANSWER_WITHIN = timedelta(days=30)
AT_ONCE = 50


@transaction
async def ask_the_silent(work: Work) -> int:
    """Writes to them, once a year at most; gives to how many. Who comes back has answered."""
    quiet_since = work.at - SILENT_FOR
    silent = select(Person).where(
        Person.email.is_not(None),
        permissions.may_sign_in(),
        func.coalesce(Person.seen_at, Person.created_at) < quiet_since,
        func.coalesce(Person.asked_at, Person.created_at) < quiet_since,
        select(Standing.id).where(Standing.person_id == Person.id, Standing.until.is_(None)).exists(),
    )
    people = await work.rows(silent.order_by(Person.id).limit(AT_ONCE))
    for person in people:
        person.asked_at = work.at
        await outbox.post(work, LetterKind.STILL_HERE, to=person)
    return len(people)


def is_silent(person: Person, work: Work) -> bool:
    """Whether they were asked a month ago and have not been here since."""
    if person.asked_at is None or person.asked_at > work.at - ANSWER_WITHIN:
        return False
    return person.seen_at is None or person.seen_at < person.asked_at
