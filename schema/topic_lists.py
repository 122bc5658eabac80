"""Lists of topics: by hand or by support, of one column or of all."""

from enum import Enum
from functools import partial
from typing import Annotated, Any
from uuid import UUID

import strawberry
from sqlalchemy import ColumnElement

from hub import models
from hub.database import Work
from schema.along import read
from schema.connections import Connection, Order, pages, sliced
from schema.context import Info
from schema.relations import row_loader


@strawberry.enum(description="An order of topics.")
class TopicOrder(Enum):
    PLACE = strawberry.enum_value("place", description="As they were put by hand.")
    SUPPORT = strawberry.enum_value("support", description="Those first that most cities support.")


Column = Annotated[models.TopicColumn | None, strawberry.argument(description="Only of this column.")]
OrderBy = Annotated[TopicOrder, strawberry.argument(description="In this order.")]
_ORDERS = {
    TopicOrder.PLACE: Order("topics by place", (models.Topic.place, models.Topic.id)),
    TopicOrder.SUPPORT: Order("topics by support", (models.Topic.support_count, models.Topic.id), is_descending=True),
}


async def topics_of(
    info: Info,
    board_id: UUID,
    order_by: TopicOrder,
    column: models.TopicColumn | None,
    first: int | None,
    after: str | None,
) -> Connection[Any]:
    """A page of each board's topics, in one statement for all boards of a level."""
    order = _ORDERS[order_by]
    slice = sliced(order, first, after)
    extra: list[ColumnElement[bool]] = [models.Topic.merged_into_id.is_(None)]
    if column:
        extra.append(models.Topic.column == column)

    seen = partial(read, loaders=partial(row_loader, info))

    async def load(work: Work, boards: list[UUID]) -> list[Connection[Any]]:
        return await pages(work, models.Topic, "board_id", dict.fromkeys(boards, order), slice, seen, extra)

    page: Connection[Any] = await info.context.loader((topics_of, order_by, column, slice), load).load(board_id)
    return page
