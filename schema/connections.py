"""Lists in Relay's manner: connections with keyset cursors, 1 to 100 at a time, 20 by default.

A cursor holds the values its list is ordered by and the name of that order, so one from another list is refused.
https://relay.dev/graphql/connections.htm
"""

import base64
import binascii
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

import orjson
import strawberry
from sqlalchemy import ColumnElement, Select, literal, select, tuple_, union_all
from sqlalchemy.orm import InstrumentedAttribute

from hub import permissions
from hub.database import Work
from hub.errors import Invalid
from hub.models import Row

T = TypeVar("T")
DEFAULT, MOST = 20, 100

First = Annotated[int | None, strawberry.argument(description="How many from the start: 1 to 100, or 20.")]
After = Annotated[str | None, strawberry.argument(description="Begin after the entry with this cursor.")]
Last = Annotated[int | None, strawberry.argument(description="How many from the end: 1 to 100.")]
Around = Annotated[
    strawberry.ID | None,
    strawberry.argument(
        description="As many on both sides of the entry with this id, instead; not heeded when it is not there for the "
        "viewer."
    ),
]
Before = Annotated[str | None, strawberry.argument(description="End before the entry with this cursor.")]


@strawberry.type(description="Where a page of a list begins and ends.")
class PageInfo:
    has_next_page: bool = strawberry.field(description="Whether there is more after this page.")
    has_previous_page: bool = strawberry.field(description="Whether there may be more before this page.")
    start_cursor: str | None = strawberry.field(description="The first edge's cursor; null when the page is empty.")
    end_cursor: str | None = strawberry.field(description="The last edge's cursor; null when the page is empty.")


@strawberry.type(description="One entry of a list.")
class Edge(Generic[T]):
    cursor: str = strawberry.field(description="To go on from here; opaque.")
    node: T = strawberry.field(description="The entry itself.")


@strawberry.type(description="A page of a list.")
class Connection(Generic[T]):
    edges: list[Edge[T]] = strawberry.field(description="The entries of this page, in order.")
    page_info: PageInfo = strawberry.field(description="How to go on.")


@dataclass(frozen=True)
class Order:
    """A total order of rows. The columns run in one direction and the last of them is unique."""

    name: str
    columns: tuple[InstrumentedAttribute[Any], ...]
    is_descending: bool = False

    def values(self, row: Any) -> list[Any]:
        return [getattr(row, column.key) for column in self.columns]

    def sorting(self, is_reversed: bool) -> list[ColumnElement[Any]]:
        descending = self.is_descending != is_reversed
        return [column.desc() if descending else column.asc() for column in self.columns]

    def beyond(self, cursor: tuple[Any, ...], is_reversed: bool) -> ColumnElement[bool]:
        mine = tuple_(*self.columns)
        theirs = tuple_(*(literal(value, column.type) for column, value in zip(self.columns, cursor, strict=True)))
        return mine < theirs if self.is_descending != is_reversed else mine > theirs

    def cursor(self, row: Any) -> str:
        return base64.urlsafe_b64encode(orjson.dumps([self.name, *self.values(row)], default=str)).decode()

    def read(self, field: str, cursor: str) -> tuple[Any, ...]:
        """The values a cursor holds. Raises Invalid when it is not one of this list."""
        try:
            name, *values = orjson.loads(base64.b64decode(cursor, altchars=b"-_", validate=True))
            if name == self.name:
                return tuple(
                    _typed(value, column.type.python_type) for column, value in zip(self.columns, values, strict=True)
                )
        except (ValueError, TypeError, OverflowError, binascii.Error):
            pass
        raise Invalid(field, "This cursor does not belong to this list.")


@dataclass(frozen=True)
class Slice:
    """Which part of a list: so many from one end, between two places."""

    size: int
    is_from_end: bool
    after: tuple[Any, ...] | None
    before: tuple[Any, ...] | None


