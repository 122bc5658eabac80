"""Where a transaction begins and ends, and nowhere else.

A verb marked `@transaction` is handed a `Viewer` and works on a `Work`; what it has recorded is numbered as the last
step before the commit and the bell is rung after it. A question uses `reading()`: one session and one snapshot.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.util import identity_key
from sqlalchemy.sql.base import Executable

from hub import clock
from hub.changes import Changes
from hub.engine import connect, snapshots
from hub.errors import Conflict, NotAllowed, Unavailable
from hub.limits import Limit, Limits, network_of
from hub.live import Live
from hub.models import Language, Mark, Network, NetworkState, Row, Scope, Standing, Stream, StreamKey
from hub.numbering import News, numbered
from hub.rates import Budget, Rates
from hub.settings import Settings

P = ParamSpec("P")
T = TypeVar("T")
K = TypeVar("K")
M = TypeVar("M", bound=Row)

_ATTEMPTS = 3
_PERSON, _ADDRESS = 2, 10
"""How many times a token's rate a person may have with all theirs, and an address, which an office shares."""
_POSTGRES_MAY_PASS = {"40001", "40P01", "55P03", "57014", "57P01"}
"""Serialisation failure, deadlock, lock timeout, statement timeout, server shutting down."""


class Database:
    """The engine and the bell beside it. One a process."""

    def __init__(self, settings: Settings, consequences: "Sequence[Consequence]" = ()) -> None:
        self.settings = settings
        self.consequences = consequences
        self.engine = connect(settings.database_url)
        self._snapshots = snapshots(self.engine)
        self.live = Live(settings.broadcast_url, self._marks)
        self.limits = Limits(settings)
        self.rates = Rates(self.engine, settings.secret_key) if settings.rate else None
        self.posted = asyncio.Event()
        """Set when a commit left something to do for the jobs; other processes find it by looking."""

    def start(self) -> None:
        """What goes on by itself where the hub is served."""
        self.live.start()
        if self.rates:
            self.rates.start()

    async def close(self) -> None:
        await self.live.close()
        await self.limits.close()
        if self.rates:
            await self.rates.close()
        await self.engine.dispose()

    @asynccontextmanager
    async def reading(self, viewer: "Viewer") -> AsyncIterator["Work"]:
        """One session on one snapshot: everything read through it belongs to the same moment."""
        async with AsyncSession(self._snapshots, expire_on_commit=False) as session:
            work = Work(viewer, session, is_reading=True)
            try:
                yield work
            finally:
                work.is_over = True

    async def transact(self, viewer: "Viewer", verb: Callable[["Work"], Awaitable[T]]) -> T:
        """Runs the verb in a transaction of its own, again if it clashed with another, and rings the bell."""
        viewer.require_writing()
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                async with AsyncSession(self.engine, expire_on_commit=False) as session, session.begin():
                    work = Work(viewer, session)
                    work.changes.watch(session.sync_session)
                    result = await verb(work)
                    await session.flush()
                    for follow in self.consequences:
                        await follow(work)
                    marks = await numbered(session, work.news, work.reauthorised, work.at)
            except DBAPIError as error:
                if not _may_pass(error):
                    raise
                if attempt == _ATTEMPTS:
                    raise (Conflict(_CLASH) if isinstance(error, IntegrityError) else Unavailable()) from error
            else:
                self.live.ring(marks)
                if work.has_posted:
                    self.posted.set()
                return result
        raise AssertionError("unreachable")

    async def _marks(self, streams: Sequence[UUID]) -> dict[UUID, Mark]:
        async with self._snapshots.connect() as connection:
            columns = select(Stream.id, Stream.head, Stream.access_version)
            rows = await connection.execute(columns.where(Stream.id.in_(streams)))
            return {id: (head, access_version) for id, head, access_version in rows}


_CLASH = "Somebody changed the same thing at the same moment. Please try again."


@dataclass(frozen=True)
class Viewer:
    """Who asks: a person by session or token, or a stranger."""

    database: Database = field(repr=False)
    who: UUID | None = None
    """The person, where a session or a token is compared; everything else asks for `person_id`."""
    language: Language = Language.PL
    session_id: UUID | None = None
    token_id: UUID | None = None
    may_write: bool = True
    networks: frozenset[UUID] | None = None
    """Those that their token opens; None for all of theirs."""
    scopes: frozenset[Scope] | None = None
    """The kinds of things that it opens; None for all."""
    address: str = field(default="", compare=False)
    """Where they ask from, as the proxy that is trusted says; empty on the command line."""
    device: str = field(default="", compare=False)
    """What their browser calls itself."""
    origin: str = field(default="", compare=False)
    """Where their browser sees the hub."""

    @property
    def person_id(self) -> UUID | None:
        return self.who

    def require_writing(self) -> None:
        """Raises NotAllowed when they come by a token that may only read."""
        if not self.may_write:
            raise NotAllowed("This access token may only read.")

    def spends(self, points: int) -> Budget | None:
        """Counts what they ask for; None when nothing is counted. Raises RateLimited."""
        rates, rate = self.database.rates, self.database.settings.rate
        if rates is None:
            return None
        if self.who is None:
            return rates.spend({f"address {network_of(self.address)}": rate * _ADDRESS}, points)
        of_token = {f"token {self.token_id}": rate} if self.token_id else {}
        return rates.spend({f"person {self.who}": rate * _PERSON} | of_token, points)

    async def tries(self, limit: Limit, account: str = "", amount: int = 1) -> None:
        """Counts an attempt of theirs, for an account if it is about one. Raises RateLimited."""
        await self.database.limits.count(limit, self.address, account, amount)


