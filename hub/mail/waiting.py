"""What operators see of the mail: what waits and what failed, never a whole address and never a secret."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, or_, select, update

from hub.database import Work, transaction
from hub.models import Invitation, Letter, Person

_UNSENT = or_(Letter.due_at.is_not(None), Letter.failed_at.is_not(None))


@dataclass(frozen=True, slots=True)
class Unsent:
    letter: Letter
    age: timedelta
    address: str
    """Masked."""


async def counts(work: Work) -> dict[str, int]:
    """How many letters wait and failed, and how many seconds the oldest has waited."""
    waits = Letter.due_at.is_not(None)
    columns = func.count(Letter.due_at), func.count(Letter.failed_at), func.min(Letter.created_at).filter(waits)
    waiting, failed, oldest = (await work.execute(select(*columns))).one()
    return {"waiting": waiting, "failed": failed, "oldest": round((work.at - oldest).total_seconds()) if oldest else 0}


@transaction
async def unsent(work: Work) -> list[Unsent]:
    letters = await work.rows(select(Letter).where(_UNSENT).order_by(Letter.created_at))
    ids = [letter.to_id or letter.about_id for letter in letters]
    addresses = await work.pairs(select(Person.id, Person.email).where(Person.id.in_(ids)))
    addresses |= await work.pairs(select(Invitation.id, Invitation.email).where(Invitation.id.in_(ids)))
    return [Unsent(letter, work.at - letter.created_at, _masked(_address(letter, addresses))) for letter in letters]


@transaction
async def retry(work: Work) -> int:
    """Tries once more, and now, what waits and what was given up. Gives how many letters that is."""
    tried = await work.execute(update(Letter).where(_UNSENT).values(due_at=work.at, failed_at=None))
    work.has_posted = True
    return int(tried.rowcount)


def _address(letter: Letter, addresses: dict[UUID, str | None]) -> str | None:
    row = letter.to_id or letter.about_id
    return letter.address or (addresses.get(row) if row else None)


def _masked(address: str | None) -> str:
    name, at, host = (address or "").partition("@")
    return f"{name[:1]}…{at}{host}"
