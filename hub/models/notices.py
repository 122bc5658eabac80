"""What people want to be told of, and what they were told."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from hub import clock
from hub.models.columns import Row, moment, reference, words


class NoticeKind(StrEnum):
    MENTION = "mention"
    REPLY = "reply"
    ANNOUNCEMENT = "announcement"
    POLL_OPENED = "poll_opened"
    POLL_ENDING = "poll_ending"
    """One's city has not voted yet, and soon cannot any more."""
    BALLOT_PREPARED = "ballot_prepared"
    """A colleague has prepared the city's ballot."""
    REVIEW_DUE = "review_due"
    """What followed from a poll is to be looked at again."""
    RESULT_RELEASED = "result_released"
    VERSION_ISSUED = "version_issued"
    """Their remark was on an older version: does this one meet it?"""
    REMARK_ANSWERED = "remark_answered"


class NoticeLevel(StrEnum):
    EVERYTHING = "everything"
    CONCERNING = "concerning"
    """Mentions, replies to me, threads I started, wrote in or follow."""
    WAITING = "waiting"
    """Only when something waits for my city: a mention, a poll, an announcement."""
    NOTHING = "nothing"


class Rhythm(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


class Notice(Row, table=True):
    """That somebody is told of something that concerns them: ids, never a text."""

    prefix = "notice"
    __table_args__ = (
        UniqueConstraint("person_id", "subject_id"),
        Index("ix_notice_person_id_at_id", "person_id", "at", "id"),
    )
    person_id: UUID = reference("person.id")
    kind: NoticeKind = Field(sa_type=words(NoticeKind))
    network_id: UUID = reference("network.id")
    thread_id: UUID | None = reference("thread.id", default=None)
    subject_id: UUID
    """The post, the poll, the result, its version, or the remark."""
    actor_id: UUID | None = reference("person.id", default=None)
    at: datetime = moment(default_factory=clock.now)
    seen_at: datetime | None = moment(default=None)
    is_mailed: bool = False
    """Whether a letter of its own went out at once, so that no digest tells of it."""


class NetworkNotices(SQLModel, table=True):
    """What a person wants to be told of a network, and up to where its news were in a digest."""

    __tablename__ = "network_notices"
    person_id: UUID = reference("person.id", primary_key=True)
    network_id: UUID = reference("network.id", primary_key=True)
    level: NoticeLevel = Field(default=NoticeLevel.CONCERNING, sa_type=words(NoticeLevel))
    mails: bool = True
    """Whether also by mail."""
    number: int | None = None
    """The last event of the network's stream that a digest has covered; none before the first can come."""


class ThreadNotices(SQLModel, table=True):
    """What a person wants to be told of a thread: chosen, or because they write in it."""

    __tablename__ = "thread_notices"
    person_id: UUID = reference("person.id", primary_key=True)
    thread_id: UUID = reference("thread.id", primary_key=True)
    level: NoticeLevel = Field(default=NoticeLevel.EVERYTHING, sa_type=words(NoticeLevel))
    is_chosen: bool = False
    """A choice stands above the network's level; having written adds to what concerns one."""
    at: datetime = moment(default_factory=clock.now)


class Mailing(SQLModel, table=True):
    """When and how a person gets notices by mail."""

    person_id: UUID = reference("person.id", primary_key=True)
    is_on: bool = True
    at_once: bool = True
    """Mentions and replies. Announcements, polls and answers to remarks go out at once in any case."""
    rhythm: Rhythm = Field(default=Rhythm.DAILY, sa_type=words(Rhythm))
    weekday: int = 0
    """Of a weekly digest: 0 is Monday."""
    hour: int = 7
    """Of the digest, 0 to 23, where the person is."""
    zone: str = ""
    """For which `due_at` was reckoned."""
    due_at: datetime | None = moment(default=None, index=True)
    """When the next digest goes out; none when there is none to come."""


class ReceivedMail(SQLModel, table=True):
    """That a mail was taken in, so that it is not taken twice."""

    __tablename__ = "received_mail"
    fingerprint: bytes = Field(primary_key=True)
    """Of its Message-ID and its reader's address."""
    person_id: UUID = reference("person.id", index=True)
    at: datetime = moment(default_factory=clock.now)
