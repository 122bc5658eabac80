"""What is there to be asked for: the demo, and beside it an object for every situation that a row names.

`world.names` says what stands for `$name`. Where it depends on who asks, `name@role` goes before `name`: the member's
tokens are the member's. Our network is Miasto obywateli; `elsewhere` is Miasto cyfrowe, where only the outsider sits.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from hub import events, ids, networks, people, presence, threads
from hub.database import Viewer, Work
from hub.events import cursors
from hub.models import (
    BY_PREFIX,
    AccessToken,
    Audience,
    City,
    Event,
    Lease,
    LinkPurpose,
    Network,
    Passkey,
    Person,
    Row,
    Seat,
    SeatKind,
    Session,
    Standing,
    StandingKind,
    Stream,
    StreamKind,
    Webhook,
)
from tests.cast import ADDRESSES, Hub
from tests.matrix.coming import coming
from tests.matrix.proposing import proposals
from tests.matrix.resulting import drawn_up
from tests.matrix.roles import PROGRAMS, ROLES, Role
from tests.matrix.talking import discussions, over
from tests.matrix.telling import told
from tests.matrix.voting import questions

M = TypeVar("M", bound=Row)

OURS, ELSEWHERE = "obywateli", "cyfrowe"
TARNOW, KROSNO = "1263011", "1861011"
PASSWORD = "poprawny koń bateria"


@dataclass
class World:
    hub: Hub
    names: dict[str, Any] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    """Who stands behind each role."""
    rows: dict[str, Any] = field(default_factory=dict)

    def value(self, name: str, role: str) -> Any:
        return self.names.get(f"{name}@{role}", self.names.get(name)) or self._unknown(name)

    def _unknown(self, name: str) -> Any:
        raise AssertionError(f"world.py knows no {name}")

    def viewer(self, role: str) -> Viewer:
        return replace(self.hub.operator, who=self.people[role].id)

    def call(self, name: str, row: Row) -> None:
        self.names[name], self.rows[name] = row.public_id, row

    async def one(self, model: type[M], *conditions: Any) -> M:
        async with self.hub.database.reading(self.hub.operator) as work:
            row = await work.row(select(model).where(*conditions).order_by(model.id))
        assert row, f"the demo has no such {model.__name__}"
        return row

    async def do(self, verb: Callable[[Work], Awaitable[Any]]) -> Any:
        return await self.hub.database.transact(self.hub.operator, verb)

    async def add(self, row: M) -> M:
        added: M = await self.do(lambda work: work.add(row))
        return added


async def populated(hub: Hub) -> World:
    world = World(hub)
    await world.do(_nobody_does_jobs)
    nouns = (_networks, _people, discussions, proposals, questions, over, _ways_in, coming, _webhook, _news, told)
    for noun in (*nouns, drawn_up):
        await noun(world)
    return world


async def _nobody_does_jobs(work: Work) -> None:
    """What changes is to be what was asked for: the lease is held by nobody who does anything."""
    lease = await work.get(Lease, "jobs")
    if lease is None:
        lease = await work.add(Lease(name="jobs", holder=ids.new(), until=work.at))
    lease.holder, lease.until = ids.new(), work.at + timedelta(days=1)


async def seated(world: World) -> list[Role]:
    """Everybody who asks, signed in."""
    found = []
    for name in ROLES:
        if name in PROGRAMS:
            email = world.people["member"].email
            assert email
            secret = await people.make_token(world.hub.operator, email, name, name == "writing")
            await people.by_token(world.hub.operator, secret)  # its first use of the day is noted
        elif name in world.people:
            email = world.people[name].email
            assert email
            browser = replace(world.hub.operator, device="Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0")
            secret = (await people.sign_in_to_demo(browser, email)).secret
        else:
            secret = ""
        found.append(Role(name, world.hub, secret))
    return found


async def _networks(world: World) -> None:
    for name, slug in (("ours", OURS), ("elsewhere", ELSEWHERE)):
        world.call(f"network.{name}", await world.one(Network, Network.slug == slug))
        world.names[f"slug.{name}"] = slug
    world.call("network.unlisted", await world.one(Network, Network.is_listed.is_(False)))
    world.names["slug.never"] = "nie-ma-takiej"
    for prefix in (*BY_PREFIX, Session.prefix):
        world.names[f"{prefix}.never"] = ids.encode(prefix, ids.new())
    krosno = await world.one(City, City.teryt == KROSNO)
    world.call("city", krosno)
    world.call("city.unseated", await world.one(City, City.name == "Nowogrodziec"))
    ours = Seat.network_id == world.rows["network.ours"].id
    world.call("seat.ours", await world.one(Seat, ours, Seat.city_id == krosno.id))
    elsewhere = Seat.network_id == world.rows["network.elsewhere"].id
    world.call("seat.elsewhere", await world.one(Seat, elsewhere))
    bochnia = await world.one(Seat, ours, Seat.kind == SeatKind.OBSERVER)
    world.call("seat.observers", bochnia)
    world.call("seat.ended", await _left(world))


async def _left(world: World) -> Seat:
    """A seat that a city has left."""
    city = await world.one(City, City.name == "Konin")
    seat = await networks.seat_city(world.hub.operator, world.rows["network.ours"], city, SeatKind.MEMBER)
    await world.do(lambda work: _end(work, seat))
    return seat


async def _end(work: Work, seat: Seat) -> None:
    held = await work.get(Seat, seat.id)
    assert held
    held.until = work.at


async def _people(world: World) -> None:
    for role in ("outsider", "observer", "member", "moderator"):
        world.people[role] = await world.one(Person, Person.email == ADDRESSES[role])
    ours = world.rows["network.ours"]
    tarnow = await world.one(Seat, Seat.city_id == (await world.one(City, City.teryt == TARNOW)).id)
    world.people["coordinator"] = await _with_standing(world, "Koordynatorka", ours, StandingKind.COORDINATOR)
    world.people["revoked"] = await _with_standing(world, "Odwołany", ours, StandingKind.MEMBER, tarnow)
    ended = await world.one(Standing, Standing.person_id == world.people["revoked"].id)
    await people.end_standing(world.hub.operator, ended.id)
    world.call("standing.ended", ended)
    world.people["reading"] = world.people["writing"] = world.people["member"]
    world.names["email.own"] = "nikt@nigdzie.example"
    for role, person in world.people.items():
        world.names[f"person.own@{role}"] = person.public_id
        world.names[f"email.own@{role}"] = person.email
    for name, role in (("ours", "member"), ("elsewhere", "outsider")):
        world.call(f"person.{name}", world.people[role])
        world.call(f"standing.{name}", await world.one(Standing, Standing.person_id == world.people[role].id))
    await _profiles(world)
    await presence.choose(world.viewer("member"), True)
    await _reserved(world, tarnow)
    alone = await people.add(world.hub.operator, "Samotna", "samotna@nigdzie.example")
    world.call("person.nowhere", alone)


async def _profiles(world: World) -> None:
    """The member's and the outsider's are full, and both have just introduced themselves."""
    whole = people.Profile(phone="14 688 24 00", shares_phone=True, shares_email=True)
    for role, network in (("member", "ours"), ("outsider", "elsewhere")):
        viewer, standing = world.viewer(role), world.rows[f"standing.{network}"]
        await people.keep_face(viewer, b"a face")
        await people.change_profile(viewer, whole)
        await people.change_function(viewer, standing.public_id, "naczelniczka")
        await world.do(lambda work, id=standing.id: _is_new(work, id))  # type: ignore[misc]
        await people.introduce(viewer, world.names[f"network.{network}"], "Otwarty budżet", "Panel obywatelski")


async def _is_new(work: Work, id: UUID) -> None:
    standing = await work.get(Standing, id)
    assert standing
    standing.introduced_at = None


async def _reserved(world: World, seat: Seat) -> None:
    """Somebody inside who shares neither telephone nor mail."""
    ours = world.rows["network.ours"]
    person = await _with_standing(world, "Skryta", ours, StandingKind.MEMBER, seat)
    await people.change_profile(replace(world.hub.operator, who=person.id), people.Profile(phone="14 688 24 01"))
    world.call("person.reserved", person)


async def _with_standing(
    world: World, name: str, network: Network, kind: StandingKind, seat: Seat | None = None
) -> Person:
    person = await people.add(world.hub.operator, name, f"{name.lower().encode().hex()}@matrix.example")
    await people.add_standing(world.hub.operator, person, network, kind, seat.id if seat else None)
    return person


async def _ways_in(world: World) -> None:
    email = world.people["member"].email
    assert email
    world.names["link"] = await people.make_link(world.hub.operator, email, people.LINK_LASTS)
    await people.set_password(world.viewer("outsider"), PASSWORD)
    world.names["link.reset"] = await people.make_link(world.hub.operator, email, people.LINK_LASTS, LinkPurpose.RESET)
    await people.make_token(world.hub.operator, email, "Macierz", may_write=False)
    passkey = Passkey(person_id=world.people["member"].id, name="Telefon", credential_id=b"id", public_key=b"key")
    world.call("passkey.members", await world.add(passkey))
    world.call("token.members", await world.one(AccessToken, AccessToken.name == "Macierz"))
    world.names["session.own"] = world.names["session.never"]
    for role, person in world.people.items():
        world.names[f"session.own@{role}"] = await _session(world, person.email)
    world.names["session.others"] = await _session(world, "samotna@nigdzie.example")
    world.names |= {"password": PASSWORD, "email.with_password": ADDRESSES["outsider"], "email.known": email}


async def _webhook(world: World) -> None:
    """One of the coordinator's, from when they were switched on."""
    network, owner = world.rows["network.ours"], world.people["coordinator"]
    async with world.hub.database.reading(world.viewer("coordinator")) as work:
        stream = await events.network_stream(work, network)
    place: dict[str, Any] = {"stream_id": stream.id, "cursor": "", "number": 0}
    webhook = Webhook(person_id=owner.id, network_id=network.id, url="https://192.0.2.1/", document="", **place)
    world.call("webhook.ours", await world.add(webhook))


