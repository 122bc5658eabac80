"""How much a document asks for, measured before anything else looks at it.

Each fragment is measured once, so a chain of fragments that spread each other takes no longer than it is long. The cost
is known before the answer: an object counts 1, a connection counts what it asks of an entry `first` or `last` times.
After GitHub's: https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
    is_object_type,
)

from schema.connections import DEFAULT, MOST

UNPAGED = 5
"""What a list counts for that has no pages."""
_ENDLESS = 10_000_000
"""More than any limit; nothing is counted beyond."""
_FRAMES = ("Connection", "Edge", "PageInfo")
"""Types that hold others and count nothing themselves."""


class Shape(NamedTuple):
    """Of an operation, or of a part of it; fragments count wherever they are spread."""

    depth: int = 0
    selections: int = 0
    aliases: int = 0
    directives: int = 0
    cost: int = 0

    def beside(self, other: "Shape") -> "Shape":
        return Shape(
            max(self.depth, other.depth),
            *(min(one + another, _ENDLESS) for one, another in zip(self[1:], other[1:], strict=True)),
        )

    def times(self, number: int) -> "Shape":
        return self._replace(cost=min(self.cost * number, _ENDLESS))


def shape(document: DocumentNode, schema: GraphQLSchema, sizes: Mapping[str, int]) -> Shape:
    """In each respect the largest of its operations. `sizes` are variables: whole numbers, and the lengths of lists.

    A field that does not exist counts as one without fields of its own; validation refuses it afterwards.
    """
    named = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    measuring, operations = _Measuring(schema, sizes, named), operations_of(document)
    return Shape(*(max(numbers) for numbers in zip(Shape(), *map(measuring.operation, operations), strict=True)))


def operations_of(document: DocumentNode) -> list[OperationDefinitionNode]:
    return [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]


@dataclass
class _Measuring:
    schema: GraphQLSchema
    sizes: Mapping[str, int]
    fragments: Mapping[str, FragmentDefinitionNode]
    _known: dict[tuple[str, int | None], Shape] = field(default_factory=dict)
    """By fragment and the entries of the page it stands in. One that is being measured counts nothing yet: validation
    refuses a fragment that holds itself."""

    def operation(self, node: OperationDefinitionNode) -> Shape:
        defaults = {
            it.variable.name.value: int(it.default_value.value)
            for it in node.variable_definitions or ()
            if isinstance(it.default_value, IntValueNode)
        }
        self.sizes = {**defaults, **self.sizes}
        root = self.schema.get_root_type(node.operation)
        return self._set(node.selection_set, root, None).beside(Shape(directives=len(node.directives or ())))

    def _set(self, asked: SelectionSetNode, parent: Any, entries: int | None) -> Shape:
        """What is asked of an object; `entries`, if it is a page of a list. An object is of one type only, so of
        fragments on different types the dearest counts."""
        whole = Shape()
        dearest: dict[str, int] = defaultdict(int)
        for selection in asked.selections:
            measured = self._selection(selection, parent, entries)
            if alternative := self._alternative(selection, parent):
                dearest[alternative] += measured.cost
                measured = measured._replace(cost=0)
            whole = whole.beside(measured).beside(Shape(directives=len(selection.directives or ())))
        return whole.beside(Shape(cost=max(dearest.values(), default=0)))

    def _alternative(self, asked: SelectionNode, parent: Any) -> str | None:
        """The one type that a fragment is for, where others may stand."""
        named = self.fragments.get(asked.name.value) if isinstance(asked, FragmentSpreadNode) else asked
        condition = getattr(named, "type_condition", None)
        name = condition.name.value if condition else None
        return name if is_object_type(self._type(name)) and self._type(name) is not parent else None

    def _selection(self, asked: SelectionNode, parent: Any, entries: int | None) -> Shape:
        if isinstance(asked, FieldNode):
            return self._field(asked, getattr(parent, "fields", {}).get(asked.name.value), entries)
        if isinstance(asked, FragmentSpreadNode):
            return self._fragment(asked.name.value, entries)
        assert isinstance(asked, InlineFragmentNode)
        condition = asked.type_condition
        return self._set(asked.selection_set, self._type(condition.name.value) if condition else parent, entries)

    def _fragment(self, name: str, entries: int | None) -> Shape:
        if name not in self.fragments:
            return Shape()
        if (name, entries) not in self._known:
            self._known[name, entries] = Shape()
            fragment = self.fragments[name]
            parent = self._type(fragment.type_condition.name.value)
            self._known[name, entries] = self._set(fragment.selection_set, parent, entries)
        return self._known[name, entries]

    def _field(self, asked: FieldNode, definition: GraphQLField | None, entries: int | None) -> Shape:
        own = Shape(depth=1, selections=1, aliases=1 if asked.alias else 0)
        if asked.selection_set is None:
            return own
        kind = get_named_type(definition.type) if definition else None
        inner = self._set(asked.selection_set, kind, self._entries(asked, definition))
        counted = Shape(cost=0 if kind is None or kind.name.endswith(_FRAMES) else 1)
        whole = own.beside(inner.beside(counted).times(self._answers(asked, definition, entries)))
        return whole._replace(depth=inner.depth + 1, cost=0 if asked.name.value.startswith("__") else whole.cost)

    def _entries(self, asked: FieldNode, definition: GraphQLField | None) -> int | None:
        """How long a page is asked for, where pages are."""
        if definition is None or not {"first", "last"} & definition.args.keys():
            return None
        given = [self._size(it.value) for it in asked.arguments or () if it.name.value in ("first", "last")]
        return max((size for size in given if size is not None), default=DEFAULT)

    def _answers(self, asked: FieldNode, definition: GraphQLField | None, entries: int | None) -> int:
        """How many objects the field may answer with."""
        if definition is None or not is_list_type(get_nullable_type(definition.type)):
            return 1
        ids = [self._size(it.value) for it in asked.arguments or () if it.name.value == "ids"]
        return (ids[0] if ids else entries) or UNPAGED

    def _size(self, value: ValueNode) -> int | None:
        """Within what is answered; a number out of all bounds is refused when the field is asked."""
        match value:
            case IntValueNode():
                size = int(value.value[:9])
            case ListValueNode():
                size = len(value.values)
            case VariableNode() if value.name.value in self.sizes:
                size = self.sizes[value.name.value]
            case _:
                return None
        return min(max(size, 1), MOST)

    def _type(self, name: str | None) -> Any:
        return self.schema.get_type(name) if name else None
