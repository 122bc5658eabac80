"""What letters are made of, and when there is nothing to make one of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from babel.dates import format_datetime, get_timezone

from hub.database import Work
from hub.mail.writing import Paragraph
from hub.models import City, Language, Letter, Network, Person, Row
from hub.settings import Settings

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Contents:
    address: str
    parts: dict[str, str]
    """What the template is filled in with."""
    paragraphs: Sequence[Paragraph] = ()
    """What stands where the template leaves room."""
    headers: Mapping[str, str] = field(default_factory=dict)


class Dropped(Exception):
    """Nobody should get this letter any more, for the reason said."""


async def about(work: Work, model: type[R], letter: Letter) -> R:
    row = await work.get(model, letter.about_id)
    if row is None:
        raise Dropped("What it was about is gone.")
    return row


async def person_of(work: Work, letter: Letter) -> Person:
    person = await work.get(Person, letter.to_id) if letter.to_id else None
    if person is None:
        raise Dropped("The person is gone.")
    return person


def address_of(person: Person | None) -> str:
    if person is None or not person.email:
        raise Dropped("Nobody has this address.")
    if person.deactivated_at or person.erased_at:
        raise Dropped("The person has left.")
    return person.email


async def network_parts(work: Work, id: UUID, language: Language) -> dict[str, str]:
    network = await work.get(Network, id)
    assert network, "the row it belongs to is there"
    is_polish = language is Language.PL
    return {
        "network": network.name if is_polish else network.name_en,
        "theme": network.theme if is_polish else network.theme_en,
        "link": f"{settings_of(work).origin}/sieci/{network.slug}",
    }


async def city_parts(work: Work, id: UUID | None) -> dict[str, str]:
    city = await work.get(City, id) if id else None
    return {"city": city.name if city else ""}


def moment(at: datetime, person: Person) -> str:
    zone = get_timezone(person.time_zone)
    return format_datetime(at, "d MMMM y, HH:mm", tzinfo=zone, locale=person.language.value)


def settings_of(work: Work) -> Settings:
    return work.viewer.database.settings
