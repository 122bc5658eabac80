"""People, and how the hub knows them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from hub import clock
from hub.models.columns import Row, moment, reference, words


class Language(StrEnum):
    PL = "pl"
    EN = "en"


class Person(Row, table=True):
    prefix = "person"
    name: str
    email: str | None = Field(default=None, unique=True)
    """Lowercase; none for the author of an imported post, who cannot sign in."""
    language: Language = Field(default=Language.PL, sa_type=words(Language))
    time_zone: str = "Europe/Warsaw"
    """By its IANA name."""
    did: str = Field(default="", sa_type=Text)
    """What they did that others may learn from, in their words."""
    seeks: str = Field(default="", sa_type=Text)
    """What they look for."""
    phone: str = ""
    shares_phone: bool = False
    shares_email: bool = False
    shows_presence: bool = False
    """Whether others see that they are here, and that they write. Off until chosen."""
    password_hash: str | None = None
    created_at: datetime = moment(default_factory=clock.now)
    seen_at: datetime | None = moment(default=None)
    """When they, or a program of theirs, were last here; noted at most once an hour."""
    asked_at: datetime | None = moment(default=None)
    """When they were asked, after a year of silence, whether they are still here."""
    informed_at: datetime | None = moment(default=None)
    """When they were shown what is kept about them, and said so."""
    deactivated_at: datetime | None = moment(default=None)
    erased_at: datetime | None = moment(default=None)
    """When all that was personal went; what they wrote for their city stays."""
    import_key: str | None = Field(default=None, unique=True)


class Face(SQLModel, table=True):
    """A portrait, encoded anew by us."""

    person_id: UUID = reference("person.id", primary_key=True)
    image: bytes
    """WebP, square."""
    at: datetime = moment(default_factory=clock.now)


class Session(Row, table=True):
    """A browser somebody is signed in with."""

    prefix = "session"
    person_id: UUID = reference("person.id", index=True)
    token_hash: bytes = Field(unique=True)
    device: str = ""
    """What the browser calls itself, in short."""
    created_at: datetime = moment(default_factory=clock.now)
    last_used_at: datetime = moment(default_factory=clock.now)
    ended_at: datetime | None = moment(default=None)


class Scope(StrEnum):
    """A kind of thing that an access token may be confined to."""

    DISCUSSION = "discussion"
    POLLS = "polls"
    RESULTS = "results"
    PEOPLE = "people"


class AccessToken(Row, table=True):
    """A program's way in, in the name of a person, or of a service account."""

    prefix = "token"
    __tablename__ = "access_token"
    person_id: UUID = reference("person.id", index=True)
    name: str
    token_hash: bytes = Field(unique=True)
    may_write: bool = False
    is_for_some: bool = False
    """Whether it opens some of the person's networks only: those named by `TokenNetwork`."""
    scope: str | None = None
    """The kinds of things that it opens, as words with a space between; none for all of them."""
    created_at: datetime = moment(default_factory=clock.now)
    used_at: datetime | None = moment(default=None)
    """When it was last used; noted at most once a day."""
    expires_at: datetime | None = moment(default=None)
    ended_at: datetime | None = moment(default=None)

    @property
    def scopes(self) -> list[Scope] | None:
        return None if self.scope is None else [Scope(word) for word in self.scope.split()]


class TokenNetwork(SQLModel, table=True):
    """One of the networks that an access token opens."""

    __tablename__ = "token_network"
    token_id: UUID = reference("access_token.id", primary_key=True)
    network_id: UUID = reference("network.id", primary_key=True)


class Passkey(Row, table=True):
    """A way in without a password: WebAuthn, level 3."""

    prefix = "passkey"
    person_id: UUID = reference("person.id", index=True)
    name: str
    credential_id: bytes = Field(unique=True)
    public_key: bytes
    sign_count: int = 0
    created_at: datetime = moment(default_factory=clock.now)
    last_used_at: datetime | None = moment(default=None)


class PasskeyChallenge(SQLModel, table=True):
    """What a browser is to sign, once and soon."""

    __tablename__ = "passkey_challenge"
    challenge: bytes = Field(primary_key=True)
    person_id: UUID | None = reference("person.id", default=None)
    """Whose new passkey it is for; none when somebody signs in."""
    expires_at: datetime = moment()


class LinkPurpose(StrEnum):
    SIGN_IN = "sign_in"
    RESET = "reset"


class SignInLink(Row, table=True):
    """A mailed link that signs a person in, or lets them set a new password, once."""

    prefix = "link"
    __tablename__ = "sign_in_link"
    person_id: UUID = reference("person.id", index=True)
    secret_hash: bytes = Field(unique=True)
    purpose: LinkPurpose = Field(default=LinkPurpose.SIGN_IN, sa_type=words(LinkPurpose))
    created_at: datetime = moment(default_factory=clock.now)
    expires_at: datetime = moment()
    redeemed_at: datetime | None = moment(default=None)


class IdempotencyKey(SQLModel, table=True):
    """That a keyed mutation was done, and the ids it answered with; never a text."""

    __tablename__ = "idempotency_key"
    person_id: UUID = reference("person.id", primary_key=True)
    key: str = Field(primary_key=True)
    fingerprint: bytes
    subject: str
    """The public id of the row that was answered."""
    created_at: datetime = moment(default_factory=clock.now)
