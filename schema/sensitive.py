"""Mutations by which one could guess: at most one in an operation, so that no request tries a hundred times."""

from collections.abc import Iterator
from functools import cache

import strawberry
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
)
from strawberry.schema_directive import Location


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    name="sensitive",
    description="Marks a mutation of which an operation may hold one, and no other of the kind beside it.",
)
class Sensitive:
    pass


def check(document: DocumentNode, schema: GraphQLSchema) -> None:
    """Raises GraphQLError when an operation holds several."""
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode) and node.operation is OperationType.MUTATION:
            fields = _fields(node.selection_set, fragments, set())
            found = [field for field in fields if field.name.value in _names(schema)]
            if len(found) > 1:
                raise GraphQLError("An operation holds at most one mutation that is marked with @sensitive.", found[1:])


def _fields(
    selections: SelectionSetNode, fragments: dict[str, FragmentDefinitionNode], seen: set[str]
) -> Iterator[FieldNode]:
    for selection in selections.selections:
        if isinstance(selection, FieldNode):
            yield selection
        elif isinstance(selection, InlineFragmentNode):
            yield from _fields(selection.selection_set, fragments, seen)
        elif (name := selection.name.value) in fragments and name not in seen:  # type: ignore[attr-defined]
            seen.add(name)
            yield from _fields(fragments[name].selection_set, fragments, seen)


@cache
def _names(schema: GraphQLSchema) -> set[str]:
    fields = schema.mutation_type.fields if schema.mutation_type else {}
    declared = {name: field.extensions.get("strawberry-definition") for name, field in fields.items()}
    return {name for name, it in declared.items() if any(isinstance(one, Sensitive) for one in it.directives)}
