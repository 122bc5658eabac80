"""The rows: facts only. Verbs stand beside them, in the files of the nouns; relations are asked for by statement.

No lazy relationships and no future import of annotations here: SQLModel reads the types as they stand.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, DateTime, Dialect, Enum, Index, Text, UniqueConstraint, text
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from hub import clock, ids

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = SQLModel.metadata


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time in UTC on both databases; SQLite by itself gives naive ones back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a time without a zone")
        return None if value is None else value.astimezone(clock.UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=clock.UTC) if value.tzinfo is None else value.astimezone(clock.UTC)


E = TypeVar("E", bound=StrEnum)


def _words(kind: type[E]) -> Enum:
    """An enum kept as its lowercase word, without a database type, so that a new word needs no migration."""
    return Enum(kind, native_enum=False, length=32, values_callable=lambda words: [word.value for word in words])


def _id() -> Any:
    return Field(default_factory=ids.new, primary_key=True)


def _at(**options: Any) -> Any:
    return Field(sa_type=UtcDateTime, **options)


def _reference(to: str, **options: Any) -> Any:
    return Field(foreign_key=to, **options)


class Row(SQLModel):
    """What every row with an id of its own has."""

    prefix: ClassVar[str]
    """How its public id begins; see `ids`."""
    id: UUID = _id()

    @property
    def public_id(self) -> str:
        return ids.encode(self.prefix, self.id)


# People


class Language(StrEnum):
    PL = "pl"
    EN = "en"


class Person(Row, table=True):
    prefix = "person"
    name: str
    email: str | None = Field(default=None, unique=True)
    """Lowercase; none for the author of an imported post, who cannot sign in."""
    language: Language = Field(default=Language.PL, sa_type=_words(Language))
    password_hash: str | None = None
    created_at: datetime = _at(default_factory=clock.now)
    import_key: str | None = Field(default=None, unique=True)


class Session(Row, table=True):
    """A browser somebody is signed in with."""

    prefix = "session"
    person_id: UUID = _reference("person.id", index=True)
    token_hash: bytes = Field(unique=True)
    created_at: datetime = _at(default_factory=clock.now)
    last_used_at: datetime = _at(default_factory=clock.now)
    ended_at: datetime | None = _at(default=None)


class AccessToken(Row, table=True):
    """A program's way in, in the name of a person."""

    prefix = "token"
    __tablename__ = "access_token"
    person_id: UUID = _reference("person.id", index=True)
    name: str
    token_hash: bytes = Field(unique=True)
    may_write: bool = False
    created_at: datetime = _at(default_factory=clock.now)
    ended_at: datetime | None = _at(default=None)


class SignInLink(Row, table=True):
    """A mailed link that signs a person in, once."""

    prefix = "link"
    __tablename__ = "sign_in_link"
    person_id: UUID = _reference("person.id", index=True)
    secret_hash: bytes = Field(unique=True)
    created_at: datetime = _at(default_factory=clock.now)
    expires_at: datetime = _at()
    redeemed_at: datetime | None = _at(default=None)


class IdempotencyKey(SQLModel, table=True):
    """That a keyed mutation was done, and the ids it answered with; never a text."""

    __tablename__ = "idempotency_key"
    person_id: UUID = _reference("person.id", primary_key=True)
    key: str = Field(primary_key=True)
    fingerprint: bytes
    subject: str
    """The public id of the row that was answered."""
    created_at: datetime = _at(default_factory=clock.now)


# Cities and networks


class City(Row, table=True):
    prefix = "city"
    teryt: str = Field(unique=True, max_length=7)
    name: str = Field(index=True)
    voivodeship: str
    county: str
    population: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    is_in_programme: bool = False
    """Whether it took part in the programme Rozwój lokalny."""


class NetworkState(StrEnum):
    PLANNED = "planned"
    FORMING = "forming"
    WORKING = "working"
    CLOSED = "closed"


class Network(Row, table=True):
    prefix = "network"
    slug: str = Field(unique=True)
    name: str
    name_en: str
    theme: str
    theme_en: str
    state: NetworkState = Field(sa_type=_words(NetworkState))
    hue: int
    place: int
    """Where it stands in the list of networks."""
    created_at: datetime = _at(default_factory=clock.now)


class SeatKind(StrEnum):
    MEMBER = "member"
    OBSERVER = "observer"


