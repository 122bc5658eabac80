"""Taking a file in: received into a folder of its own, looked into, noted, and only then put into the store.

Whatever goes wrong on the way leaves nothing, and what a process that was killed leaves is known by its row.
"""

import asyncio
import math
import secrets
from collections.abc import AsyncIterable
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import structlog
from sqlalchemy import update

from hub import permissions
from hub.database import Viewer, Work, transaction
from hub.errors import Invalid, NotSignedIn, Unavailable
from hub.files.kinds import Content, examined
from hub.files.store import Store
from hub.limits import UPLOAD
from hub.models import File, Network
from hub.settings import Settings

log = structlog.get_logger()

MEGABYTE = 1_000_000
PREVIEW = "-preview"
"""What the key of a picture's small form ends with."""


async def upload(viewer: Viewer, network_id: str, name: str, body: AsyncIterable[bytes], declared: int = 0) -> File:
    """A file of the viewer's, to be attached to something in that network within a day.

    `declared` is how long its sender says it is. Raises Invalid (field file or name), NotAllowed, NotFound, RateLimited
    when it is too much for a day, and Unavailable when there is no room for it.
    """
    if viewer.person_id is None:
        raise NotSignedIn()
    viewer.require_writing()
    async with viewer.database.reading(viewer) as work:
        await _network(work, network_id)
    limit = size_limit(viewer.database.settings)
    _check_size(declared, limit)
    with _folder() as folder:
        sent = Path(folder, "sent")
        size = await _received(body, sent, limit)
        await viewer.tries(UPLOAD, str(viewer.person_id), math.ceil(size / MEGABYTE))
        content = await asyncio.to_thread(_examined, sent, name)
        return await keep(viewer, network_id, content)


async def keep(who: Viewer | Work, network_id: str, content: Content) -> File:
    """Notes the file and puts it into the store."""
    viewer = who.viewer if isinstance(who, Work) else who
    store = Store(viewer.database.settings)
    file = await _note(who, network_id, content)
    try:
        await store.put(file.key, content.path)
        if content.preview:
            await store.put(file.key + PREVIEW, content.preview)
        return await _stored(who, file.id)
    except BaseException:
        await asyncio.shield(_give_up(who, file.id))
        raise


def size_limit(settings: Settings) -> int:
    return settings.file_limit_mb * MEGABYTE


def _check_size(size: int, most: int, limit: int | None = None) -> None:
    if size > most:
        raise Invalid("file", "This file is too big. At most {limit} MB fit.", limit=(limit or most) // MEGABYTE)


def _folder() -> TemporaryDirectory[str]:
    try:
        return TemporaryDirectory(prefix="empiria-upload-", ignore_cleanup_errors=True)
    except OSError as error:
        raise Unavailable() from error


async def _received(body: AsyncIterable[bytes], path: Path, limit: int) -> int:
    """Writes the body down part by part; gives its size.

    Who sends somewhat too much is listened to until they can hear the refusal; who sends far too much is cut off.
    """
    size = 0
    try:
        with path.open("wb", buffering=0) as file:
            async for part in body:
                size += len(part)
                _check_size(size, 2 * limit, limit)
                if size <= limit:
                    await asyncio.to_thread(file.write, part)
    except OSError as error:
        log.warning("upload_not_written", error=type(error).__name__)
        raise Unavailable() from error
    _check_size(size, limit)
    return size


def _examined(sent: Path, name: str) -> Content:
    try:
        return examined(sent, name, sent.parent)
    except OSError as error:
        raise Unavailable() from error


async def _network(work: Work, network_id: str) -> Network:
    """Where the viewer may write something."""
    network = await permissions.find(work, Network, network_id)
    permissions.require(await permissions.why_not_upload(work, network.id))
    return network


@transaction
async def _note(work: Work, network_id: str, content: Content) -> File:
    network = await _network(work, network_id)
    width, height = content.pixels or (None, None)
    return await work.add(
        File(
            network_id=network.id,
            uploader_id=permissions.signed_in(work),
            name=content.name,
            media_type=content.media_type,
            size=content.size,
            sha256=content.sha256,
            width=width,
            height=height,
            key=secrets.token_hex(16),
            created_at=work.at,
        )
    )


@transaction
async def _stored(work: Work, id: UUID) -> File:
    file = await work.get(File, id)
    if file is None:  # it took longer than a day
        raise Unavailable()
    file.stored_at = work.at
    return file


@transaction
async def _give_up(work: Work, id: UUID) -> None:
    """The job deletes what may be in the store of it."""
    await work.execute(update(File).where(File.id == id).values(removed_at=work.at))
