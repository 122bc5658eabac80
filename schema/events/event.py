"""One numbered line of a stream."""

from datetime import datetime
from typing import Any, ClassVar

import strawberry

from hub import models
from schema.context import Info
from schema.people import Person
from schema.relations import belongs_to


@strawberry.interface(description="Something that happened: one numbered line of a stream.")
class Event:
    kind: ClassVar[models.EventKind]
    number: int = strawberry.field(description="1, 2, 3 … without gaps within a stream.")
    at: datetime = strawberry.field(description="When.")
    actor: Person | None = belongs_to(
        models.Person, "actor_id", byline=True, description="Who did it; null when nobody in particular did."
    )

    @classmethod
    def is_type_of(cls, value: object, _: Info) -> bool:
        return isinstance(value, models.Event) and value.kind == cls.kind


def about(
    model: type[models.Row], description: str = "As it is now; null when out of sight.", byline: bool = False
) -> Any:
    return belongs_to(model, "subject_id", byline=byline, description=description)


@strawberry.type(description="Something of a kind that this version cannot tell; the stream goes on.")
class Unreadable(Event):
    @classmethod
    def is_type_of(cls, value: object, _: Info) -> bool:
        return isinstance(value, models.Event) and value.kind not in set(models.EventKind)
