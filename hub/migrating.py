"""Brings the database up to what the code expects, and tells whether it is."""

from importlib.resources import files

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from hub.engine import connect
from hub.models import metadata


async def migrate(url: str) -> None:
    """Runs what has not run yet; each version in one transaction with the others."""
    engine = connect(url)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(lambda sync: command.upgrade(_config(sync), "head"))
    finally:
        await engine.dispose()


async def is_current(url: str) -> bool:
    engine = connect(url)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_is_at_head)
    finally:
        await engine.dispose()


def differences(connection: Connection) -> list[object]:
    """Where the migrated database and the models differ; none when all is well."""
    opts = {"compare_type": True, "include_object": _is_ours}
    return list(compare_metadata(MigrationContext.configure(connection, opts=opts), metadata))


def revise(connection: Connection, name: str, number: str) -> None:
    """Writes the next version from the difference between models and database."""
    command.revision(_config(connection), message=name, rev_id=number, autogenerate=True)


def _is_ours(_: object, name: str | None, *__: object) -> bool:
    """Not the index of search, which is each database's own, with the tables that SQLite makes of it."""
    return not (name or "").startswith("search_index")


def _is_at_head(connection: Connection) -> bool:
    heads = ScriptDirectory.from_config(_config(connection)).get_heads()
    return MigrationContext.configure(connection).get_current_heads() == tuple(heads)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
