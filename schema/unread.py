"""How far the viewer has read: said of a thread, a board, a network."""

from typing import Annotated

import strawberry

from hub import models, unread
from schema.boards import Board
from schema.context import Info
from schema.coordinating import NetworkPayload
from schema.inputs import INPUT, Keyed, once
from schema.threads.payloads import ThreadPayload


@strawberry.input(description="How far the viewer has read.")
class MarkReadInput(Keyed):
    thread_id: strawberry.ID = strawberry.field(description="Which thread.")
    position: int = strawberry.field(description="The last position read; it may also go back (mark as unread).")


@strawberry.input(description="That the viewer has read all of a board.")
class MarkBoardReadInput(Keyed):
    board_id: strawberry.ID = strawberry.field(description="Which board.")


@strawberry.input(description="That the viewer has read all of a network.")
class MarkNetworkReadInput(Keyed):
    network_id: strawberry.ID = strawberry.field(description="Which network.")


@strawberry.type(description="The board as it is now.")
class BoardPayload:
    board: models.Board = strawberry.field(graphql_type=Board, description="The board.")


@strawberry.type
class UnreadMutation:
    @strawberry.mutation(
        description="Notes how far the viewer has read; the latest said wins. Errors: NOT_FOUND, INVALID (position)."
    )
    async def mark_read(self, info: Info, input: Annotated[MarkReadInput, INPUT]) -> ThreadPayload:
        said = (input.thread_id, input.position)
        return ThreadPayload(thread=await once(info, input, lambda who: unread.mark_read(who, *said)))

    @strawberry.mutation(description="Notes that the viewer has read all of a board. Errors: NOT_FOUND.")
    async def mark_board_read(self, info: Info, input: Annotated[MarkBoardReadInput, INPUT]) -> BoardPayload:
        board_id = input.board_id
        return BoardPayload(board=await once(info, input, lambda who: unread.mark_board_read(who, board_id)))

    @strawberry.mutation(description="Notes that the viewer has read all of a network. Errors: NOT_FOUND.")
    async def mark_network_read(self, info: Info, input: Annotated[MarkNetworkReadInput, INPUT]) -> NetworkPayload:
        network_id = input.network_id
        return NetworkPayload(network=await once(info, input, lambda who: unread.mark_network_read(who, network_id)))
