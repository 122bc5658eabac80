"""SQLite's driver: a statement and its rows are one trip to the connection's thread, where aiosqlite's takes four."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from typing import Any, Self

import aiosqlite


class Connection(aiosqlite.Connection):
    def cursor(self) -> "Cursor":  # type: ignore[override]  # it is only ever entered
        return Cursor(self)


class Cursor:
    """What SQLAlchemy asks of one, answered from memory once the statement is executed."""

    description: Any = None
    rowcount: int = -1
    lastrowid: int | None = None
    arraysize: int = 1
    _rows: Sequence[Any] = ()

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, statement: str, parameters: Any = ()) -> None:
        await self._in_thread(sqlite3.Cursor.execute, statement, parameters)

    async def executemany(self, statement: str, parameters: Any) -> None:
        await self._in_thread(sqlite3.Cursor.executemany, statement, parameters)

    async def fetchall(self) -> Sequence[Any]:
        return self._rows

    async def close(self) -> None:
        """It was closed in the thread."""

    async def _in_thread(self, *asked: Any) -> None:
        await self._connection._execute(self._run, *asked)  # type: ignore[no-untyped-call]

    def _run(self, execute: Any, statement: str, parameters: Any) -> None:
        with closing(self._connection._conn.cursor()) as cursor:
            execute(cursor, statement, parameters)
            self._rows = cursor.fetchall()
            self.description, self.rowcount, self.lastrowid = cursor.description, cursor.rowcount, cursor.lastrowid


def connect(database: str, **options: Any) -> Connection:
    connection = Connection(partial(sqlite3.connect, database, **options), iter_chunk_size=64)
    connection._thread.daemon = True  # as SQLAlchemy does: a forgotten connection holds up no exit
    return connection
