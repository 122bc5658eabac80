"""Topics of a board as the options of a poll: by their titles of today, each with the topic it is."""

from dataclasses import replace

from hub import permissions
from hub.database import Work
from hub.errors import Invalid
from hub.models import Board, Network, Poll, PollKind, Topic
from hub.polls.proposing import Option, Proposal

_ORDERING = (PollKind.RANKING, PollKind.DOTS, PollKind.SCORE, PollKind.APPROVAL, PollKind.SINGLE)
"""What puts options in an order."""


async def board_of(work: Work, network: Network, board_id: str | None) -> Board | None:
    if board_id is None:
        return None
    board = await permissions.find(work, Board, board_id)
    if board.network_id != network.id:
        raise Invalid("boardId", "Choose a board of the same network.")
    return board


async def with_topics(work: Work, board: Board | None, proposal: Proposal) -> Proposal:
    """Every option is a topic of the board, or none is. Raises Invalid (boardId, options)."""
    if board is None:
        if any(option.topic for option in proposal.options):
            raise Invalid("boardId", "Name the board whose topics these are.")
        return proposal
    if proposal.kind not in _ORDERING:
        raise Invalid("kind", "Topics are put in an order: by a ranking, dots, points or marks.")
    return replace(proposal, options=[await _option(work, board, option) for option in proposal.options])


async def _option(work: Work, board: Board, option: Option) -> Option:
    topic = await permissions.seek(work, Topic, option.topic) if option.topic else None
    if topic is None or topic.board_id != board.id or topic.merged_into_id:
        raise Invalid("options", "Choose topics of that board.")
    return Option(topic.title, option.description, topic=topic.public_id, cost=option.cost)


def topics_in_order(poll: Poll, ranking: list[list[str]]) -> list[str]:
    """The public ids of its topics, best first; those that are tied in the order they were asked in."""
    topics = {option["key"]: option["topic"] for option in poll.options if "topic" in option}
    return [topics[key] for rank in ranking for key in sorted(rank, key=poll.keys.index) if key in topics]
