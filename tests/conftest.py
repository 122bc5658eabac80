"""What tests stand on: the demo in a database of their own, on SQLite and on PostgreSQL, and a hub that serves it."""

import asyncio
import fcntl
import gc
import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST
from sqlalchemy import delete, update
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from hub import clock, demo, engine, migrating, notices, reference
from hub.consequences import open_database
from hub.database import Database, Viewer
from hub.leases import Holder
from hub.models import Lease, Mailing
from hub.people import passwords
from hub.settings import Settings
from tests.cast import Hub, Person, serving
from tests.servers import create_database, database, find_postgres, postgres

for name in [
    name for name in os.environ if name.startswith("HUB_") and not name.startswith(("HUB_TEST_", "HUB_REQUIRE"))
]:
    del os.environ[name]  # tests say themselves how a hub is set


COST = passwords._hasher
"""What hashing takes outside of tests; here it is done by the hundred."""
passwords._hasher = PasswordHasher.from_parameters(CHEAPEST)


@pytest.fixture(scope="session", autouse=True)
def one_dialect() -> Iterator[None]:
    """What SQLAlchemy has compiled for the database of one test serves the next, which is asked the same."""
    compiled: dict[str, tuple[Any, Any]] = {}

    def create(*args: Any, **kwargs: Any) -> AsyncEngine:
        made = create_async_engine(*args, **kwargs)
        inner = made.sync_engine
        known = compiled.get(inner.dialect.name)
        if known and hasattr(known[0], "default_isolation_level"):  # it has met a server, and knows what that can do
            inner.dialect, inner._compiled_cache = known
        else:
            compiled[inner.dialect.name] = inner.dialect, inner._compiled_cache
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "create_async_engine", create)
        yield


OURS = {"secret": "a test's secret", "rate": 0}


def settings_for(url: str, **others: object) -> Settings:
    return Settings.model_validate(OURS | {"database_url": url} | others)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out the second database where a test is marked `any_database`; the longest go first."""
    twice = [item for item in items if item.get_closest_marker("any_database") and _on(item) == "postgresql"]
    config.hook.pytest_deselected(items=twice)
    items[:] = sorted((item for item in items if item not in twice), key=_turn)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector need not look through it again and again."""
    gc.freeze()


LONG = (
    "test_two_worlds",
    "test_pages",
    "test_hostile_text",
    "test_matrix",
    "test_stalls",
    "test_jobs",
    "faults",
    "browser",
)
"""What takes longest is begun first, so that nobody waits for it in the end."""


def _turn(item: pytest.Item) -> int:
    return next((turn for turn, name in enumerate(LONG) if name in item.nodeid), len(LONG))


def _on(item: pytest.Item) -> object:
    call = getattr(item, "callspec", None)
    return call.params.get("url") if call else None


async def _load_demo(url: str) -> None:
    await migrating.migrate(url)
    opened = open_database(settings_for(url))
    await reference.load(Viewer(opened))
    await demo.load(Viewer(opened))
    await _reckon_digests(opened)
    await opened.close()


async def _reckon_digests(opened: Database) -> None:
    """What the jobs of each hub would do first: it is reckoned when each digest is due, and none is in the tests."""
    holder = Holder(Viewer(opened))
    await holder.hold()
    await notices.post_digests(holder)
    async with opened.engine.begin() as connection:
        await connection.execute(update(Mailing).values(due_at=clock.now() + timedelta(days=1)))
        await connection.execute(delete(Lease))


def _with_demo(url: str) -> None:
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, _load_demo(settings_for(url).database_url)).result()


@pytest.fixture(scope="session")
def of_all_workers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that they share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session", autouse=True)
def files(of_all_workers: Path) -> None:
    """Where files are kept in tests: those of the demo, which one of the workers loads, are there for all."""
    OURS["files_url"] = (of_all_workers / "files").as_uri()


def once(path: Path, make: Callable[[Path], None]) -> Path:
    """What one worker makes for all; whoever comes meanwhile waits."""
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            half = path.with_suffix(".half")
            make(half)
            half.rename(path)
    return path


@pytest.fixture(scope="session")
def sqlite_demo(of_all_workers: Path) -> Path:
    """A file with the demo, to be copied."""
    return once(of_all_workers / "demo.sqlite3", lambda path: _with_demo(f"sqlite:///{path}"))


DEMO = "demo"
"""The name of a database with the demo, to be copied, on a server of our own."""


@pytest.fixture(scope="session")
def postgres_data(of_all_workers: Path) -> Path:
    """The folder of a server that holds the demo, to be copied."""

    def make(path: Path) -> None:
        programs = find_postgres()
        assert programs
        with postgres(programs, stays_at=path) as server:
            _with_demo(create_database(server, DEMO))

    return once(of_all_workers / "postgres", make)


@pytest.fixture(scope="session")
def postgres_demo(postgres_url: str) -> Iterator[str]:
    """The name of that database, or of one like it on a server that is not ours."""
    if "HUB_TEST_POSTGRES_URL" not in os.environ:
        yield DEMO
        return
    with database(postgres_url) as url:
        _with_demo(url)
        name = make_url(url).database
        assert name
        yield name


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with the demo that exists for one test."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_demo"), tmp_path / "hub.sqlite3")
        yield f"sqlite:///{tmp_path}/hub.sqlite3"
    else:
        template = request.getfixturevalue("postgres_demo")
        with database(request.getfixturevalue("postgres_url"), template) as copied:
            yield copied


@pytest.fixture
async def hub(url: str) -> AsyncIterator[Hub]:
    async with serving(settings_for(url)) as served:
        yield served


@pytest.fixture
async def member(hub: Hub) -> Person:
    return await hub.person("member")


@pytest.fixture
async def moderator(hub: Hub) -> Person:
    return await hub.person("moderator")


@pytest.fixture
async def observer(hub: Hub) -> Person:
    return await hub.person("observer")


@pytest.fixture
async def outsider(hub: Hub) -> Person:
    return await hub.person("outsider")
