"""Search: what the viewer may see, found by its words in any inflection."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any
from uuid import UUID

import strawberry

from hub import ids, models, search
from hub.errors import NotFound
from schema.connections import After, Edge, First, Order, PageInfo, Slice, between, connection, sliced
from schema.context import Info
from schema.relations import Node, Shows, row_loader

BEST_FIRST = Order(
    "search", (models.SearchEntry.rank, models.SearchEntry.at, models.SearchEntry.subject_id), is_descending=True
)
_PREFIXES = {
    search.Facet.NETWORK: models.Network.prefix,
    search.Facet.BOARD: models.Board.prefix,
    search.Facet.AUTHOR: models.Person.prefix,
    search.Facet.CITY: models.City.prefix,
}


@strawberry.type(description="A piece of a passage.")
class Segment(Shows):
    row = search.Segment
    text: str = strawberry.field(description="As it is written, without Markdown.")
    is_match: bool = strawberry.field(description="Whether this is what was asked for.")


@strawberry.type(description="Something that was found.")
class SearchEdge:
    cursor: str = strawberry.field(description="To go on from here; opaque.")
    node: models.Row = strawberry.field(graphql_type=Node, description="The thing itself.")
    kind: models.SearchKind = strawberry.field(description="What it is.")
    passage: list[search.Segment] = strawberry.field(
        graphql_type=list[Segment], description="Where the words stand: of a post a part, of other things the name."
    )


@strawberry.type(description="A page of what was found: names of things first, then what is said; the newest first.")
class SearchConnection:
    edges: list[SearchEdge] = strawberry.field(description="The entries of this page, in order.")
    page_info: PageInfo = strawberry.field(description="How to go on.")
    corrected_text: str | None = strawberry.field(
        description="What was searched for instead: nothing matches what was asked for, and one typo makes this of it."
    )
    found: strawberry.Private[search.Found]

    @strawberry.field(description="How many there are, counted to 1,000.")
    async def total_count(self, info: Info) -> int:
        return min(await self._count(info), search.COUNTED)

    @strawberry.field(description="Whether there are more than were counted.")
    async def has_more_than_counted(self, info: Info) -> bool:
        return await self._count(info) > search.COUNTED

    async def _count(self, info: Info) -> int:
        async def load(work: Any, found: list[search.Found]) -> list[int]:
            return [await search.count(work, one) for one in found]

        return int(await info.context.loader(search.count, load).load(self.found))


Of = Annotated[strawberry.ID | None, strawberry.argument(description="Only what belongs to it.")]


@strawberry.type
class SearchQuery:
    @strawberry.field(
        description="What the viewer may see and these words are in, in whatever form; words in quotation marks as "
        "they stand. One typo is forgiven when nothing matches. Errors: NOT_SIGNED_IN, INVALID (text, first, after)."
    )
    async def search(
        self,
        info: Info,
        text: Annotated[str, strawberry.argument(description="At most 200 characters.")],
        network: Of = None,
        board: Of = None,
        author: Of = None,
        city: Of = None,
        kinds: Annotated[
            list[models.SearchKind] | None, strawberry.argument(description="Only these; all when not said.")
        ] = None,
        since: Annotated[date | None, strawberry.argument(description="Of that day or later.")] = None,
        until: Annotated[date | None, strawberry.argument(description="Of that day or earlier.")] = None,
        first: First = None,
        after: After = None,
    ) -> SearchConnection:
        slice = sliced(BEST_FIRST, first, after)
        named = dict(zip(search.Facet, (network, board, author, city), strict=True))
        facets = search.Facets(frozenset(models.SearchKind if kinds is None else kinds), since, until, _ids(named))
        asked = search.question(text)
        found = await search.find(await info.context.reading(), asked, facets, lambda every: _part(every, slice))
        page = connection(found.entries, BEST_FIRST, slice)
        return SearchConnection(
            edges=await _edges(info, found, page.edges),
            page_info=page.page_info,
            corrected_text=None if found.question is asked else found.question.text,
            found=found,
        )


def _ids(named: Mapping[search.Facet, str | None]) -> dict[search.Facet, UUID]:
    """Raises NotFound for what is no id of such a thing; one of nothing, or of nothing to be seen, finds nothing."""
    return {facet: _id(_PREFIXES[facet], id) for facet, id in named.items() if id is not None}


def _id(prefix: str, id: str) -> UUID:
    match ids.decode(id):
        case (found, uuid) if found == prefix:
            return uuid
    raise NotFound()


def _part(every: search.Entries, slice: Slice) -> search.Entries:
    return every.where(*between(BEST_FIRST, slice)).order_by(*BEST_FIRST.sorting(False)).limit(slice.size + 1)


async def _edges(info: Info, found: search.Found, edges: Sequence[Edge[Any]]) -> list[SearchEdge]:
    """Each with its row, of those the viewer may see."""
    entries = [edge.node for edge in edges]
    loaders = (row_loader(info, search.FINDABLE[entry.kind].model) for entry in entries)
    rows = await asyncio.gather(
        *(loader.load(entry.subject_id) for loader, entry in zip(loaders, entries, strict=True))
    )
    return [
        SearchEdge(
            cursor=edge.cursor,
            node=row,
            kind=edge.node.kind,
            passage=search.passage(search.FINDABLE[edge.node.kind].said(row), found.question),
        )
        for edge, row in zip(edges, rows, strict=True)
        if row is not None
    ]
