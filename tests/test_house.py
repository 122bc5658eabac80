"""The house itself: what is locked, what is shipped, and whether it runs outside of its checkout."""

import os
import re
import signal
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distributions, packages_distributions
from pathlib import Path
from time import monotonic, sleep

import httpx2
import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from tests.patience import PATIENCE
from tests.servers import free_port

HOUSE = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent


def test_the_lock_holds_a_version_that_fits_each_dependency() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text())["project"]
    lock = (HOUSE / "requirements.lock").read_text()
    locked = dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", lock, re.MULTILINE))
    for line in project["dependencies"] + project["optional-dependencies"]["dev"]:
        wanted = Requirement(line)
        assert wanted.specifier.contains(locked[wanted.name]), f"`make lock` is due: {line}"


def test_what_is_imported_is_locked() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text())["project"]
    locked = set(re.findall(r"^([a-z0-9-]+)==", (HOUSE / "requirements.lock").read_text(), re.MULTILINE))
    locked -= {Requirement(line).name for line in project["optional-dependencies"]["dev"]}
    given = {name for name, of in packages_distributions().items() if locked & {canonicalize_name(it) for it in of}}
    given |= sys.stdlib_module_names | {"hub", "schema", "migrations"}
    for file in [file for room in ("hub", "schema", "migrations") for file in (HOUSE / room).rglob("*.py")]:
        imports = re.findall(r"^\s*(?:from|import) ([a-z_0-9]+)", file.read_text(), re.MULTILINE)
        assert set(imports) <= given, file


FLOORS = {
    "strawberry-graphql": ">=0.341.2",  # the socket's Origin check, fixes of 0.323.2 and 0.312.3
    "graphql-core": ">=3.3.0",  # CVE-2026-75507, CVE-2026-75508
    "starlette": ">=1.0.1",  # CVE-2026-48710, CVE-2025-62727
    "h11": ">=0.16",  # CVE-2025-43859
    "redis": "<8",  # with broadcaster 0.3.1 its first subscriber hears nothing
    "python-multipart": ">=0.0.27",  # CVE-2026-40347, CVE-2026-42561; best not there at all
}
"""Below (or above) these a known hole is open."""


def test_what_is_installed_is_past_the_known_holes() -> None:
    installed = {it.metadata["Name"].lower(): it.version for it in distributions() if it.metadata["Name"]}
    assert {"strawberry-graphql", "graphql-core", "starlette", "h11", "redis"} <= installed.keys()
    for name, floor in FLOORS.items():
        if name in installed:
            assert SpecifierSet(floor).contains(installed[name]), f"{name} {installed[name]} is not {floor}"


def test_compose_accepts_the_file_once_it_has_a_password() -> None:
    refused = compose(without("HUB_DB_PASSWORD"))
    assert refused.returncode != 0
    assert "set HUB_DB_PASSWORD" in refused.stderr
    accepted = compose(os.environ | {"HUB_DB_PASSWORD": "a-test"})
    assert (accepted.returncode, accepted.stderr) == (0, "")


def compose(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [str(PROGRAMS / "docker-compose"), "config", "--quiet"]
    return subprocess.run(command, cwd=HOUSE, env=environment, capture_output=True, text=True)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-build-isolation", "--wheel-dir", str(folder), str(HOUSE))
    return next(folder.glob("empiria-*.whl"))


def test_the_wheel_carries_the_page_the_migrations_and_the_contract(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {"hub/page/index.html", "schema/hub.graphql", "migrations/env.py"} <= set(names)
    assert any(re.fullmatch(r"hub/page/assets/.+\.js", name) for name in names)
    assert any(re.fullmatch(r"migrations/versions/.+\.py", name) for name in names)
    assert not [name for name in names if re.match(r"tests|frontend|.*node_modules|.*__pycache__", name)]


def test_the_wheel_serves_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site packages"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    pip("install", "--target", str(site), str(wheel))
    port = free_port()
    # The wheel shadows the checkout; only its dependencies come from this environment.
    environment = without("HUB_") | {"PYTHONPATH": str(site), "HUB_PORT": str(port), "HUB_DEMO": "1"}
    where = "import hub, schema, migrations; print(hub.__file__, schema.__file__, migrations.__file__)"
    files = subprocess.check_output([sys.executable, "-c", where], cwd=elsewhere, env=environment, text=True)
    assert files.count(str(site)) == 3

    hub = str(site / "bin" / "hub")
    for verb in ("migrate", "demo"):
        subprocess.run([hub, verb], cwd=elsewhere, env=environment, check=True, timeout=PATIENCE)
    with serving([hub, "serve"], elsewhere, environment):
        page = answer(f"http://127.0.0.1:{port}/")
        assert page.status_code == 200
        assert page.headers["content-type"].startswith("text/html")
        for asset in re.findall(r'(?:src|href)="(/[^"]+\.(?:js|css))"', page.text):
            assert httpx2.get(f"http://127.0.0.1:{port}{asset}").status_code == 200
    assert list(elsewhere.glob("var/*.sqlite3"))


def pip(command: str, *arguments: str) -> None:
    quiet = ["--quiet", "--disable-pip-version-check", "--no-deps", "--no-index"]
    subprocess.run([sys.executable, "-m", "pip", command, *quiet, *arguments], check=True)


def without(prefix: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(prefix)}


@contextmanager
def serving(command: list[str], folder: Path, environment: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(command, cwd=folder, env=environment)
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        finally:
            process.kill()


def answer(url: str) -> httpx2.Response:
    """The first answer of a server that is starting."""
    deadline = monotonic() + PATIENCE
    while True:
        try:
            return httpx2.get(url)
        except httpx2.TransportError:
            if monotonic() > deadline:
                raise
            sleep(0.1)
