"""The log of acts of a network."""

from datetime import datetime

import strawberry

from hub import models
from schema.context import Info
from schema.people import Person
from schema.relations import ForViewer, Node, belongs_to, with_id


@strawberry.type(description="A line of a network's log: what was moderated or coordinated, by whom, when and why.")
class Act(Node):
    row = models.Act
    kind: models.ActKind = strawberry.field(description="What was done.")
    actor: Person | None = belongs_to(
        models.Person, "actor_id", byline=True, description="Who did it; null when an operator did."
    )
    reason: str = strawberry.field(description="Why, in their words; empty when they did not say.")
    at: datetime = strawberry.field(description="When.")

    @strawberry.field(
        graphql_type=Node | None,
        description="What it was done to; null when that is not there for the viewer.",
        directives=[ForViewer()],
    )
    async def subject(root: models.Act, info: Info) -> models.Row | None:
        return await with_id(info, root.subject)
