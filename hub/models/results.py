"""Results of a network's work: their versions, how far they are released, remarks and their answers, and who accepted
the rules of cooperation."""

import hashlib
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from hub import clock
from hub.models.columns import Row, moment, reference, words
from hub.models.threads import Audience


class ResultKind(StrEnum):
    SCHEME = "scheme"
    SOLUTION = "solution"
    RECOMMENDATION = "recommendation"
    PRACTICE = "practice"
    RULES = "rules"
    """The network's own rules of cooperation: they never leave it, and newcomers accept them."""


class ResultState(StrEnum):
    DRAFT = "draft"
    UNDER_OPINION = "under_opinion"
    ADOPTED = "adopted"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Rung(StrEnum):
    """How far a result is released: each sees what those below see, and none is left out."""

    AUTHORS = "authors"
    MEMBERS = "members"
    OBSERVERS = "observers"
    ZMP = "zmp"
    PUBLIC = "public"

    @property
    def and_above(self) -> list["Rung"]:
        rungs = list(Rung)
        return rungs[rungs.index(self) :]


class Result(Row, table=True):
    prefix = "result"
    __table_args__ = (Index("ix_result_network_id_created_at_id", "network_id", "created_at", "id"),)
    network_id: UUID = reference("network.id")
    kind: ResultKind = Field(sa_type=words(ResultKind))
    title: str
    """That of the newest version that was issued, or of the first draft."""
    author_id: UUID = reference("person.id")
    created_at: datetime = moment(default_factory=clock.now)
    number: int = 0
    """Of the newest version that was issued; 0 before the first."""
    rung: Rung = Field(default=Rung.AUTHORS, sa_type=words(Rung), index=True)
    """The one reached. The dates say when the next ones are: until then nobody there sees anything of it."""
    members_at: datetime | None = moment(default=None)
    observers_at: datetime | None = moment(default=None)
    zmp_at: datetime | None = moment(default=None)
    public_at: datetime | None = moment(default=None)
    adopted_at: datetime | None = moment(default=None)
    adopted_number: int | None = None
    """The version that was adopted, or the first that corrects it; outside the network no older one is shown."""
    withdrawn_at: datetime | None = moment(default=None)
    withdrawal_reason: str = ""

    @property
    def state(self) -> ResultState:
        if self.withdrawn_at:
            return ResultState.WITHDRAWN
        if self.adopted_at:
            return ResultState.PUBLISHED if self.rung is Rung.PUBLIC else ResultState.ADOPTED
        return ResultState.UNDER_OPINION if self.number else ResultState.DRAFT

    @property
    def audience(self) -> Audience:
        """Within the network."""
        return Audience.OPEN if self.rung in Rung.OBSERVERS.and_above else Audience.MEMBERS

    @property
    def dates(self) -> dict[Rung, datetime | None]:
        """When each rung was reached, or is to be."""
        dates = (self.members_at, self.observers_at, self.zmp_at, self.public_at)
        return dict(zip(Rung.MEMBERS.and_above, dates, strict=True))


class ResultVersion(Row, table=True):
    """A text of a result. Once issued it stays as it is; the one being written is its authors' own."""

    prefix = "version"
    __tablename__ = "result_version"
    __table_args__ = (UniqueConstraint("result_id", "number"),)
    result_id: UUID = reference("result.id")
    number: int
    title: str
    summary: str = Field(default="", sa_type=Text)
    """What it is about and for whom, in plain words."""
    body: str = Field(sa_type=Text)
    changes: str = Field(default="", sa_type=Text)
    """What is different from the version before, in the authors' words."""
    author_id: UUID = reference("person.id")
    created_at: datetime = moment(default_factory=clock.now)
    edited_at: datetime | None = moment(default=None)
    issued_at: datetime | None = moment(default=None)
    superseded_at: datetime | None = moment(default=None)
    """When a newer one was issued."""

    @property
    def revision(self) -> str:
        """Another one whenever something is written on it."""
        written = (self.id, self.edited_at, self.title, self.summary, self.body, self.changes)
        return hashlib.sha256(repr(written).encode()).hexdigest()[:32]

    @property
    def text(self) -> str:
        """All that it says."""
        return "\n\n".join(part for part in (self.summary, self.body) if part)


class ResultCity(SQLModel, table=True):
    """That a city is among the authors."""

    __tablename__ = "result_city"
    result_id: UUID = reference("result.id", primary_key=True)
    seat_id: UUID = reference("seat.id", primary_key=True, index=True)


class ResultOrigin(SQLModel, table=True):
    """A thread or a topic that a result came from. Who does not see it does not learn that there is one."""

    __tablename__ = "result_origin"
    result_id: UUID = reference("result.id", primary_key=True)
    subject_id: UUID = Field(primary_key=True)


class RemarkAnswer(StrEnum):
    ACCEPTED = "accepted"
    IN_PART = "in_part"
    REJECTED = "rejected"


class Stance(StrEnum):
    """What becomes of a remark when the next version has come."""

    WITHDRAWN = "withdrawn"
    MAINTAINED = "maintained"


class Remark(Row, table=True):
    """What somebody remarks on a version: on a paragraph, on the whole, or with their city's vote."""

    prefix = "remark"
    network_id: UUID = reference("network.id")
    result_id: UUID = reference("result.id", index=True)
    version_id: UUID = reference("result_version.id", index=True)
    audience: Audience = Field(sa_type=words(Audience))
    """Whom the result was released to when it was written; it is never shown to others than these."""
    paragraph: int | None = None
    """From 1; none for the whole."""
    body: str = Field(sa_type=Text)
    is_objection: bool = False
    author_id: UUID = reference("person.id", index=True)
    seat_id: UUID | None = reference("seat.id", default=None)
    ballot_id: UUID | None = reference("ballot.id", default=None, unique=True)
    """The ballot it came with; it becomes a remark when the poll is over."""
    created_at: datetime = moment(default_factory=clock.now)
    answer: RemarkAnswer | None = Field(default=None, sa_type=words(RemarkAnswer))
    reply: str = Field(default="", sa_type=Text)
    answered_at: datetime | None = moment(default=None)
    answered_by_id: UUID | None = reference("person.id", default=None)
    asked_by_id: UUID | None = reference("result_version.id", default=None)
    """The newer version of which its city is asked whether it meets the remark."""
    stance: Stance | None = Field(default=None, sa_type=words(Stance))
    stance_at: datetime | None = moment(default=None)
    stance_by_id: UUID | None = reference("person.id", default=None)


class Acceptance(SQLModel, table=True):
    """That somebody accepts a version of the rules of cooperation."""

    version_id: UUID = reference("result_version.id", primary_key=True)
    person_id: UUID = reference("person.id", primary_key=True, index=True)
    at: datetime = moment(default_factory=clock.now)
