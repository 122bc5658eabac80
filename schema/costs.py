"""What is too much for one document: each measure, its limit, and what to ask less of."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from graphql import DocumentNode, GraphQLSchema, GraphQLSyntaxError, parse
from graphql.validation.rules import overlapping_fields_can_be_merged

from hub.errors import TooCostly
from schema.recent import kept
from schema.shapes import Shape, operations_of, shape

TOKENS, COMMENTS = 1_500, 200
overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET = 10_000
"""Comparisons of fields of the same name; the page's documents need a few hundred. Read when validation begins."""


class _Limit(NamedTuple):
    most: int
    sentence: str


LIMITS = {
    "tokens": _Limit(TOKENS, "This document has more than {limit} tokens. Ask in several requests."),
    "operations": _Limit(5, "This document has {asked} operations, at most {limit} are read. Send only what you run."),
    "depth": _Limit(16, "This asks {asked} levels deep, at most {limit} are answered. Ask for inner ones by `node`."),
    "selections": _Limit(500, "This selects {asked} fields, at most {limit} are answered. Ask in several requests."),
    "aliases": _Limit(20, "This uses {asked} aliases, at most {limit} are answered. Ask in several requests."),
    "directives": _Limit(10, "This uses {asked} directives, at most {limit} are read. Leave some out."),
    "cost": _Limit(
        10_000,
        "This asks for up to {asked} objects, at most {limit} are answered. Ask for fewer by `first` or `last`.",
    ),
}


@kept
def parsed(query: str) -> DocumentNode:
    """The document. Raises GraphQLSyntaxError, and TooCostly for one that is too long to be read."""
    try:
        return parse(query, max_lexical_tokens=TOKENS, max_comments=COMMENTS)
    except GraphQLSyntaxError as error:
        if "Parsing aborted" in error.message:
            raise _too_costly("tokens", TOKENS + 1) from None
        raise


def checked(query: str, variables: Mapping[str, Any], schema: GraphQLSchema) -> Shape:
    """How much it asks for. Raises TooCostly, once, for the first measure that is over its limit."""
    sizes = {name: value if type(value) is int else len(value) for name, value in variables.items() if _has_size(value)}
    found = _shape(query, tuple(sorted(sizes.items())), schema)
    for measure, asked in {"operations": len(operations_of(parsed(query))), **found._asdict()}.items():
        if asked > LIMITS[measure].most:
            raise _too_costly(measure, asked)
    return found


@kept
def _shape(query: str, sizes: tuple[tuple[str, int], ...], schema: GraphQLSchema) -> Shape:
    return shape(parsed(query), schema, dict(sizes))


def _has_size(value: object) -> bool:
    return type(value) is int or isinstance(value, list)


def _too_costly(measure: str, asked: int) -> TooCostly:
    limit, sentence = LIMITS[measure]
    return TooCostly(measure, asked, limit, sentence)
