"""What a subscription asks: which stream, from where, and whether one execution may serve all who ask the same."""

import re
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    TypeInfo,
    TypeInfoVisitor,
    VariableNode,
    Visitor,
    validate,
    visit,
)
from graphql.execution.values import get_argument_values, get_variable_values

from schema import costs
from schema.recent import kept
from schema.relations import ForViewer
from schema.root import schema

core = schema._schema


@dataclass(frozen=True)
class Plan:
    """One operation of a valid document."""

    document: DocumentNode
    operation: OperationDefinitionNode
    field: FieldNode
    is_for_viewer: bool
    """Whether it selects a field that depends on who asks."""
    cursor_variable: str | None
    """The variable that says where to begin and nothing else; who begins elsewhere still asks the same."""


@dataclass(frozen=True)
class Asked:
    """A plan with its variables."""

    plan: Plan
    source: str
    variables: dict[str, Any]
    arguments: dict[str, Any]

    @property
    def question(self) -> bytes:
        """The same for all who ask the same, wherever they begin."""
        plan = self.plan
        rest = {name: value for name, value in self.variables.items() if name != plan.cursor_variable}
        name = plan.operation.name.value if plan.operation.name else None
        return orjson.dumps([self.source, name, rest], option=orjson.OPT_SORT_KEYS)


class Unrunnable(Exception):
    """No subscription that can be followed."""

    def __init__(self, *errors: GraphQLError) -> None:
        self.errors = errors


def asked(query: str, variables: dict[str, Any] | None, operation_name: str | None) -> Asked:
    """What is asked with these variables. Raises Unrunnable."""
    plan = _plan(query, operation_name)
    given = variables or {}
    values = get_variable_values(core, plan.operation.variable_definitions or (), given, max_errors=10)
    if isinstance(values, list):
        raise Unrunnable(*values)
    assert core.subscription_type, "the contract has subscriptions"
    try:
        arguments = get_argument_values(core.subscription_type.fields[plan.field.name.value], plan.field, values)
    except GraphQLError as error:
        raise Unrunnable(error) from None
    return Asked(plan, query, given, arguments)


@kept
def _plan(query: str, operation_name: str | None) -> Plan:
    try:
        document = costs.parsed(query)
    except GraphQLError as error:
        raise Unrunnable(error) from None
    if errors := validate(core, document, max_errors=10):
        raise Unrunnable(*errors)
    operation = _operation(document, operation_name)
    field = _root_field(document, operation.selection_set)
    return Plan(document, operation, field, _is_for_viewer(document), _cursor_variable(query, field))


def _operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    named = [node for node in operations if name is None or (node.name and node.name.value == name)]
    if len(named) != 1:
        raise Unrunnable(GraphQLError("The document has no such operation, or several."))
    if named[0].operation is not OperationType.SUBSCRIPTION:
        raise Unrunnable(GraphQLError("Only subscriptions go over the socket; send the rest by HTTP POST."))
    return named[0]


def _root_field(document: DocumentNode, selections: SelectionSetNode) -> FieldNode:
    """The one field of the subscription, which validation has made sure of."""
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    (selection, *_) = selections.selections
    while not isinstance(selection, FieldNode):
        inner = selection if isinstance(selection, InlineFragmentNode) else fragments[_spread(selection)]
        (selection, *_) = inner.selection_set.selections
    if selection.name.value.startswith("__"):
        raise Unrunnable(GraphQLError("There is nothing to follow in this document."))
    return selection


def _spread(selection: object) -> str:
    assert isinstance(selection, FragmentSpreadNode)
    return selection.name.value


def _is_for_viewer(document: DocumentNode) -> bool:
    types = TypeInfo(core)
    found = _ForViewer(types)
    visit(document, TypeInfoVisitor(types, found))
    return found.is_there


class _ForViewer(Visitor):
    """Looks for fields marked with the directive @viewer."""

    def __init__(self, types: TypeInfo) -> None:
        super().__init__()
        self.types = types
        self.is_there = False

    def enter_field(self, *_: object) -> None:
        definition = self.types.get_field_def()
        declared = definition and definition.extensions.get("strawberry-definition")
        self.is_there |= any(isinstance(directive, ForViewer) for directive in getattr(declared, "directives", ()))


def _cursor_variable(query: str, field: FieldNode) -> str | None:
    for argument in field.arguments or ():
        if argument.name.value == "after" and isinstance(argument.value, VariableNode):
            name = argument.value.name.value
            return name if len(re.findall(rf"\${name}\b", query)) == 2 else None  # declared, and used here only
    return None
