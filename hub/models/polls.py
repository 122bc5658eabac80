"""Polls, who may vote in them, and the ballots: named ones with their city, secret ones with nobody."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from hub import clock
from hub.counting import EqualRank, Majority, Method, Unranked
from hub.models.columns import Row, moment, reference, words
from hub.models.networks import SeatKind
from hub.models.threads import Audience


class PollKind(StrEnum):
    CONSENT = "consent"
    SINGLE = "single"
    YES_NO = "yes_no"
    APPROVAL = "approval"
    SCORE = "score"
    DOTS = "dots"
    RANKING = "ranking"
    DATES = "dates"


class PollState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Voters(StrEnum):
    MEMBERS = "members"
    OBSERVERS = "observers"
    BOTH = "both"

    @property
    def kinds(self) -> tuple[SeatKind, ...]:
        return tuple(SeatKind) if self is Voters.BOTH else (SeatKind(self.value.removesuffix("s")),)


class ResultsFrom(StrEnum):
    """When an audience sees how the vote goes."""

    OPENING = "opening"
    OWN_VOTE = "own_vote"
    CLOSE = "close"


class Ties(StrEnum):
    """What becomes of options that are tied for the first place."""

    STAND = "stand"
    BY_ORDER = "by_order"
    BY_LOT = "by_lot"


class Poll(Row, table=True):
    prefix = "poll"
    __table_args__ = (Index("ix_poll_network_id_created_at_id", "network_id", "created_at", "id"),)
    network_id: UUID = reference("network.id")
    thread_id: UUID | None = reference("thread.id", default=None, index=True)
    board_id: UUID | None = reference("board.id", default=None, index=True)
    """The board whose topics are its options."""
    version_id: UUID | None = reference("result_version.id", default=None, index=True)
    """The version of a result it is about: an opinion is on one version."""
    author_id: UUID = reference("person.id")
    audience: Audience = Field(sa_type=words(Audience))
    """Who sees it; copied from the thread or board it is about, chosen for a free one."""
    question: str
    description: str = Field(default="", sa_type=Text)
    kind: PollKind = Field(sa_type=words(PollKind))
    options: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    """In their order, frozen once it is open: `key`, `label`, `description`, of a date `at`, of a topic `topic`, and
    `cost` if there is a budget."""
    most: int | None = None
    """How many options may be approved, points given to one, dots spent; by kind."""
    voters: Voters = Field(sa_type=words(Voters))
    is_by_person: bool = False
    """Whether each representative has a vote, and not each city."""
    is_secret: bool = False
    may_replace: bool = True
    members_see: ResultsFrom = Field(sa_type=words(ResultsFrom))
    observers_see: ResultsFrom = Field(sa_type=words(ResultsFrom))
    shows_turnout: bool = False
    """Whether all who see it know from the opening how many have voted, as in a room they would."""
    method: Method = Field(sa_type=words(Method))
    majority: Majority | None = Field(default=None, sa_type=words(Majority))
    """What the member cities' vote takes to pass; none where nothing is decided."""
    counts_abstentions: bool = True
    quorum: int = 0
    """How many members' ballots there must be."""
    ties: Ties = Field(default=Ties.STAND, sa_type=words(Ties))
    unranked: Unranked = Field(default=Unranked.LAST, sa_type=words(Unranked))
    equal_rank: EqualRank = Field(default=EqualRank.EXHAUSTS_UNLESS_ONE, sa_type=words(EqualRank))
    lot: list[str] = Field(default_factory=list, sa_type=JSON)
    """The keys of the options in the order that was drawn at the close, where ties end so."""
    created_at: datetime = moment(default_factory=clock.now)
    opens_at: datetime | None = moment(default=None)
    """When it is to open by itself; none for at once."""
    opened_at: datetime | None = moment(default=None)
    closes_at: datetime = moment()
    closed_at: datetime | None = moment(default=None)
    closed_by_id: UUID | None = reference("person.id", default=None)
    """Who closed it early; none when its time was over."""
    turnout: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
    """Of an open secret poll: how many took part, by kind of seat, in the steps that may be told."""
    turnout_at: datetime | None = moment(default=None)
    """When it was told last: no process that takes over tells sooner."""
    passed: bool | None = None
    """Once it is closed: whether the members' vote reached its majority and quorum; none where nothing was decided."""
    outcome: str = Field(default="", sa_type=Text)
    """What follows from it, in the words of who looks after the network."""
    review_at: datetime | None = moment(default=None)
    remind_at: datetime | None = moment(default=None, index=True)
    """When those who have not voted are reminded, once; none when they were, or will not be."""
    review_due_at: datetime | None = moment(default=None, index=True)
    """Likewise, of the review: when those who look after the network are."""
    arranged_at: datetime | None = moment(default=None)
    """When its order was written back to its board."""
    imported_from: str | None = None
    """The file that its ballots were read from; none of a poll held here."""
    eligible: int | None = None
    """Of an imported one: how many might have voted, if its file says so."""
    needed: int | None = None
    """Likewise: how many votes for it were enough."""
    budget: int | None = None
    """What there is to spend on its options, of which each has a `cost` then."""

    @property
    def state(self) -> PollState:
        if self.closed_at:
            return PollState.CLOSED
        return PollState.OPEN if self.opened_at else PollState.DRAFT

    @property
    def keys(self) -> list[str]:
        return [option["key"] for option in self.options]


