"""Boards: the places in a network where threads of one theme are kept."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

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


async def thread_counts(work: Work, board_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many threads the viewer may see on each of these boards; absent means none."""
    seen = (await permissions.visible(work, Thread)).where(Thread.board_id.in_(board_ids)).subquery()
    return await work.pairs(select(seen.c.board_id, func.count()).group_by(seen.c.board_id))
