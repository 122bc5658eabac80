"""One of the two worlds: a hub of its own, what was made in it, and what its blind were answered and told there."""

import asyncio
import re
from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import httpx2
from sqlalchemy import Delete, delete, func, or_, select

from hub import ids, mail
from hub.mail.sending import INVITING
from hub.models import Letter, Stream
from hub.models import Person as Somebody
from tests.cast import Hub, Person, serving
from tests.conftest import settings_for
from tests.postbox import Postbox, html_of, text_of
from tests.servers import tell_postgres
from tests.worlds.operators import VERBS
from tests.worlds.sockets import Ear
from tests.worlds.stage import PEOPLE, postman
from tests.worlds.steps import Ask, Deed, Follow, Get, Operate, Ref, Seen, Step

_MAIL_EVERY = 5
"""Steps; between them letters wait, and that should not be seen either."""
_EXPIRES = re.compile(r"(?<=; )expires=[^;]+; ")
"""When a cookie ends, by the clock of the machine."""
_CURSOR = re.compile(rb'"\w*[cC]ursor":"([^"]+)"')
_FROM_ELSEWHERE = {"x-forwarded-for": "203.0.113.7"}
_NOT_COMPARED = {"date", "content-length"}
"""Headers: the real time, and what the body says better."""


class Said(NamedTuple):
    """What somebody was answered or told, and in which step."""

    step: int
    text: bytes


@dataclass
class World:
    hub: Hub
    tokens: Mapping[str, str]
    blind: Collection[str]
    postbox: Postbox
    heard: dict[str, list[Said]] = field(default_factory=lambda: defaultdict(list))
    """By who heard it, in order."""
    written: list[bool] = field(default_factory=list)
    """Whether each change succeeded that those tried who are not blind."""
    _ids: dict[tuple[int, str], str] = field(default_factory=dict)
    """What steps have made. What they answer with that was there before is the same in both worlds."""
    _began: UUID = field(default_factory=ids.new)
    _cursors: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _ears: dict[str, Ear] = field(default_factory=dict)
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def turn(self, now: datetime) -> None:
        """PostgreSQL has a clock of its own; SQLite asks ours."""
        if self.hub.database.engine.dialect.name == "postgresql":
            await tell_postgres(self.hub.database.engine, f"timestamptz '{now.isoformat()}'")

    async def do(self, step: Step, deed: Deed) -> None:
        match deed:
            case Follow():
                await (await self._ear(step.who)).follow(deed.document, self._filled(step.who, deed.variables))
            case Ask():
                body = {"query": deed.document, "variables": self._filled(step.who, deed.variables)}
                answer = await self._person(step.who).post(body)
                self._note(step, answer)
                if answer.is_success:
                    if step.who not in self.blind and deed.document.startswith("mutation"):
                        self.written.append("errors" not in answer.json())
                    made = _made(answer.json()["data"])
                    self._ids |= {(step.number, path): id for path, id in made if self._is_new(id)}
            case Get():
                path = "".join(str(self._filled(step.who, part)) for part in deed.path)
                self._note(
                    step,
                    await self.hub.web.get(
                        f"{self.hub.origin}{path}", headers=_FROM_ELSEWHERE | self._person(step.who).headers
                    ),
                )
            case Operate():
                made = await VERBS[deed.verb](self.hub.operator, **self._filled(step.who, deed.arguments))
                self._ids |= {(step.number, path): id for path, id in made.items()}
                if deed.hears_end in self._ears:
                    await self._ears[deed.hears_end].until_over("networkEvents")

    async def settle(self, number: int, deed: Deed | None) -> None:
        """All that follow hear what there is to hear after that step."""
        if _changes(deed):
            await self._told(number)
        if number % _MAIL_EVERY == 0:
            await self._mailed(number)

    async def end(self, number: int) -> None:
        """The last mail, and what no number has announced."""
        await self._mailed(number)
        await self._told(number, is_last=True)

    async def _told(self, number: int, is_last: bool = False) -> None:
        async with self.hub.database.engine.connect() as connection:
            heads = dict((await connection.execute(select(Stream.id, Stream.head))).all())
        for who, ear in self._ears.items():
            frames = await ear.caught_up(heads, is_last)
            self.heard[who] += [Said(number, frame) for frame in frames]

    async def _mailed(self, number: int) -> None:
        async with self.hub.database.engine.begin() as connection:
            await connection.execute(_to_others({PEOPLE[who] for who in self.blind if who in PEOPLE}))
        await mail.send_due(postman(self.hub.operator))
        for letter in self.postbox.letters:
            for who in (who for who in self.blind if PEOPLE.get(who) == letter["To"]):
                self.heard[who].append(Said(number, _opened(letter)))
        self.postbox.letters.clear()

    def _person(self, who: str) -> Person:
        return Person(self.hub.origin, self.hub.web, self.tokens.get(who))

    async def _ear(self, who: str) -> Ear:
        if who not in self._ears:
            self._ears[who] = await self._stack.enter_async_context(Ear.listening(self._person(who)))
        return self._ears[who]

    def _note(self, step: Step, answer: httpx2.Response) -> None:
        if step.who in self.blind:
            kept = [(name, value) for name, value in answer.headers.items() if name not in _NOT_COMPARED]
            headers = [f"{name}: {_EXPIRES.sub('', value)}" for name, value in kept]
            head = "\n".join([str(answer.status_code), *headers]).encode()
            self.heard[step.who].append(Said(step.number, head + b"\n\n" + answer.content))
            self._cursors[step.who] += [found.decode() for found in _CURSOR.findall(answer.content)]

    def _is_new(self, id: str) -> bool:
        """Ids of rows tell when they were made; the random ones of secret ballots are new."""
        _, uuid = ids.decode(id) or ("", self._began)
        return uuid.version != self._began.version or uuid > self._began

    def _filled(self, who: str, value: Any) -> Any:
        """The value with this world's ids and cursors in it."""
        match value:
            case Ref(step, path, kind):
                return self._ids.setdefault((step, path), ids.encode(kind, uuid4()))
            case Seen(place):
                seen = self._cursors[who]
                return seen[place % len(seen)] if seen else None
            case dict() | Mapping():
                return {name: self._filled(who, item) for name, item in value.items()}
            case list() | tuple():
                return [self._filled(who, item) for item in value]
        return value


