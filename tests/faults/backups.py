"""F18: an older copy of the database is put back, and people hold newer cursors."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing

from sqlalchemy.engine import make_url

from tests.faults.ground import Ground, standing_on
from tests.servers import database


@asynccontextmanager
async def copied(ground: Ground) -> AsyncIterator[Ground]:
    """A ground on a copy of the database as it is now. No hub may run on it meanwhile."""
    folder = ground.folder / "copy"
    folder.mkdir()
    await ground.database.engine.dispose()
    if ground.is_sqlite:
        source, target = make_url(ground.url).database, folder / "hub.sqlite3"
        assert source
        with closing(sqlite3.connect(source)) as opened, closing(sqlite3.connect(target)) as copy:
            opened.backup(copy)
        async with standing_on(f"sqlite:///{target}", folder) as there:
            yield there
    else:
        url = make_url(ground.url)
        server = url.set(database="postgres").render_as_string(hide_password=False)
        with database(server, str(url.database)) as copy_url:
            async with standing_on(copy_url, folder) as there:
                yield there
