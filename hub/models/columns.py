"""What columns are made of: ids, moments in UTC, words from an enum, references."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from sqlalchemy import DateTime, Dialect, Enum
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from hub import clock, ids

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = SQLModel.metadata


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time in UTC on both databases; SQLite by itself gives naive ones back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a time without a zone")
        return None if value is None else value.astimezone(clock.UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=clock.UTC) if value.tzinfo is None else value.astimezone(clock.UTC)


E = TypeVar("E", bound=StrEnum)


def words(kind: type[E]) -> Enum:
    """An enum kept as its lowercase word, without a database type, so that a new word needs no migration."""
    return Enum(kind, native_enum=False, length=32, values_callable=lambda words: [word.value for word in words])


def new_id() -> Any:
    return Field(default_factory=ids.new, primary_key=True)


def moment(**options: Any) -> Any:
    return Field(sa_type=UtcDateTime, **options)


def reference(to: str, **options: Any) -> Any:
    return Field(foreign_key=to, **options)


class Row(SQLModel):
    """What every row with an id of its own has."""

    prefix: ClassVar[str]
    """How its public id begins; see `ids`."""
    id: UUID = new_id()

    @property
    def public_id(self) -> str:
        return ids.encode(self.prefix, self.id)
