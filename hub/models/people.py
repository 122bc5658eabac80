"""People, and how the hub knows them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

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
    password_hash: str | None = None
    created_at: datetime = moment(default_factory=clock.now)
    import_key: str | None = Field(default=None, unique=True)


class Session(Row, table=True):
    """A browser somebody is signed in with."""

    prefix = "session"
    person_id: UUID = reference("person.id", index=True)
    token_hash: bytes = Field(unique=True)
    created_at: datetime = moment(default_factory=clock.now)
    last_used_at: datetime = moment(default_factory=clock.now)
    ended_at: datetime | None = moment(default=None)


class AccessToken(Row, table=True):
    """A program's way in, in the name of a person."""

    prefix = "token"
    __tablename__ = "access_token"
    person_id: UUID = reference("person.id", index=True)
    name: str
    token_hash: bytes = Field(unique=True)
    may_write: bool = False
    created_at: datetime = moment(default_factory=clock.now)
    ended_at: datetime | None = moment(default=None)


class SignInLink(Row, table=True):
    """A mailed link that signs a person in, once."""

    prefix = "link"
    __tablename__ = "sign_in_link"
    person_id: UUID = reference("person.id", index=True)
    secret_hash: bytes = Field(unique=True)
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
