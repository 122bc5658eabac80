"""Where programs begin: the demo, people of every kind in it with their tokens, and copies of it for worlds."""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from hub import clock, people
from hub.database import Database, Viewer, Work, transaction
from hub.models import BY_PREFIX, Audience, Board, Network, Person, Post, StandingKind, Thread
from tests.cast import ADDRESSES
from tests.conftest import settings_for

HOST, GUEST = "host@zmp.example", "guest@nigdzie.example"
"""Who coordinates Miasto cyfrowe and nothing else, and who has an account and nothing else."""
PEOPLE = ADDRESSES | {
    "leaver": "zbigniew.slusarek@opoczno.example",
    "elsewhere": "moderator.cyfrowe@zmp.example",
    "watcher": "slawomir.grajek@elk.example",
    "neighbour": "monika.talaga@oswiecim.example",
    "host": HOST,
    "guest": GUEST,
}
READERS = {"reader": "outsider", "reading_observer": "observer"}
"""Programs that may only read, in the name of whom."""

Ids = Mapping[str, list[str]]
"""Of rows, by prefix."""


@dataclass(frozen=True)
class Stage:
    fork: Callable[[], AbstractContextManager[str]]
    """A copy of the database, and where it is."""
    tokens: Mapping[str, str]
    begins_at: datetime
    places: Mapping[str, Ids]
    """What the demo holds, by network; what belongs to none under ""."""
    for_members: Ids
    """What of Miasto obywateli observers do not see."""


async def prepared(url: str, fork: Callable[[], AbstractContextManager[str]]) -> Stage:
    database = Database(settings_for(url))
    try:
        return await _prepared(Viewer(database), fork)
    finally:
        await database.close()


@transaction
async def _prepared(work: Work, fork: Callable[[], AbstractContextManager[str]]) -> Stage:
    for email in (HOST, GUEST):
        await people.add(work, email.partition("@")[0], email)
    host = await work.row(select(Person).where(Person.email == HOST))
    network = await work.row(select(Network).where(Network.slug == "cyfrowe"))
    assert host
    assert network
    await people.add_standing(work, host, network, StandingKind.COORDINATOR)
    await work.execute(update(Network).where(Network.slug == "obywateli").values(is_listed=False))
    await work.execute(update(Person).values(shows_presence=True))
    tokens = {name: await people.make_token(work, email, name, True) for name, email in PEOPLE.items()}
    tokens |= {name: await people.make_token(work, PEOPLE[of], name, False) for name, of in READERS.items()}
    begins_at = clock.now().replace(microsecond=0) + timedelta(minutes=1)
    return Stage(fork, tokens, begins_at, await _places(work), await _for_members(work))


async def _places(work: Work) -> dict[str, dict[str, list[str]]]:
    slugs = await work.pairs(select(Network.id, Network.slug))
    places: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    threads = await work.pairs(select(Thread.id, Thread.network_id))
    for prefix, model in BY_PREFIX.items():
        for row in await work.rows(select(model).order_by(model.id).limit(1000)):
            places[slugs.get(_network_of(row, threads), "")][prefix].append(row.public_id)
    return places


def _network_of(row: Any, threads: Mapping[Any, Any]) -> Any:
    if isinstance(row, Network):
        return row.id
    return getattr(row, "network_id", None) or threads.get(getattr(row, "thread_id", None))


async def _for_members(work: Work) -> dict[str, list[str]]:
    network = await work.row(select(Network.id).where(Network.slug == "obywateli"))
    boards = await work.rows(select(Board).where(Board.network_id == network, Board.audience == Audience.MEMBERS))
    threads = await work.rows(select(Thread).where(Thread.network_id == network, Thread.audience == Audience.MEMBERS))
    posts = await work.rows(select(Post).where(Post.thread_id.in_({thread.id for thread in threads})))
    return {rows[0].prefix: [row.public_id for row in rows] for rows in (boards, threads, posts)}


@contextmanager
def sqlite_copies(template: Path, folder: Path) -> Iterator[Callable[[], AbstractContextManager[str]]]:
    numbers = count()

    @contextmanager
    def fork() -> Iterator[str]:
        path = folder / f"{next(numbers)}.sqlite3"
        shutil.copy(template, path)
        yield f"sqlite:///{path}"
        for left in folder.glob(f"{path.name}*"):
            left.unlink()

    yield fork
