"""Files: what is known of each; its bytes are in the store."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from hub import clock
from hub.models.columns import Row, moment, reference, words


class FileOwner(StrEnum):
    """What a file can hang on; who sees that sees the file."""

    POST = "post"
    VERSION = "version"
    """Of a result."""


class File(Row, table=True):
    prefix = "file"
    __table_args__ = (Index("ix_file_owner_owner_id", "owner", "owner_id"),)
    network_id: UUID = reference("network.id")
    uploader_id: UUID = reference("person.id", index=True)
    name: str
    """As people call it; nothing in the store has that name."""
    media_type: str
    """What it holds, by its content."""
    size: int
    """In bytes, of what is kept."""
    sha256: bytes
    width: int | None = None
    height: int | None = None
    """Of a picture, in pixels."""
    alt: str = ""
    """What a picture shows, for who cannot see it."""
    key: str = Field(unique=True)
    """Where its bytes are in the store: random."""
    created_at: datetime = moment(default_factory=clock.now)
    stored_at: datetime | None = moment(default=None)
    """When all its bytes were there; the row comes first, so that nothing is in the store of which no row knows."""
    owner: FileOwner | None = Field(default=None, sa_type=words(FileOwner))
    owner_id: UUID | None = None
    """What it hangs on; none yet for an upload."""
    place: int = 0
    """Among the files of its owner."""
    removed_at: datetime | None = moment(default=None, index=True)
    """When it went, or what it hung on; nobody sees it any more, and a job deletes bytes and row."""

    @property
    def is_picture(self) -> bool:
        return self.width is not None
