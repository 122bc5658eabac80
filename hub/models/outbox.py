"""What waits to be done after the commit: mail, and the lease of whoever does it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from hub import clock
from hub.models.columns import Row, moment, reference, words
from hub.models.people import Language


class LetterKind(StrEnum):
    SIGN_IN_LINK = "sign_in_link"
    PASSWORD_RESET = "password_reset"  # noqa: S105 - a kind of mail
    PASSWORD_CHANGED = "password_changed"  # noqa: S105
    PASSKEY_ADDED = "passkey_added"
    INVITATION = "invitation"
    OFFICE_INVITATION = "office_invitation"
    REQUEST_RECEIVED = "request_received"
    REQUEST_ANSWERED = "request_answered"
    STANDING_ENDED = "standing_ended"
    STILL_HERE = "still_here"
    """To somebody silent for a year."""
    POLL_OPENED = "poll_opened"
    POLL_ENDING = "poll_ending"
    BALLOT_PREPARED = "ballot_prepared"
    REVIEW_DUE = "review_due"
    BALLOT_CAST = "ballot_cast"
    """The receipt, to all who represent the city."""
    REMARK_ANSWERED = "remark_answered"
    NOTICE = "notice"
    """At once: a mention, a reply, an announcement, an opened poll."""
    DIGEST = "digest"
    WEBHOOK_PAUSED = "webhook_paused"
    """After long failure, or because its owner may not follow any more what it delivers."""
    RETURNED = "returned"
    """A mail that could not become a post, and why."""


class Letter(Row, table=True):
    """Mail that waits, was sent, dropped or given up: ids, never a text or a secret. Both are made when it is sent."""

    prefix = "letter"
    kind: LetterKind = Field(sa_type=words(LetterKind))
    to_id: UUID | None = reference("person.id", default=None, index=True)
    """The person; none when it goes to an address that has no account yet."""
    address: str | None = None
    language: Language = Field(default=Language.PL, sa_type=words(Language))
    about_id: UUID | None = None
    """The row it is about: an invitation, a request, a standing."""
    details: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    created_at: datetime = moment(default_factory=clock.now)
    due_at: datetime | None = moment(default_factory=clock.now, index=True)
    """When it is tried next; none once it was sent, dropped or given up."""
    attempts: int = 0
    """Counted when one begins: who notes how an attempt ended says which it was."""
    sent_at: datetime | None = moment(default=None)
    dropped_at: datetime | None = moment(default=None)
    """When it was found that nobody should get it any more."""
    failed_at: datetime | None = moment(default=None)
    """When it was given up."""
    note: str = ""
    """What the mail server said last, without addresses, or why it was dropped."""


class Lease(SQLModel, table=True):
    """Which process does the jobs, until when; the fence tells an old holder that it is not the holder any more."""

    name: str = Field(primary_key=True)
    holder: UUID
    fence: int = 0
    until: datetime = moment()
