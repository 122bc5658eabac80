"""What has been run already, kept under var/soak/ as long as the code is the same."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

STATE = Path("var/soak/state.json")
Result = Mapping[str, float | str]
"""The figures of one round, as JSON."""

_CODE = ("hub", "schema", "migrations", "tests/faults", "tests/soak", "tests/worlds")


class Progress:
    """Results by run and ground, in the order of their rounds."""

    def __init__(self, is_afresh: bool) -> None:
        self._version = _version()
        kept = json.loads(STATE.read_text()) if STATE.exists() and not is_afresh else {}
        self._results: dict[str, list[Result]] = kept["results"] if kept.get("version") == self._version else {}

    def of(self, name: str) -> list[Result]:
        return self._results.setdefault(name, [])

    def add(self, name: str, result: Result) -> None:
        self.of(name).append(result)
        STATE.parent.mkdir(parents=True, exist_ok=True)
        written = STATE.with_suffix(".new")
        written.write_text(json.dumps({"version": self._version, "results": self._results}, indent=1))
        written.replace(STATE)


def _version() -> str:
    """Of the code that is run."""
    digest = hashlib.sha256()
    for path in sorted(path for folder in _CODE for path in Path(folder).rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
