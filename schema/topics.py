"""Topics of a board, and which cities support them."""

from datetime import datetime
from typing import Annotated

import strawberry

from hub import models, permissions, topics
from schema.boards import Board
from schema.connections import Connection, Order
from schema.context import Info
from schema.inputs import INPUT, Keyed, once
from schema.networks import NEWEST_FIRST, Network
from schema.people import Person
from schema.permissions import Permission, permission
from schema.relations import ForViewer, Node, belongs_to, count, counted, has_many, row_loader
from schema.seats import Seat
from schema.threads import Thread
from schema.threads.writing import SEAT

BY_TIME = Order("supports", (models.Support.at, models.Support.id))


@strawberry.type(description="What the viewer may do with a topic.")
class TopicPermissions:
    edit: Permission = strawberry.field(description="Change its words.")
    support: Permission = strawberry.field(description="Say that their city supports it, and take that back.")
    arrange: Permission = strawberry.field(description="Move it to another column or place, and merge it.")


@strawberry.type(description="That a city supports a topic: once, whoever of its representatives said so.")
class Support(Node):
    row = models.Support
    topic: "Topic" = belongs_to(models.Topic, "topic_id", byline=True, description="What it supports.")
    seat: Seat = belongs_to(models.Seat, "seat_id", byline=True, description="The seat of the city.")
    given_by: Person = belongs_to(models.Person, "given_by_id", byline=True, description="Who said so for the city.")
    at: datetime = strawberry.field(description="When.")


@strawberry.type(description="What cities want to work on together: a card in a column of a board.")
class Topic(Node):
    row = models.Topic
    title: str = strawberry.field(description="What it is about.")
    need: str = strawberry.field(description="Why, in plain text; empty when it was pasted from a list.")
    kind: models.TopicKind = strawberry.field(description="Whether the city looks for something, or offers it.")
    form: models.WorkForm | None = strawberry.field(description="How they would like to work on it, if they said.")
    column: models.TopicColumn = strawberry.field(description="How far it has come.")
    place: str = strawberry.field(
        description="Where it stands by hand among all topics of its board: compare these texts byte by byte."
    )
    board: Board = belongs_to(models.Board, "board_id", byline=True, description="Where it is kept.")
    network: Network = belongs_to(models.Network, "network_id", byline=True, description="Whose topic it is.")
    author: Person = belongs_to(models.Person, "author_id", byline=True, description="Who proposed it.")
    seat: Seat | None = belongs_to(
        models.Seat, "seat_id", byline=True, description="The seat it was proposed for, if one."
    )
    created_at: datetime = strawberry.field(description="When it was proposed.")
    edited_at: datetime | None = strawberry.field(description="When its words were last changed.")
    support_count: int = strawberry.field(description="How many cities support it.")
    supports: Connection[Support] = has_many(
        models.Support, "topic_id", BY_TIME, description="Which cities support it, the earliest first."
    )
    thread_count: int = counted(topics.thread_counts, description="How many threads about it the audience may see.")
    threads: Connection[Thread] = has_many(
        models.Thread, "topic_id", NEWEST_FIRST, description="The threads about it, the newest post first."
    )
    merged_into: "Topic | None" = belongs_to(
        models.Topic, "merged_into_id", description="The topic that stayed, when this one was double."
    )

    @strawberry.field(description="Whether a city that the viewer represents supports it.", directives=[ForViewer()])
    async def viewer_supports(root: models.Topic, info: Info) -> bool:
        return await count(info, topics.own_supports, root.id) > 0

    @strawberry.field(description="What the viewer may do with it.", directives=[ForViewer()])
    async def viewer_can(root: models.Topic, info: Info) -> TopicPermissions:
        work = await info.context.reading()
        board = await row_loader(info, models.Board, byline=True).load(root.board_id)
        return TopicPermissions(
            edit=permission(info, await permissions.why_not_edit_topic(work, root, board)),
            support=permission(info, await permissions.why_not_support_topic(work, root, board)),
            arrange=permission(info, await permissions.why_not_arrange(work, root, board)),
        )


@strawberry.type(description="A line of a pasted list, as it would become a topic.")
class PastedLine:
    number: int = strawberry.field(description="Its number as a person counts, empty lines too.")
    title: str = strawberry.field(description="What the topic would be called.")
    problem: str | None = strawberry.field(description="Why it does not fit, if so, in the viewer's language.")


TITLE = "What it is about, 1 to 200 characters."
NEED = "Why, in plain text, 1 to 2,000 characters."
FORM = "How they would like to work on it; none when they do not say."
TOPIC = "Which topic."


@strawberry.input(description="A new topic on a board.")
class ProposeTopicInput(Keyed):
    board_id: strawberry.ID = strawberry.field(description="Where it is to be kept.")
    title: str = strawberry.field(description=TITLE)
    need: str = strawberry.field(description=NEED)
    kind: models.TopicKind = strawberry.field(description="Whether the city looks for something, or offers it.")
    form: models.WorkForm | None = strawberry.field(default=None, description=FORM)
    seat_id: strawberry.ID | None = strawberry.field(default=None, description=SEAT)


@strawberry.input(description="New words for a topic.")
class EditTopicInput(Keyed):
    topic_id: strawberry.ID = strawberry.field(description=TOPIC)
    title: str = strawberry.field(description=TITLE)
    need: str = strawberry.field(description=NEED)
    kind: models.TopicKind = strawberry.field(description="Whether the city looks for something, or offers it.")
    form: models.WorkForm | None = strawberry.field(default=None, description=FORM)


@strawberry.input(description="A topic that the viewer's city supports, or does not any more.")
class SupportTopicInput(Keyed):
    topic_id: strawberry.ID = strawberry.field(description=TOPIC)
    seat_id: strawberry.ID | None = strawberry.field(default=None, description=SEAT)


