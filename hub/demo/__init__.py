"""The demo: made-up people and discussions in the real networks, and an account for each standing.

`demo.toml` holds the people, `profiles.toml` what they say of themselves, `joining.toml` who is on the way in,
`topics.toml` and `polls.toml` what they propose and are asked, `results.toml` what they have worked out, the other
files the discussions of a network.
All of it goes through the verbs that people use, in its authors' names and at times before the moment of loading.
"""

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update

from hub import clock, networks, people, permissions, reference, threads, unread
from hub.database import Work, transaction
from hub.demo.attachments import keep
from hub.demo.joining import await_answers
from hub.demo.polls import ask, forget_letters
from hub.demo.profiles import describe
from hub.demo.results import draw_up
from hub.demo.topics import propose
from hub.models import (
    Board,
    City,
    Language,
    Network,
    NetworkState,
    Notice,
    Person,
    Post,
    ReactionKind,
    Row,
    SeatKind,
    StandingKind,
    Thread,
)

R = TypeVar("R", bound=Row)

_FOLDER = Path(__file__).parent
_BEGAN = timedelta(days=365)
_ACCOUNTS_WERE_HERE = timedelta(hours=40)
"""When the demo's accounts last read everything; what came later is new to them."""


@dataclass(frozen=True, slots=True)
class Account:
    email: str
    name: str
    description: str


def accounts(language: Language) -> list[Account]:
    """The accounts offered on the sign-in page."""
    key = "description" if language is Language.PL else "description_en"
    return [Account(entry["email"], entry["name"], entry[key]) for entry in _read("demo.toml")["account"]]


@transaction
async def load(work: Work) -> bool:
    """Loads the demo, or gives False when it is there already."""
    everybody = _read("demo.toml")["account"] + _read("demo.toml")["person"]
    if await work.row(select(Person).where(Person.email == everybody[0]["email"])):
        return False
    for change in _read("demo.toml")["network"]:
        (await _network(work, change["slug"])).state = NetworkState(change["state"])
    writers = {entry["email"]: await _add_person(work, entry) for entry in everybody}
    await describe(writers)
    for path in sorted(_FOLDER.glob("*.toml")):
        for discussion in _read(path.name).get("thread", []):
            await _discuss(work, await _network(work, path.stem), discussion, writers)
    for poll in _read("polls.toml")["poll"]:
        await ask(work, poll, writers, _before)
    for topic in _read("topics.toml")["topic"]:
        await propose(work, topic, writers, _writing(work, writers, topic))
    for result in _read("results.toml")["result"]:
        await draw_up(work, result, writers, _before)
    await await_answers(work, writers, _before)
    await forget_letters(work)
    await work.execute(update(Notice).where(Notice.at < work.at - _ACCOUNTS_WERE_HERE).values(seen_at=Notice.at))
    for entry in _read("demo.toml")["account"]:
        await _catch_up(work, writers[entry["email"]])
    return True


async def _add_person(work: Work, entry: dict[str, Any]) -> Work:
    """The person with their standings; gives the same work in their name."""
    then = work.aside(work.viewer, work.at - _BEGAN)
    person = await people.add(then, entry["name"], entry["email"], Language(entry["language"]))
    for standing in entry["standings"]:
        network = await _network(work, standing["network"])
        kind, seat = StandingKind(standing["kind"]), None
        if "teryt" in standing:
            seat = await _seat(then, network, kind, await _one(work, City, City.teryt == standing["teryt"]))
        await people.add_standing(then, person, network, kind, seat, entry["function"])
    return work.aside(replace(work.viewer, who=person.id), work.at)


async def _seat(then: Work, network: Network, kind: StandingKind, city: City) -> UUID:
    """The city sits there since the beginning, and belongs to the association: no list is to be had, it is made up."""
    city.is_zmp_member = True
    programme = reference.PROGRAMME if city.is_in_programme else ""
    seat = await networks.seat_city(then, network, city, SeatKind(kind), programme)
    seat.since = then.at
    return seat.id


async def _discuss(work: Work, network: Network, discussion: dict[str, Any], writers: dict[str, Work]) -> None:
    board = await _one(work, Board, Board.network_id == network.id, Board.title == discussion["board"])
    first, *others = discussion["post"]
    starting, until = _writing(work, writers, first), _ahead(work, discussion)
    said = (board.public_id, discussion["title"], first["body"])
    sent = await keep(starting, network, first.get("file", []))
    thread = await threads.start(starting, *said, feedback_by=until, file_ids=sent)
    ids = [(await _one(work, Post, Post.thread_id == thread.id)).public_id]
    for post in others:
        answered = ids[post["reply_to"] - 1] if "reply_to" in post else None
        body = _quotation(ids, post) + post["body"]
        writing = _writing(work, writers, post)
        sent = await keep(writing, network, post.get("file", []))
        ids.append((await threads.reply(writing, thread.public_id, body, answered, file_ids=sent)).public_id)
    for id, post in zip(ids, discussion["post"], strict=True):
        for email, kind in post.get("reactions", {}).items():
            await threads.react(writers[email], id, ReactionKind(kind), True)


def _quotation(ids: list[str], post: dict[str, Any]) -> str:
    """`quotes = [2, "a passage"]` is of the second post of the same thread."""
    if "quotes" not in post:
        return ""
    number, passage = post["quotes"]
    return f"> [!quote {ids[number - 1]}]\n> {passage}\n\n"


def _ahead(work: Work, discussion: dict[str, Any]) -> date | None:
    """`remarks_in = 9` asks for remarks by the ninth day from the loading."""
    days = discussion.get("remarks_in")
    return clock.today(work.at) + timedelta(days=days) if days else None


async def _catch_up(work: Work, reader: Work) -> None:
    """Marks as read what was written while the account was last here."""
    seen = (await permissions.visible(reader, Thread)).subquery()
    last = await work.execute(
        select(Post.thread_id, func.max(Post.position))
        .where(Post.created_at < work.at - _ACCOUNTS_WERE_HERE, Post.thread_id.in_(select(seen.c.id)))
        .group_by(Post.thread_id)
    )
    for thread_id, position in last.all():
        thread = await _one(work, Thread, Thread.id == thread_id)
        await unread.mark_read(reader, thread.public_id, position)


def _writing(work: Work, writers: dict[str, Work], post: dict[str, Any]) -> Work:
    return replace(writers[post["author"]], at=_before(work.at, post["ago"]))


def _before(moment: datetime, ago: str) -> datetime:
    """`ago` is said as "9d 4h" or "20h 10m"."""
    units = {"d": "days", "h": "hours", "m": "minutes"}
    return moment - timedelta(**{units[unit]: int(number) for number, unit in re.findall(r"(\d+)([dhm])", ago)})


async def _network(work: Work, slug: str) -> Network:
    return await _one(work, Network, Network.slug == slug)


async def _one(work: Work, model: type[R], *conditions: ColumnElement[bool]) -> R:
    row = await work.row(select(model).where(*conditions))
    assert row, f"the demo names a {model.__name__} that is not there"
    return row


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / name).read_text())
