"""Versions of a result, and what became of one on the way to another."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry

from hub import differences, markdown, models, permissions, results
from hub.database import Work
from schema.connections import Connection, Order
from schema.context import Info
from schema.files import attached
from schema.people import Person
from schema.polls.polls import Poll
from schema.relations import ForViewer, Node, belongs_to, found, has_many
from schema.results.remarks import OLDEST_FIRST, Remark
from schema.threads.history import Change

if TYPE_CHECKING:
    from schema.results.results import Result

NEWEST_POLLS = Order("polls of a version", (models.Poll.created_at, models.Poll.id), is_descending=True)


@strawberry.type(description="A paragraph of a version, as people count them.")
class Paragraph:
    number: int = strawberry.field(description="1 for the first; remarks name it.")
    html: str = strawberry.field(description="Rendered, safe to show.")


@strawberry.type(description="A paragraph, with what stayed, came and went in it.")
class ChangedParagraph:
    changes: list[differences.Change] = strawberry.field(
        graphql_type=list[Change], description="In order; what was removed stands where it stood."
    )


@strawberry.type(description="A text of a result. Once issued it stays as it is; before, only its authors see it.")
class ResultVersion(Node):
    row = models.ResultVersion
    result: Annotated["Result", strawberry.lazy("schema.results.results")] | None = belongs_to(
        models.Result, "result_id", description="Of which result."
    )
    number: int = strawberry.field(description="1 for the first.")
    title: str = strawberry.field(description="What it is called.")
    summary: str = strawberry.field(description="What it is about and for whom, in plain text; may be empty.")
    body: str = strawberry.field(description="Markdown.")
    changes: str = strawberry.field(description="What is new in it, in the authors' words; empty if unsaid.")
    author: Person | None = belongs_to(
        models.Person, "author_id", description="Who wrote it down; null outside the network.", per_viewer=True
    )
    revision: str = strawberry.field(description="Another one whenever its draft is changed; to be given as `base`.")
    created_at: datetime = strawberry.field(description="When it was begun.")
    edited_at: datetime | None = strawberry.field(description="When its draft was last changed; null for never.")
    issued_at: datetime | None = strawberry.field(description="When it was put before the cities; null for a draft.")
    files = attached(models.FileOwner.VERSION, "The files that hang on it, in their order.")
    polls: Connection[Poll] = has_many(
        models.Poll, "version_id", NEWEST_POLLS, per_viewer=True, description="The votes on it, the newest first."
    )
    remarks: Connection[Remark] = has_many(
        models.Remark, "version_id", OLDEST_FIRST, description="What was remarked on it, in order."
    )

    @strawberry.field(description="Its text rendered, safe to show.")
    def html(root: models.ResultVersion) -> str:
        return markdown.render(root.body)

    @strawberry.field(description="The same by paragraph.")
    def paragraphs(root: models.ResultVersion) -> list[Paragraph]:
        parts = enumerate(results.paragraphs(root.body), 1)
        return [Paragraph(number=number, html=markdown.render(part)) for number, part in parts]

    @strawberry.field(
        description="What became of an older version on the way to this one; null when that is not in sight."
    )
    async def differences(
        root: models.ResultVersion,
        info: Info,
        since: Annotated[int, strawberry.argument(description="The older version's number.")],
    ) -> list[ChangedParagraph] | None:
        older = await info.context.loader(results.compared, _older).load((root.result_id, since))
        if older is None:
            return None
        return [ChangedParagraph(changes=changes) for changes in results.compared(older.body, root.body)]

    @strawberry.field(
        description="When the viewer accepted it; null for never, and for all but rules of cooperation.",
        directives=[ForViewer()],
    )
    async def accepted_at(root: models.ResultVersion, info: Info) -> datetime | None:
        return await found(info, results.accepted_at, root.id, None)


async def _older(work: Work, keys: list[tuple[UUID, int]]) -> list[models.ResultVersion | None]:
    of_results = models.ResultVersion.result_id.in_({id for id, _ in keys})
    seen = await work.rows((await permissions.visible(work, models.ResultVersion)).where(of_results))
    found = {(version.result_id, version.number): version for version in seen}
    return [found.get(key) for key in keys]
