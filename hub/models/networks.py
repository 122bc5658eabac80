"""Cities, networks, the seats of cities in networks, and what people are there."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
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
