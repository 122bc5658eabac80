"""What gathers about a post: its earlier versions, whom it mentions, what it quotes, reactions and reports."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from hub import clock
from hub.models.columns import Row, moment, reference, words


class PostVersion(SQLModel, table=True):
    """What a post said before it was edited. Gone when the post is removed."""

    __tablename__ = "post_version"
    post_id: UUID = reference("post.id", primary_key=True)
    number: int = Field(primary_key=True)
    """1 for what was written first."""
    body: str = Field(sa_type=Text)
    at: datetime = moment(default_factory=clock.now)
    """Since when it said so."""


class Mention(SQLModel, table=True):
    """That a post mentions a person, by name, by city or by what they are here. Only of who saw it then."""

    post_id: UUID = reference("post.id", primary_key=True)
    person_id: UUID = reference("person.id", primary_key=True, index=True)
    at: datetime = moment(default_factory=clock.now)


class Quotation(SQLModel, table=True):
    """That a post holds a passage of another one of its thread; the passage goes when that one is removed."""

    post_id: UUID = reference("post.id", primary_key=True)
    quoted_id: UUID = reference("post.id", primary_key=True, index=True)


class ReactionKind(StrEnum):
    THANKS = "thanks"
    AGREED = "agreed"
    USEFUL = "useful"
    CONGRATULATIONS = "congratulations"


class Reaction(SQLModel, table=True):
    """What a person says of a post without a word."""

    post_id: UUID = reference("post.id", primary_key=True)
    person_id: UUID = reference("person.id", primary_key=True, index=True)
    kind: ReactionKind = Field(sa_type=words(ReactionKind), primary_key=True)
    at: datetime = moment(default_factory=clock.now)


class ReportOutcome(StrEnum):
    HIDDEN = "hidden"
    DISMISSED = "dismissed"
    GONE = "gone"
    """The post was removed before anybody looked at it."""
    CONFIRMED = "confirmed"
    """It is whose claim it was."""


class Report(Row, table=True):
    """That somebody asks the moderators to look at a post, or claims it as theirs."""

    prefix = "report"
    __table_args__ = (
        UniqueConstraint("post_id", "reporter_id"),
        Index("ix_report_network_id_created_at_id", "network_id", "created_at", "id"),
    )
    network_id: UUID = reference("network.id")
    post_id: UUID = reference("post.id")
    reporter_id: UUID = reference("person.id", index=True)
    reason: str
    is_claim: bool = False
    """Of an imported post, and with it of all that came under the same name."""
    created_at: datetime = moment(default_factory=clock.now)
    resolved_at: datetime | None = moment(default=None)
    resolved_by_id: UUID | None = reference("person.id", default=None)
    outcome: ReportOutcome | None = Field(default=None, sa_type=words(ReportOutcome))
    note: str = ""
    """What who resolved it told the reporter."""
