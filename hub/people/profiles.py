"""Profiles: what people say of themselves, and how others in their networks may reach them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from sqlalchemy import select

from hub import events, permissions, text
from hub.database import Work, transaction
from hub.errors import Invalid, NotAllowed
from hub.models import Network, Person, Standing

NAME_LIMIT, FUNCTION_LIMIT, WORDS_LIMIT, PHONE_LIMIT = 100, 200, 1_000, 40
_PHONE = re.compile(r"\+?[0-9 ()./-]{5,}(?:(?:w|wew|ext)\.? ?[0-9]{1,6})?")


@dataclass(frozen=True)
class Profile:
    """What is to change; None leaves a thing as it is, an empty text takes it away."""

    name: str | None = None
    did: str | None = None
    seeks: str | None = None
    phone: str | None = None
    shares_phone: bool | None = None
    shares_email: bool | None = None
    time_zone: str | None = None


@transaction
async def change_profile(work: Work, profile: Profile) -> Person:
    """Raises Invalid with the field that does not fit."""
    person = await permissions.viewer(work)
    given = _checked(profile)
    changed = {name for name, value in given.items() if getattr(person, name) != value}
    for name in changed:
        setattr(person, name, given[name])
    if changed - {"time_zone"}:
        events.record_person(work, await permissions.standings(work), is_for_observers="name" in changed)
    return person


@transaction
async def change_function(work: Work, standing_id: str, function: str) -> Standing:
    """What one does in the town hall, as this network sees it."""
    standing = await permissions.find(work, Standing, standing_id)
    if standing.person_id != permissions.signed_in(work) or standing.until is not None:
        raise NotAllowed("Everybody says their function themselves.")
    standing.function = text.optional("function", function, FUNCTION_LIMIT)
    events.record_person(work, [standing], is_for_observers=True)
    return standing


@transaction
async def introduce(work: Work, network_id: str, did: str, seeks: str) -> Person:
    """The viewer introduces themselves to a network; the others are told once."""
    network = await permissions.find(work, Network, network_id)
    person = await change_profile(work, Profile(did=did, seeks=seeks))
    new = await work.rows(
        select(Standing).where(
            Standing.person_id == person.id,
            Standing.network_id == network.id,
            Standing.until.is_(None),
            Standing.introduced_at.is_(None),
        )
    )
    for standing in new:
        standing.introduced_at = work.at
    for standing in new[:1]:
        events.record_newcomer(work, standing)
    return person


async def latest_seats(work: Work, people: Sequence[UUID]) -> dict[UUID, UUID]:
    """The seat each of these people held last, among what the viewer may see."""
    held = (await permissions.visible(work, Standing)).where(
        Standing.person_id.in_(people), Standing.seat_id.is_not(None)
    )
    newest_last = await work.rows(held.order_by(Standing.since, Standing.id))
    return {standing.person_id: standing.seat_id for standing in newest_last if standing.seat_id}


def _checked(profile: Profile) -> dict[str, Any]:
    given = {field.name: getattr(profile, field.name) for field in fields(profile)}
    given = {name: value for name, value in given.items() if value is not None}
    for name, value in given.items():
        match name:
            case "name":
                given[name] = text.line(name, value, NAME_LIMIT)
            case "did" | "seeks":
                given[name] = text.optional_body(name, value, WORDS_LIMIT)
            case "phone":
                given[name] = _phone(value)
            case "time_zone" if value not in available_timezones():
                raise Invalid("timeZone", "“{value}” is not the name of a time zone.", value=value[:100])
    return given


def _phone(value: str) -> str:
    if not value.strip():
        return ""
    number = text.line("phone", value, PHONE_LIMIT)
    if not _PHONE.fullmatch(number) or sum(character.isdigit() for character in number) < 5:
        raise Invalid("phone", "“{value}” is not a telephone number.", value=number)
    return number
