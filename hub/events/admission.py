"""Whether those who follow a stream still may."""

from collections.abc import Sequence
from enum import Enum, auto
from uuid import UUID

from sqlalchemy import select

from hub import permissions
from hub.database import Viewer, Work
from hub.models import AccessToken, Person, Session, StreamKey


class Admission(Enum):
    """Whether one who follows a stream may go on."""

    GRANTED = auto()
    CHANGED = auto()
    """What they are in the network has changed: another stream is theirs now, or none."""
    ENDED = auto()
    """Their session or token has ended."""


async def admissions(work: Work, key: StreamKey, viewers: Sequence[Viewer]) -> list[Admission]:
    """For each of those who follow a stream, whether they still may; the same few statements for any number of them."""
    sessions = await _valid(work, Session, {viewer.session_id for viewer in viewers})
    tokens = await _valid(work, AccessToken, {viewer.token_id for viewer in viewers})
    people = {viewer.who for viewer in viewers}
    may = await permissions.who_follows(work, key, people)
    return [
        Admission.ENDED
        if viewer.session_id not in sessions | {None} or viewer.token_id not in tokens | {None}
        else Admission.GRANTED
        if viewer.who in may
        else Admission.CHANGED
        for viewer in viewers
    ]


async def is_over(work: Work, viewer: Viewer) -> bool:
    """Whether the session or the token by which the viewer once came in has ended since."""
    way, id = (AccessToken, viewer.token_id) if viewer.token_id else (Session, viewer.session_id)
    return id is not None and not await _valid(work, way, {id})


async def _valid(work: Work, way: type[Session | AccessToken], ids: set[UUID | None]) -> set[UUID]:
    """Those of these sessions or tokens that have not ended, and whose owner has not left."""
    of_who_may = select(way.id).join(Person, Person.id == way.person_id).where(permissions.may_sign_in())
    return set(await work.rows(of_who_may.where(way.ended_at.is_(None), way.id.in_(ids))))