class Elector(Row, table=True):
    """One that may vote in a poll, as it was when the poll opened: a city by its seat, or one of its people."""

    prefix = "elector"
    __table_args__ = (UniqueConstraint("poll_id", "voter_id"),)
    poll_id: UUID = reference("poll.id", index=True)
    kind: SeatKind = Field(sa_type=words(SeatKind))
    voter_id: UUID
    """The seat, or in a poll by person the person: each stands here once."""
    seat_id: UUID = reference("seat.id")
    city_id: UUID = reference("city.id")
    person_id: UUID | None = reference("person.id", default=None)
    """Of a poll by person; none where the city has the vote."""
    took_part: bool = False
    """In a secret poll: that they voted, and nothing else."""


class Ballot(Row, table=True):
    """A named ballot as it is now."""

    prefix = "ballot"
    poll_id: UUID = reference("poll.id", index=True)
    elector_id: UUID = reference("elector.id", unique=True)
    said: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """`marks` by option, or `ranks`: keys best first, those of one rank together."""
    remark: str = Field(default="", sa_type=Text)
    cast_by_id: UUID = reference("person.id")
    cast_at: datetime = moment()
    """By the clock of the database, which decides whether the poll is still open."""
    replaced: int = 0
    is_paper: bool = False
    """Handed in on paper, and entered by who moderates."""


class Casting(SQLModel, table=True):
    """That somebody cast or replaced a named ballot: its history, by number."""

    ballot_id: UUID = reference("ballot.id", primary_key=True)
    number: int = Field(primary_key=True)
    person_id: UUID = reference("person.id")
    at: datetime = moment()
    is_paper: bool = False
    prepared_by_id: UUID | None = reference("person.id", default=None)
    """Who had prepared it, where another cast it as it was."""
    approved_by: str = ""
    """Who approved it in the office, in words."""


class PreparedBallot(SQLModel, table=True):
    """A named ballot that somebody has written down for a colleague of the same city to cast."""

    __tablename__ = "prepared_ballot"
    elector_id: UUID = reference("elector.id", primary_key=True)
    said: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    remark: str = Field(default="", sa_type=Text)
    approved_by: str = ""
    person_id: UUID = reference("person.id")
    at: datetime = moment()


class Pile(SQLModel, table=True):
    """Alike ballots of a column, and how many there are: a tally reads these, however many have voted."""

    poll_id: UUID = reference("poll.id", primary_key=True)
    kind: SeatKind = Field(sa_type=words(SeatKind), primary_key=True)
    digest: str = Field(primary_key=True)
    """Of what they say."""
    said: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    count: int


class SecretBallot(SQLModel, table=True):
    """A ballot of nobody: a random id, no time, and on SQLite no row number that would tell the order."""

    __tablename__ = "secret_ballot"
    __table_args__ = {"sqlite_with_rowid": False}
    id: UUID = Field(default_factory=uuid4, primary_key=True)
    poll_id: UUID = reference("poll.id", index=True)
    kind: SeatKind = Field(sa_type=words(SeatKind))
    said: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class SecretRemark(SQLModel, table=True):
    """A remark put into the box beside the secret ballots, by nobody: their ids are as random, so is their order."""

    __tablename__ = "secret_remark"
    __table_args__ = {"sqlite_with_rowid": False}
    id: UUID = Field(default_factory=uuid4, primary_key=True)
    poll_id: UUID = reference("poll.id", index=True)
    body: str = Field(sa_type=Text)
