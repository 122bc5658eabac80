"""The town that is measured: a database with people enough for all subscribers, made through the hub's own verbs.

It is open here as in a worker beside the server's: what this process commits, the server hears of by the bus.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from sqlalchemy import select

from hub import app, migrating, people, permissions, reference, threads
from hub.database import Database, Viewer, Work, transaction
from hub.models import Board, Network
from hub.settings import Settings
from tests.bench.goals import NotMeasured
from tests.servers import database, find_postgres, find_valkey, postgres, valkey

PEOPLE = 260
"""Twenty sockets each: enough for 5,000."""
NETWORKS = {1: "klimat", 100: "obywateli", 1_000: "cyfrowe", 2_000: "zasoby", 5_000: "przedsiebiorcze"}
"""Where that many follow, so that no crowd hears another's news."""
WORDS = "Lorem ipsum dolor sit amet, consectetur adipiscing elit."
_EMAIL = "reader-{}@bench.example"


@dataclass(frozen=True)
class Town:
    settings: Settings
    viewer: Viewer
    """Who writes: one of the people."""
    tokens: list[str]
    """One a person."""
    networks: dict[int, str]
    """By the size of the crowd that follows there, as public ids; likewise:"""
    threads: dict[int, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """What a server of this town is started with, but for its port."""
        return {
            "HUB_RATE": "0",
            "HUB_DATABASE_URL": self.settings.database_url,
            "HUB_BROADCAST_URL": self.settings.broadcast_url,
            "HUB_SECRET": self.settings.secret.get_secret_value(),
        }

    async def begin(self, size: int) -> str:
        """A new thread on the first board of that network."""
        async with self.viewer.database.reading(self.viewer) as work:
            network = await permissions.find(work, Network, self.networks[size])
            board = await work.row(select(Board).where(Board.network_id == network.id, Board.place == 1))
        assert board
        return (await threads.start(self.viewer, board.public_id, "What it costs to tell everybody", WORDS)).public_id

    async def post(self, size: int, text: str) -> None:
        """Somebody posts where a crowd of that size follows. Committed when it returns."""
        if size not in self.threads:
            self.threads[size] = await self.begin(size)
        await threads.reply(self.viewer, self.threads[size], text)


@asynccontextmanager
async def town() -> AsyncIterator[Town]:
    async with AsyncExitStack() as stack:
        programs, program = find_postgres(), find_valkey()
        if not programs or not program:
            raise NotMeasured("the hub is measured on PostgreSQL and Valkey, and one of them is not here")
        url = stack.enter_context(database(stack.enter_context(postgres(programs))))
        bus = stack.enter_context(valkey(program))
        settings = Settings.model_validate({"database_url": url, "broadcast_url": bus, "secret": "a benchmark's"})
        await migrating.migrate(settings.database_url)
        application = app.create(settings)
        await stack.enter_async_context(application.router.lifespan_context(application))
        yield await _settle(settings, application.state.database)


async def _settle(settings: Settings, opened: Database) -> Town:
    stranger = Viewer(opened)
    await reference.load(stranger)
    tokens = await _people(stranger)
    viewer = await people.by_token(stranger, tokens[0])
    async with opened.reading(viewer) as work:
        known = {network.slug: network.public_id for network in await work.rows(select(Network))}
    return Town(settings, viewer, tokens, {size: known[slug] for size, slug in NETWORKS.items()})


@transaction
async def _people(work: Work) -> list[str]:
    """Coordinators all, because they follow everywhere; gives their tokens."""
    emails = [_EMAIL.format(number) for number in range(PEOPLE)]
    for email in emails:
        await people.invite_coordinator(work, email)
    return [await people.make_token(work, email, "bench", True) for email in emails]
