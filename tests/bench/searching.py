"""Search over 200,000 posts and over 20,000: as many match for who asks, and ever more where they may not look.

Half of the posts stand in a network of others, and hold the words that are asked for as often again for every post.
"""

import random
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import partial
from statistics import quantiles
from time import perf_counter
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from hub import reference
from hub.database import Viewer, Work
from hub.models import Audience, Board, Network, Person, Post, SearchEntry, SearchKind, Standing, StandingKind, Thread
from hub.search.indexing import write
from tests.bench import documents
from tests.bench.goals import Figure, Measure, ratio
from tests.bench.reading import ask, inserted, migrated, numbers, unhurried
from tests.bench.sides import Sides

FEW, MANY, THREADS, ASKED = 20_000, 200_000, 100, 40
"""Posts on either side, threads in each network, and words that are asked for."""
_FREQUENT = 1_500
"""So many posts hold the first of these words, and of the others ever fewer: some are beyond what is counted."""
_PATTERNS = FEW // 2


def measure(kind: str) -> Measure:
    async def measured(sides: Sides) -> Figure:
        few, many = [await sides.keep(_hub(kind, posts)) for posts in (FEW, MANY)]
        asked = [*map(_rare, range(ASKED)), *(f"{_rare(n)} {_common(n)}" for n in range(ASKED)), f"{_rare(3)[:-1]}q"]
        found = [[await _counted(viewer, words) for words in asked] for viewer in (few, many)]
        assert found[0] == found[1], "not as many match"
        took = [(await _p95(few, asked), await _p95(many, asked)) for _ in range(sides.rounds)]
        return ratio([of_many for _, of_many in took], [of_few for of_few, _ in took], "ms")

    return measured


async def _p95(viewer: Viewer, asked: list[str]) -> float:
    took = []
    for words in asked:
        began = perf_counter()
        await _counted(viewer, words)
        took.append((perf_counter() - began) * 1e3)
    return quantiles(took, n=20)[-1]


async def _counted(viewer: Viewer, words: str) -> int:
    found = (await ask(viewer, documents.named("Search"), {"text": words}))["search"]
    assert found["edges"], words
    count: int = found["totalCount"]
    return count


@asynccontextmanager
async def _hub(kind: str, posts: int) -> AsyncIterator[Viewer]:
    async with migrated(kind) as opened:
        await reference.load(Viewer(opened))
        reader, threads = await opened.transact(Viewer(opened), _begin)
        for start in range(0, FEW, 1_000):
            await opened.transact(Viewer(opened), partial(_write, reader, threads, start))
        async with opened.engine.begin() as connection:
            await unhurried(connection)
            await _copy(connection, posts // FEW - 1)
            await connection.execute(text("ANALYZE"))
        yield Viewer(opened, who=reader)


async def _begin(work: Work) -> tuple[UUID, list[UUID]]:
    """Somebody who looks after one network, and the threads of it and of another one."""
    networks = (await work.rows(select(Network).order_by(Network.slug)))[:2]
    reader = await work.add(Person(email="reader@bench.example", name="Reader"))
    await work.add(Standing(person_id=reader.id, network_id=networks[0].id, kind=StandingKind.MODERATOR))
    threads = [
        Thread(**await _facts(work, network, reader), title="Rozmowa") for network in networks for _ in range(THREADS)
    ]
    work.session.add_all(threads)
    await work.session.flush()
    return reader.id, [thread.id for thread in threads]


async def _facts(work: Work, network: Network, author: Person) -> dict[str, Any]:
    board = await work.row(select(Board).where(Board.network_id == network.id))
    assert board
    return {"network_id": network.id, "board_id": board.id, "audience": Audience.MEMBERS, "author_id": author.id}


async def _write(author: UUID, threads: list[UUID], start: int, work: Work) -> None:
    posts = [_post(author, threads, number) for number in range(start, start + 1_000)]
    await work.execute(insert(Post).values([post.model_dump() for post in posts]))
    await write(work, [(SearchKind.POST, post) for post in posts], [])


def _post(author: UUID, threads: list[UUID], number: int) -> Post:
    """The first half stands where one may look."""
    is_seen = number < _PATTERNS
    thread = threads[number % THREADS + (0 if is_seen else THREADS)]
    place = number % _PATTERNS
    body = " ".join([*_fillers(place), *(word for n, word in _asked_for() if place < _FREQUENT // (n + 1))])
    return Post(id=UUID(int=(number + 1) << 32), thread_id=thread, position=number, author_id=author, body=body)


def _asked_for() -> Iterator[tuple[int, str]]:
    return ((n, _rare(n)) for n in range(ASKED))


def _fillers(seed: int) -> list[str]:
    """Words as often as words are (Zipf): the first in nearly every post."""
    chance = random.Random(seed)
    return [_common(int(chance.paretovariate(0.5)) % 5_000) for _ in range(12)]


def _common(number: int) -> str:
    return "w" + _spelled(number)


def _rare(number: int) -> str:
    return "rzadk" + _spelled(number * 31)


def _spelled(number: int) -> str:
    letters = "bdgkmnprst"
    return "".join(letters[int(digit)] + "aeiou"[place % 5] for place, digit in enumerate(f"{number:04}"))


async def _copy(connection: AsyncConnection, times: int) -> None:
    """What others wrote so many times more, and as many posts of one's own network without the words asked for."""
    if not times:
        return
    said = _Postgres if connection.dialect.name == "postgresql" else _Sqlite
    for model, id, changes in (
        (Post, "id", {"id": said.copied.format("id"), "position": f"it.position + n * {FEW}"}),
        (SearchEntry, "subject_id", {"id": said.next, "subject_id": said.copied.format("subject_id")}),
    ):
        rows = f"FROM {model.__tablename__} AS it, numbers WHERE it.{id} > :last"
        copies = text(inserted(model, f"{numbers(times)} SELECT {{}} {rows}", changes))
        await connection.execute(copies, {"last": said.value(UUID(int=_FREQUENT << 32))})


class _Sqlite:
    copied = "substr(it.{0}, 1, 24) || printf('%08x', n)"
    next = "NULL"

    @staticmethod
    def value(id: UUID) -> Any:
        return id.hex


class _Postgres:
    copied = "CAST((left(CAST(it.{0} AS text), 28) || lpad(to_hex(n), 8, '0')) AS uuid)"
    next = "nextval('search_entry_id_seq')"

    @staticmethod
    def value(id: UUID) -> Any:
        return id
