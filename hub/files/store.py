"""The store: where the bytes of files are, in a folder or in the cloud. The only file that knows obstore."""

from collections.abc import AsyncIterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import obstore
import structlog
from obstore.exceptions import BaseError
from obstore.store import ObjectStore, from_url

from hub.errors import Unavailable
from hub.settings import Settings

log = structlog.get_logger()

_PART = 64 * 1024
_FAILURES = (BaseError, OSError)


class Store:
    """The one that the settings name. Each way to it raises Unavailable when it does not do as it should."""

    def __init__(self, settings: Settings) -> None:
        self._url = settings.files_at

    async def put(self, key: str, path: Path) -> None:
        try:
            await obstore.put_async(_opened(self._url), key, path)
        except _FAILURES as error:
            raise _unavailable(error) from error

    async def get(self, key: str, part: tuple[int, int] | None = None) -> AsyncIterator[bytes]:
        """The bytes, or from one up to before another. It is known here whether they are to be had."""
        try:
            found = await obstore.get_async(_opened(self._url), key, options={"range": part} if part else {})
        except _FAILURES as error:
            raise _unavailable(error) from error
        return _parts(found)

    async def delete(self, keys: Sequence[str]) -> None:
        """Whatever of them is there."""
        for key in keys:
            try:
                await obstore.delete_async(_opened(self._url), key)
            except FileNotFoundError:
                pass
            except _FAILURES as error:
                raise _unavailable(error) from error


@cache
def _opened(url: str) -> ObjectStore:
    return from_url(url, mkdir=True) if url.startswith("file:") else from_url(url)


async def _parts(found: Any) -> AsyncIterator[bytes]:
    async for part in found.stream(min_chunk_size=_PART):
        yield bytes(part)


def _unavailable(error: BaseException) -> Unavailable:
    log.warning("files_unavailable", error=type(error).__name__)
    return Unavailable()
