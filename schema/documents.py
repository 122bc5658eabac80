"""Documents: parsed once, and run only when it is clear which of their operations is meant."""

import re
from collections.abc import Iterator
from functools import lru_cache

from graphql import GraphQLError
from strawberry.extensions import SchemaExtension

from hub.errors import NotSignedIn
from schema import costs, sensitive
from schema.shapes import operations_of


@lru_cache(maxsize=256)
def shared(query: str) -> str:
    """The same text, but one object for all who send it."""
    return query


_INTROSPECTION = re.compile(r"\b__(schema|type)\b")


class Parsing(SchemaExtension):
    """Takes the parsed document from the cache; refuses too much, and several operations of which none is named."""

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
