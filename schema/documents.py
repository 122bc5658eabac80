"""Documents: told by their text or by its hash, read and validated once, and run only when it is clear which operation
is meant.

The page tells its own by hash; the build lists them. Programs may do the same, as Apollo's clients do:
https://www.apollographql.com/docs/apollo-server/performance/apq
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from graphql import GraphQLError
from strawberry.extensions import SchemaExtension
from strawberry.schema.schema import validate_document

import hub
from hub.errors import Invalid, NotPersisted, NotSignedIn
from schema import costs, sensitive
from schema.recent import Recent, kept
from schema.shapes import operations_of

OF_THE_PAGE = Path(hub.__file__).parent / "page" / "documents.json"

_told: Recent[str] = Recent()
"""By the hash that programs have told."""
_INTROSPECTION = re.compile(r"\b__(schema|type)\b")


@kept
def shared(query: str) -> str:
    """The same text, but one object for all who send it."""
    return query


def meant(query: str | None, extensions: Mapping[str, Any] | None) -> str | None:
    """The text, or the one with the hash that is told in its place. Raises NotPersisted for one that is not known."""
    match (extensions or {}).get("persistedQuery"):
        case {"version": 1, "sha256Hash": str() as told} if query:
            if hashlib.sha256(query.encode()).hexdigest() != told:
                raise Invalid("extensions", "The hash is not that of the document.")
            if told not in of_the_page():
                _told.keep(told, query, len(query))
        case {"version": 1, "sha256Hash": str() as told}:
            query = of_the_page().get(told) or _told.find(told)
            if query is None:
                raise NotPersisted()
        case None:
            pass
        case _:
            raise Invalid("extensions", "`persistedQuery` has `version` 1 and a `sha256Hash`.")
    return query


@cache
def of_the_page() -> dict[str, str]:
    """What the page asks, by hash; nothing where it was not built."""
    known: dict[str, str] = orjson.loads(OF_THE_PAGE.read_bytes()) if OF_THE_PAGE.exists() else {}
    return known


class Reading(SchemaExtension):
    """Takes what was read and validated before; refuses too much, and several operations of which none is named."""

    def on_parse(self) -> Iterator[None]:
        context = self.execution_context
        document = costs.parsed(context.query or "")
        if context.context.viewer.who is None and _INTROSPECTION.search(context.query or ""):
            raise GraphQLError("Please sign in first.", original_error=NotSignedIn())
        context.context.cost = costs.checked(context.query or "", context.variables or {}, context.schema._schema).cost
        if len(operations_of(document)) > 1 and not context._provided_operation_name:
            raise GraphQLError("The document has several operations. Name one in `operationName`.")
        sensitive.check(document, context.schema._schema)
        context.graphql_document = document
        yield

    def on_validate(self) -> Iterator[None]:
        context = self.execution_context
        try:
            _validated(context.query or "", context.schema._schema, context.validation_rules)
        except _DoesNotFit as error:
            context.pre_execution_errors = error.args[0]
        else:
            context.pre_execution_errors = []
        yield


class _DoesNotFit(Exception):
    """Errors; none of them is kept."""


@kept
def _validated(query: str, schema: Any, rules: Any) -> None:
    if found := validate_document(schema, costs.parsed(query), rules):
        raise _DoesNotFit(found)
