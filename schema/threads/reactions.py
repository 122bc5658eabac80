"""Reactions to posts."""

from datetime import datetime

import strawberry

from hub import models, threads
from hub.threads import Reactions
from schema.context import Info
from schema.people import Person
from schema.relations import Shows, belongs_to, found


@strawberry.type(description="How many people said one thing of a post.")
class ReactionCount:
    kind: models.ReactionKind = strawberry.field(description="What.")
    count: int = strawberry.field(description="How many.")


@strawberry.type(description="That somebody said something of a post without a word.")
class Reaction(Shows):
    row = models.Reaction
    kind: models.ReactionKind = strawberry.field(description="What.")
    person: Person = belongs_to(models.Person, "person_id", byline=True, description="Who.")
    at: datetime = strawberry.field(description="When.")


def counted_by_kind(found: Reactions) -> list[ReactionCount]:
    return [ReactionCount(kind=kind, count=found.counts[kind]) for kind in models.ReactionKind if kind in found.counts]


async def reactions_to(root: models.Post, info: Info) -> Reactions:
    """Counted and one's own at once, with those of all other posts that the answer shows."""
    return await found(info, threads.reactions, root.id, Reactions())
