"""Boards, threads, posts."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, Text, UniqueConstraint, text
from sqlmodel import Field

from hub import clock
from hub.models.columns import Row, moment, reference, words


class Audience(StrEnum):
    MEMBERS = "members"
    OPEN = "open"
    ALL = "all"


class Board(Row, table=True):
    prefix = "board"
    __table_args__ = (UniqueConstraint("network_id", "title"),)
    network_id: UUID = reference("network.id")
    title: str
    description: str = ""
    audience: Audience = Field(sa_type=words(Audience))
    place: int
    created_at: datetime = moment(default_factory=clock.now)


class Thread(Row, table=True):
    prefix = "thread"
    __table_args__ = (
        UniqueConstraint("board_id", "import_key"),
        Index("ix_thread_board_id_is_pinned_sorted_at_id", "board_id", "is_pinned", "sorted_at", "id"),
        Index("ix_thread_network_id_last_post_at_id", "network_id", "last_post_at", "id"),
    )
    network_id: UUID = reference("network.id")
    board_id: UUID = reference("board.id")
    title: str
    audience: Audience = Field(sa_type=words(Audience))
    author_id: UUID = reference("person.id")
    seat_id: UUID | None = reference("seat.id", default=None)
    created_at: datetime = moment(default_factory=clock.now)
    last_post_at: datetime = moment(default_factory=clock.now)
    """When its newest post was written, or it was opened to observers, for whom it is new then."""
    sorted_at: datetime = moment(default_factory=clock.now)
    """Where it stands on its board: by its newest post, or by the end of the day it asks for remarks until."""
    feedback_by: date | None = None
    """The last day on which its author asks for remarks on a project."""
    last_position: int = 0
    """The newest post's position; positions are never used again."""
    last_open_position: int = 0
    """The same, as observers count."""
    post_count: int = 0
    open_post_count: int = 0
    """The same, of those that observers count."""
    is_pinned: bool = False
    """Whether it stands first on its board; the log tells who pinned it."""
    is_announcement: bool = False
    """Whether it reaches everybody at once, whatever they chose for their mail."""
    closed_at: datetime | None = moment(default=None)
    """When a moderator ended it: it can be read, but nobody replies."""
    import_key: str | None = None
    topic_id: UUID | None = reference("topic.id", default=None, index=True)
    """The topic it is about, on any board of its network."""

    def renew(self, at: datetime) -> None:
        """Its newest post is of that moment. What asks for remarks stands above all that is written meanwhile."""
        self.last_post_at = at
        self.sorted_at = max(at, clock.end_of(self.feedback_by)) if self.feedback_by else at


class Post(Row, table=True):
    prefix = "post"
    __table_args__ = (
        UniqueConstraint("thread_id", "position"),
        Index("uq_post_thread_id_open_position", "thread_id", "open_position", unique=True),
        Index("ix_post_author_id_thread_id_position", "author_id", "thread_id", "position"),
        Index("ix_post_thread_id_created_at", "thread_id", "created_at"),
        Index(
            "ix_post_removed",
            "thread_id",
            "position",
            sqlite_where=text("removed_at IS NOT NULL"),
            postgresql_where=text("removed_at IS NOT NULL"),
        ),
    )
    thread_id: UUID = reference("thread.id")
    position: int
    open_position: int | None = None
    """Its position as observers count: among the posts written while the thread was open to them, none for others."""
    author_id: UUID = reference("person.id")
    seat_id: UUID | None = reference("seat.id", default=None)
    reply_to_id: UUID | None = reference("post.id", default=None)
    under_id: UUID | None = None
    """The post under which it stands: the one it answers, or the one that one stands under. A post of its thread."""
    body: str | None = Field(sa_type=Text)
    """Markdown; none once removed."""
    mentioned: str = Field(default="", sa_type=Text)
    """The names in it that are mentions, a line each."""
    created_at: datetime = moment(default_factory=clock.now)
    edited_at: datetime | None = moment(default=None)
    removed_at: datetime | None = moment(default=None)
    removed_by_id: UUID | None = reference("person.id", default=None)
    removal_reason: str | None = None
    import_key: str | None = None
    """What it is called where it was brought in from, in its thread."""

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None
