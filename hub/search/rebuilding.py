"""The index for rows that were there before it, and all of it anew: a part a transaction, beside the hub at work."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from sqlalchemy import delete, exists, select

from hub.database import Viewer, Work
from hub.models import SearchEntry, SearchKind, SearchWord
from hub.search import polish
from hub.search.indexing import forget, write
from hub.search.kinds import FINDABLE

_AT_ONCE = 500


async def complete(operator: Viewer) -> int:
    """Indexes what has no entry yet; gives how many rows that were."""
    return await _walk(operator, is_anew=False)


async def rebuild(operator: Viewer) -> int:
    """Indexes everything anew, and forgets what stands for nothing any more; gives how many rows there are."""
    done = await _walk(operator, is_anew=True)
    await operator.database.transact(operator, _tidy)
    return done


async def _walk(operator: Viewer, is_anew: bool) -> int:
    polish.load()
    done = 0
    for kind in SearchKind:
        last: UUID | None = UUID(int=0)
        while last is not None:
            last, count = await operator.database.transact(operator, _step(kind, last, is_anew))
            done += count
    return done


Step = Callable[[Work], Awaitable[tuple[UUID | None, int]]]


def _step(kind: SearchKind, after: UUID, is_anew: bool) -> Step:
    """The next rows, held so that what is said of them stays true until the commit."""
    model = FINDABLE[kind].model
    some = select(model).where(model.id > after).order_by(model.id).limit(_AT_ONCE).with_for_update(read=True)
    if not is_anew:
        some = some.where(~exists(select(SearchEntry.id).where(SearchEntry.subject_id == model.id)))

    async def step(work: Work) -> tuple[UUID | None, int]:
        rows = await work.rows(some)
        await write(work, [(kind, row) for row in rows], [row.id for row in rows] if is_anew else [])
        return (rows[-1].id if rows else None), len(rows)

    return step


async def _tidy(work: Work) -> None:
    for kind in SearchKind:
        model = FINDABLE[kind].model
        there = exists(select(model.id).where(model.id == SearchEntry.subject_id))
        await work.execute(delete(SearchEntry).where(SearchEntry.kind == kind, ~there))
    await forget(work, await work.rows(select(SearchWord.word)))
