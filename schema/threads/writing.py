"""What authors do: start, reply, edit, remove."""

from datetime import date
from typing import Annotated

import strawberry

from hub import threads
from schema.context import Info
from schema.files import FILE_IDS
from schema.inputs import INPUT, Keyed, once
from schema.threads.payloads import PostPayload, ThreadPayload

SEAT = "The seat one writes for; needed only by who has several in the network."
BODY = "Markdown, 1 to 50,000 characters."


@strawberry.input(description="A new thread with its first post.")
class StartThreadInput(Keyed):
    board_id: strawberry.ID = strawberry.field(description="Where it is to be kept; it takes that board's audience.")
    title: str = strawberry.field(description="What it is about, 1 to 200 characters.")
    body: str = strawberry.field(description=BODY)
    seat_id: strawberry.ID | None = strawberry.field(default=None, description=SEAT)
    feedback_by: date | None = strawberry.field(
        default=None,
        description="The last day to answer, when it asks for remarks on a project: today to a year ahead.",
    )
    file_ids: list[strawberry.ID] = strawberry.field(default_factory=list, description=FILE_IDS)
    topic_id: strawberry.ID | None = strawberry.field(
        default=None, description="The topic of that network it is about, if one."
    )


@strawberry.input(description="A new post in a thread.")
class ReplyInput(Keyed):
    thread_id: strawberry.ID = strawberry.field(description="Where it is to stand.")
    body: str = strawberry.field(description=BODY)
    reply_to_id: strawberry.ID | None = strawberry.field(
        default=None, description="The post of that thread it answers, if one."
    )
    seat_id: strawberry.ID | None = strawberry.field(default=None, description=SEAT)
    file_ids: list[strawberry.ID] = strawberry.field(default_factory=list, description=FILE_IDS)


@strawberry.input(description="A new text for one's own post.")
class EditPostInput(Keyed):
    post_id: strawberry.ID = strawberry.field(description="Which post.")
    body: str = strawberry.field(description=BODY)
    file_ids: list[strawberry.ID] | None = strawberry.field(
        default=None, description="The files it has from now on, of its own and of one's uploads; null leaves them."
    )


@strawberry.input(description="To take away one's own post.")
class RemovePostInput(Keyed):
    post_id: strawberry.ID = strawberry.field(description="Which post.")
    reason: str | None = strawberry.field(default=None, description="Why, shown in its place; at most 500 characters.")


@strawberry.type
class WritingMutation:
    @strawberry.mutation(
        description="Starts a thread. "
        "Errors: NOT_FOUND, NOT_ALLOWED, INVALID (title, body, seatId, feedbackBy, fileIds, topicId)."
    )
    async def start_thread(self, info: Info, input: Annotated[StartThreadInput, INPUT]) -> ThreadPayload:
        about = (input.feedback_by, input.file_ids, input.topic_id)
        said = (input.board_id, input.title, input.body, input.seat_id, *about)
        return ThreadPayload(thread=await once(info, input, lambda who: threads.start(who, *said)))

    @strawberry.mutation(
        description="Starts a thread that reaches everybody at once. "
        "Errors: NOT_FOUND, NOT_ALLOWED, INVALID (title, body, seatId)."
    )
    async def announce(self, info: Info, input: Annotated[StartThreadInput, INPUT]) -> ThreadPayload:
        said = (input.board_id, input.title, input.body, input.seat_id, input.file_ids)
        return ThreadPayload(thread=await once(info, input, lambda who: threads.announce(who, *said)))

    @strawberry.mutation(
        description="Writes a post. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (body, replyToId, seatId, fileIds)."
    )
    async def reply(self, info: Info, input: Annotated[ReplyInput, INPUT]) -> PostPayload:
        said = (input.thread_id, input.body, input.reply_to_id, input.seat_id, input.file_ids)
        return PostPayload(post=await once(info, input, lambda who: threads.reply(who, *said)))

    @strawberry.mutation(description="Changes one's own post. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (body, fileIds).")
    async def edit_post(self, info: Info, input: Annotated[EditPostInput, INPUT]) -> PostPayload:
        said = (input.post_id, input.body, input.file_ids)
        return PostPayload(post=await once(info, input, lambda who: threads.edit_post(who, *said)))

    @strawberry.mutation(description="Removes one's own post. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (reason).")
    async def remove_post(self, info: Info, input: Annotated[RemovePostInput, INPUT]) -> PostPayload:
        said = (input.post_id, input.reason)
        return PostPayload(post=await once(info, input, lambda who: threads.remove_post(who, *said)))
