"""Cities, networks, the seats of cities in networks, and what people are there."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Text, text
from sqlmodel import Field

from hub import clock
from hub.models.columns import Row, moment, reference, words
from hub.models.people import Scope


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
    is_zmp_member: bool = False
    """Whether it belongs to the Association of Polish Cities, as observers must; coordinators say so."""


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
    state: NetworkState = Field(sa_type=words(NetworkState))
    hue: int
    place: int
    """Where it stands in the list of networks."""
    is_listed: bool = False
    """Whether those who are not in it may know of it and ask to join."""
    shows_cities: bool = False
    """Whether everybody may know which cities take part."""
    admits_heads_only: bool = False
    """Whether only mayors and presidents sit here, each confirmed by a coordinator."""
    created_at: datetime = moment(default_factory=clock.now)


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
    network_id: UUID = reference("network.id")
    city_id: UUID = reference("city.id", index=True)
    kind: SeatKind = Field(sa_type=words(SeatKind))
    programme: str = ""
    """The programme through which the city came, such as Rozwój lokalny."""
    since: datetime = moment(default_factory=clock.now)
    until: datetime | None = moment(default=None)


class StandingKind(StrEnum):
    MEMBER = "member"
    OBSERVER = "observer"
    MODERATOR = "moderator"
    COORDINATOR = "coordinator"
    IMPORTED = "imported"
    """The author of imported posts, who cannot sign in."""
    SERVICE = "service"
    """A program that a coordinator lets in: no city, no vote, and it only reads."""


REPRESENTING = frozenset({StandingKind.MEMBER, StandingKind.OBSERVER})
"""Those that stand on a city's seat."""
NO_PERSON = frozenset({StandingKind.IMPORTED, StandingKind.SERVICE})
"""Those behind which nobody is to be counted, told or spoken to."""


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
    person_id: UUID = reference("person.id")
    network_id: UUID = reference("network.id", index=True)
    kind: StandingKind = Field(sa_type=words(StandingKind))
    seat_id: UUID | None = reference("seat.id", default=None, index=True)
    function: str = ""
    since: datetime = moment(default_factory=clock.now)
    until: datetime | None = moment(default=None)
    introduced_at: datetime | None = moment(default=None)
    """When they introduced themselves here, and the others were told."""

    @property
    def is_representative(self) -> bool:
        return self.seat_id is not None

    def narrowed(self, scopes: Iterable[Scope]) -> "Standing":
        """What is left of it for a program that is let in for these things only. No row: it is never written."""
        copy = Standing(**self.model_dump())
        vars(copy)["scopes"] = frozenset(scopes)
        return copy

    def opens(self, scope: Scope | None) -> bool:
        """Whether it says anything of such things at all; what has no scope stands open."""
        scopes: frozenset[Scope] | None = vars(self).get("scopes")
        return scopes is None or scope is None or scope in scopes


class InvitationForm(StrEnum):
    PERSON = "person"
    """By e-mail, to one person."""
    OFFICE = "office"
    """By e-mail, to a city's office, which names its people for a coordinator to confirm."""
    LINK = "link"
    """Shown once, to be shared; whoever opens it asks to join."""


class InvitationState(StrEnum):
    WAITING = "waiting"
    """To be sent."""
    SENT = "sent"
    BOUNCED = "bounced"
    OPEN = "open"
    """A link that can be used."""
    JOINED = "joined"
    ANSWERED = "answered"
    """Used, and now a coordinator confirms: the people an office has named, or a mayor."""
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Invitation(Row, table=True):
    """A way into one network, in one kind of standing, until it ends."""

    prefix = "invitation"
    network_id: UUID = reference("network.id", index=True)
    form: InvitationForm = Field(sa_type=words(InvitationForm))
    kind: StandingKind = Field(sa_type=words(StandingKind))
    city_id: UUID | None = reference("city.id", default=None)
    """Whose seat it leads to; none for moderators and coordinators, and for a link that any city may use."""
    email: str | None = Field(default=None, index=True)
    name: str = ""
    function: str = ""
    programme: str = ""
    replaces_id: UUID | None = reference("standing.id", default=None)
    """Whose place the invited takes over."""
    secret_hash: bytes | None = Field(default=None, unique=True)
    """Of the newest secret that was handed out; none before the first mail."""
    uses: int = 0
    most_uses: int = 1
    admits: bool = False
    """Whether who uses the link comes in at once, without an answer to their request."""
    created_by_id: UUID = reference("person.id")
    created_at: datetime = moment(default_factory=clock.now)
    expires_at: datetime = moment()
    sent_at: datetime | None = moment(default=None)
    bounced_at: datetime | None = moment(default=None)
    bounce: str = ""
    """What the other mail server said."""
    accepted_at: datetime | None = moment(default=None)
    accepted_by_id: UUID | None = reference("person.id", default=None)
    is_confirmed: bool = True
    """Whether it led in at once; if not, a coordinator answers the request that it became."""
    withdrawn_at: datetime | None = moment(default=None)

    @property
    def state(self) -> InvitationState:
        if self.withdrawn_at:
            return InvitationState.WITHDRAWN
        if self.accepted_at:
            return InvitationState.JOINED if self.is_confirmed else InvitationState.ANSWERED
        if self.expires_at <= clock.now() or self.uses >= self.most_uses:
            return InvitationState.EXPIRED
        if self.form is InvitationForm.LINK:
            return InvitationState.OPEN
        if self.bounced_at:
            return InvitationState.BOUNCED
        return InvitationState.SENT if self.sent_at else InvitationState.WAITING


