"""Files as they hang on what people write; their bytes come over plain HTTP, see `uploads`."""

from typing import Annotated, Any

import strawberry

from hub import files, models
from hub.database import Work
from schema.context import Info
from schema.inputs import INPUT, Keyed, once
from schema.relations import Node


@strawberry.type(
    description="A file attached to what somebody wrote, or sent by the viewer to be attached within a day. "
    "`POST /files?network=…` sends one; see the guide."
)
class File(Node):
    row = models.File
    name: str = strawberry.field(description="As people call it.")
    media_type: str = strawberry.field(description="What it holds, such as application/pdf; by its content.")
    size: int = strawberry.field(description="In bytes.")
    width: int | None = strawberry.field(description="Of a picture, in pixels; null for other files.")
    height: int | None = strawberry.field(description="Of a picture, in pixels; null for other files.")
    alt: str = strawberry.field(description="What a picture shows, in words for who cannot see it; empty if unsaid.")

    @strawberry.field(description="Where its bytes are, for who may see it.")
    def address(root: models.File) -> str:
        return address(root)

    @strawberry.field(description="Where a small form of a picture is, WebP of at most 640 by 640 pixels.")
    def preview(root: models.File) -> str | None:
        return preview_address(root)


def address(file: models.File) -> str:
    return f"/files/{file.public_id}"


def preview_address(file: models.File) -> str | None:
    return f"{address(file)}/preview" if file.is_picture else None


def attached(owner: models.FileOwner, description: str) -> Any:
    """The files that hang on rows of that kind."""

    async def several(root: Any, info: Info) -> Any:
        async def load(work: Work, ids: list[Any]) -> list[list[models.File]]:
            found = await files.of(work, owner, ids)
            return [found.get(id, []) for id in ids]

        return await info.context.loader(("files", owner), load).load(root.id)

    return strawberry.field(resolver=several, description=description, graphql_type=list[File])


FILE_IDS = f"Files that the viewer has sent to this network and attached to nothing yet; at most {files.LIMIT}."


@strawberry.input(description="What a picture shows.")
class DescribeFileInput(Keyed):
    file_id: strawberry.ID = strawberry.field(description="Which file.")
    alt: str = strawberry.field(description="In words for who cannot see it, at most 500 characters; empty for none.")


@strawberry.type(description="The file as it is now.")
class FilePayload:
    file: models.File = strawberry.field(graphql_type=File, description="The file.")


@strawberry.type
class FileMutation:
    @strawberry.mutation(
        description="Says what a picture shows, for who cannot see it. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (alt)."
    )
    async def describe_file(self, info: Info, input: Annotated[DescribeFileInput, INPUT]) -> FilePayload:
        said = (input.file_id, input.alt)
        return FilePayload(file=await once(info, input, lambda who: files.describe(who, *said)))


@strawberry.type
class FileQuery:
    @strawberry.field(description="How many bytes a file may have that is sent; for everybody.")
    def file_size_limit(self, info: Info) -> int:
        return files.size_limit(info.context.viewer.database.settings)
