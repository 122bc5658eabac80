"""A mypy plugin: on a class of rows a field is a column, so `Thread.id == x` is SQL and not a bool."""

from collections.abc import Callable

from mypy.nodes import TypeInfo, Var
from mypy.plugin import AttributeContext, Plugin
from mypy.types import Instance, Type

SQLMODEL = "sqlmodel.main.SQLModel"


class Rows(Plugin):
    def get_class_attribute_hook(self, fullname: str) -> Callable[[AttributeContext], Type] | None:
        name, _, attribute = fullname.rpartition(".")
        row = self._type(name)
        owner = row and next((base for base in row.mro if attribute in base.names), None)
        if not owner or owner.fullname == SQLMODEL or not owner.has_base(SQLMODEL):
            return None
        field = owner.names[attribute].node
        return self._as_column if isinstance(field, Var) and not field.is_classvar else None

    def _as_column(self, context: AttributeContext) -> Type:
        column = self._type("sqlalchemy.orm.attributes.InstrumentedAttribute")
        return Instance(column, [context.default_attr_type]) if column else context.default_attr_type

    def _type(self, fullname: str) -> TypeInfo | None:
        found = self.lookup_fully_qualified(fullname)
        return found.node if found and isinstance(found.node, TypeInfo) else None


def plugin(version: str) -> type[Plugin]:
    return Rows