@strawberry.input(description="Where a topic is to stand.")
class MoveTopicInput(Keyed):
    topic_id: strawberry.ID = strawberry.field(description=TOPIC)
    column: models.TopicColumn = strawberry.field(description="The column.")
    after_id: strawberry.ID | None = strawberry.field(
        default=None, description="The topic of that column after which it is to stand; none for the first place."
    )


@strawberry.input(description="Two topics that say the same.")
class MergeTopicsInput(Keyed):
    topic_id: strawberry.ID = strawberry.field(description="The one that goes.")
    into_id: strawberry.ID = strawberry.field(description="The one of the same board that stays.")


@strawberry.input(description="A list of topics.")
class PasteTopicsInput(Keyed):
    board_id: strawberry.ID = strawberry.field(description="Where they are to be kept.")
    text: str = strawberry.field(description="A topic a line, at most 100; bullets and numbers before it are left out.")


@strawberry.input(description="A thread and the topic it is about.")
class AttachThreadInput(Keyed):
    thread_id: strawberry.ID = strawberry.field(description="Which thread.")
    topic_id: strawberry.ID = strawberry.field(description="A topic of the same network.")


@strawberry.type(description="The topic as it is now.")
class TopicPayload:
    topic: models.Topic = strawberry.field(graphql_type=Topic, description="The topic.")


@strawberry.type(description="The board as it is now.")
class PasteTopicsPayload:
    board: models.Board = strawberry.field(graphql_type=Board, description="The board.")


@strawberry.type
class TopicQuery:
    @strawberry.field(
        description="What would become of each line of a list. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (text)."
    )
    async def pasted_topics(
        self,
        info: Info,
        board: Annotated[strawberry.ID, strawberry.argument(description="Where they are to be kept.")],
        text: Annotated[str, strawberry.argument(description="The list as for `pasteTopics`.")],
    ) -> list[PastedLine]:
        notes = await topics.preview(await info.context.reading(), board, text)
        return [
            PastedLine(number=it.number, title=it.title, problem=permission(info, it.problem).reason) for it in notes
        ]


@strawberry.type
class TopicMutation:
    @strawberry.mutation(
        description="Proposes a topic; the city it is proposed for supports it. "
        "Errors: NOT_FOUND, NOT_ALLOWED, INVALID (title, need, seatId)."
    )
    async def propose_topic(self, info: Info, input: Annotated[ProposeTopicInput, INPUT]) -> TopicPayload:
        said = (input.board_id, input.title, input.need, input.kind, input.form, input.seat_id)
        return TopicPayload(topic=await once(info, input, lambda who: topics.propose(who, *said)))

    @strawberry.mutation(
        description="Changes its words, as its proposer or a moderator. "
        "Errors: NOT_FOUND, NOT_ALLOWED, INVALID (title, need)."
    )
    async def edit_topic(self, info: Info, input: Annotated[EditTopicInput, INPUT]) -> TopicPayload:
        said = (input.topic_id, input.title, input.need, input.kind, input.form)
        return TopicPayload(topic=await once(info, input, lambda who: topics.edit(who, *said)))

    @strawberry.mutation(
        description="Says that the viewer's city supports it; a second time does nothing. "
        "Errors: NOT_FOUND, NOT_ALLOWED, INVALID (seatId)."
    )
    async def support_topic(self, info: Info, input: Annotated[SupportTopicInput, INPUT]) -> TopicPayload:
        said = (input.topic_id, input.seat_id)
        return TopicPayload(topic=await once(info, input, lambda who: topics.support(who, *said)))

    @strawberry.mutation(
        description="Takes the city's support back, whoever gave it. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (seatId)."
    )
    async def withdraw_support(self, info: Info, input: Annotated[SupportTopicInput, INPUT]) -> TopicPayload:
        said = (input.topic_id, input.seat_id)
        return TopicPayload(topic=await once(info, input, lambda who: topics.withdraw(who, *said)))

    @strawberry.mutation(
        description="Puts it into a column, after another topic or first. "
        "Errors: NOT_FOUND, NOT_ALLOWED, INVALID (afterId)."
    )
    async def move_topic(self, info: Info, input: Annotated[MoveTopicInput, INPUT]) -> TopicPayload:
        said = (input.topic_id, input.column, input.after_id)
        return TopicPayload(topic=await once(info, input, lambda who: topics.move(who, *said)))

    @strawberry.mutation(
        description="Merges one that is double: its supports and threads go over to the one that stays. "
        "Errors: NOT_FOUND, NOT_ALLOWED, INVALID (intoId)."
    )
    async def merge_topics(self, info: Info, input: Annotated[MergeTopicsInput, INPUT]) -> TopicPayload:
        said = (input.topic_id, input.into_id)
        return TopicPayload(topic=await once(info, input, lambda who: topics.merge(who, *said)))

    @strawberry.mutation(
        description="Makes a topic of each line, or of none when one does not fit. "
        "Errors: NOT_FOUND, NOT_ALLOWED, INVALID (text)."
    )
    async def paste_topics(self, info: Info, input: Annotated[PasteTopicsInput, INPUT]) -> PasteTopicsPayload:
        said = (input.board_id, input.text)
        return PasteTopicsPayload(board=await once(info, input, lambda who: topics.paste(who, *said)))

    @strawberry.mutation(
        description="Says which topic a thread is about, as who started it or as a moderator. "
        "Errors: NOT_FOUND, NOT_ALLOWED, INVALID (threadId)."
    )
    async def attach_thread(self, info: Info, input: Annotated[AttachThreadInput, INPUT]) -> TopicPayload:
        said = (input.thread_id, input.topic_id)
        return TopicPayload(topic=await once(info, input, lambda who: topics.attach(who, *said)))
