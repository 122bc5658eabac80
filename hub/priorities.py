"""Priorities: the order in which a vote has put the topics of a board, written back to that board."""

from hub import acts, events, permissions, polls, topics
from hub.database import Work, transaction
from hub.errors import NotAllowed
from hub.models import ActKind, Board, EventKind, Poll


@transaction
async def write_back(work: Work, poll_id: str) -> Poll:
    """Puts the topics first on their board, as the cities of the network have ordered them, or else the observers."""
    permissions.signed_in(work)
    poll = await polls.held(work, poll_id)
    permissions.require(await permissions.why_not_write_back(work, poll))
    column = (await polls.columns(work, poll))[0]
    if column.election is None:
        raise NotAllowed("Too few have voted for the result to be told.")
    order = polls.topics_in_order(poll, column.counts[0].ranking)
    board = await work.get(Board, poll.board_id)
    assert board, "boards stay"
    await topics.lead(work, board.public_id, order)
    poll.arranged_at = work.at
    events.record(work, EventKind.POLL_CHANGED, poll, poll)
    await acts.note(work, ActKind.ORDER_WRITTEN, poll.network_id, poll)
    return poll
