"""Everything a database holds, to see that nothing changed, and to put back what did."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from hub.models import metadata

_COUNTS_FOR_NOTHING = {"lease"}
"""Who runs the jobs of the moment."""


class State:
    """A copy of every table beside it. No foreign keys are checked here: tables are put back one by one."""

    def __init__(self, url: str) -> None:
        self._engine: AsyncEngine = create_async_engine(url)
        self._is_postgres = self._engine.dialect.name == "postgresql"
        self._watching: AsyncConnection | None = None
        self._seen: object = None
        self._tables = sorted(metadata.tables.keys() - _COUNTS_FOR_NOTHING)

    async def close(self) -> None:
        if self._watching:
            await self._watching.close()
        await self._engine.dispose()

    async def keep(self) -> None:
        """From here on, this is how it was."""
        async with self._engine.begin() as connection:
            for table in self._tables:
                await connection.execute(text(f'CREATE TABLE "kept_{table}" AS SELECT * FROM "{table}"'))
        self._watching = await self._engine.connect()

    async def changed(self) -> Sequence[str]:
        """The tables that are not as they were. Where nothing was written at all, none is looked at."""
        if (version := await self._version()) == self._seen:
            return ()
        self._seen = version
        async with self._engine.connect() as connection:
            return (await connection.scalars(text(" UNION ALL ".join(map(self._differs, self._tables))))).all()

    async def _version(self) -> object:
        """Something that every write of others changes."""
        assert self._watching, "it is not kept yet"
        question = self._newest() if self._is_postgres else "PRAGMA data_version"
        version: object = await self._watching.scalar(text(question))
        await self._watching.rollback()
        return version

    def _newest(self) -> str:
        """How many rows each table has, and the newest transaction that wrote one; a lock alone writes none."""
        newest = "SELECT '{0}' || count(*) || ':' || coalesce(max(xmin::text::bigint), 0) AS it FROM \"{0}\""
        return (
            f"SELECT string_agg(it, ' ' ORDER BY it) FROM ({' UNION ALL '.join(map(newest.format, self._tables))}) AS a"
        )

    async def put_back(self, tables: Sequence[str]) -> None:
        async with self._engine.begin() as connection:
            if self._is_postgres:
                await connection.execute(text("SET LOCAL session_replication_role = replica"))
            for table in tables:
                await connection.execute(text(f'DELETE FROM "{table}"'))
                await connection.execute(text(f'INSERT INTO "{table}" SELECT * FROM "kept_{table}"'))
        self._seen = await self._version()

    def _differs(self, table: str) -> str:
        row = "t::text" if self._is_postgres else "*"  # a column of JSON has no equality there
        now, then = f'SELECT {row} FROM "{table}" AS t', f'SELECT {row} FROM "kept_{table}" AS t'
        more, less = f"SELECT 1 FROM ({now} EXCEPT {then}) AS m", f"SELECT 1 FROM ({then} EXCEPT {now}) AS l"
        return f"SELECT '{table}' WHERE EXISTS ({more}) OR EXISTS ({less})"
