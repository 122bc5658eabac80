"""How the database is reached: the pool, what each connection is told first, and snapshots to read from."""

from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from hub import clock, sqlite

_POOL: dict[str, Any] = {"pool_size": 10, "max_overflow": 20, "hide_parameters": True}
"""An error would otherwise say its parameters, and a traceback in the log whatever people wrote."""


def connect(url: str) -> AsyncEngine:
    if make_url(url).get_backend_name() == "sqlite":
        engine = create_async_engine(url, **_POOL, connect_args={"timeout": 5, "async_creator_fn": sqlite.connect})
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
        return engine
    limits = {
        "lock_timeout": "3000",
        "statement_timeout": "10000",
        "idle_in_transaction_session_timeout": "15000",  # a frozen process must not hold others' locks until it thaws
    }
    return create_async_engine(url, **_POOL, connect_args={"server_settings": limits})


def snapshots(engine: AsyncEngine) -> AsyncEngine:
    if engine.dialect.name == "sqlite":
        return engine.execution_options(is_reading=True)
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # the driver would begin late and lose updates; `_begin_sqlite` begins instead
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
    connection.create_function("hub_now", 0, _now)


def _now() -> str:
    """The clock that polls close by, as the driver writes a moment; PostgreSQL has a function of this name."""
    return f"{clock.now().astimezone(clock.UTC):%Y-%m-%d %H:%M:%S.%f}"


def _begin_sqlite(connection: Connection) -> None:
    is_reading = connection.get_execution_options().get("is_reading", False)
    connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")