def sliced(
    order: Order, first: int | None, after: str | None, last: int | None = None, before: str | None = None
) -> Slice:
    """The part that the arguments name. Raises Invalid with the argument that does not fit."""
    if first is not None and last is not None:
        raise Invalid("last", "Ask for the first or for the last, not for both.")
    return Slice(
        size=size("first", first) if last is None else size("last", last),
        is_from_end=last is not None,
        after=order.read("after", after) if after is not None else None,
        before=order.read("before", before) if before is not None else None,
    )


Orders = Mapping[UUID, Order]
Read = Callable[[Work, type[Row], Select[Any]], Awaitable[list[Any]]]


async def pages(
    work: Work,
    model: type[Row],
    column: str,
    orders: Orders,
    slice: Slice,
    read: Read,
    extra: Sequence[ColumnElement[bool]] = (),
) -> list[Connection[Any]]:
    """The same slice of each parent's rows, in its order, in one statement whose every part stops after a page."""
    parent = getattr(model, column)
    visible = (await permissions.visible(work, model)).where(*extra)
    parts = [
        _part(visible.where(parent == id, *between(order, slice)), model, order, slice) for id, order in orders.items()
    ]
    found = await read(work, model, select(model).where(model.id.in_(union_all(*parts))))
    by_parent: dict[UUID, list[Row]] = {id: [] for id in orders}
    for row in found:
        by_parent[getattr(row, column)].append(row)
    return [connection(rows, orders[id], slice) for id, rows in by_parent.items()]


async def page(
    work: Work, model: type[Row], order: Order, slice: Slice, *extra: ColumnElement[bool]
) -> Connection[Any]:
    """That slice of all rows the viewer may see, and of which `extra` holds."""
    visible = (await permissions.visible(work, model)).where(*between(order, slice), *extra)
    return connection(
        await work.rows(visible.order_by(*order.sorting(slice.is_from_end)).limit(slice.size + 1)),
        order,
        slice,
    )


def connection(rows: Sequence[Any], order: Order, slice: Slice) -> Connection[Any]:
    """At most `size + 1` rows, in any order, as a page; the one too many only tells that there is more."""
    nearest = sorted(rows, key=order.values, reverse=order.is_descending != slice.is_from_end)
    kept = nearest[: slice.size][:: -1 if slice.is_from_end else 1]
    has_more = len(nearest) > slice.size
    edges = [Edge(cursor=order.cursor(row), node=row) for row in kept]
    return Connection(
        edges=edges,
        page_info=PageInfo(
            has_next_page=slice.before is not None if slice.is_from_end else has_more,
            has_previous_page=has_more if slice.is_from_end else slice.after is not None,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        ),
    )


def _part(statement: Any, model: type[Row], order: Order, slice: Slice) -> Any:
    ids = statement.with_only_columns(model.id).order_by(*order.sorting(slice.is_from_end)).limit(slice.size + 1)
    return select(ids.subquery().c.id)


def between(order: Order, slice: Slice) -> list[ColumnElement[bool]]:
    conditions = []
    if slice.after is not None:
        conditions.append(order.beyond(slice.after, is_reversed=False))
    if slice.before is not None:
        conditions.append(order.beyond(slice.before, is_reversed=True))
    return conditions


def size(field: str, size: int | None) -> int:
    if size is None:
        return DEFAULT
    if not 1 <= size <= MOST:
        raise Invalid(field, "Ask for 1 to {most} at a time.", most=MOST)
    return size


def _typed(value: Any, kind: type) -> Any:
    if kind is datetime:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise ValueError("a time without a zone")
        return moment.astimezone(UTC)
    if kind is UUID:
        return UUID(value)
    if kind is bool and isinstance(value, bool):
        return value
    if kind is str and isinstance(value, str) and value.isprintable():
        return value
    if type(value) is not int or not 0 <= value < 1 << 31:
        raise ValueError("not a whole number that a column holds")
    return value
