"""Discussions from elsewhere, one a line of JSON, brought onto a board through the verbs that people use.

A line: `id, title, created_at, posts[] {n, reply_to, author, created_at, updated_at?, body}`. Authors become people who
cannot sign in. One transaction holds the whole file: a bad line stops it and nothing of the file is kept.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from pydantic import AwareDatetime, BaseModel, Field, ValidationError
from sqlalchemy import select

from hub import boards, events, marks, people, threads
from hub.database import Work, transaction
from hub.errors import HubError, Invalid, NotFound
from hub.models import Audience, Board, EventKind, Network, Person, Post, StandingKind, Thread

WORDLESS = "…"
"""What stands for a post that had no words where it came from."""


class ImportedPost(BaseModel):
    n: int
    reply_to: int | None = None
    author: str = Field(min_length=1, max_length=200)
    created_at: AwareDatetime
    updated_at: AwareDatetime | None = None
    body: str


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
    authors: dict[str, Work] = {}
    added = 0
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                discussion = Discussion.model_validate_json(line)
                if discussion.id not in known:
                    known.add(discussion.id)
                    await _add(work, network, board, discussion, authors)
                    added += 1
            except (ValidationError, HubError) as error:
                raise Invalid("line", "Line {number}: {reason}", number=number, reason=_reason(error)) from None
        progress(number)
    if added:
        events.record(work, EventKind.THREADS_IMPORTED, board, board)
    return added


async def _add(work: Work, network: Network, board: Board, discussion: Discussion, authors: dict[str, Work]) -> None:
    first, *others = discussion.posts
    writing = await _as(work, network, first.author, authors)
    thread = await threads.start(
        _at(writing, first.created_at), board.public_id, discussion.title, first.body or WORDLESS
    )
    thread.import_key, thread.created_at = discussion.id, discussion.created_at
    posts = {first.n: await _first_post(work, thread)}
    for post in others:
        writing = await _as(work, network, post.author, authors)
        answered = posts.get(post.reply_to) if post.reply_to is not None else None
        posts[post.n] = await threads.reply(
            _at(writing, post.created_at),
            thread.public_id,
            post.body or WORDLESS,
            answered.public_id if answered else None,
        )
    for post in discussion.posts:
        posts[post.n].edited_at = post.updated_at
    await marks.old(work, [thread.id])


async def _as(work: Work, network: Network, name: str, authors: dict[str, Work]) -> Work:
    """The same work in an author's name; the author keeps what they are from one import to the next."""
    if name not in authors:
        key = f"{network.slug}/{name}"
        author = await work.row(select(Person).where(Person.import_key == key))
        if author is None:
            author = await work.add(Person(name=name, import_key=key, created_at=work.at))
            await people.add_standing(work, author, network, StandingKind.IMPORTED)
        authors[name] = work.aside(replace(work.viewer, who=author.id), work.at)
    return authors[name]


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
