"""Finding: the entries that match, of what the viewer may see, in an order of our own that every database keeps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select

from hub import permissions
from hub.database import Work
from hub.models import SearchEntry, SearchKind
from hub.search import polish, scopes, typos
from hub.search.kinds import FINDABLE, Facet, Facets
from hub.search.matching import in_a_row, matches
from hub.search.questions import Question

COUNTED = 1_000
"""How far it is counted."""

_FIRST, _LAST = date(1970, 1, 1), date(9000, 1, 1)
"""Days that every database can tell in every zone."""

Entries = Select[SearchEntry]


@dataclass(frozen=True, eq=False)
class Found:
    question: Question
    """What was asked, or what was meant where nothing matched what was asked."""
    entries: Sequence[SearchEntry]
    all: Entries
    """The statement for all of them, of which these are a part."""


async def find(work: Work, asked: Question, facets: Facets, part: Callable[[Entries], Entries]) -> Found:
    """That part of what matches, the first first. Raises NotSignedIn."""
    permissions.signed_in(work)
    await polish.loaded()
    found = await _find(work, asked, facets, part)
    if not found.entries and (meant := await _meant(work, asked)):
        return await _find(work, meant, facets, part)
    return found


async def count(work: Work, found: Found) -> int:
    """How many match; one more than `COUNTED` for any number beyond."""
    some = found.all.with_only_columns(SearchEntry.id).limit(COUNTED + 1).subquery()
    return await work.row(select(func.count()).select_from(some)) or 0


async def _find(work: Work, question: Question, facets: Facets, part: Callable[[Entries], Entries]) -> Found:
    shown = (await _visible(work, facets), *await _in_days(work, facets))
    searched = await scopes.searched(work, facets.ids.get(Facet.NETWORK))
    every = select(SearchEntry).where(*_matching(question, searched), *shown)
    return Found(question, [] if question.is_empty else await work.rows(part(every)), every)


async def _meant(work: Work, asked: Question) -> Question | None:
    """The question with one typo mended, if nothing at all matches as it is."""
    if asked.is_empty:
        return None
    seen = select(SearchEntry).where(await _visible(work, Facets())).limit(1)
    searched = await scopes.searched(work, None)
    if await work.rows(seen.where(*_matching(asked, searched))):
        return None
    return await typos.mended(work, asked, searched, seen)


def _matching(question: Question, searched: Sequence[str]) -> list[ColumnElement[bool]]:
    if question.is_empty:
        return [false()]
    return [matches(searched, question.terms), *map(in_a_row, question.phrases)]


async def _visible(work: Work, facets: Facets) -> ColumnElement[bool]:
    return or_(false(), *[await _visible_of(work, kind, facets) for kind in SearchKind if _fits(kind, facets)])


def _fits(kind: SearchKind, facets: Facets) -> bool:
    return kind in facets.kinds and facets.ids.keys() <= FINDABLE[kind].narrowed.keys()


async def _visible_of(work: Work, kind: SearchKind, facets: Facets) -> ColumnElement[bool]:
    model, narrowed = FINDABLE[kind].model, FINDABLE[kind].narrowed
    seen = (await permissions.visible(work, model)).where(model.id == SearchEntry.subject_id)
    for facet, id in facets.ids.items():
        seen = seen.where(await narrowed[facet](work, id))
    each = seen.with_only_columns(model.id).offset(0)  # else PostgreSQL would read all there are into a hash table
    return and_(SearchEntry.kind == kind, each.exists())


async def _in_days(work: Work, facets: Facets) -> list[ColumnElement[bool]]:
    if facets.since is None and facets.until is None:
        return []
    zone = ZoneInfo((await permissions.viewer(work)).time_zone)
    conditions = []
    if facets.since and facets.since > _FIRST:
        conditions.append(SearchEntry.at >= datetime.combine(facets.since, time(), zone))
    if facets.until and facets.until < _LAST:
        conditions.append(
            SearchEntry.at < datetime.combine(max(facets.until, _FIRST) + timedelta(days=1), time(), zone)
        )
    return conditions