class RequestOrigin(StrEnum):
    ASKED = "asked"
    """Through the directory."""
    LINK = "link"
    """Through a shared link."""
    OFFICE = "office"
    """Named by the city's office."""
    HEAD = "head"
    """Invited to a network of mayors and presidents: a coordinator confirms the office they hold."""


class JoinRequest(Row, table=True):
    """That somebody wants to join a network, until it is answered."""

    prefix = "request"
    __tablename__ = "join_request"
    network_id: UUID = reference("network.id", index=True)
    origin: RequestOrigin = Field(sa_type=words(RequestOrigin))
    kind: StandingKind = Field(sa_type=words(StandingKind))
    person_id: UUID | None = reference("person.id", default=None, index=True)
    """None for somebody an office has named who has no account yet."""
    name: str = ""
    email: str | None = None
    city_id: UUID | None = reference("city.id", default=None)
    function: str = ""
    words: str = Field(default="", sa_type=Text)
    """Why, in their own words."""
    invitation_id: UUID | None = reference("invitation.id", default=None)
    created_at: datetime = moment(default_factory=clock.now)
    answered_at: datetime | None = moment(default=None)
    answered_by_id: UUID | None = reference("person.id", default=None)
    is_accepted: bool | None = None
    reason: str = ""


class ActKind(StrEnum):
    """What those who moderate and coordinate do: noun, then past participle."""

    POST_HIDDEN = "post_hidden"
    REPORT_DISMISSED = "report_dismissed"
    THREAD_PINNED = "thread_pinned"
    THREAD_UNPINNED = "thread_unpinned"
    THREAD_CLOSED = "thread_closed"
    THREAD_REOPENED = "thread_reopened"
    THREAD_MOVED = "thread_moved"
    THREAD_AUDIENCE_CHANGED = "thread_audience_changed"
    TOPIC_EDITED = "topic_edited"
    TOPIC_MOVED = "topic_moved"
    TOPIC_MERGED = "topic_merged"
    PERSON_INVITED = "person_invited"
    INVITATION_WITHDRAWN = "invitation_withdrawn"
    REQUEST_ACCEPTED = "request_accepted"
    REQUEST_REFUSED = "request_refused"
    STANDING_GIVEN = "standing_given"
    STANDING_ENDED = "standing_ended"
    SEAT_HANDED_OVER = "seat_handed_over"
    CITY_SEATED = "city_seated"
    SEAT_CHANGED = "seat_changed"
    SEAT_ENDED = "seat_ended"
    PROGRAM_ADMITTED = "program_admitted"
    NETWORK_CHANGED = "network_changed"
    POLL_OPENED = "poll_opened"
    POLL_EXTENDED = "poll_extended"
    POLL_CLOSED = "poll_closed"
    PAPER_ENTERED = "paper_entered"
    ORDER_WRITTEN = "order_written"
    WEBHOOK_ADDED = "webhook_added"
    """Its news leaves for the machine that the reason names."""
    WEBHOOK_ENDED = "webhook_ended"
    VERSION_ISSUED = "version_issued"
    RESULT_RELEASED = "result_released"
    """To somebody more, or at another time."""
    RESULT_ADOPTED = "result_adopted"
    RESULT_CORRECTED = "result_corrected"
    RESULT_WITHDRAWN = "result_withdrawn"


class Act(Row, table=True):
    """A line of a network's log of what was moderated and coordinated, which its members can read."""

    prefix = "act"
    __table_args__ = (Index("ix_act_network_id_at_id", "network_id", "at", "id"),)
    network_id: UUID = reference("network.id")
    kind: ActKind = Field(sa_type=words(ActKind))
    actor_id: UUID | None = reference("person.id", default=None)
    subject: str
    """The public id of what it was done to."""
    reason: str = ""
    at: datetime = moment(default_factory=clock.now)
