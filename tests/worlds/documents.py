"""Questions written from the schema itself: whatever it gains takes part without anybody's doing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLUnionType,
    Undefined,
    get_named_type,
)

from schema.plans import core
from schema.relations import ForViewer

Value = Callable[[str, str, Any], Any]
"""Of an argument: what has it, its name, its type without the exclamation mark. None leaves it out where it may be."""

Way = Sequence[tuple[str, GraphQLObjectType]]
"""From the query on: a field, and which type it is of there."""

CONTRACT = core


@dataclass
class Writer:
    """Writes one document. `written` holds each field it has selected, as Type.field."""

    random: Random
    value: Value
    density: float = 0.5
    """How likely a relation is followed on."""
    for_viewer: bool = True
    """Whether to select what depends on who asks."""
    variables: dict[str, Any] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)
    _declared: list[str] = field(default_factory=list)

    def document(self, operation: str, names: Sequence[str], depth: int, kind: str | None = None) -> str:
        """An operation with these fields of its root; a `node` among them is asked as that type."""
        root: GraphQLObjectType = getattr(CONTRACT, f"{operation}_type")
        fields = " ".join(self._field(root, name, root.fields[name], depth, kind) for name in names)
        return f"{operation}{self._declaration()} {{ {fields} }}"

    def calling(self, operation: str, name: str, selection: str) -> str:
        """An operation with that one field of its root and this selection."""
        root: GraphQLObjectType = getattr(CONTRACT, f"{operation}_type")
        called = self._call(root, name, root.fields[name])
        return f"{operation}{self._declaration()} {{ {called} {{ {selection} }} }}"

    def along(self, way: Way) -> str:
        """A query for all fields of a type, by that way."""
        assert CONTRACT.query_type
        fields = self._along(CONTRACT.query_type, way)
        return f"query{self._declaration()} {{ {fields} }}"

    def _along(self, parent: GraphQLObjectType, way: Way) -> str:
        (name, type), *rest = way
        called = self._call(parent, name, parent.fields[name])
        inner = self._along(type, rest) if rest else self._fields(type, 1)
        is_one_of = get_named_type(parent.fields[name].type) is not type
        return f"{called} {{ {f'... on {type.name} {{ {inner} }}' if is_one_of else inner} }}"

    def _field(self, parent: Any, name: str, asked: GraphQLField, depth: int, kind: str | None = None) -> str:
        return self._call(parent, name, asked) + self._selection(asked.type, depth, kind)

    def _call(self, parent: Any, name: str, asked: GraphQLField) -> str:
        self.written.add(f"{parent.name}.{name}")
        given = [self._argument(parent.name, argument, it.type) for argument, it in asked.args.items()]
        arguments = ", ".join(argument for argument in given if argument)
        return name + (f"({arguments})" if arguments else "")

    def _declaration(self) -> str:
        return f" ({', '.join(self._declared)})" if self._declared else ""

    def _argument(self, parent: str, name: str, kind: Any) -> str | None:
        value = filled(self.value, parent, name, kind)
        if value is None and not isinstance(kind, GraphQLNonNull):
            return None
        variable = f"v{len(self._declared)}"
        self._declared.append(f"${variable}: {kind}")
        self.variables[variable] = value
        return f"{name}: ${variable}"

    def _selection(self, returned: Any, depth: int, kind: str | None = None) -> str:
        match get_named_type(returned):
            case GraphQLObjectType() as type:
                return f" {{ {self._fields(type, depth)} }}"
            case GraphQLInterfaceType() | GraphQLUnionType() as type:
                return f" {{ {self._any_of(type, depth, kind)} }}"
        return ""

    def _fields(self, type: GraphQLObjectType, depth: int) -> str:
        chosen = [(name, it) for name, it in type.fields.items() if self._wants(name, it, depth)]
        return " ".join(["__typename", *(self._field(type, name, it, _next(it, depth)) for name, it in chosen)])

    def _wants(self, name: str, asked: GraphQLField, depth: int) -> bool:
        if is_for_viewer(asked) and not self.for_viewer:
            return False
        if isinstance(get_named_type(asked.type), GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType):
            is_frame = name in ("edges", "node", "pageInfo", "events", "control")
            return is_frame or (depth > 0 and self.random.random() < self.density)
        return True

    def _any_of(self, type: GraphQLInterfaceType | GraphQLUnionType, depth: int, kind: str | None) -> str:
        """Each of its types, with names of their own where two fields of one name could not stand side by side."""
        parts, known = ["__typename"], dict[str, str]()
        for possible in CONTRACT.get_possible_types(type):
            if kind in (None, possible.name):
                for name, it in possible.fields.items():
                    if self._wants(name, it, depth):
                        text = known.setdefault(f"{name}: {it.type}", self._field(possible, name, it, _next(it, depth)))
                        alias = f"{possible.name}_{name}: " if _clashes(type, name) else ""
                        parts.append(f"... on {possible.name} {{ {alias}{text} }}")
                        self.written.add(f"{possible.name}.{name}")
        return " ".join(parts)


def ways() -> list[Way]:
    """The shortest way to each type that a question can lead to."""
    assert CONTRACT.query_type
    known: dict[GraphQLObjectType, Way] = {CONTRACT.query_type: ()}
    waiting = [CONTRACT.query_type]
    for type in waiting:
        for name, asked in type.fields.items():
            named = get_named_type(asked.type)
            is_any = isinstance(named, GraphQLInterfaceType | GraphQLUnionType)
            for found in CONTRACT.get_possible_types(named) if is_any else [named]:
                if isinstance(found, GraphQLObjectType) and found not in known:
                    known[found] = (*known[type], (name, found))
                    waiting.append(found)
    return list(known.values())[1:]


def filled(value: Value, parent: str, name: str, kind: Any) -> Any:
    """A value of that type, whole: lists and inputs with what is in them."""
    if isinstance(kind, GraphQLNonNull):
        tries = (filled(value, parent, name, kind.of_type) for _ in range(100))
        return next(given for given in tries if given is not None)
    if isinstance(kind, GraphQLList):
        items = value(parent, name, kind)
        return [filled(value, parent, name, kind.of_type) for _ in range(items)] if isinstance(items, int) else items
    if isinstance(kind, GraphQLInputObjectType):
        given = {key: filled(value, kind.name, key, _given(field)) for key, field in kind.fields.items()}
        return {key: it for key, it in given.items() if it is not None}
    return value(parent, name, kind)


def _given(field: GraphQLInputField) -> Any:
    """What has a default may be left out."""
    kind = field.type
    return kind.of_type if isinstance(kind, GraphQLNonNull) and field.default_value is not Undefined else kind


def is_for_viewer(asked: GraphQLField) -> bool:
    declared = asked.extensions.get("strawberry-definition")
    return any(isinstance(directive, ForViewer) for directive in getattr(declared, "directives", ()))


def composite_of(asked: GraphQLField) -> Iterable[tuple[str, GraphQLObjectType]]:
    """The fields of a payload that are rows: what a mutation has made or changed."""
    payload = get_named_type(asked.type)
    for name, it in payload.fields.items() if isinstance(payload, GraphQLObjectType) else ():
        named = get_named_type(it.type)
        if isinstance(named, GraphQLObjectType) and any(face.name == "Node" for face in named.interfaces):
            yield name, named


def values_of(kind: GraphQLEnumType) -> list[str]:
    return list(kind.values)


def _next(asked: GraphQLField, depth: int) -> int:
    """Pages of a list cost no depth."""
    named = get_named_type(asked.type)
    return depth if named.name.endswith(("Connection", "Edge", "PageInfo")) or named.name == "Event" else depth - 1


def _clashes(type: Any, name: str) -> bool:
    types = {str(it.fields[name].type) for it in CONTRACT.get_possible_types(type) if name in it.fields}
    return len(types) > 1
