"""The page's own documents, taken from the front end: what it follows a network with, and the same as a query."""

import re
from functools import cache
from pathlib import Path

_PAGE = Path(__file__).resolve().parents[2] / "frontend" / "src"


@cache
def news() -> str:
    """The subscription with which every page follows a network: `$network`, `$after`."""
    texts = [text for path in sorted(_PAGE.rglob("*.ts*")) for text in _written_in(path)]
    fragments = {found[1]: text for text in texts if (found := re.search(r"^\s*fragment (\w+)", text))}
    (news,) = (text for text in texts if "subscription" in text and "networkEvents" in text)
    return _with_fragments(news, fragments)


@cache
def named(name: str) -> str:
    """The page's query of that name."""
    texts = [text for path in sorted(_PAGE.rglob("*.ts*")) for text in _written_in(path)]
    fragments = {found[1]: text for text in texts if (found := re.search(r"^\s*fragment (\w+)", text))}
    (query,) = (text for text in texts if re.search(rf"\bquery {name}\b", text))
    return _with_fragments(query, fragments)


def events() -> str:
    """The same by query, a batch of 100 at a time."""
    return news().replace("subscription ", "query ", 1).replace("networkEvents(", "events(first: 100, ", 1)


def _written_in(path: Path) -> list[str]:
    return [] if "contract" in path.parts else re.findall(r"\bgraphql\(\s*`([^`]*)`", path.read_text())


def _with_fragments(text: str, fragments: dict[str, str]) -> str:
    used = {name for name in re.findall(r"\.\.\.\s*(\w+)", text) if name in fragments}
    missing = sorted(name for name in used if f"fragment {name} " not in text)
    return _with_fragments("\n".join([text, *(fragments[name] for name in missing)]), fragments) if missing else text
