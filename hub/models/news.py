"""Streams and their events."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from hub import clock
from hub.models.columns import moment, new_id, reference, words


class StreamKind(StrEnum):
    MEMBERS = "members"
    EVERYONE = "everyone"
    ZMP = "zmp"
    PUBLIC = "public"
    PERSON = "person"


StreamKey = tuple[StreamKind, UUID]
"""A kind of stream, and what it is about: a network, a person, or `NOBODY`."""
NOBODY = UUID(int=0)


class Stream(SQLModel, table=True):
    """An ordered list of events that its whole audience may see."""

    __table_args__ = (UniqueConstraint("kind", "about_id"),)
    id: UUID = new_id()
    kind: StreamKind = Field(sa_type=words(StreamKind))
    about_id: UUID
    head: int = 0
    """The number of its newest event; 0 before the first."""
    access_version: int = 0
    """Raised by whatever may change who follows it: a standing, a session, a token."""

    @property
    def key(self) -> StreamKey:
        return self.kind, self.about_id

    @property
    def mark(self) -> "Mark":
        return self.head, self.access_version


Mark = tuple[int, int]
"""Where a stream stands: its head and its access version. Neither ever falls."""


class EventKind(StrEnum):
    THREAD_STARTED = "thread_started"
    POST_ADDED = "post_added"
    POST_EDITED = "post_edited"
    POST_REMOVED = "post_removed"
    THREADS_IMPORTED = "threads_imported"
    THREAD_APPEARED = "thread_appeared"
    THREAD_WITHDRAWN = "thread_withdrawn"
    THREAD_AUDIENCE_CHANGED = "thread_audience_changed"
    THREAD_CHANGED = "thread_changed"
    """Pinned, closed or moved among those who saw it before; or the reverse."""
    TOPIC_PROPOSED = "topic_proposed"
    TOPIC_CHANGED = "topic_changed"
    """Its text, column, place or threads; or it was merged into another."""
    TOPIC_SUPPORTED = "topic_supported"
    """Or a city took its support back."""
    NETWORK_CHANGED = "network_changed"
    PEOPLE_CHANGED = "people_changed"
    """Somebody joined, left, or became something else here."""
    PERSON_CHANGED = "person_changed"
    """What others see of somebody: name, face, function, words, contacts."""
    NEWCOMER_INTRODUCED = "newcomer_introduced"
    STANDING_CHANGED = "standing_changed"
    INVITATION_CHANGED = "invitation_changed"
    """Its letter was sent, or came back; told to those who invite there."""
    REQUEST_RECEIVED = "request_received"
    """Somebody wants to join a network that the person answers for."""
    NOTICE_ADDED = "notice_added"
    """Something concerns the person it is told to."""
    NOTICES_SEEN = "notices_seen"
    REQUEST_ANSWERED = "request_answered"
    """Told to who asked, and to the others who could have answered."""
    POLL_OPENED = "poll_opened"
    POLL_CHANGED = "poll_changed"
    """It ends at another time, more took part, or its outcome was stated."""
    POLL_CLOSED = "poll_closed"
    BALLOT_CAST = "ballot_cast"
    """Told to those who see the tally from the opening, and to those whose city's ballot it is."""
    RESULT_CHANGED = "result_changed"
    """Its draft, authors or dates; or it was adopted."""
    RESULT_RELEASED = "result_released"
    """It reached those who follow this stream, or others beside them."""
    RESULT_PUBLISHED = "result_published"
    VERSION_ISSUED = "version_issued"
    RESULT_CORRECTED = "result_corrected"
    """A published one has a newer version."""
    RESULT_WITHDRAWN = "result_withdrawn"
    REMARK_ADDED = "remark_added"
    REMARK_CHANGED = "remark_changed"
    """It was answered, or withdrawn or maintained by its city."""
    RULES_ACCEPTED = "rules_accepted"
    """Told to who accepted them."""
    MENTIONED = "mentioned"
    """Told to whom a post mentions."""
    REACTIONS_CHANGED = "reactions_changed"
    REPORT_RECEIVED = "report_received"
    """Told to those who moderate there."""
    REPORT_RESOLVED = "report_resolved"
    """Told to who reported the post, and to those who moderate there."""

    THREAD_READ = "thread_read"
    """Told to who has read it, or marked it unread: their other devices count anew."""
    THREADS_READ = "threads_read"
    """Likewise, of many threads of a network at once."""
    BOOKMARK_CHANGED = "bookmark_changed"
    """Put, changed or taken away by who follows; its thread is the subject."""
    WAITING_SETTLED = "waiting_settled"
    """Ticked off by who follows, or put back; its thread is the subject."""


class Event(SQLModel, table=True):
    """One line of a stream: kind and ids, never a text, so that nothing hidden later is ever replayed."""

    __table_args__ = (UniqueConstraint("stream_id", "number"),)
    id: UUID = Field(default_factory=uuid4, primary_key=True)
    """Random, and part of a cursor: a cursor from a restored backup no longer fits."""
    stream_id: UUID = reference("stream.id")
    number: int
    kind: str
    """An `EventKind`; as text, so that a line nobody can read any more does not stop the stream."""
    subject_id: UUID
    actor_id: UUID | None = reference("person.id", default=None)
    at: datetime = moment(default_factory=clock.now)
