"""What is read along: rows that are nearly always shown with another come with its statement, and wait in the loaders.

A post is shown with its thread, its author and their city; one statement reads them all. So it does for news, most of
which is of posts.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, true
from sqlalchemy.orm import aliased
from sqlmodel import SQLModel

from hub import models, permissions
from hub.database import Work
from schema.loaders import Loader


@dataclass(frozen=True, slots=True)
class Along:
    """The one row that a column of another points at."""

    column: str
    model: type[SQLModel]
    byline: bool = True
    along: "tuple[Along, ...]" = ()


_SEAT = Along("seat_id", models.Seat, along=(Along("city_id", models.City),))
_AUTHOR = Along("author_id", models.Person)

ALONG: dict[type[SQLModel], tuple[Along, ...]] = {
    models.Post: (
        Along("thread_id", models.Thread, along=(Along("board_id", models.Board, byline=False),)),
        _AUTHOR,
        _SEAT,
    ),
    models.Thread: (Along("board_id", models.Board, byline=False), _AUTHOR, _SEAT),
    models.Topic: (Along("board_id", models.Board), _AUTHOR, _SEAT),
    models.Support: (_SEAT, Along("given_by_id", models.Person)),
    models.Standing: (Along("person_id", models.Person), _SEAT),
    models.Seat: _SEAT.along,
}
ALONG[models.Event] = (
    Along("stream_id", models.Stream),
    Along("actor_id", models.Person),
    Along("subject_id", models.Post, byline=False, along=ALONG[models.Post]),
)


@dataclass(frozen=True, slots=True)
class _Joined:
    """One of them within the statement: under its own name, and where its parent stands in a line."""

    along: Along
    alias: Any
    parent: int


Loaders = Callable[[type[SQLModel], bool], Loader]
"""The loader of a model: as a byline, or what the viewer may see of it."""


async def read(work: Work, model: type[SQLModel], statement: Select[Any], loaders: Loaders) -> list[Any]:
    """The rows that a statement for that model selects."""
    joined = _joined_to(model)
    entities = [model, *(one.alias for one in joined)]
    statement = statement.select_from(model)
    for one in joined:
        points_at = one.alias.id == getattr(entities[one.parent], one.along.column)
        statement = statement.outerjoin(one.alias, and_(points_at, await _seen(work, one)))
    lines = (await work.execute(statement.add_columns(*entities[1:]))).all()
    for line in lines:
        _keep(loaders, joined, line)
    return [line[0] for line in lines]


@cache
def _joined_to(model: type[SQLModel]) -> tuple[_Joined, ...]:
    return tuple(_joined(ALONG.get(model, ()), 0, 1))


def _joined(alongs: Sequence[Along], parent: int, place: int) -> Iterator[_Joined]:
    for along in alongs:
        yield _Joined(along, aliased(along.model), parent)
        below = list(_joined(along.along, place, place + 1))
        yield from below
        place += 1 + len(below)


async def _seen(work: Work, one: _Joined) -> ColumnElement[bool]:
    if one.along.byline:
        return true()
    model: Any = one.along.model
    seen: ColumnElement[bool] = one.alias.id.in_((await permissions.visible(work, model)).with_only_columns(model.id))
    return seen


def _keep(loaders: Loaders, joined: Sequence[_Joined], line: Row[Any]) -> None:
    """Where the loaders find them; also that there is none for the viewer."""
    for place, one in enumerate(joined, 1):
        parent = line[one.parent]
        id = getattr(parent, one.along.column) if parent is not None else None
        if id is not None:
            loaders(one.along.model, one.along.byline).prime(id, line[place])
