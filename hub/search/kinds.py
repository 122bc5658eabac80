"""What can be found: of each kind of row its words, when it came to be, and how it is narrowed down.

Who finds it is said by `permissions.visible` of its model, as for every other read.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select

from hub import markdown, permissions
from hub.database import Work
from hub.models import (
    Board,
    City,
    File,
    Person,
    Poll,
    Post,
    Result,
    ResultCity,
    ResultVersion,
    Row,
    SearchKind,
    Seat,
    Standing,
    Thread,
    Topic,
)
from hub.search.scopes import EVERYBODY, of_audience, within


class Facet(StrEnum):
    NETWORK = "network"
    BOARD = "board"
    AUTHOR = "author"
    CITY = "city"


@dataclass(frozen=True)
class Facets:
    """What a search is narrowed down to; nothing of it for all there is."""

    kinds: frozenset[SearchKind] = frozenset(SearchKind)
    since: date | None = None
    until: date | None = None
    """The first and the last day, by the viewer's own clock."""
    ids: Mapping[Facet, UUID] = field(default_factory=dict)


Narrowing = Callable[[Work, UUID], Awaitable[ColumnElement[bool]]]


@dataclass(frozen=True)
class Findable:
    model: type[Row]
    rank: int
    """Names of things come before what is said in them."""
    columns: frozenset[str]
    """Those its words are made of, and whether it has any."""
    said: Callable[[Any], str]
    """The words one finds it by; empty when it is not to be found."""
    at: Callable[[Any], datetime]
    narrowed: Mapping[Facet, Narrowing]
    """How it belongs to a network, a board, an author, a city; it is not found where it cannot."""
    scope: Callable[[Any, Any], str] = lambda *_: EVERYBODY
    """Of a row, and of the one beside it:"""
    beside: tuple[type[Row], str] | None = None
    """What else its scope depends on, and the column that names it."""


_BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)


def _equal(column: Any) -> Narrowing:
    async def narrowed(_: Work, id: UUID) -> ColumnElement[bool]:
        equal: ColumnElement[bool] = column == id
        return equal

    return narrowed


def _of_seat(column: Any) -> Narrowing:
    """By the city of the seat it was written for, as its byline says."""

    async def narrowed(_: Work, id: UUID) -> ColumnElement[bool]:
        of_city: ColumnElement[bool] = column.in_(select(Seat.id).where(Seat.city_id == id))
        return of_city

    return narrowed


def _of_thread(thread_id: Any, column: Any) -> Narrowing:
    async def narrowed(_: Work, id: UUID) -> ColumnElement[bool]:
        of_thread: ColumnElement[bool] = thread_id.in_(select(Thread.id).where(column == id))
        return of_thread

    return narrowed


def _of_its_post(narrowing: Narrowing) -> Narrowing:
    """Of a file: by the post it hangs on."""

    async def narrowed(work: Work, id: UUID) -> ColumnElement[bool]:
        return File.owner_id.in_(select(Post.id).where(await narrowing(work, id)))

    return narrowed


def _of_result(column: Any) -> Narrowing:
    async def narrowed(_: Work, id: UUID) -> ColumnElement[bool]:
        return ResultVersion.result_id.in_(select(Result.id).where(column == id))

    return narrowed


async def _results_of_city(_: Work, id: UUID) -> ColumnElement[bool]:
    written = select(ResultCity.result_id).join(Seat, Seat.id == ResultCity.seat_id).where(Seat.city_id == id)
    return ResultVersion.result_id.in_(written)


async def _people_of_network(work: Work, id: UUID) -> ColumnElement[bool]:
    seen = (await permissions.visible(work, Standing)).where(Standing.network_id == id, Standing.until.is_(None))
    return Person.id.in_(seen.with_only_columns(Standing.person_id))


async def _people_of_city(work: Work, id: UUID) -> ColumnElement[bool]:
    seen = (await permissions.visible(work, Standing)).join(Seat, Seat.id == Standing.seat_id)
    of_city = seen.where(Seat.city_id == id, Standing.until.is_(None))
    return Person.id.in_(of_city.with_only_columns(Standing.person_id))


async def _cities_of_network(work: Work, id: UUID) -> ColumnElement[bool]:
    seen = (await permissions.visible(work, Seat)).where(Seat.network_id == id, Seat.until.is_(None))
    return City.id.in_(seen.with_only_columns(Seat.city_id))


