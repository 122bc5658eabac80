"""Boards: the places in a network where threads of one theme are kept."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, func, select

from hub import permissions, text
from hub.database import Work, transaction
from hub.models import Audience, Board, Network, Thread


@transaction
async def create(work: Work, network: Network, title: str, audience: Audience, description: str = "") -> Board:
    """A board after the network's others."""
    last = await work.row(select(func.max(Board.place)).where(Board.network_id == network.id))
    return await work.add(
        Board(
            network_id=network.id,
            title=text.line("title", title),
            description=description,
            audience=audience,
            place=(last or 0) + 1,
            created_at=work.at,
        )
    )


async def thread_counts(work: Work, board_ids: Sequence[UUID]) -> Select[UUID, int]:
    """How many threads the viewer may see on each of these boards."""
    seen = (await permissions.visible(work, Thread)).where(Thread.board_id.in_(board_ids))
    return seen.with_only_columns(Thread.board_id, func.count()).group_by(Thread.board_id)
