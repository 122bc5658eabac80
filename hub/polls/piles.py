"""Alike ballots on one pile each, so that a tally costs the same however many have voted."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from hub.database import Work
from hub.models import Pile, Poll, SeatKind
from hub.polls.choices import Said


async def move(work: Work, poll: Poll, kind: SeatKind, before: Said | None, now: Said) -> None:
    """A ballot comes to the pile of its like, and leaves that of what it was before. Its elector is held meanwhile."""
    if before == now:
        return
    moves = [(now, 1)] if before is None else [(now, 1), (before, -1)]
    dialect = postgresql if work.session.get_bind().dialect.name == "postgresql" else sqlite
    for said, by in sorted(moves, key=lambda one: digest(one[0])):  # all in one order: nobody waits for each other
        storing = dialect.insert(Pile).values(_pile(poll, kind, said, by))
        names = [Pile.poll_id, Pile.kind, Pile.digest]
        await work.execute(storing.on_conflict_do_update(index_elements=names, set_={"count": Pile.count + by}))


async def put(work: Work, poll: Poll, kind: SeatKind, counted: Sequence[tuple[Said, int]]) -> None:
    """Ballots that are there already, each as often as it was cast."""
    piles: dict[str, Pile] = {}
    for said, count in counted:
        piles.setdefault(digest(said), Pile(**_pile(poll, kind, said, 0))).count += count
    work.session.add_all(piles.values())
    await work.session.flush()


async def of(work: Work, poll: Poll) -> dict[SeatKind, list[tuple[Said, int]]]:
    """By column."""
    found: dict[SeatKind, list[tuple[Said, int]]] = {kind: [] for kind in SeatKind}
    piles = select(Pile.kind, Pile.said, Pile.count).where(Pile.poll_id == poll.id, Pile.count > 0)
    for kind, said, count in await work.execute(piles.order_by(Pile.digest)):
        found[kind].append((said, count))
    return found


def digest(said: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:32]


def _pile(poll: Poll, kind: SeatKind, said: Said, count: int) -> dict[str, Any]:
    return {"poll_id": poll.id, "kind": kind, "digest": digest(said), "said": said, "count": count}