@dataclass(frozen=True)
class StreamAudience(Viewer):
    """All who follow a stream, asking as one. It is nobody in particular, so it has no person to ask for."""

    stream: StreamKey | None = None

    @property
    def person_id(self) -> UUID | None:
        raise AskedForThePerson("Mark this field with the directive @viewer: its value depends on who asks.")


class AskedForThePerson(Exception):
    """A field that runs once for a whole audience wanted to know who asks."""


@dataclass
class Work:
    """A viewer and a session, with what the transaction has to tell when it commits."""

    viewer: Viewer
    session: AsyncSession
    is_reading: bool = False
    is_over: bool = False
    """Who still waits for an answer is left behind: asking would open the session anew, for nobody to close."""
    at: datetime = field(default_factory=clock.now)
    """The moment of everything done in this work."""
    news: list[News] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)
    """The rows written so far; none where one only reads."""
    reauthorised: set[StreamKey] = field(default_factory=set)
    """Streams whose followers must show again that they may."""
    has_posted: bool = False
    """Whether there is mail to send after the commit."""
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    """A session is for one at a time, and GraphQL asks for many things at once."""
    deciding: asyncio.Lock = field(default_factory=asyncio.Lock)
    standings: list[Standing] | None = None
    """The viewer's, once `permissions` has read them."""
    networks: dict[UUID, Network] = field(default_factory=dict)
    """Those they are in, likewise."""

    async def rows(self, statement: Select[T]) -> Sequence[T]:
        return (await self._told(self.session.scalars, statement)).all()

    async def row(self, statement: Select[T]) -> T | None:
        return (await self._told(self.session.scalars, statement)).first()

    async def get(self, model: type[T], id: Any) -> T | None:
        return await self._told(self.session.get, model, id)

    async def held(self, model: type[M], id: UUID, key_share: bool = False) -> M | None:
        """The row as it is by now, locked until the commit; with `key_share`, others may go on referring to it."""
        locked = select(model).where(model.id == id).with_for_update(key_share=key_share)
        return await self.row(locked.execution_options(populate_existing=True))

    def known(self, model: type[T], id: UUID) -> T | None:
        """The row, if this work has read it already; whether the viewer may see it is not asked."""
        return self.session.sync_session.identity_map.get(identity_key(model, id))

    def state_of(self, network_id: UUID) -> NetworkState:
        """The state of a network the viewer is in."""
        network = self.networks.get(network_id)
        return network.state if network else NetworkState.WORKING

    async def pairs(self, statement: Select[K, T]) -> dict[K, T]:
        """A statement of two columns, as a dictionary from the first to the second."""
        return dict((await self._told(self.session.execute, statement)).all())

    async def execute(self, statement: Executable) -> Any:
        return await self._told(self.session.execute, statement)

    async def _told(self, ask: Callable[P, Awaitable[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        """What the session answers. Asked to its end: a resolver that is cancelled on the way, by an error elsewhere in
        the answer, would take the session with it, and all that others still want to read."""
        async with self.lock:
            if self.is_over:
                raise asyncio.CancelledError
            asked = asyncio.ensure_future(ask(*args, **kwargs))
            try:
                return await asyncio.shield(asked)
            finally:
                if not asked.done():
                    await asyncio.wait({asked})

    async def add(self, row: T) -> T:
        """Writes a new row at once, so that a clash is known here and its foreign keys hold."""
        self.session.add(row)
        await self.session.flush()
        return row

    def aside(self, viewer: Viewer, at: datetime) -> "Work":
        """The same transaction in another's name and time; its news is not told."""
        return replace(self, viewer=viewer, at=at, news=[], reauthorised=set(), standings=None, networks={})


Consequence = Callable[[Work], Awaitable[None]]
"""What else is done in the transaction of a change, once the verb has recorded its news."""


def transaction(
    verb: Callable[Concatenate[Work, P], Awaitable[T]],
) -> Callable[Concatenate[Viewer | Work, P], Awaitable[T]]:
    """Makes of a verb on a `Work` one that opens its own transaction for a `Viewer`, or joins the work it is handed."""

    @wraps(verb)
    async def opened(who: Viewer | Work, /, *args: P.args, **kwargs: P.kwargs) -> T:
        if isinstance(who, Work):
            return await verb(who, *args, **kwargs)
        return await who.database.transact(who, lambda work: verb(work, *args, **kwargs))

    return opened


def _may_pass(error: DBAPIError) -> bool:
    code = getattr(error.orig, "sqlstate", None)
    return isinstance(error, IntegrityError) or code in _POSTGRES_MAY_PASS or "database is locked" in str(error.orig)
