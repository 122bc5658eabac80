"""Discussions from elsewhere, one a line of JSON, brought onto a board through the verbs that people use.

A line: `id, title, created_at, posts[] {n, reply_to, author, created_at, updated_at?, body}`. Authors become people who
cannot sign in. One transaction holds the whole file: a bad line stops it and nothing of the file is kept.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from pydantic import AwareDatetime, BaseModel, Field, ValidationError
from sqlalchemy import select

from hub import boards, events, marks, threads
from hub.database import Work, transaction
from hub.errors import HubError, Invalid, NotFound
from hub.importing.authors import Authors, writing_as
from hub.models import Audience, Board, EventKind, Network, Post, Thread

WORDLESS = "…"
"""What stands for a post that had no words where it came from."""


class ImportedPost(BaseModel):
    n: int
    reply_to: int | None = None
    author: str = Field(min_length=1, max_length=200)
    created_at: AwareDatetime
    updated_at: AwareDatetime | None = None
    body: str
    key: str | None = None
    replies_to_key: str | None = None
    """The same as `n` and `reply_to`, where ids are words."""

    @property
    def name(self) -> str:
        return self.key or str(self.n)

    @property
    def answers(self) -> str | None:
        return self.replies_to_key or (str(self.reply_to) if self.reply_to is not None else None)


class Discussion(BaseModel):
    id: str = Field(min_length=1, max_length=200)
    title: str
    created_at: AwareDatetime
    posts: list[ImportedPost] = Field(min_length=1)


Progress = Callable[[int], None]


@transaction
async def load_threads(
    work: Work, lines: Iterable[bytes], network_slug: str, board_title: str, progress: Progress
) -> int:
    """Imports the discussions that are not on the board yet and gives how many; makes the board when it is missing.

    Raises Invalid (field line) with the number of the first line that does not fit and why.
    """
    network = await work.row(select(Network).where(Network.slug == network_slug))
    if network is None:
        raise NotFound()
    board = await work.row(select(Board).where(Board.network_id == network.id, Board.title == board_title))
    board = board or await boards.create(work, network, board_title, Audience.MEMBERS)
    known = set(await work.rows(select(Thread.import_key).where(Thread.board_id == board.id)))
    authors = Authors()
    added = 0
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                discussion = Discussion.model_validate_json(line)
                if discussion.id not in known:
                    known.add(discussion.id)
                    await add(work, network, board, discussion, authors)
                    added += 1
            except (ValidationError, HubError) as error:
                raise Invalid("line", "Line {number}: {reason}", number=number, reason=_reason(error)) from None
        progress(number)
    if added:
        events.record(work, EventKind.THREADS_IMPORTED, board, board)
    return added


async def add(
    work: Work,
    network: Network,
    board: Board,
    discussion: Discussion,
    authors: Authors,
    known: Thread | None = None,
) -> set[int]:
    """Brings in a discussion, or what a known one lacks; gives the numbers of the posts that came."""
    there, is_new = await _there(work, known) if known else {}, known is None
    came: dict[int, Post] = {}
    for said in discussion.posts:
        if said.name not in there:
            writing = _at(await writing_as(work, network, said.author, authors), said.created_at)
            if known is None:
                known = await threads.start(writing, board.public_id, discussion.title, said.body or WORDLESS)
                known.import_key, known.created_at = discussion.id, discussion.created_at
                post = await _first_post(work, known)
            else:
                answered = there.get(said.answers)
                said_to = answered.public_id if answered else None
                post = await threads.reply(writing, known.public_id, said.body or WORDLESS, said_to)
            post.import_key = said.name
            there[said.name] = came[said.n] = post
    for said in discussion.posts:
        if said.n in came:
            came[said.n].edited_at = said.updated_at
    if known and is_new:
        await marks.old(work, [known.id])
    return set(came)


async def _there(work: Work, thread: Thread) -> dict[str | None, Post]:
    posts = await work.rows(select(Post).where(Post.thread_id == thread.id, Post.import_key.is_not(None)))
    return {post.import_key: post for post in posts}


def _at(work: Work, moment: datetime) -> Work:
    return replace(work, at=moment)


async def _first_post(work: Work, thread: Thread) -> Post:
    post = await work.row(select(Post).where(Post.thread_id == thread.id))
    assert post, "a thread begins with a post"
    return post


def _reason(error: ValidationError | HubError) -> str:
    if isinstance(error, HubError):
        return str(error)
    first = error.errors(include_input=False, include_url=False)[0]
    return f"{'.'.join(str(part) for part in first['loc']) or 'the line'}: {first['msg']}"
