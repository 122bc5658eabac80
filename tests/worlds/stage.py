"""Where programs begin: the demo, people of every kind in it with their tokens, and copies of it for worlds."""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.engine import make_url

from hub import clock, people, polls
from hub.consequences import open_database
from hub.database import Viewer, Work, transaction
from hub.leases import Holder
from hub.models import (
    BY_PREFIX,
    Audience,
    Board,
    File,
    Lease,
    Network,
    Person,
    PollKind,
    Post,
    Remark,
    Result,
    ResultsFrom,
    ResultVersion,
    Rung,
    StandingKind,
    Support,
    Thread,
    Topic,
)
from hub.polls import Option, Proposal
from tests.cast import ADDRESSES
from tests.conftest import settings_for
from tests.servers import database

HOST, GUEST = "host@zmp.example", "guest@nigdzie.example"
"""Who coordinates Miasto cyfrowe and nothing else, and who has an account and nothing else."""
PEOPLE = ADDRESSES | {
    "leaver": "zbigniew.slusarek@opoczno.example",
    "elsewhere": "moderator.cyfrowe@zmp.example",
    "watcher": "slawomir.grajek@elk.example",
    "neighbour": "monika.talaga@oswiecim.example",
    "kurek": "jan.kurek@cieszyn.example",
    "pietrzela": "marek.pietrzela@kedzierzynkozle.example",
    "bober": "lidia.bober@krosno.example",
    "szweda": "iwona.szweda@rydultowy.example",
    "host": HOST,
    "guest": GUEST,
}
READERS = {"reader": "outsider", "reading_observer": "observer"}
"""Programs that may only read, in the name of whom."""

POSTMAN = UUID(int=1)
"""Who does the jobs instead of each hub's own runner, in step with the program."""

Ids = Mapping[str, list[str]]
"""Of rows, by prefix."""


Fork = Callable[[], AbstractContextManager[str]]


@dataclass(frozen=True)
class Stage:
    fork: Fork
    """A copy of the database, and where it is."""
    tokens: Mapping[str, str]
    begins_at: datetime
    places: Mapping[str, Ids]
    """What the demo holds, by network; what belongs to none under ""."""
    for_members: Ids
    """What of Miasto obywateli observers do not see."""
    early: str
    """A poll there whose result nobody sees before its end."""
    secret: Sequence[str]
    """Secret ones: on consent, and a ranking of three."""


async def prepared(url: str, folder: Path) -> Stage:
    """A stage that is built into that database, which holds the demo."""
    opened = open_database(settings_for(url))
    try:
        return await _prepared(Viewer(opened), forks_of(url, folder))
    finally:
        await opened.close()


@transaction
async def _prepared(work: Work, fork: Fork) -> Stage:
    for email in (HOST, GUEST):
        await people.add(work, email.partition("@")[0], email)
    host = await work.row(select(Person).where(Person.email == HOST))
    network = await work.row(select(Network).where(Network.slug == "cyfrowe"))
    assert host
    assert network
    await people.add_standing(work, host, network, StandingKind.COORDINATOR)
    await work.execute(update(Network).where(Network.slug == "obywateli").values(is_listed=False))
    await work.execute(update(Person).values(shows_presence=True))
    beyond = Result.rung.in_(Rung.ZMP.and_above)
    inside = {"rung": Rung.OBSERVERS, "zmp_at": None, "public_at": None}  # what all see, or will, is no secret
    await work.execute(update(Result).where(beyond).values(inside))
    await work.add(Lease(name="jobs", holder=POSTMAN, fence=1, until=clock.now() + timedelta(days=3650)))
    tokens = {name: await people.make_token(work, email, name, True) for name, email in PEOPLE.items()}
    tokens |= {name: await people.make_token(work, PEOPLE[of], name, False) for name, of in READERS.items()}
    begins_at = clock.now().replace(microsecond=0) + timedelta(minutes=1)
    early = await _asked(work, Proposal("Wcześnie?", members_see=ResultsFrom.CLOSE, observers_see=ResultsFrom.CLOSE))
    options = [Option(label) for label in ("Marzec", "Kwiecień", "Maj")]
    ranked = Proposal("Kiedy, tajnie?", PollKind.RANKING, options=options, is_secret=True)
    secret = [await _asked(work, proposal) for proposal in (Proposal("Kto za, tajnie?", is_secret=True), ranked)]
    return Stage(fork, tokens, begins_at, await _places(work), await _for_members(work), early, secret)


