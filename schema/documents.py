"""Documents: parsed once, and run only when it is clear which of their operations is meant."""

from collections.abc import Iterator
from functools import lru_cache

from graphql import DocumentNode, GraphQLError, OperationDefinitionNode, parse
from strawberry.extensions import SchemaExtension

from schema import sensitive


@lru_cache(maxsize=256)
def parsed(query: str) -> DocumentNode:
    return parse(query)


@lru_cache(maxsize=256)
def shared(query: str) -> str:
    """The same text, but one object for all who send it."""
    return query


class Parsing(SchemaExtension):
    """Takes the parsed document from the cache, and refuses one with several operations when none of them is named."""

    def on_parse(self) -> Iterator[None]:
        context = self.execution_context
        document = parsed(context.query or "")
        operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
        if len(operations) > 1 and not context._provided_operation_name:
            raise GraphQLError("The document has several operations. Name one in `operationName`.")
        sensitive.check(document, context.schema._schema)
        context.graphql_document = document
        yield
