"""Reactions: what people say of a post without a word."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import case, func, select

from hub import events, permissions
from hub.database import Work, transaction
from hub.models import EventKind, Post, Reaction, ReactionKind
from hub.threads.holding import held_post


@dataclass(frozen=True, slots=True)
class Reactions:
    """How many people said what of a post, and what the viewer did; those who ask as one audience said nothing."""

    counts: dict[ReactionKind, int] = field(default_factory=dict)
    own: set[ReactionKind] = field(default_factory=set)


@transaction
async def react(work: Work, post_id: str, kind: ReactionKind, is_there: bool) -> Post:
    """Says it, or takes it back; nothing is told where nothing changes."""
    post, thread = await held_post(work, post_id)
    person = permissions.signed_in(work)
    permissions.require(await permissions.why_not_react(work, post, thread))
    said = await work.get(Reaction, (post.id, person, kind))
    if is_there and said is None:
        await work.add(Reaction(post_id=post.id, person_id=person, kind=kind, at=work.at))
    elif said is not None and not is_there:
        await work.session.delete(said)
    if (said is None) == is_there:
        events.record(work, EventKind.REACTIONS_CHANGED, post, thread)
    return post


async def reactions(work: Work, post_ids: Sequence[UUID]) -> dict[UUID, Reactions]:
    """What was said of each of these posts, which the viewer sees; absent means nothing."""
    is_own = case((Reaction.person_id == work.viewer.who, 1), else_=0)
    counted = (
        select(Reaction.post_id, Reaction.kind, func.count(), func.max(is_own))
        .where(Reaction.post_id.in_(post_ids))
        .group_by(Reaction.post_id, Reaction.kind)
    )
    found: dict[UUID, Reactions] = defaultdict(Reactions)
    for post_id, kind, count, own in await work.execute(counted):
        found[post_id].counts[kind] = count
        found[post_id].own.update([kind] if own else [])
    return found


async def reactions_of(work: Work, post: Post) -> list[Reaction]:
    """Who said what of a post that the viewer sees, in the order they said it; at most 100."""
    return list(
        await work.rows(
            select(Reaction).where(Reaction.post_id == post.id).order_by(Reaction.at, Reaction.person_id).limit(100)
        )
    )
