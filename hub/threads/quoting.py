"""Quotations: a passage of another post of the same thread, kept with the id of the post it is from.

    > [!quote post_01h2xcejqtf2nbrexx3vqjhp41]
    > They are heard before they sit down.

Whoever sees the quoting post sees the quoted one, so a quotation needs no audience of its own. When the quoted post is
removed, its words go from every quotation of it; that it was quoted stays.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import delete, select

from hub import events, ids, markdown, permissions
from hub.database import Work
from hub.errors import Invalid
from hub.models import EventKind, Post, PostVersion, Quotation, Thread

_FENCE = re.compile(r"^> ?\[!quote (post_[0-9a-z]{26})\][ \t]*\n?((?:^>.*\n?)*)", re.MULTILINE)
_MOST = 20


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation as it stands in a text."""

    post_id: str
    passage: str


def parts(body: str) -> Iterator[str | Quoted]:
    """A text as its author's own words and quotations, in order."""
    place = 0
    for fence in _FENCE.finditer(body):
        if own := body[place : fence.start()].strip("\n"):
            yield own
        yield Quoted(fence.group(1), re.sub(r"^> ?", "", fence.group(2), flags=re.MULTILINE).strip())
        place = fence.end()
    if own := body[place:].strip("\n"):
        yield own


def own_words(body: str) -> str:
    """A text without what it quotes."""
    return _FENCE.sub("\n", body)


async def checked(work: Work, thread: Thread, body: str, is_open: bool) -> str:
    """The text, if what it quotes is said in the thread, word for word and before the same readers. Raises Invalid."""
    quoted = {part.post_id for part in parts(body) if isinstance(part, Quoted)}
    if not quoted:
        return body
    if len(quoted) > _MOST:
        raise Invalid("body", "At most {most} posts can be quoted in one.", most=_MOST)
    posts = await _posts(work, thread, quoted)
    for part in parts(body):
        if isinstance(part, Quoted):
            await _check(work, posts.get(part.post_id), part, is_open)
    return without_passages(body, {id for id, post in posts.items() if post.is_removed})


async def write(work: Work, post: Post) -> None:
    """Notes which posts it quotes."""
    quoted = {ids.decode(part.post_id) for part in parts(post.body or "") if isinstance(part, Quoted)}
    if post.edited_at:
        await work.execute(delete(Quotation).where(Quotation.post_id == post.id))
    for decoded in quoted:
        if decoded:
            work.session.add(Quotation(post_id=post.id, quoted_id=decoded[1]))


async def forget(work: Work, gone: Post, thread: Thread) -> None:
    """Takes the words of a removed post from all that quote it, and from what those said before."""
    quoting = select(Quotation.post_id).where(Quotation.quoted_id == gone.id)
    for post in await work.rows(select(Post).where(Post.id.in_(quoting), Post.body.is_not(None))):
        post.body = without_passages(post.body or "", {gone.public_id})
        events.record(work, EventKind.POST_EDITED, post, thread)
    for version in await work.rows(select(PostVersion).where(PostVersion.post_id.in_(quoting))):
        version.body = without_passages(version.body, {gone.public_id})


def without_passages(body: str, gone: set[str]) -> str:
    """The text without what it quotes of these posts; that it quotes them stays."""
    return _FENCE.sub(lambda fence: f"> [!quote {fence[1]}]\n\n" if fence[1] in gone else fence[0], body).strip()


async def _posts(work: Work, thread: Thread, quoted: set[str]) -> dict[str, Post]:
    """Those of the quoted posts that stand in the thread and that the viewer sees."""
    uuids = [decoded[1] for id in quoted if (decoded := ids.decode(id))]
    seen = (await permissions.visible(work, Post)).where(Post.thread_id == thread.id, Post.id.in_(uuids))
    return {post.public_id: post for post in await work.rows(seen)}


async def _check(work: Work, post: Post | None, part: Quoted, is_open: bool) -> None:
    if post is None:
        raise Invalid("body", "The post you quote is not in this thread.")
    if is_open and post.open_position is None:
        raise Invalid(
            "body",
            "Observers read this conversation now, but not the post you quote: it was written before that. "
            "Please say it in your own words.",
        )
    if not post.is_removed and not await _is_said(work, post, part.passage):
        raise Invalid("body", "The quoted passage is not in that post. Please quote its words as they are.")


async def _is_said(work: Work, post: Post, passage: str) -> bool:
    """Whether the post says it, or said it before it was edited; markup and punctuation count for nothing."""
    versions = await work.rows(select(PostVersion.body).where(PostVersion.post_id == post.id))
    wanted = {_letters(passage), _letters(markdown.plain(passage))}
    said = [_letters(markdown.plain(own_words(body))) for body in (post.body or "", *versions)]
    return any(one in body for one in wanted for body in said)


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
