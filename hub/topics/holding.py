"""A board and its topics, held until the commit."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, func, select

from hub import permissions
from hub.database import Work
from hub.errors import NotFound
from hub.models import Board, Topic


async def held(work: Work, topic_id: str) -> tuple[Topic, Board]:
    """The topic, if the viewer sees it, and its board, locked until the commit."""
    permissions.signed_in(work)
    seen = await permissions.find(work, Topic, topic_id)
    board = await _locked(work, seen.board_id)
    topic = await work.row(select(Topic).where(Topic.id == seen.id).execution_options(populate_existing=True))
    if topic is None:
        raise NotFound()
    return topic, board


async def held_board(work: Work, board_id: str) -> Board:
    """The board, if the viewer sees it, locked until the commit: whoever holds it gives out its places."""
    permissions.signed_in(work)
    return await _locked(work, (await permissions.find(work, Board, board_id)).id)


async def topic_counts(work: Work, board_ids: Sequence[UUID]) -> Select[UUID, int]:
    """How many topics the viewer may see on each of these boards, but for merged ones."""
    seen = (await permissions.visible(work, Topic)).where(Topic.board_id.in_(board_ids), Topic.merged_into_id.is_(None))
    return seen.with_only_columns(Topic.board_id, func.count()).group_by(Topic.board_id)


async def _locked(work: Work, id: UUID) -> Board:
    board = await work.row(select(Board).where(Board.id == id).with_for_update(key_share=True))
    if board is None:
        raise NotFound()
    return board
