"""The search index: what can be found, in words and in their stems."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from hub.models.columns import moment, words


class SearchKind(StrEnum):
    PERSON = "person"
    CITY = "city"
    THREAD = "thread"
    TOPIC = "topic"
    POLL = "poll"
    RESULT = "result"
    FILE = "file"
    POST = "post"


class SearchEntry(SQLModel, table=True):
    """One thing that can be found. Each database keeps its own index of `tokens` beside it, named search_index."""

    __tablename__ = "search_entry"
    id: int | None = Field(default=None, primary_key=True)
    kind: SearchKind = Field(sa_type=words(SearchKind))
    subject_id: UUID = Field(unique=True)
    rank: int
    """The higher the earlier it is shown: names of things before what is said in them."""
    at: datetime = moment()
    words: str = Field(sa_type=Text)
    """Folded, in their order, each between two spaces: for phrases."""
    tokens: str = Field(sa_type=Text)
    """Each once, behind the scope of the entry: the folded words and their stems."""


class SearchWord(SQLModel, table=True):
    """A token that some entry has, behind its scope: among these a mistyped one is looked for."""

    __tablename__ = "search_word"
    word: str = Field(primary_key=True)
    head: str = Field(index=True)
    """Its scope, and how it begins or ends: one typo leaves one of them as it is."""
    tail: str = Field(index=True)