class Seat(Row, table=True):
    """A city's place in a network. It and its record survive the people who represent the city."""

    prefix = "seat"
    __table_args__ = (
        Index(
            "uq_seat_current",
            "network_id",
            "city_id",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
    )
    network_id: UUID = _reference("network.id")
    city_id: UUID = _reference("city.id", index=True)
    kind: SeatKind = Field(sa_type=_words(SeatKind))
    since: datetime = _at(default_factory=clock.now)
    until: datetime | None = _at(default=None)


class StandingKind(StrEnum):
    MEMBER = "member"
    OBSERVER = "observer"
    MODERATOR = "moderator"
    COORDINATOR = "coordinator"
    IMPORTED = "imported"
    """The author of imported posts, who cannot sign in."""


class Standing(Row, table=True):
    """What a person is in a network: a representative on a city's seat, a moderator, a coordinator."""

    prefix = "standing"
    __table_args__ = (
        CheckConstraint("(seat_id IS NOT NULL) = (kind IN ('member', 'observer'))", name="seat_of_representative"),
        Index(
            "ix_standing_person_current",
            "person_id",
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
    )
    person_id: UUID = _reference("person.id")
    network_id: UUID = _reference("network.id", index=True)
    kind: StandingKind = Field(sa_type=_words(StandingKind))
    seat_id: UUID | None = _reference("seat.id", default=None, index=True)
    function: str = ""
    since: datetime = _at(default_factory=clock.now)
    until: datetime | None = _at(default=None)

    @property
    def is_representative(self) -> bool:
        return self.seat_id is not None


# Discussion


class Audience(StrEnum):
    MEMBERS = "members"
    OPEN = "open"
    ALL = "all"


class Board(Row, table=True):
    prefix = "board"
    __table_args__ = (UniqueConstraint("network_id", "title"),)
    network_id: UUID = _reference("network.id")
    title: str
    description: str = ""
    audience: Audience = Field(sa_type=_words(Audience))
    place: int
    created_at: datetime = _at(default_factory=clock.now)


class Thread(Row, table=True):
    prefix = "thread"
    __table_args__ = (
        UniqueConstraint("board_id", "import_key"),
        Index("ix_thread_board_id_last_post_at_id", "board_id", "last_post_at", "id"),
        Index("ix_thread_network_id_last_post_at_id", "network_id", "last_post_at", "id"),
    )
    network_id: UUID = _reference("network.id")
    board_id: UUID = _reference("board.id")
    title: str
    audience: Audience = Field(sa_type=_words(Audience))
    author_id: UUID = _reference("person.id")
    seat_id: UUID | None = _reference("seat.id", default=None)
    created_at: datetime = _at(default_factory=clock.now)
    last_post_at: datetime = _at(default_factory=clock.now)
    last_position: int = 0
    """The newest post's position; positions are never used again."""
    post_count: int = 0
    opened_after: int = 0
    """When it was opened to observers: they see the posts after this position, not what was written before."""
    import_key: str | None = None


class Post(Row, table=True):
    prefix = "post"
    __table_args__ = (UniqueConstraint("thread_id", "position"),)
    thread_id: UUID = _reference("thread.id")
    position: int
    author_id: UUID = _reference("person.id", index=True)
    seat_id: UUID | None = _reference("seat.id", default=None)
    reply_to_id: UUID | None = _reference("post.id", default=None)
    body: str | None = Field(sa_type=Text)
    """Markdown; none once removed."""
    created_at: datetime = _at(default_factory=clock.now)
    edited_at: datetime | None = _at(default=None)
    removed_at: datetime | None = _at(default=None)
    removed_by_id: UUID | None = _reference("person.id", default=None)
    removal_reason: str | None = None

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None


class ReadMark(SQLModel, table=True):
    """How far a person has read in a thread: a position, the latest said wins."""

    __tablename__ = "read_mark"
    person_id: UUID = _reference("person.id", primary_key=True)
    thread_id: UUID = _reference("thread.id", primary_key=True)
    position: int
    at: datetime = _at(default_factory=clock.now)


# News


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
    id: UUID = _id()
    kind: StreamKind = Field(sa_type=_words(StreamKind))
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
    STANDING_CHANGED = "standing_changed"


class Event(SQLModel, table=True):
    """One line of a stream: kind and ids, never a text, so that nothing hidden later is ever replayed."""

    __table_args__ = (UniqueConstraint("stream_id", "number"),)
    id: UUID = Field(default_factory=uuid4, primary_key=True)
    """Random, and part of a cursor: a cursor from a restored backup no longer fits."""
    stream_id: UUID = _reference("stream.id")
    number: int
    kind: str
    """An `EventKind`; as text, so that a line nobody can read any more does not stop the stream."""
    subject_id: UUID
    actor_id: UUID | None = _reference("person.id", default=None)
    at: datetime = _at(default_factory=clock.now)


BY_PREFIX: dict[str, type[Row]] = {
    model.prefix: model for model in (Person, City, Network, Seat, Standing, Board, Thread, Post)
}
"""The rows that can be asked for by their public id."""