FINDABLE: dict[SearchKind, Findable] = {
    SearchKind.PERSON: Findable(
        Person,
        rank=3,
        columns=frozenset({"name"}),
        said=lambda person: person.name,
        at=lambda person: person.created_at,
        narrowed={Facet.NETWORK: _people_of_network, Facet.CITY: _people_of_city, Facet.AUTHOR: _equal(Person.id)},
    ),
    SearchKind.CITY: Findable(
        City,
        rank=2,
        columns=frozenset({"name"}),
        said=lambda city: city.name,
        at=lambda _: _BEFORE_ALL,
        narrowed={Facet.NETWORK: _cities_of_network, Facet.CITY: _equal(City.id)},
    ),
    SearchKind.THREAD: Findable(
        Thread,
        rank=1,
        columns=frozenset({"title", "created_at", "audience"}),
        said=lambda thread: thread.title,
        at=lambda thread: thread.created_at,
        narrowed={
            Facet.NETWORK: _equal(Thread.network_id),
            Facet.BOARD: _equal(Thread.board_id),
            Facet.AUTHOR: _equal(Thread.author_id),
            Facet.CITY: _of_seat(Thread.seat_id),
        },
        scope=lambda thread, _: of_audience(thread.network_id, thread.audience),
    ),
    SearchKind.TOPIC: Findable(
        Topic,
        rank=1,
        columns=frozenset({"title", "need", "merged_into_id"}),
        said=lambda topic: "" if topic.merged_into_id else f"{topic.title}\n{topic.need}",
        at=lambda topic: topic.created_at,
        narrowed={
            Facet.NETWORK: _equal(Topic.network_id),
            Facet.BOARD: _equal(Topic.board_id),
            Facet.AUTHOR: _equal(Topic.author_id),
            Facet.CITY: _of_seat(Topic.seat_id),
        },
        scope=lambda topic, board: of_audience(topic.network_id, board.audience),
        beside=(Board, "board_id"),
    ),
    SearchKind.POLL: Findable(
        Poll,
        rank=1,
        columns=frozenset({"question", "description", "opened_at", "audience"}),
        said=lambda poll: f"{poll.question}\n{markdown.plain(poll.description)}" if poll.opened_at else "",
        at=lambda poll: poll.opened_at,
        narrowed={
            Facet.NETWORK: _equal(Poll.network_id),
            Facet.BOARD: _of_thread(Poll.thread_id, Thread.board_id),
            Facet.AUTHOR: _equal(Poll.author_id),
        },
        scope=lambda poll, _: of_audience(poll.network_id, poll.audience),
    ),
    SearchKind.RESULT: Findable(
        ResultVersion,
        rank=1,
        columns=frozenset({"title", "summary", "body", "superseded_at"}),
        said=lambda version: "" if version.superseded_at else f"{version.title}. {markdown.plain(version.text)}",
        at=lambda version: version.issued_at or version.created_at,
        narrowed={
            Facet.NETWORK: _of_result(Result.network_id),
            Facet.AUTHOR: _equal(ResultVersion.author_id),
            Facet.CITY: _results_of_city,
        },
    ),
    SearchKind.FILE: Findable(
        File,
        rank=1,
        columns=frozenset({"name", "owner", "removed_at"}),
        said=lambda file: file.name if file.owner and not file.removed_at else "",
        at=lambda file: file.created_at,
        narrowed={
            Facet.NETWORK: _equal(File.network_id),
            Facet.BOARD: _of_its_post(_of_thread(Post.thread_id, Thread.board_id)),
            Facet.AUTHOR: _equal(File.uploader_id),
            Facet.CITY: _of_its_post(_of_seat(Post.seat_id)),
        },
        scope=lambda file, post: within(file.network_id, post.open_position is not None) if post else EVERYBODY,
        beside=(Post, "owner_id"),
    ),
    SearchKind.POST: Findable(
        Post,
        rank=0,
        columns=frozenset({"body"}),
        said=lambda post: markdown.plain(post.body or ""),
        at=lambda post: post.created_at,
        narrowed={
            Facet.NETWORK: _of_thread(Post.thread_id, Thread.network_id),
            Facet.BOARD: _of_thread(Post.thread_id, Thread.board_id),
            Facet.AUTHOR: _equal(Post.author_id),
            Facet.CITY: _of_seat(Post.seat_id),
        },
        scope=lambda post, thread: within(thread.network_id, post.open_position is not None),
        beside=(Thread, "thread_id"),
    ),
}
