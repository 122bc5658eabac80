"""Relations between rows, declared. One statement answers for all parents of a level.

    author: Person = belongs_to(models.Person, "author_id", byline=True)
    threads: Connection[Thread] = has_many(models.Thread, "board_id", NEWEST_FIRST)
    unread_count: int = counted(unread.in_threads, per_viewer=True)

What is reached is what the viewer may see; a byline (who wrote, for which city) is shown with what it stands on.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import Any, ClassVar, TypeVar
from uuid import UUID

import strawberry
from sqlalchemy import Integer, Select, String, cast, literal, select, union_all
from strawberry.schema_directive import Location

from hub import ids, permissions
from hub.database import Work
from hub.models import BY_PREFIX, Row
from schema.along import read
from schema.connections import After, Around, Before, Connection, First, Last, Order, Orders, Slice, pages, sliced
from schema.context import Context, Info
from schema.loaders import Loader

T = TypeVar("T")
D = TypeVar("D")


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    name="viewer",
    description="Marks a field whose value depends on who asks; a subscription that selects one runs for each viewer.",
)
class ForViewer:
    pass


class Shows:
    """A type that shows a class of the domain as it is."""

    row: ClassVar[type]

    @classmethod
    def is_type_of(cls, value: object, _: Info) -> bool:
        return isinstance(value, cls.row)


@strawberry.interface(description="Something with an id that can be fetched again by `node`.")
class Node(Shows):
    public_id: strawberry.ID = strawberry.field(name="id", description="Stays the same for ever; opaque.")


def belongs_to(
    model: type[Row], column: str, byline: bool = False, description: str | None = None, per_viewer: bool = False
) -> Any:
    """The one row that a column points at; null when there is none, or none the viewer may see."""

    async def one(root: Any, info: Info) -> Any:
        id = getattr(root, column)
        return await row_loader(info, model, byline).load(id) if id else None

    return strawberry.field(resolver=one, description=description, directives=[ForViewer()] if per_viewer else ())


Ordering = Callable[[Work, Sequence[UUID]], Awaitable[Orders]]


def has_many(
    model: type[Row],
    column: str,
    order: Order,
    *extra: Any,
    description: str | None = None,
    backwards: bool = False,
    per_viewer: bool = False,
    ordering: Ordering | None = None,
    around: bool = False,
) -> Any:
    """A connection of the rows whose column points here, in that order, or in the one each parent has for the viewer.

    Orders that differ by viewer differ in their columns only, so that a cursor reads alike in all of them.
    """

    async def forward(root: Any, info: Info, first: First = None, after: After = None) -> Any:
        return await many(root, info, sliced(order, first, after))

    async def both_ways(
        root: Any,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Any:
        return await many(root, info, sliced(order, first, after, last, before))

    async def around_one(
        root: Any,
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        around: Around = None,
    ) -> Any:
        slice = sliced(order, first, after, last, before)
        return await many(root, info, await centred(root, info, around, slice) if around else slice)

    async def centred(root: Any, info: Info, id: str, slice: Slice) -> Slice:
        """The slice moved so that one entry stands in its middle, where entries are counted."""
        match ids.decode(id):
            case (model.prefix, uuid) if row := await row_loader(info, model).load(uuid):
                if getattr(row, column) == root.id:
                    orders = await ordering(await info.context.reading(), [root.id]) if ordering else {root.id: order}
                    start = orders[root.id].values(row)[0] - slice.size // 2 - 1
                    return Slice(slice.size, is_from_end=False, after=(start,) if start > 0 else None, before=None)
        return slice

    async def many(root: Any, info: Info, slice: Slice) -> Any:
        async def load(work: Work, parents: list[UUID]) -> list[Connection[Any]]:
            orders = await ordering(work, parents) if ordering else dict.fromkeys(parents, order)
            return await pages(
                work, model, column, orders, slice, partial(read, loaders=partial(row_loader, info)), extra
            )

        return await info.context.loader((many, slice), load).load(root.id)

    resolver = around_one if around else both_ways if backwards else forward
    return strawberry.field(resolver=resolver, description=description, directives=[ForViewer()] if per_viewer else [])


Count = Callable[[Work, Sequence[UUID]], Awaitable[Select[*tuple[Any, ...]]]]
"""A statement of two columns, the parent's id and the number; of a count in parts, of three: the part is the second."""


def counted(
    counting: Count, part: StrEnum | None = None, per_viewer: bool = False, description: str | None = None
) -> Any:
    """A number for each parent, 0 when the count says nothing of it; `part` chooses one of a count in parts."""

    async def number(root: Any, info: Info) -> int:
        return await count(info, counting, root.id, part)

    return strawberry.field(resolver=number, description=description, directives=[ForViewer()] if per_viewer else [])


async def count(info: Info, counting: Count, id: UUID, part: StrEnum | None = None) -> int:
    """One of the numbers; all that an answer has are counted in one statement."""
    return int(await info.context.loader(count, _counted, comes_last=True).load((counting, id, part)))


async def _counted(work: Work, keys: list[tuple[Count, UUID, StrEnum | None]]) -> list[int]:
    by_count: dict[Count, set[UUID]] = defaultdict(set)
    for counting, id, _ in keys:
        by_count[counting].add(id)
    parts = [_part_of(place, await counting(work, list(ids))) for place, (counting, ids) in enumerate(by_count.items())]
    numbers = {(place, id, part): number for place, id, part, number in await work.execute(union_all(*parts))}
    places = {counting: place for place, counting in enumerate(by_count)}
    return [numbers.get((places[counting], id, part or ""), 0) for counting, id, part in keys]


def _part_of(place: int, counted: Select[*tuple[Any, ...]]) -> Select[Any]:
    id, *part, number = counted.subquery().c
    named = cast(part[0], String) if part else literal("")
    return select(literal(place), id, named, cast(number, Integer))


async def found(
    info: Info,
    finding: Callable[[Work, list[UUID]], Awaitable[Mapping[UUID, T]]],
    id: UUID,
    absent: D,
    comes_last: bool = False,
) -> T | D:
    """What a question about many says of one; it is asked once for all of a level."""

    async def load(work: Work, ids: list[UUID]) -> list[T | D]:
        said = await finding(work, ids)
        return [said.get(id, absent) for id in ids]

    one: T | D = await info.context.loader(finding, load, comes_last).load(id)
    return one


def row_loader(info: Info, model: type[Row], byline: bool = False) -> Loader:
    """Loads rows of that kind by their UUID: those the viewer may see, or for a byline any."""
    return loader(info.context, model, byline)


def loader(context: Context, model: type[Row], byline: bool) -> Loader:
    """The same for who has no field at hand."""

    async def load(work: Work, ids: list[UUID]) -> list[Row | None]:
        found = {id: row for id in ids if byline and (row := work.known(model, id))}
        if missing := set(ids) - found.keys():
            statement = select(model) if byline else await permissions.visible(work, model)
            rows = await read(work, model, statement.where(model.id.in_(missing)), partial(loader, context))
            found |= {row.id: row for row in rows}
        return [found.get(id) for id in ids]

    return context.loader((model, byline), load)


async def with_id(info: Info, id: str) -> Row | None:
    """Whatever has that public id, if the viewer may see it."""
    match ids.decode(id):
        case (prefix, uuid) if prefix in BY_PREFIX:
            found: Row | None = await row_loader(info, BY_PREFIX[prefix]).load(uuid)
            return found
    return None
