"""What a post said before."""

from datetime import datetime

import strawberry

from hub import differences, threads
from schema.relations import Shows


@strawberry.type(description="A run of words that stayed, came or went.")
class Change(Shows):
    row = differences.Change
    kind: differences.ChangeKind = strawberry.field(description="What became of it.")
    text: str = strawberry.field(description="The words, in Markdown.")


@strawberry.type(description="What a post said at a time.")
class PostVersion(Shows):
    row = threads.Version
    number: int = strawberry.field(description="1 for what was written first.")
    at: datetime = strawberry.field(description="When it was written; always by the post's author.")
    body: str = strawberry.field(description="Markdown.")
    changes: list[Change] = strawberry.field(
        description="How it came from the version before, word by word; of the first all is added."
    )
