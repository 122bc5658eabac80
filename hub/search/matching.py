"""What is asked for, as each database wants it said. Tokens are ASCII letters and digits: nothing in them is syntax."""

from collections.abc import Collection, Sequence
from itertools import product
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Dialect, String, exists, literal, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

from hub.models import SearchEntry

Terms = Sequence[Collection[str]]
"""One token of each."""


def matches(scopes: Sequence[str], *ways: Terms) -> ColumnElement[bool]:
    """Entries in one of these scopes that have all terms in one of these ways."""
    theirs = [[{scope + token for token in term} for term in way] for scope, way in product(scopes, ways)]
    return _Matches(literal(theirs, _Query()))


def has_entry(token: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Whether any entry has the token of that column."""
    return exists(select(SearchEntry.id).where(_Matches(token)))


def in_a_row(folded: Sequence[str]) -> ColumnElement[bool]:
    """Entries in which these words follow each other."""
    return SearchEntry.words.contains(f" {' '.join(folded)} ")


class _Query(TypeDecorator[Sequence[Terms]]):
    impl = String
    cache_ok = True

    def process_bind_param(self, value: Sequence[Terms] | None, dialect: Dialect) -> str:
        either, both = (" OR ", " AND ") if dialect.name == "sqlite" else (" | ", " & ")

        def one_of(parts: Collection[str], word: str) -> str:
            return f"({word.join(parts)})"

        return one_of([one_of([one_of(sorted(term), either) for term in way], both) for way in value or ()], either)


class _Matches(FunctionElement[bool]):
    type = Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> Any:
        """As it is: SQLite, told that it shall be equal to 1, would read every entry."""
        return self


@compiles(_Matches, "sqlite")
def _on_sqlite(element: _Matches, compiler: Any, **options: Any) -> str:
    query = compiler.process(element.clauses, **options)
    return f"search_entry.id IN (SELECT rowid FROM search_index WHERE search_index MATCH {query})"  # noqa: S608


@compiles(_Matches, "postgresql")
def _on_postgresql(element: _Matches, compiler: Any, **options: Any) -> str:
    query = compiler.process(element.clauses, **options)
    return f"array_to_tsvector(string_to_array(search_entry.tokens, ' ')) @@ CAST({query} AS tsquery)"
