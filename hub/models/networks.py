"""Cities, networks, the seats of cities in networks, and what people are there."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from hub import clock
from hub.models.columns import Row, moment, reference, words


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
    state: NetworkState = Field(sa_type=words(NetworkState))
    hue: int
    place: int
    """Where it stands in the list of networks."""
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
    since: datetime = moment(default_factory=clock.now)
    until: datetime | None = moment(default=None)


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
    person_id: UUID = reference("person.id")
    network_id: UUID = reference("network.id", index=True)
    kind: StandingKind = Field(sa_type=words(StandingKind))
    seat_id: UUID | None = reference("seat.id", default=None, index=True)
    function: str = ""
    since: datetime = moment(default_factory=clock.now)
    until: datetime | None = moment(default=None)

    @property
    def is_representative(self) -> bool:
        return self.seat_id is not None
