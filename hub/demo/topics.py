"""The demo's topics, `topics.toml`, with the cities that support them and the threads about them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from hub import topics
from hub.database import Work
from hub.models import Board, Network, Thread, Topic, TopicColumn, TopicKind, WorkForm

_MODERATORS = {"obywateli": "moderator@zmp.example", "cyfrowe": "moderator.cyfrowe@zmp.example"}
_LATER = timedelta(hours=7)
"""Between the proposal and each city that supports it."""


async def propose(work: Work, entry: Mapping[str, Any], writers: Mapping[str, Work], proposer: Work) -> None:
    """`proposer` is its author, at the time of the proposal."""
    network = await work.row(select(Network).where(Network.slug == entry["network"]))
    assert network, "the demo's networks are there"
    here = Board.network_id == network.id, Board.title == entry["board"]
    board = await work.row(select(Board).where(*here))
    assert board, f"the demo has no board {entry['board']}"
    words = (entry["title"], entry["need"], TopicKind(entry["kind"]), WorkForm(entry["form"]))
    topic = await topics.propose(proposer, board.public_id, *words)
    moderator = replace(writers[_MODERATORS[entry["network"]]], at=proposer.at + _LATER)
    for number, email in enumerate(entry["supports"], start=1):
        await topics.support(replace(writers[email], at=min(work.at, proposer.at + number * _LATER)), topic.public_id)
    for title in entry.get("threads", []):
        thread = await work.row(select(Thread).where(Thread.network_id == network.id, Thread.title == title))
        assert thread, f"the demo has no thread {title}"
        await topics.attach(moderator, thread.public_id, topic.public_id)
    await _arrange(moderator, topic, TopicColumn(entry["column"]))


async def _arrange(moderator: Work, topic: Topic, column: TopicColumn) -> None:
    """Last in its column."""
    there = select(Topic).where(Topic.board_id == topic.board_id, Topic.column == column)
    last = await moderator.row(there.order_by(Topic.place.desc()))
    if column is not TopicColumn.PROPOSED:
        await topics.move(moderator, topic.public_id, column, last.public_id if last else None)