async def _asked(work: Work, proposal: Proposal) -> str:
    network = await work.row(select(Network).where(Network.slug == "obywateli"))
    moderator = await work.row(select(Person).where(Person.email == ADDRESSES["moderator"]))
    assert network
    assert moderator
    asking = work.aside(replace(work.viewer, who=moderator.id), work.at)
    return (await polls.open_(asking, network.public_id, proposal)).public_id


def postman(operator: Viewer) -> Holder:
    return Holder(operator, id=POSTMAN, fence=1)


async def _places(work: Work) -> dict[str, dict[str, list[str]]]:
    slugs = await work.pairs(select(Network.id, Network.slug))
    places: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    kept: dict[Any, Any] = {}
    for owner in (Thread, Topic, Result):
        kept |= await work.pairs(select(owner.id, owner.network_id))
    for prefix, model in BY_PREFIX.items():
        for row in await work.rows(select(model).order_by(model.id).limit(1000)):
            places[slugs.get(_network_of(row, kept), "")][prefix].append(row.public_id)
    return places


_OWNERS = ("thread_id", "topic_id", "result_id")


def _network_of(row: Any, kept: Mapping[Any, Any]) -> Any:
    """Its own, or that of what it belongs to."""
    if isinstance(row, Network):
        return row.id
    belongs_to = next((it for name in _OWNERS if (it := getattr(row, name, None))), None)
    return getattr(row, "network_id", None) or kept.get(belongs_to)


async def _for_members(work: Work) -> dict[str, list[str]]:
    network = await work.row(select(Network.id).where(Network.slug == "obywateli"))
    boards = await work.rows(select(Board).where(Board.network_id == network, Board.audience == Audience.MEMBERS))
    threads = await work.rows(select(Thread).where(Thread.network_id == network, Thread.audience == Audience.MEMBERS))
    posts = await work.rows(select(Post).where(Post.thread_id.in_({thread.id for thread in threads})))
    files = await work.rows(select(File).where(File.owner_id.in_({post.id for post in posts})))
    topics = await work.rows(select(Topic).where(Topic.board_id.in_({board.id for board in boards})))
    supports = await work.rows(select(Support).where(Support.topic_id.in_({topic.id for topic in topics})))
    early = Result.network_id == network, Result.rung.in_([Rung.AUTHORS, Rung.MEMBERS])
    results = await work.rows(select(Result).where(*early))
    of_these = {result.id for result in results}
    versions = await work.rows(select(ResultVersion).where(ResultVersion.result_id.in_(of_these)))
    remarks = await work.rows(select(Remark).where(Remark.result_id.in_(of_these)))
    found = (boards, threads, posts, files, topics, supports, results, versions, remarks)
    return {rows[0].prefix: [row.public_id for row in rows] for rows in found if rows}


def forks_of(url: str, folder: Path) -> Fork:
    """Copies of that database, which nobody may be connected to."""
    name, server = make_url(url).database, make_url(url).set(database="postgres")
    assert name
    if make_url(url).get_backend_name() != "sqlite":
        return lambda: database(server.render_as_string(hide_password=False), name)
    numbers = count()

    @contextmanager
    def copied() -> Iterator[str]:
        path = folder / f"world{next(numbers)}.sqlite3"
        shutil.copy(name, path)
        yield f"sqlite:///{path}"
        for left in folder.glob(f"{path.name}*"):
            left.unlink()

    return copied