@asynccontextmanager
async def opened(url: str, tokens: Mapping[str, str], blind: Collection[str], postbox: Postbox) -> AsyncIterator[World]:
    async with serving(settings_for(url, smtp_url=postbox.url)) as hub:
        world = World(hub, tokens, blind, postbox)
        async with world._stack:
            yield world
        while hub.database.live._followers:  # noqa: ASYNC110 - those who followed let go of the database
            await asyncio.sleep(0.01)


def _changes(deed: Deed | None) -> bool:
    return isinstance(deed, Follow | Operate) or (isinstance(deed, Ask) and deed.document.startswith("mutation"))


def _to_others(blind: Collection[str]) -> Delete:
    """Letters that nobody blind would read, and nobody sees that they were sent: writing them takes long."""
    is_theirs = or_(Letter.to_id.in_(select(Somebody.id).where(Somebody.email.in_(blind))), Letter.address.in_(blind))
    return delete(Letter).where(func.coalesce(is_theirs, False).is_(False), Letter.kind.not_in(INVITING))


def _opened(letter: EmailMessage) -> bytes:
    """Its headers and texts, without the random line between them."""
    headers = [f"{name}: {value}" for name, value in letter.items() if name.lower() != "content-type"]
    return "\n".join([*headers, text_of(letter), html_of(letter)]).encode()


def _made(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """The ids in an answer, by where they stand."""
    if isinstance(value, dict):
        for name, item in value.items():
            if name == "id" and isinstance(item, str):
                yield path, item
            yield from _made(item, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _made(item, f"{path}.{place}")
