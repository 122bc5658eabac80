"""What a post said before it was edited, and what was changed each time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from hub import permissions
from hub.database import Work
from hub.differences import Change, changes
from hub.models import Post, PostVersion


@dataclass(frozen=True, slots=True)
class Version:
    """What a post said at a time."""

    number: int
    at: datetime
    body: str
    changes: list[Change]
    """Against the version before; of the first one all is added."""


async def keep_version(work: Work, post: Post) -> None:
    """Keeps what the post says before it says something else."""
    count = await work.row(select(func.count()).where(PostVersion.post_id == post.id)) or 0
    since = post.edited_at or post.created_at
    await work.add(PostVersion(post_id=post.id, number=count + 1, body=post.body or "", at=since))


async def versions(work: Work, post_ids: Sequence[UUID]) -> dict[UUID, list[Version]]:
    """All that each of these posts has said, the newest last; empty for a removed one."""
    seen = (await permissions.visible(work, Post)).where(Post.id.in_(post_ids), Post.body.is_not(None))
    posts = {post.id: post for post in await work.rows(seen)}
    kept = select(PostVersion).where(PostVersion.post_id.in_(posts)).order_by(PostVersion.number)
    said: dict[UUID, list[tuple[datetime, str]]] = {id: [] for id in posts}
    for version in await work.rows(kept):
        said[version.post_id].append((version.at, version.body))
    for id, post in posts.items():
        said[id].append((post.edited_at or post.created_at, post.body or ""))
    return {id: list(_compared(bodies)) for id, bodies in said.items()}


def _compared(bodies: list[tuple[datetime, str]]) -> Iterator[Version]:
    before = ""
    for number, (at, body) in enumerate(bodies, start=1):
        yield Version(number, at, body, list(changes(before, body)))
        before = body
