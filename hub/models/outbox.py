"""What waits to be done after the commit: mail, and the lease of whoever does it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, Index
from sqlmodel import Field, SQLModel

from hub import clock
from hub.models.columns import Row, moment, reference, words
from hub.models.people import Language


class LetterKind(StrEnum):
    SIGN_IN_LINK = "sign_in_link"
    PASSWORD_RESET = "password_reset"  # noqa: S105 - a kind of mail
    PASSWORD_CHANGED = "password_changed"  # noqa: S105
    INVITATION = "invitation"
    OFFICE_INVITATION = "office_invitation"
    REQUEST_RECEIVED = "request_received"
    REQUEST_ANSWERED = "request_answered"
    STANDING_ENDED = "standing_ended"
    STILL_HERE = "still_here"
    """To somebody silent for a year."""


class Letter(Row, table=True):
    """Mail that waits, was sent, or could not be: ids, never a text or a secret. Both are made when it is sent."""

    prefix = "letter"
    __table_args__ = (Index("ix_letter_due", "sent_at", "failed_at", "due_at"),)
    kind: LetterKind = Field(sa_type=words(LetterKind))
    to_id: UUID | None = reference("person.id", default=None, index=True)
    """The person; none when it goes to an address that has no account yet."""
    address: str | None = None
    language: Language = Field(default=Language.PL, sa_type=words(Language))
    about_id: UUID | None = None
    """The row it is about: an invitation, a request, a standing."""
    details: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    created_at: datetime = moment(default_factory=clock.now)
    due_at: datetime = moment(default_factory=clock.now)
    """When it is tried next."""
    attempts: int = 0
    sent_at: datetime | None = moment(default=None)
    failed_at: datetime | None = moment(default=None)
    """When it was given up."""
    error: str = ""
    """What the mail server said last, without addresses."""


class Lease(SQLModel, table=True):
    """Which process does the jobs, until when; the fence tells an old holder that it is not the holder any more."""

    name: str = Field(primary_key=True)
    holder: UUID
    fence: int = 0
    until: datetime = moment()
