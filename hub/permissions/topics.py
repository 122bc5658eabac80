"""What one may do with the topics of a board, and if not, why. Whoever may post there may propose."""

from hub.database import Work
from hub.errors import HubError, NotAllowed
from hub.models import Board, Thread, Topic
from hub.permissions.acting import acts_for_a_city, why_not_moderate, why_not_post


async def why_not_support(work: Work, board: Board) -> HubError | None:
    """What keeps the viewer from saying which topics of that board their city supports, or None."""
    if refusal := await why_not_post(work, board):
        return refusal
    if await acts_for_a_city(work, board):
        return None
    return NotAllowed("Cities support topics, and you represent none here.")


async def why_not_support_topic(work: Work, topic: Topic, board: Board) -> HubError | None:
    return _why_not_merged(topic) or await why_not_support(work, board)


async def why_not_edit_topic(work: Work, topic: Topic, board: Board) -> HubError | None:
    """Its proposer changes its words, and who moderates."""
    if merged := _why_not_merged(topic):
        return merged
    if topic.author_id == work.viewer.person_id:
        return await why_not_post(work, board)
    return await why_not_moderate(work, board)


async def why_not_arrange(work: Work, topic: Topic, board: Board) -> HubError | None:
    """What keeps the viewer from giving it another column or place, or merging it, or None."""
    return _why_not_merged(topic) or await why_not_moderate(work, board)


async def why_not_attach(work: Work, thread: Thread, topic: Topic, board: Board) -> HubError | None:
    """Who started a thread says what it is about, and who moderates."""
    if merged := _why_not_merged(topic):
        return merged
    if thread.author_id == work.viewer.person_id:
        return await why_not_post(work, board)
    return await why_not_moderate(work, thread)


def _why_not_merged(topic: Topic) -> HubError | None:
    return NotAllowed("This topic was merged into another one.") if topic.merged_into_id else None
