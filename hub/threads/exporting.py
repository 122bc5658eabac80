"""A whole thread as one Markdown text, for whoever asks: what they may read of it, with the traces of what is gone."""

from collections.abc import AsyncIterator, Mapping, Sequence
from uuid import UUID

from hub import ids, permissions, words
from hub.database import Work
from hub.models import Post, Thread
from hub.threads.quoting import Quoted, parts
from hub.threads.showing import GONE, bylines, quoted_in

_PAGE = 500


async def as_markdown(work: Work, thread_id: str) -> str:
    """Raises NotFound for a thread that the viewer does not see."""
    thread = await permissions.find(work, Thread, thread_id)
    said = [f"# {thread.title}"]
    async for page in _pages(work, thread):
        names = await bylines(work, [id for post in page for id in (post.id, *quoted_in(post))])
        said += [_post(work, post, names) for post in page]
    return "\n\n".join(said) + "\n"


async def _pages(work: Work, thread: Thread) -> AsyncIterator[Sequence[Post]]:
    """The posts that the viewer may see, in order."""
    seen = (await permissions.visible(work, Post)).where(Post.thread_id == thread.id).order_by(Post.position)
    last = 0
    while page := await work.rows(seen.where(Post.position > last).limit(_PAGE)):
        last = page[-1].position
        yield page


def _post(work: Work, post: Post, names: Mapping[UUID, str]) -> str:
    language = work.viewer.language
    head = f"## {names[post.id]}, {words.moment(post.created_at, language)}"
    if post.body is None:
        reason = f": {post.removal_reason}" if post.removal_reason else ""
        return f"{head}\n\n*({words.say(GONE, language)}{reason})*"
    return "\n\n".join([head, *(_part(part, names, words.say(GONE, language)) for part in parts(post.body))])


def _part(part: str | Quoted, names: Mapping[UUID, str], gone: str) -> str:
    if isinstance(part, str):
        return part
    decoded = ids.decode(part.post_id)
    byline = names.get(decoded[1], "") if decoded else ""
    return "\n".join(f"> {line}" for line in (f"**{byline}:**", "", *(part.passage or f"({gone})").split("\n")))
