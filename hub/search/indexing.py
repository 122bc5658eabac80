"""The index, kept in the transaction of each change: a row that is written is indexed, one that has no words leaves."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from hub.database import Work
from hub.models import Row, SearchEntry, SearchKind, SearchWord
from hub.search import polish
from hub.search.kinds import FINDABLE
from hub.search.matching import has_entry
from hub.search.scopes import SIZE

_SHORTEST, _LONGEST = 4, 40
"""Of words among which a mistyped one is looked for."""
_AT_ONCE = 500
"""Rows a statement: there are as many parameters as a database takes."""

Written = tuple[SearchKind, Row]


async def index(work: Work) -> None:
    """What the transaction has written so far."""
    changes = work.changes
    kinds = {findable.model: kind for kind, findable in FINDABLE.items()}
    added = [(kinds[type(row)], row) for row in changes.added.values() if type(row) in kinds]
    changed = [(kind, row) for kind, it in FINDABLE.items() for row in changes.changed(it.model, it.columns)]
    gone = {row.id for _, row in changed} | changes.deleted
    if gone or added:
        await polish.loaded()
        await write(work, [*changed, *added], gone)


async def write(work: Work, rows: Iterable[Written], gone: Collection[UUID]) -> None:
    """Indexes these rows; the entries of those that have gone, or are indexed anew, make place."""
    stale: set[str] = set()
    for subjects in _parts(list(gone)):
        left = delete(SearchEntry).where(SearchEntry.subject_id.in_(subjects)).returning(SearchEntry.tokens)
        stale.update(token for (tokens,) in await work.execute(left) for token in tokens.split())
    written = list(rows)
    beside = await _beside(work, written)
    entries = [entry for entry in (_entry(kind, row, beside) for kind, row in written) if entry["tokens"]]
    for some in _parts(entries):
        await work.execute(insert(SearchEntry).values(some))
    fresh = {token for entry in entries for token in entry["tokens"].split()}
    await _learn(work, {token for token in fresh if SIZE + _SHORTEST <= len(token) <= SIZE + _LONGEST})
    await forget(work, stale - fresh)


async def forget(work: Work, tokens: Iterable[str]) -> None:
    """Those of these words that no entry has any more."""
    for some in _parts(sorted(tokens)):
        await work.execute(delete(SearchWord).where(SearchWord.word.in_(some), ~has_entry(SearchWord.word)))


async def _learn(work: Work, tokens: Iterable[str]) -> None:
    """In their order, so that two who learn the same words never wait for each other in a circle."""
    add = sqlite.insert if work.viewer.database.engine.dialect.name == "sqlite" else postgresql.insert
    for some in _parts(sorted(tokens)):
        rows = [{"word": token, "head": token[: SIZE + 2], "tail": token[:SIZE] + token[-2:]} for token in some]
        await work.execute(add(SearchWord).values(rows).on_conflict_do_nothing())


T = TypeVar("T")


def _parts(items: Sequence[T]) -> Iterator[Sequence[T]]:
    return (items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE))


async def _beside(work: Work, rows: Sequence[Written]) -> dict[UUID | None, Row]:
    """What the scopes of these rows depend on, read at once where it is not known."""
    found: dict[UUID | None, Row] = {}
    for kind, findable in FINDABLE.items():
        if findable.beside:
            model, column = findable.beside
            ids = {getattr(row, column) for it, row in rows if it is kind} - {None}
            known = [row for id in ids if (row := work.known(model, id))]
            missing = ids - {row.id for row in known}
            read = await work.rows(select(model).where(model.id.in_(missing))) if missing else []
            found.update((row.id, row) for row in (*known, *read))
    return found


def _entry(kind: SearchKind, row: Row, beside: Mapping[UUID | None, Row]) -> dict[str, Any]:
    findable = FINDABLE[kind]
    said = findable.said(row)
    scope = (
        findable.scope(row, beside.get(getattr(row, findable.beside[1]) if findable.beside else None)) if said else ""
    )
    words = [found[0] for found in polish.words(said)]
    return {
        "kind": kind,
        "subject_id": row.id,
        "rank": findable.rank,
        "at": findable.at(row),
        "words": f" {' '.join(map(polish.fold, words))} ",
        "tokens": " ".join(sorted({scope + token for word in words for token in polish.tokens(word)})),
    }
