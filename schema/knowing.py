"""What a person shows of themselves: fields of `Person` that are told to those who may know."""

from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry

from hub import models, people, permissions, personal_data
from hub.database import Work
from hub.words import say
from schema.context import Info
from schema.relations import ForViewer, found, row_loader

_SHARED = {"phone": "shares_phone", "email": "shares_email"}
"""What is told only when its owner says so."""


def known(name: str, description: str) -> Any:
    """A field of the profile; null for who may not know it, and when there is nothing."""

    async def value(root: models.Person, info: Info) -> str | None:
        if name in _SHARED and not getattr(root, _SHARED[name]):
            return None
        return getattr(root, name) or None if await _is_known(root, info) else None

    return strawberry.field(resolver=value, description=description, directives=[ForViewer()])


async def is_deactivated(root: models.Person, info: Info) -> bool | None:
    return root.deactivated_at is not None if await _is_known(root, info) else None


async def is_silent(root: models.Standing, info: Info) -> bool | None:
    """Told to those who coordinate the network."""
    work = await info.context.reading()
    if await permissions.why_not_vouch(work, [root]):
        return None
    person = await row_loader(info, models.Person, byline=True).load(root.person_id)
    return personal_data.is_silent(person, work)


async def face(root: models.Person, info: Info) -> str | None:
    since = await found(info, people.faces, root.id, None)
    return face_address(root, since) if since else None


def face_address(person: models.Person, since: datetime) -> str:
    """Where a face is; the next one is elsewhere, so that none is shown from a browser's memory."""
    return f"/faces/{person.public_id}?v={round(since.timestamp() * 1000):x}"


async def former_name(root: models.Person, info: Info) -> str:
    """The city they spoke for last, among what the viewer may see."""
    language = info.context.viewer.language
    seat_id = await found(info, people.latest_seats, root.id, None)
    if seat_id is None:
        return say("someone who has left", language)
    seat = await row_loader(info, models.Seat, byline=True).load(seat_id)
    city = await row_loader(info, models.City, byline=True).load(seat.city_id)
    return say("former representative of {city}", language, city=city.name)


async def _is_known(root: models.Person, info: Info) -> bool:
    async def load(work: Work, ids: list[UUID]) -> list[bool]:
        found = await permissions.known(work, ids)
        return [id in found for id in ids]

    return bool(await info.context.loader("known", load).load(root.id))
