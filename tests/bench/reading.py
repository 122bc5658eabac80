"""Opening a thread at its first unread post, a board of 5,000 threads and the inbox: at 1,000,000 posts and at 10,000.

Both databases stand side by side and are asked in turn, by the page's own documents, in this process.
"""

import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import UUID

from sqlalchemy import Table, event, literal, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from hub import migrating, people, reference, threads
from hub.consequences import open_database
from hub.database import Database, Viewer, Work
from hub.models import Board, Network, Person, Post, ReadMark, Thread
from hub.settings import Settings
from schema.context import Context
from schema.root import schema
from tests.bench import documents
from tests.bench.goals import Figure, Measure, NotMeasured, ratio
from tests.bench.sides import Sides
from tests.servers import database, find_postgres, postgres

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
FEW, MANY, THREADS, LONG = 10_000, 1_000_000, 5_000, 10
"""Posts on either side, threads on the board, and the part of all posts that stands in one long thread: a tenth."""
_GONE = 97
"""Every so many-th post is removed."""
_WRITER, _READER = "writer@bench.example", "reader@bench.example"


@dataclass(frozen=True)
class Shelf:
    """A database with so many posts, half of each thread read."""

    viewer: Viewer
    board: str
    thread: str

    def asked(self, what: str) -> tuple[str, dict[str, Any]]:
        """The page's document of that name, and its variables."""
        about = {"ThreadPage": self.thread, "BoardPage": self.board}.get(what)
        return documents.named(what), {"slug": "obywateli", "id": about} if about else {}


_shelves: dict[str, tuple[Shelf, Shelf]] = {}


def measure(what: str, kind: str) -> Measure:
    async def measured(sides: Sides) -> Figure:
        few, many = await _side_by_side(sides, kind)
        took: dict[Shelf, list[float]] = {few: [], many: []}
        said: dict[Shelf, int] = {}
        for shelf in (few, many):
            said[shelf] = await _statements(shelf, what)
        for _ in range(3 * sides.rounds):
            for shelf in (few, many):
                began = perf_counter()
                await _ask(shelf, what)
                took[shelf].append((perf_counter() - began) * 1e3)
        if said[few] != said[many]:
            raise AssertionError(f"{said[few]} statements became {said[many]}")
        figure = ratio(took[many], took[few], "ms")
        return Figure(figure.samples, f"{figure.note}, {said[many]} statements")

    return measured


async def _side_by_side(sides: Sides, kind: str) -> tuple[Shelf, Shelf]:
    if kind not in _shelves:
        few, many = [await sides.keep(_shelf(kind, posts)) for posts in (FEW, MANY)]
        _shelves[kind] = few, many
    return _shelves[kind]


@asynccontextmanager
async def _shelf(kind: str, posts: int) -> AsyncIterator[Shelf]:
    async with migrated(kind) as opened:
        yield await _filled(opened, posts)


@asynccontextmanager
async def migrated(kind: str) -> AsyncIterator[Database]:
    """An empty database of that kind."""
    async with AsyncExitStack() as stack:
        settings = Settings.model_validate({"database_url": _url(stack, kind), "secret": "a benchmark's"})
        await migrating.migrate(settings.database_url)
        opened = open_database(settings)
        stack.push_async_callback(opened.close)
        yield opened