async def _session(world: World, email: str | None) -> str:
    """Another browser of that person's."""
    opened = (await people.sign_in_to_demo(world.hub.operator, email or "")).viewer.session_id
    assert opened
    return ids.encode(Session.prefix, opened)


async def _news(world: World) -> None:
    """An event of every kind, and where each role's stream begins."""
    ours = world.rows["network.ours"]
    moved = await threads.start(world.viewer("member"), world.names["board.open"], "Raz taka, raz inna", "Wpis")
    for audience in (Audience.ALL, Audience.MEMBERS):
        await threads.set_audience(world.viewer("moderator"), moved.public_id, audience)
    await networks.change(world.viewer("coordinator"), ours.public_id, shows_cities=False)
    await networks.change(world.viewer("coordinator"), ours.public_id, shows_cities=True)
    async with world.hub.database.reading(world.hub.operator) as work:
        of_network = await work.rows(select(Stream).where(Stream.about_id == ours.id))
        personal = await work.rows(select(Stream).where(Stream.kind == StreamKind.PERSON))
    await world.do(lambda work: _tell(work, of_network, world))
    beginning = {stream.kind: cursors.encode(stream.id, 0, stream.id) for stream in of_network}
    own = {stream.about_id: cursors.encode(stream.id, 0, stream.id) for stream in personal}
    for role in ROLES:
        kind = StreamKind.EVERYONE if role == "observer" else StreamKind.MEMBERS
        world.names[f"cursor@{role}"] = beginning[kind]
        person = world.people.get(role)
        world.names[f"cursor.own@{role}"] = own[person.id] if person else beginning[kind]


async def _tell(work: Work, streams: Any, world: World) -> None:
    """Kinds that no verb of a person tells: an import, and what this version cannot read."""
    for stream in streams:
        for kind, subject in (("threads_imported", "board.open"), ("unheard_of", "thread.open")):
            held = await work.get(Stream, stream.id)
            assert held
            held.head += 1
            await work.add(
                Event(stream_id=held.id, number=held.head, kind=kind, subject_id=world.rows[subject].id, at=work.at)
            )
