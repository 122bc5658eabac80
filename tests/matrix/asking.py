"""What is asked, made from the schema: all fields of a type at once, so that none is forgotten."""

from collections.abc import Iterator
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLOutputType,
    get_named_type,
    is_interface_type,
    is_leaf_type,
    is_required_argument,
)

from schema.plans import core
from tests.matrix.roles import Answer
from tests.matrix.table import ABSENT, THERE, Member

CODES = {"NOT_SIGNED_IN": "NS", "NOT_FOUND": "NF", "NOT_ALLOWED": "NA", "INVALID": "IN", "CONFLICT": "CO"}
_HERE = "here: __typename"
_PAGE = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"


def kind(name: str) -> GraphQLObjectType:
    found = core.type_map[name]
    assert isinstance(found, GraphQLObjectType), name
    return found


def object_types() -> list[GraphQLObjectType]:
    return [it for it in core.type_map.values() if isinstance(it, GraphQLObjectType) and not it.name.startswith("__")]


def whole(name: str, members: dict[str, Member]) -> str:
    """All fields of a type, each with as much of what is in it as tells whether it is there."""
    fields = (
        f"{field}{_arguments(name, field, it, members)}{inside(it.type)}" for field, it in kind(name).fields.items()
    )
    return " ".join((_HERE, *fields))


def _arguments(name: str, field: str, it: GraphQLField, members: dict[str, Member]) -> str:
    given = members[field].arguments if field in members else ""
    required = [argument for argument, of in it.args.items() if is_required_argument(of)]
    assert given or not required, f"{name}.{field} needs ARGS: {required}"
    return f"({given})" if given else ""


def inside(of: GraphQLOutputType) -> str:
    named = get_named_type(of)
    if is_leaf_type(named):
        return ""
    if is_connection(named):
        return f" {{ edges {{ cursor node {{ {_named(_of_edges(named))} }} }} {_PAGE} }}"
    return f" {{ {_named(named)} }}"


def _named(of: GraphQLNamedType) -> str:
    if of.name == "Permission":
        return "allowed reason"
    has_id = (isinstance(of, GraphQLObjectType) or is_interface_type(of)) and "id" in of.fields
    return "__typename id" if has_id else "__typename"


def is_connection(of: GraphQLNamedType) -> bool:
    return isinstance(of, GraphQLObjectType) and {"edges", "pageInfo"} <= of.fields.keys()


def is_edge(of: GraphQLNamedType) -> bool:
    return isinstance(of, GraphQLObjectType) and {"cursor", "node"} <= of.fields.keys()


def _of_edges(connection: GraphQLNamedType) -> GraphQLNamedType:
    edge = get_named_type(kind(connection.name).fields["edges"].type)
    node: GraphQLNamedType = get_named_type(kind(edge.name).fields["node"].type)
    return node


# What came


def found(answer: Answer, name: str) -> dict[str, Any] | None:
    """The first object of that type that the answer holds where it was asked for."""
    return next((it for it in _objects(answer.get("data")) if it.get("here") == name), None)


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)


def in_connections(answer: Answer) -> set[str]:
    """The ids of all that stands in lists."""
    edges = (it["node"] for it in _objects(answer.get("data")) if {"cursor", "node"} <= it.keys())
    return {node["id"] for node in edges if node and "id" in node}


def code(answer: Answer, field: str | None = None) -> str | None:
    """What the errors say, in two letters; of one field or of all."""
    for error in answer.get("errors") or []:
        if field is None or field in error.get("path", []):
            said: str = error["extensions"]["code"]
            return CODES.get(said, said)
    return None


def cell(answer: Answer, of: GraphQLOutputType, value: Any, field: str) -> str:
    if value is None or value == "":
        return code(answer, field) or "0"
    named = get_named_type(of)
    if named.name == "Permission":
        return "yes" if value["allowed"] else "no"
    if is_connection(named):
        return THERE if value["edges"] else "[]"
    return "[]" if value == [] else THERE


def absent(answer: Answer) -> str:
    return code(answer) or ABSENT
