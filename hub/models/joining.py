"""Ways into a network: invitations, and requests to join."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Text
from sqlmodel import Field

from hub import clock
from hub.models.columns import Row, moment, reference, words
from hub.models.networks import StandingKind


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
