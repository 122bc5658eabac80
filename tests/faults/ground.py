"""What a hub stands on: a database with the demo and, beside PostgreSQL, a Valkey of its own; and the hubs on it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from sqlalchemy import String, select, type_coerce
from sqlalchemy.engine import make_url

from hub.consequences import open_database
from hub.database import Database, Viewer
from hub.ids import encode
from hub.models import Audience, Board, Event, Network, Person, Post, Stream, Thread
from hub.settings import Settings
from tests.faults.logs import Line, Stored, StoredPost
from tests.faults.processes import Bus, Worker

_SUBJECTS = {"post": Post.prefix, "thread": Thread.prefix, "threads": Board.prefix}


@dataclass
class Ground:
    """Everything happens in one network, Miasto obywateli."""

    folder: Path
    database: Database
    bus: Bus | None
    network: Network
    threads: dict[Audience, str]
    """A thread of each audience."""
    posts_of_the_demo: frozenset[UUID]
    running: AsyncExitStack = field(default_factory=AsyncExitStack)

    @property
    def url(self) -> str:
        return self.database.settings.database_url

    @property
    def is_sqlite(self) -> bool:
        return make_url(self.url).get_backend_name() == "sqlite"

    @property
    def operator(self) -> Viewer:
        return Viewer(self.database)

    async def speaker(self, email: str) -> Viewer:
        """Somebody for whom verbs are called from here, in no hub."""
        async with self.database.reading(self.operator) as work:
            person = await work.row(select(Person).where(Person.email == email))
        assert person
        return Viewer(self.database, person.id)

    async def worker(self, url: str = "", **settings: str) -> Worker:
        """A hub that runs until the ground goes, on this database unless another is named."""
        bus_url = self.bus.url if self.bus else "memory://"
        return await self.running.enter_async_context(Worker(self.folder, url or self.url, bus_url, **settings))

    async def workers(self) -> list[Worker]:
        """As many as the bus allows: two, or one on a bus in memory."""
        return [await self.worker() for _ in range(2 if self.bus else 1)]

    async def stored(self) -> Stored:
        async with self.database.engine.connect() as connection:
            threads = dict((await connection.execute(_THREADS.where(Thread.network_id == self.network.id))).all())
            posts = (await connection.execute(_POSTS.where(Thread.network_id == self.network.id))).all()
            boards = await connection.scalars(select(Board.id).where(Board.network_id == self.network.id))
            streams = select(Stream.id, Stream.kind, Stream.head).where(Stream.about_id == self.network.id)
            heads = {id: (kind.value, head) for id, kind, head in (await connection.execute(streams)).all()}
            events = (await connection.execute(_EVENTS.where(Event.stream_id.in_(heads)))).all()
        rows = {encode(Board.prefix, id) for id in boards} | {encode(Thread.prefix, id) for id in threads}
        written = {
            encode(Post.prefix, id): StoredPost(body.partition("\n")[0] if body else str(id), _streams(threads[thread]))
            for id, position, body, thread in posts
            if id not in self.posts_of_the_demo and position > 1
        }
        lines: dict[str, list[Line]] = {kind: [] for kind, _ in heads.values()}
        for stream, number, kind, subject in events:
            lines[heads[stream][0]].append(line(number, kind, subject))
        everything = rows | {encode(Post.prefix, post[0]) for post in posts}
        return Stored(written, frozenset(everything), lines, dict(heads.values()))


_THREADS = select(Thread.id, Thread.audience)
_POSTS = select(Post.id, Post.position, Post.body, Post.thread_id).join(Thread, Post.thread_id == Thread.id)
_EVENTS = select(Event.stream_id, Event.number, type_coerce(Event.kind, String), Event.subject_id).order_by(
    Event.number
)


def line(number: int, kind: str, subject: UUID) -> Line:
    """A stored event, in the words in which it is delivered."""
    name = "".join(word.title() for word in kind.split("_"))
    return Line(number, name, encode(_SUBJECTS.get(kind.partition("_")[0], kind), subject))


def _streams(audience: Audience) -> frozenset[str]:
    return frozenset({"members"} if audience is Audience.MEMBERS else {"members", "everyone"})


@asynccontextmanager
async def standing_on(url: str, folder: Path, bus: Bus | None = None, slug: str = "obywateli") -> AsyncIterator[Ground]:
    """The ground over a database with the demo in it, with that bus or its own. Bus and hubs are gone on exit."""
    database = open_database(Settings.model_validate({"database_url": url, "secret": "a test's secret"}))
    async with AsyncExitStack() as stack:
        stack.push_async_callback(database.close)
        if bus is None and make_url(url).get_backend_name() != "sqlite":
            bus = Bus(folder)
        if bus:
            await stack.enter_async_context(bus)
        async with database.reading(Viewer(database)) as work:
            network = await work.row(select(Network).where(Network.slug == slug))
            assert network, "the demo is not there"
            threads = await work.rows(select(Thread).where(Thread.network_id == network.id).order_by(Thread.id))
            posts = await work.rows(select(Post.id))
        ground = Ground(folder, database, bus, network, _of_each_audience(threads), frozenset(posts))
        await stack.enter_async_context(ground.running)
        yield ground


def _of_each_audience(threads: Sequence[Thread]) -> dict[Audience, str]:
    return {thread.audience: thread.public_id for thread in threads}
