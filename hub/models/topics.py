"""Topics: what the cities of a board want to work on together, in which column it stands, and who supports it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlmodel import Field

from hub import clock
from hub.models.columns import Row, moment, reference, words


class TopicColumn(StrEnum):
    """How far a topic has come, from left to right."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    IN_WORK = "in_work"
    DONE = "done"


class TopicKind(StrEnum):
    SEEKS = "seeks"
    """We look for somebody who knows."""
    OFFERS = "offers"
    """We can show what we know."""


class WorkForm(StrEnum):
    STUDY_VISIT = "study_visit"
    WORKSHOP = "workshop"
    DOCUMENT = "document"
    PILOT = "pilot"
    CALL = "call"


TOPIC_PLACE = String().with_variant(String(collation="C"), "postgresql")
"""Compared byte by byte on both databases, as the page compares it."""


class Topic(Row, table=True):
    """A card of a board. Whoever sees the board sees it."""

    prefix = "topic"
    __table_args__ = (
        UniqueConstraint("board_id", "place"),
        Index("ix_topic_board_id_support_count_id", "board_id", "support_count", "id"),
    )
    network_id: UUID = reference("network.id")
    board_id: UUID = reference("board.id")
    title: str
    need: str = Field(default="", sa_type=Text)
    """Why, in plain text; empty when it was pasted from a list."""
    kind: TopicKind = Field(sa_type=words(TopicKind))
    form: WorkForm | None = Field(default=None, sa_type=words(WorkForm))
    """How they would like to work on it."""
    column: TopicColumn = Field(sa_type=words(TopicColumn))
    place: str = Field(sa_type=TOPIC_PLACE)
    """Where it stands by hand among all topics of the board: `topics.places` gives one between any two."""
    support_count: int = 0
    author_id: UUID = reference("person.id", index=True)
    seat_id: UUID | None = reference("seat.id", default=None)
    created_at: datetime = moment(default_factory=clock.now)
    edited_at: datetime | None = moment(default=None)
    merged_into_id: UUID | None = reference("topic.id", default=None, index=True)
    """The one that stays, when this one was double."""
    merged_at: datetime | None = moment(default=None)


class Support(Row, table=True):
    """That a city supports a topic. Any of its representatives gives it and takes it back."""

    prefix = "support"
    __table_args__ = (UniqueConstraint("topic_id", "seat_id"),)
    topic_id: UUID = reference("topic.id")
    seat_id: UUID = reference("seat.id", index=True)
    given_by_id: UUID = reference("person.id", index=True)
    at: datetime = moment(default_factory=clock.now)
