"""What tests stand on: the demo in a database of their own, on SQLite and on PostgreSQL, and a hub that serves it."""

import asyncio
import gc
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST
from sqlalchemy.engine import make_url

from hub import demo, migrating, reference
from hub.consequences import open_database
from hub.database import Viewer
from hub.people import passwords
from hub.settings import Settings
from tests.cast import Hub, Person, serving
from tests.servers import database

for name in [
    name for name in os.environ if name.startswith("HUB_") and not name.startswith(("HUB_TEST_", "HUB_REQUIRE"))
]:
    del os.environ[name]  # tests say themselves how a hub is set


COST = passwords._hasher
"""What hashing takes outside of tests; here it is done by the hundred."""
passwords._hasher = PasswordHasher.from_parameters(CHEAPEST)


def settings_for(url: str, **others: object) -> Settings:
    ours = {"database_url": url, "secret": "a test's secret", "files_url": "memory:///"}
    return Settings.model_validate(ours | others)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out the second database where a test is marked `any_database`."""
    twice = [item for item in items if item.get_closest_marker("any_database") and _on(item) == "postgresql"]
    config.hook.pytest_deselected(items=twice)
    items[:] = [item for item in items if item not in twice]


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector need not look through it again and again."""
    gc.freeze()


def _on(item: pytest.Item) -> object:
    call = getattr(item, "callspec", None)
    return call.params.get("url") if call else None


async def _load_demo(url: str) -> None:
    await migrating.migrate(url)
    opened = open_database(settings_for(url))
    await reference.load(Viewer(opened))
    await demo.load(Viewer(opened))
    await opened.close()


def _with_demo(url: str) -> None:
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, _load_demo(settings_for(url).database_url)).result()


@pytest.fixture(scope="session")
def sqlite_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the demo, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "demo.sqlite3"
    _with_demo(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_demo(postgres_url: str) -> Iterator[str]:
    """The name of a database with the demo, to be copied."""
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
