"""The longest subscription there is: every field that news can reach and that is the same for all who ask."""

from collections import deque
from collections.abc import Iterator

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_composite_type,
    is_required_argument,
)

from schema.relations import ForViewer

PERSONAL = {
    *("ThreadRead", "ThreadsRead", "BookmarkChanged", "WaitingSettled"),
    *("StandingChanged", "InvitationChanged", "RequestReceived", "RequestAnswered"),
    "RulesAccepted",
    *("Mentioned", "ReportReceived", "ReportResolved", "NoticeAdded", "NoticesSeen"),
}
"""Told on the stream of one person only, which nobody else follows: what they show is never shared."""

Edge = tuple[str, str]
"""A field, by the type it is a field of."""


def whole(contract: GraphQLSchema) -> str:
    """Each type is asked for everything at the first field that leads to it, and for its name at the others."""
    homes = dict(_homes(contract))
    return f"subscription ($network: ID!) {{ networkEvents(network: $network) {_all(contract, 'EventBatch', homes)} }}"


def reached(contract: GraphQLSchema) -> set[str]:
    """The object types that it asks for."""
    found = {"EventBatch", *(name for name, _ in _homes(contract))}
    return {name for name in found if isinstance(contract.type_map[name], GraphQLObjectType)}


def each_for_viewer(contract: GraphQLSchema) -> Iterator[tuple[str, str]]:
    """Every marked field that news can reach, by its name, with a subscription that asks for it and nothing else."""
    homes = dict(_homes(contract))
    for name in sorted(reached(contract)):
        kind = contract.type_map[name]
        assert isinstance(kind, GraphQLObjectType)
        for field, definition in kind.fields.items():
            if not same_for_all(definition):
                inside = "{ __typename }" if is_composite_type(get_named_type(definition.type)) else ""
                yield f"{name}.{field}", _reaching(name, f"{field} {inside}", homes)


def _reaching(name: str, selection: str, homes: dict[str, Edge]) -> str:
    while name != "EventBatch":
        parent, field = homes[name]
        name, selection = parent, f"{field} {{ ... on {name} {{ {selection} }} }}"
    return f"subscription ($network: ID!) {{ networkEvents(network: $network) {{ {selection} }} }}"


def same_for_all(field: GraphQLField) -> bool:
    declared = field.extensions.get("strawberry-definition")
    return not any(isinstance(directive, ForViewer) for directive in getattr(declared, "directives", ()))


def _homes(contract: GraphQLSchema) -> Iterator[tuple[str, Edge]]:
    """Each type that can be reached, and the first field that leads to it."""
    seen, waiting = {"EventBatch"}, deque(["EventBatch"])
    while waiting:
        name = waiting.popleft()
        for kind in _concrete(contract, contract.type_map[name]):
            for field, definition in _fields(kind):
                of = get_named_type(definition.type)
                for led_to in {of.name, *(kind.name for kind in _concrete(contract, of))} - seen:
                    seen.add(led_to)
                    waiting.append(led_to)
                    yield led_to, (kind.name, field)


def _all(contract: GraphQLSchema, name: str, homes: dict[str, Edge], here: Edge | None = None) -> str:
    """What is asked of a type at this field: everything of those that are at home here."""
    inside = [
        f"... on {kind.name} {{ {' '.join(_asked(contract, kind, homes))} }}"
        for kind in _concrete(contract, contract.type_map[name])
        if homes.get(kind.name) == here
    ]
    return f"{{ __typename {' '.join(inside)} }}"


def _asked(contract: GraphQLSchema, kind: GraphQLObjectType, homes: dict[str, Edge]) -> Iterator[str]:
    yield "__typename"
    for field, definition in _fields(kind):
        of = get_named_type(definition.type)
        inside = _all(contract, of.name, homes, (kind.name, field)) if is_composite_type(of) else ""
        some = "(first: 3)" if "first" in definition.args else ""
        yield f"{kind.name}_{field}: {field}{some} {inside}"


def _fields(kind: GraphQLObjectType) -> Iterator[tuple[str, GraphQLField]]:
    for name, field in kind.fields.items():
        if same_for_all(field) and not any(map(is_required_argument, field.args.values())):
            yield name, field


def _concrete(contract: GraphQLSchema, kind: GraphQLNamedType) -> list[GraphQLObjectType]:
    if isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
        possible = (one for one in contract.get_possible_types(kind) if one.name not in PERSONAL)
        return sorted(possible, key=lambda one: one.name)
    return [kind] if isinstance(kind, GraphQLObjectType) else []
