"""Who can be mentioned in a thread, or in a new one of a board."""

from typing import Annotated

import strawberry

from hub import threads
from schema.relations import Shows

Beginning = Annotated[str, strawberry.argument(description="How a word of the name begins; empty for anybody.")]


@strawberry.type(description="Somebody who can be mentioned, or several at once.")
class Mentionable(Shows):
    row = threads.Mentionable
    kind: threads.MentionKind = strawberry.field(description="What it is.")
    name: str = strawberry.field(description="What is written after the `@`.")
    about: str = strawberry.field(description="The city of a person; empty for others.")

    @strawberry.field(description="How many people it calls.")
    def person_count(root: threads.Mentionable) -> int:
        return len(root.people)
