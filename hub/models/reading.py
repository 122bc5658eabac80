"""How far people have read, what they have marked, and what they have settled."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from hub import clock
from hub.models.columns import Row, moment, reference


class ReadMark(SQLModel, table=True):
    """How far a person has read in a thread: a position, the latest said wins.

    What lies beyond it and is not new to them, because they wrote it or it was removed, is counted here when it
    happens. So what is unread is arithmetic, however many posts there are: the thread's last position, less this one,
    less those passed over. No row: everything in the thread was written since they came, by others.
    """

    __tablename__ = "read_mark"
    __table_args__ = (Index("ix_read_mark_thread_id_position", "thread_id", "position"),)
    person_id: UUID = reference("person.id", primary_key=True)
    thread_id: UUID = reference("thread.id", primary_key=True)
    position: int
    passed: int = 0
    """Posts beyond the position that are their own, or removed."""
    open_position: int = 0
    """The same place as observers count, and likewise:"""
    open_passed: int = 0
    at: datetime = moment(default_factory=clock.now)


class Bookmark(Row, table=True):
    """A thread, or a post in it, that somebody wants to find again. Nobody else knows."""

    prefix = "bookmark"
    __table_args__ = (
        Index("uq_bookmark_person_id_subject_id", "person_id", "subject_id", unique=True),
        Index("ix_bookmark_thread_id", "thread_id"),
    )
    person_id: UUID = reference("person.id")
    thread_id: UUID = reference("thread.id")
    post_id: UUID | None = reference("post.id", default=None)
    """None for the whole thread."""
    subject_id: UUID
    """The post's id, or else the thread's: each is marked once."""
    note: str = Field(default="", sa_type=Text)
    created_at: datetime = moment(default_factory=clock.now)


class Settled(SQLModel, table=True):
    """That a person has ticked off something that waited for them."""

    person_id: UUID = reference("person.id", primary_key=True)
    subject_id: UUID = Field(primary_key=True)
    at: datetime = moment(default_factory=clock.now)
