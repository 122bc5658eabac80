"""How an enum of the domain gets its words."""

from enum import StrEnum

import strawberry


def describe(kind: type[StrEnum], description: str, **values: str) -> None:
    definition = strawberry.enum(kind, description=description).__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = values[value.name.lower()]
