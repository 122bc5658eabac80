"""Posts and comments collected from Facebook, as CSV or JSON: docs/importing.md says how the files look.

Each line of the report says what becomes of a post. A wrong line stops the import: either all of a file comes, or
nothing. What came once does not come again; new comments of a known post do.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from hub import boards, events, text
from hub.database import Viewer, Work, transaction
from hub.errors import HubError, Invalid, NotFound
from hub.importing.authors import Authors
from hub.importing.discussions import Discussion, ImportedPost, add
from hub.models import Audience, Board, EventKind, Network, Thread

_ZONE = ZoneInfo("Europe/Warsaw")
_DATES = ("%d.%m.%Y %H:%M", "%d.%m.%Y", "%Y-%m-%d %H:%M")
_TITLE = 80
_BIGGEST = 50_000_000


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the report."""

    number: int
    what: str
    is_wrong: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    number: int
    """The line in the file, or the place among its posts."""
    fields: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return (self.fields.get(name) or "").strip()


class _Undone(Exception):
    """Takes back what a dry run did."""


async def load_facebook(
    viewer: Viewer, data: bytes, network_slug: str, board_title: str, is_dry: bool = False
) -> list[Told]:
    """Brings in what the file holds, or only says what would become of it. Raises Invalid for a file of another form.

    When a line of the report is wrong, nothing was brought in.
    """
    entries, report = _read(data), list[Told]()

    @transaction
    async def load(work: Work) -> None:
        report[:] = await _load(work, entries, network_slug, board_title)
        if is_dry or any(told.is_wrong for told in report):
            raise _Undone

    with suppress(_Undone):
        await load(viewer)
    return sorted(report, key=lambda told: told.number)


async def _load(work: Work, entries: list[_Entry], network_slug: str, board_title: str) -> list[Told]:
    network = await work.row(select(Network).where(Network.slug == network_slug))
    if network is None:
        raise NotFound()
    board = await work.row(select(Board).where(Board.network_id == network.id, Board.title == board_title))
    board = board or await boards.create(work, network, board_title, Audience.MEMBERS)
    report, authors, has_news = list[Told](), Authors(), False
    for root, comments in _discussions(entries, report):
        try:
            said = [_post(entry) for entry in (root, *comments)]
            discussion = Discussion(
                id=f"facebook/{root['id']}", title=_title(root), created_at=said[0].created_at, posts=said
            )
            known = await _known(work, board, discussion.id)
            added = await add(work, network, board, discussion, authors, known)
        except (HubError, ValueError) as error:
            report.append(Told(root.number, _reason(error), is_wrong=True))
            continue
        has_news = has_news or bool(added)
        for entry, post in zip((root, *comments), said, strict=True):
            came = "a new conversation" if entry is root else f"an answer to {entry['reply_to']}"
            report.append(Told(entry.number, came if post.n in added else "is there already"))
    if has_news:
        events.record(work, EventKind.THREADS_IMPORTED, board, board)
    return report


async def _known(work: Work, board: Board, key: str) -> Thread | None:
    return await work.row(select(Thread).where(Thread.board_id == board.id, Thread.import_key == key))


def _discussions(entries: list[_Entry], report: list[Told]) -> Iterator[tuple[_Entry, list[_Entry]]]:
    """Posts with all that hangs below them. What is wrong with a line is told, and the line left out."""
    by_id: dict[str, _Entry] = {}
    for entry in entries:
        if problem := _problem(entry, by_id):
            report.append(Told(entry.number, problem, is_wrong=True))
        else:
            by_id[entry["id"]] = entry
    below: dict[str, list[_Entry]] = {}
    for entry in by_id.values():
        root = entry
        while root["reply_to"]:  # what is answered stands above, so this ends
            root = by_id[root["reply_to"]]
        below.setdefault(root["id"], []).append(entry)
    for first, *comments in below.values():
        yield first, comments


def _problem(entry: _Entry, above: dict[str, _Entry]) -> str | None:
    if missing := [name for name in ("id", "author", "date", "text") if not entry[name]]:
        return f"has no {', '.join(missing)}"
    if entry["id"] in above:
        return f"has the id of line {above[entry['id']].number}: {entry['id']}"
    if entry["reply_to"] and entry["reply_to"] not in above:
        return f"answers {entry['reply_to']}, which does not stand above it"
    return None if _moment(entry["date"]) else f"has no date that can be read: {entry['date']}"


def _post(entry: _Entry) -> ImportedPost:
    moment = _moment(entry["date"])
    assert moment, "a line without a date was left out"
    return ImportedPost(
        n=entry.number,
        key=entry["id"],
        replies_to_key=entry["reply_to"] or None,
        author=entry["author"],
        created_at=moment,
        body=text.body("text", entry["text"]),
    )


def _title(entry: _Entry) -> str:
    first = entry["title"] or entry["text"].splitlines()[0]
    return first if len(first) <= _TITLE else first[:_TITLE].rsplit(" ", 1)[0] + "…"


def _moment(said: str) -> datetime | None:
    """Without a zone it is Polish time."""
    for read in (datetime.fromisoformat, *(_reading(form) for form in _DATES)):
        try:
            found = read(said)
        except ValueError:
            continue
        return found if found.tzinfo else found.replace(tzinfo=_ZONE)
    return None


def _reading(form: str) -> Callable[[str], datetime]:
    return lambda said: datetime.strptime(said, form)


def _read(data: bytes) -> list[_Entry]:
    if len(data) > _BIGGEST:
        raise Invalid("file", "This file is too big. At most {limit} MB fit.", limit=_BIGGEST // 1_000_000)
    try:
        written = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        written = data.decode("cp1250", errors="replace")
    return list(_from_json(written) if written.lstrip().startswith(("[", "{")) else _from_csv(written))


def _from_csv(written: str) -> Iterator[_Entry]:
    header = written.partition("\n")[0]
    delimiter = max(";,\t", key=header.count)
    rows = csv.DictReader(io.StringIO(written, newline=""), delimiter=delimiter)
    names = {name.strip().lower() for name in rows.fieldnames or () if name}
    if not {"id", "author", "date", "text"} <= names:
        raise Invalid("file", "The first line of a CSV names its columns: id, reply_to, author, date, title, text.")
    for row in rows:
        number = rows.line_num
        yield _Entry(number, {name.strip().lower(): value for name, value in row.items() if isinstance(value, str)})


def _from_json(written: str) -> Iterator[_Entry]:
    try:
        held = json.loads(written)
    except ValueError as error:
        raise Invalid("file", "This is not JSON: {reason}", reason=str(error)) from None
    posts = held.get("posts") if isinstance(held, dict) else held
    if not isinstance(posts, list):
        raise Invalid("file", "JSON holds a list of posts, each with id, author, date, text and comments.")
    for number, fields in enumerate(_flat(posts, ""), start=1):
        yield _Entry(number, fields)


def _flat(posts: Iterable[Any], under: str) -> Iterator[dict[str, str]]:
    """A post, then what hangs below it. A comment without an id is known by where it stands."""
    for place, post in enumerate(posts, start=1):
        if not isinstance(post, dict):
            raise Invalid("file", "JSON holds a list of posts, each with id, author, date, text and comments.")
        fields = {name: str(value) for name, value in post.items() if isinstance(value, str | int)}
        if under:
            fields = {"id": f"{under}/{place}"} | fields | {"reply_to": under}
        yield fields
        comments = post.get("comments")
        yield from _flat(comments if isinstance(comments, list) else (), fields.get("id", ""))


def _reason(error: Exception) -> str:
    return str(error).partition("\n")[0]
