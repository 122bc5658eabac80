"""Who may come in at all, and what only they themselves may do."""

from uuid import UUID

from sqlalchemy import ColumnElement, and_

from hub.database import Work
from hub.errors import NotAllowed
from hub.models import Person
from hub.permissions.seeing import signed_in


def may_sign_in() -> ColumnElement[bool]:
    """Of people: who has left, or is erased, comes in by no way, and what they had open ends."""
    return and_(Person.deactivated_at.is_(None), Person.erased_at.is_(None))


def in_person(work: Work) -> UUID:
    """The id of who asks, signed in by themselves. Raises NotAllowed for a program: its token opens no other door."""
    if work.viewer.token_id:
        raise NotAllowed("Only the person themselves may see and change how they sign in, on the page and by no token.")
    return signed_in(work)
