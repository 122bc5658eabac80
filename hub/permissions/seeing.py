"""What one may see: the scoped statement every read starts from."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select

from hub import ids
from hub.database import StreamAudience, Work
from hub.errors import HubError, NotAllowed, NotFound, NotSignedIn
from hub.models import (
    NOBODY,
    File,
    FileOwner,
    Network,
    NetworkState,
    Person,
    Result,
    ResultCity,
    Row,
    Standing,
    StandingKind,
    StreamKey,
    StreamKind,
    Thread,
)
from hub.permissions.held import having, networks_of, seeing
from hub.permissions.ladder import is_released_to, writes
from hub.permissions.table import OF_AUDIENCE, Right, Thing, lets_in
from hub.permissions.visibility import VISIBLE, files_on

M = TypeVar("M", bound=Row)


async def standings(work: Work) -> list[Standing]:
    """The viewer's standings today, in networks whose state lets them in.

    A verb holds them and the state until it commits: what it relied on cannot end meanwhile.
    """
    async with work.deciding:
        if work.standings is None:
            work.standings = await _standings(work)
    return work.standings


async def _standings(work: Work) -> list[Standing]:
    if isinstance(work.viewer, StreamAudience):
        return _of_audience(work.viewer)
    if work.viewer.person_id is None:
        return []
    mine = select(Standing, Network).join(Network, Network.id == Standing.network_id)
    mine = mine.where(Standing.person_id == work.viewer.person_id, Standing.until.is_(None))
    if work.viewer.networks is not None:
        mine = mine.where(Standing.network_id.in_(work.viewer.networks))
    rows = (await work.execute(mine if work.is_reading else mine.with_for_update(read=True))).all()
    work.networks = {network.id: network for _, network in rows}
    scopes, held = work.viewer.scopes, _let_in((standing, network.state) for standing, network in rows)
    return held if scopes is None else [standing.narrowed(scopes) for standing in held]


def _held_by(whose: ColumnElement[bool]) -> Select[Standing, NetworkState]:
    of_network = select(Standing, Network.state).join(Network, Network.id == Standing.network_id)
    return of_network.where(whose, Standing.until.is_(None))


def _let_in(rows: Iterable[tuple[Standing, NetworkState]]) -> list[Standing]:
    return [standing for standing, state in rows if lets_in(state, standing.kind)]


async def visible(work: Work, model: type[M]) -> Select[M]:
    """A statement for all rows of that kind that the viewer may see."""
    held = await standings(work)
    return select(model).where(VISIBLE[model](work, held))


async def visible_files(work: Work, owner: FileOwner) -> Select[File]:
    """The same for files that hang on things of one kind, which is less to ask than for all files."""
    return select(File).where(files_on(owner, work, await standings(work)))


async def network(work: Work, slug: str) -> Network | None:
    """The network of that name, if the viewer sees it: those they are in have been read with their standings."""
    seen = seeing(await standings(work), Thing.NETWORK)
    return next((one for one in work.networks.values() if one.slug == slug and one.id in seen), None)


async def networks_inside(work: Work) -> set[UUID]:
    """The networks in which the viewer reads and counts every post, not only those open to observers."""
    return seeing(await standings(work), Thing.MEMBERS_BOARD)


async def inside(work: Work, threads: Collection[UUID]) -> set[UUID]:
    """Those of the threads in which the viewer reads and counts every post, not only those open to observers."""
    held = await standings(work)
    networks = seeing(held, Thing.MEMBERS_BOARD)
    if networks == {standing.network_id for standing in held}:
        return set(threads)
    among = select(Thread.id).where(Thread.id.in_(threads), Thread.network_id.in_(networks))
    return set(await work.rows(among)) if networks else set()


async def seek(work: Work, model: type[M], id: str) -> M | None:
    """The row with that public id, or None when it is not there, or not for the viewer."""
    match ids.decode(id):
        case (model.prefix, uuid):
            return await work.row((await visible(work, model)).where(model.id == uuid))
    return None


async def find(work: Work, model: type[M], id: str) -> M:
    """The row with that public id. Raises NotFound in the same words for an absent and for an unseen one."""
    row = await seek(work, model, id)
    if row is None:
        raise NotFound() if work.viewer.person_id else NotSignedIn()
    return row


def is_listed() -> ColumnElement[bool]:
    """Networks whose card everybody may see, strangers too."""
    return Network.is_listed.is_(True)


def shows_cities() -> ColumnElement[bool]:
    """Networks of which everybody may know the cities."""
    return and_(is_listed(), Network.shows_cities.is_(True))


def why_not_follow(work: Work) -> HubError | None:
    """What keeps the viewer from following a network, whose stream tells of everything in it."""
    if work.viewer.scopes is None:
        return None
    return NotAllowed("This access token opens some kinds of things only. Follow a network with one that opens all.")


async def stream_kind(work: Work, network_id: UUID) -> StreamKind:
    """The stream that tells the viewer all they may know of that network."""
    held = [standing for standing in await standings(work) if standing.network_id == network_id]
    return _stream_kind(held)


async def who_follows(work: Work, key: StreamKey, people: Collection[UUID | None]) -> set[UUID | None]:
    """Those of these people whose stream it is: what their standings of today say, or that it is their own."""
    kind, about = key
    if kind is StreamKind.PERSON:
        return {person for person in people if person == about}
    if kind is StreamKind.PUBLIC:
        return set(people)
    held = _held_by(and_(Standing.network_id == about, Standing.person_id.in_(people)))
    by_person: dict[UUID | None, list[Standing]] = defaultdict(list)
    for standing in _let_in(await work.execute(held)):
        by_person[standing.person_id].append(standing)
    return {person for person, theirs in by_person.items() if _stream_kind(theirs) is kind}


async def who_sees(work: Work, thread: Thread, people: Collection[UUID]) -> set[UUID]:
    """Those of these people who may see it, by their standings of today."""
    held = _held_by(and_(Standing.network_id == thread.network_id, Standing.person_id.in_(people)))
    seeing = having(_let_in(await work.execute(held)), OF_AUDIENCE[thread.audience], Right.SEE)
    return {standing.person_id for standing in seeing}


async def who_is_inside(work: Work, result: Result, people: Collection[UUID]) -> set[UUID]:
    """Those of these people to whom it is released within its network, by their standings of today."""
    held = _let_in(await work.execute(_held_by(_in_network(result, people))))
    return {standing.person_id for standing in held if is_released_to(result, standing)}


async def who_writes(work: Work, result: Result) -> set[UUID]:
    """Its authors, and who looks after the network: those who see its drafts."""
    seats = await work.rows(select(ResultCity.seat_id).where(ResultCity.result_id == result.id))
    held = _let_in(await work.execute(_held_by(Standing.network_id == result.network_id)))
    return {standing.person_id for standing in held if writes(standing, seats)}


def _in_network(result: Result, people: Collection[UUID]) -> ColumnElement[bool]:
    return and_(Standing.network_id == result.network_id, Standing.person_id.in_(people))


async def who_moderates(work: Work, network_id: UUID) -> set[UUID]:
    """Those who look after the discussions there."""
    held = _held_by(Standing.network_id == network_id)
    moderating = having(_let_in(await work.execute(held)), Thing.MEMBERS_BOARD, Right.MODERATE)
    return {standing.person_id for standing in moderating}


async def moderated_among(work: Work, networks: Collection[UUID]) -> set[UUID]:
    """Those of the networks whose discussions the viewer looks after."""
    return networks_of(having(await standings(work), Thing.MEMBERS_BOARD, Right.MODERATE)) & set(networks)


def _stream_kind(held: Sequence[Standing]) -> StreamKind:
    return StreamKind.MEMBERS if having(held, Thing.MEMBERS_BOARD, Right.SEE) else StreamKind.EVERYONE


def _of_audience(viewer: StreamAudience) -> list[Standing]:
    """What all who follow a stream have in common."""
    assert viewer.stream, "an audience is that of a stream"
    kind, network = viewer.stream
    if kind is StreamKind.PUBLIC:
        return []
    standing = StandingKind.MEMBER if kind is StreamKind.MEMBERS else StandingKind.OBSERVER
    return [Standing(person_id=NOBODY, network_id=network, kind=standing)]


def signed_in(work: Work) -> UUID:
    """The id of who asks. Raises NotSignedIn for a stranger."""
    if work.viewer.person_id is None:
        raise NotSignedIn()
    return work.viewer.person_id


async def viewer(work: Work) -> Person:
    """Who asks. Raises NotSignedIn for a stranger."""
    person = await work.get(Person, signed_in(work))
    if person is None:
        raise NotSignedIn()
    return person