async def unhurried(connection: AsyncConnection) -> None:
    """Filling a database takes longer than a hub lets a statement take."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SET LOCAL statement_timeout = 0"))


def _url(stack: AsyncExitStack, kind: str) -> str:
    if kind == SQLITE:
        return f"sqlite:///{Path(stack.enter_context(tempfile.TemporaryDirectory())) / 'hub.sqlite3'}"
    programs = find_postgres()
    if not programs:
        raise NotMeasured("PostgreSQL is not here")
    return stack.enter_context(database(stack.enter_context(postgres(programs))))


async def _filled(opened: Database, posts: int) -> Shelf:
    await reference.load(Viewer(opened))
    for email in (_WRITER, _READER):
        await people.invite_coordinator(Viewer(opened), email)
    async with opened.reading(Viewer(opened)) as work:
        ids = await work.pairs(select(Person.email, Person.id).where(Person.email.in_((_WRITER, _READER))))
        board = await _first_board(work)
    pattern = await threads.start(Viewer(opened, who=ids[_WRITER]), board.public_id, "Wzór", "Wpis")
    async with opened.engine.begin() as connection:
        await unhurried(connection)
        await _copy(connection, pattern.id, posts, ids[_READER])
    async with opened.engine.begin() as connection:
        await unhurried(connection)
        await connection.execute(text("ANALYZE"))
    return Shelf(Viewer(opened, who=ids[_READER]), board.public_id, pattern.public_id)


async def _first_board(work: Work) -> Board:
    board = await work.row(
        select(Board).join(Network, Network.id == Board.network_id).where(Network.slug == "obywateli", Board.place == 1)
    )
    assert board
    return board


async def _copy(connection: AsyncConnection, pattern: UUID, posts: int, reader: UUID) -> None:
    """The pattern becomes the long thread; its fellows and all their posts are copies of it and of its first post."""
    is_postgres = connection.dialect.name == "postgresql"
    long, each = posts // LONG, (posts - posts // LONG) // (THREADS - 1)
    first = (await connection.execute(select(Post.id).where(Post.thread_id == pattern))).scalar_one()
    ends = {"last_position": f"{each}", "last_open_position": f"{each}"}
    counts = {"post_count": f"{each - each // _GONE}", "open_post_count": f"{each - each // _GONE}"}
    later = _later(is_postgres, "it.last_post_at", "n")
    new = {"id": _id(is_postgres), "title": "'Rozmowa ' || n", "last_post_at": later, "sorted_at": later}
    numbered = f"{numbers(THREADS - 1)} SELECT {{}} FROM thread AS it, numbers WHERE it.id = :id"
    await connection.execute(
        text(inserted(Thread, numbered, ends | counts | new)), {"id": _value(is_postgres, pattern)}
    )
    kept = long - long // _GONE
    facts = {"last_position": long, "last_open_position": long, "post_count": kept, "open_post_count": kept}
    await connection.execute(update(Thread).where(Thread.id == pattern).values(facts))
    await connection.execute(text(_posts(is_postgres, long)), {"id": _value(is_postgres, first)})
    half, last = Thread.last_position // 2, Thread.last_position
    await connection.execute(ReadMark.__table__.delete().where(ReadMark.person_id == reader))  # type: ignore[attr-defined]
    passed = last // _GONE - half // _GONE
    halves = select(literal(reader), Thread.id, half, passed, half, passed, Thread.last_post_at)
    columns = ["person_id", "thread_id", "position", "passed", "open_position", "open_passed", "at"]
    await connection.execute(ReadMark.__table__.insert().from_select(columns, halves))  # type: ignore[attr-defined]


def _posts(is_postgres: bool, most: int) -> str:
    is_gone = f"n % {_GONE} = 0"
    place = {"id": _id(is_postgres), "thread_id": "t.id", "position": "n", "open_position": "n"}
    text = {"body": f"CASE WHEN {is_gone} THEN NULL ELSE it.body END"}
    gone = {"removed_at": f"CASE WHEN {is_gone} THEN it.created_at END"}
    question = (
        f"{numbers(most)} SELECT {{}} FROM thread AS t, numbers, post AS it "
        "WHERE it.id = :id AND n <= t.last_position AND NOT (t.id = it.thread_id AND n = 1)"
    )
    return inserted(Post, question, place | text | gone)


def inserted(model: type[Any], question: str, changes: dict[str, str]) -> str:
    """Rows like one that is there, but for some columns."""
    table: Table = model.__table__
    values = ", ".join(changes.get(column.name, f"it.{column.name}") for column in table.columns)
    names = ", ".join(column.name for column in table.columns)
    return f"INSERT INTO {table.name} ({names}) {question.format(values)}"


def numbers(last: int) -> str:
    return f"WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {last})"


def _id(is_postgres: bool) -> str:
    return "gen_random_uuid()" if is_postgres else "lower(hex(randomblob(16)))"


def _value(is_postgres: bool, id: UUID) -> Any:
    return id if is_postgres else id.hex


def _later(is_postgres: bool, at: str, seconds: str) -> str:
    if is_postgres:
        return f"{at} + {seconds} * interval '1 second'"
    return f"strftime('%Y-%m-%d %H:%M:%f000', {at}, '+' || {seconds} || ' seconds')"


async def _ask(shelf: Shelf, what: str) -> None:
    await ask(shelf.viewer, *shelf.asked(what))


async def ask(viewer: Viewer, document: str, variables: dict[str, Any]) -> dict[str, Any]:
    context = Context(viewer)
    answer = await schema.execute(document, variable_values=variables, context_value=context)
    await context.close()
    assert answer.errors is None, answer.errors
    assert answer.data
    return answer.data


async def _statements(shelf: Shelf, what: str) -> int:
    said: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        if not statement.startswith("BEGIN"):
            said.append(statement)

    engine = shelf.viewer.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    await _ask(shelf, what)
    event.remove(engine, "before_cursor_execute", note)
    return len(said)
