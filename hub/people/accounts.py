"""Accounts: a person who can sign in, found by address."""

from uuid import UUID

from sqlalchemy import select, update

from hub import events, permissions
from hub.database import Work, transaction
from hub.models import Language, Person, Stream, StreamKind


@transaction
async def add(work: Work, name: str, email: str | None, language: Language = Language.PL) -> Person:
    """A person who can sign in, or a program's account, and the stream of what is addressed to them."""
    person = await work.add(Person(name=name, email=email, language=language, created_at=work.at))
    await work.add(Stream(kind=StreamKind.PERSON, about_id=person.id))
    return person


async def close(work: Work, id: UUID) -> None:
    """Nobody comes in by it any more; what is open with its tokens ends."""
    await work.execute(update(Person).where(Person.id == id).values(deactivated_at=work.at))
    await events.reauthorise(work, id)


@transaction
async def set_language(work: Work, language: Language) -> Person:
    person = await permissions.viewer(work)
    person.language = language
    return person


async def with_email(work: Work, email: str) -> Person | None:
    return await work.row(select(Person).where(Person.email == email.strip().lower()))


async def admitted(work: Work, email: str) -> Person | None:
    """Who has that address and may sign in."""
    of_address = select(Person).where(Person.email == email.strip().lower(), permissions.may_sign_in())
    return await work.row(of_address)


async def admitted_person(work: Work, id: UUID) -> Person | None:
    return await work.row(select(Person).where(Person.id == id, permissions.may_sign_in()))


async def note_seen(work: Work, id: UUID) -> None:
    """They are here, or a program of theirs is."""
    await work.execute(update(Person).where(Person.id == id).values(seen_at=work.at))
