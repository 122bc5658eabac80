"""Bringing an older database up to date keeps what was in it, and for whom."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from alembic import command
from sqlalchemy import Connection, MetaData, insert, select

from hub import clock, migrating
from hub.engine import connect
from hub.models import Post, Thread
from tests.conftest import settings_for
from tests.servers import database


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield settings_for(f"sqlite:///{tmp_path}/hub.sqlite3").database_url
    else:
        with database(request.getfixturevalue("postgres_url")) as url:
            yield settings_for(url).database_url


def test_posts_of_the_first_version_stay_with_those_they_were_written_for(empty: str) -> None:
    """A thread opened after two of its four posts, and one that never was."""
    with ThreadPoolExecutor(1) as thread:
        numbers, heads = thread.submit(asyncio.run, _upgraded(empty)).result()
    assert numbers == {("open", 1): None, ("open", 2): None, ("open", 3): 1, ("open", 4): 2, ("members", 1): None}
    assert heads == {"open": 2, "members": 0}


async def _upgraded(url: str) -> tuple[dict[tuple[str, int], int | None], dict[str, int]]:
    engine = connect(url)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_at_the_first_version)
        await migrating.migrate(url)
        async with engine.connect() as connection:
            posts = await connection.execute(
                select(Thread.title, Post.position, Post.open_position).join(Thread, Thread.id == Post.thread_id)
            )
            heads = await connection.execute(select(Thread.title, Thread.last_open_position))
            counted = {title: head for title, head in heads}  # noqa: C416 - rows are no pairs to a type checker
            return {(title, position): number for title, position, number in posts}, counted
    finally:
        await engine.dispose()


def _at_the_first_version(connection: Connection) -> None:
    command.upgrade(migrating._config(connection), "0001")
    tables = MetaData()
    tables.reflect(connection)
    now = clock.now()

    def add(table: str, **row: object) -> UUID:
        values = {"id": uuid4(), **row}
        if connection.dialect.name == "sqlite":  # reflected there as text
            values = {name: value.hex if isinstance(value, UUID) else value for name, value in values.items()}
        connection.execute(insert(tables.tables[table]).values(values))
        return UUID(str(values["id"]))

    person = add("person", name="Anna", language="pl", created_at=now)
    names = {"name": "N", "name_en": "N", "theme": "", "theme_en": ""}
    network = add("network", slug="n", **names, state="working", hue=1, place=1, created_at=now)
    board = add("board", network_id=network, title="B", description="", audience="open", place=1, created_at=now)
    for audience, posts, opened_after in (("open", 4, 2), ("members", 1, 0)):
        thread = add(
            "thread",
            network_id=network,
            board_id=board,
            title=audience,
            audience=audience,
            author_id=person,
            created_at=now,
            last_post_at=now,
            last_position=posts,
            post_count=posts,
            opened_after=opened_after,
        )
        for position in range(1, posts + 1):
            add("post", thread_id=thread, position=position, author_id=person, body="…", created_at=now)
