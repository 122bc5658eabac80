"""Access tokens: a program's way in, in the name of a person, into their networks or some of them, for a time."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, select, update

from hub import acts, clock, events, ids, permissions, text
from hub.database import Viewer, Work, transaction
from hub.errors import Conflict, Invalid, NotAllowed, NotFound, NotSignedIn
from hub.models import AccessToken, ActKind, Network, Person, Scope, TokenNetwork
from hub.people import accounts, programs
from hub.people.secrets import new_secret, secret_hash

TOKEN_LASTS = timedelta(days=90)
MOST_TOKEN_LASTS = timedelta(days=366)
_MOST = 20
_SEEN_NOTED_EVERY = timedelta(days=7)
_USE_NOTED_EVERY = timedelta(days=1)


@transaction
async def make_token(work: Work, email: str, name: str, may_write: bool) -> str:
    """An access token in that person's name, for all their networks. Raises NotFound when nobody has that address."""
    person = await accounts.with_email(work, email)
    if person is None:
        raise NotFound()
    _, secret = await _make(work, person.id, name, may_write)
    return secret


@transaction
async def make_own_token(
    work: Work,
    name: str,
    may_write: bool,
    networks: Collection[str],
    scopes: Collection[Scope],
    expires_at: datetime | None,
) -> tuple[AccessToken, str]:
    """An access token of the viewer's, and its secret, which nobody can tell again.

    For the networks with these public ids and for these kinds of things, or for all when there are none. Ends after 90
    days if not said otherwise. Raises NotAllowed for a program: no token makes another.
    """
    person_id = permissions.in_person(work)
    opened = [await permissions.find(work, Network, id) for id in networks]
    until = await _until(work, person_id, expires_at)
    return await _make(work, person_id, name, may_write, opened, scopes or None, until)


@transaction
async def make_service_token(
    work: Work, standing_id: str, name: str, scopes: Collection[Scope], expires_at: datetime | None
) -> tuple[AccessToken, str]:
    """One of a service account's that the viewer looks after: it reads what is published, and things of these kinds."""
    standing = await programs.looked_after(work, standing_id)
    if Scope.PEOPLE in scopes:
        raise Invalid("scopes", "A service account never sees people.")
    await acts.note(work, ActKind.PROGRAM_ADMITTED, standing.network_id, standing, ", ".join(scopes))
    until = await _until(work, standing.person_id, expires_at)
    return await _make(work, standing.person_id, name, False, (), scopes, until)


async def _until(work: Work, person_id: UUID, expires_at: datetime | None) -> datetime:
    """When a new token of that person's ends. Raises NotAllowed when there are too many of theirs."""
    if sum(token.ended_at is None for token in await work.rows(_of(person_id))) >= _MOST:
        raise NotAllowed("There are {most} access tokens already. Please end one first.", most=_MOST)
    until = expires_at or work.at + TOKEN_LASTS
    if not work.at < until <= work.at + MOST_TOKEN_LASTS:
        raise Invalid("expiresAt", "An access token lasts until some day within a year.")
    return until


def _of(*people: UUID) -> Select[AccessToken]:
    theirs = select(AccessToken).where(AccessToken.person_id.in_(people))
    return theirs.order_by(AccessToken.created_at.desc(), AccessToken.id)


async def _make(
    work: Work,
    person_id: UUID,
    name: str,
    may_write: bool,
    networks: Sequence[Network] = (),
    scopes: Collection[Scope] | None = None,
    expires_at: datetime | None = None,
) -> tuple[AccessToken, str]:
    secret = f"hub_{new_secret()}"
    token = await work.add(
        AccessToken(
            person_id=person_id,
            name=text.line("name", name, 100),
            token_hash=secret_hash(secret),
            may_write=may_write,
            is_for_some=bool(networks),
            scope=None if scopes is None else " ".join(sorted(set(scopes))),
            created_at=work.at,
            expires_at=expires_at,
        )
    )
    for network_id in {network.id for network in networks}:
        await work.add(TokenNetwork(token_id=token.id, network_id=network_id))
    await accounts.note_seen(work, person_id)
    return token, secret


async def was_told(work: Work, id: str) -> AccessToken:
    """What is answered to who makes a token again under the same key: its secret is told once. Raises Conflict."""
    raise Conflict("This access token has been made, and its secret was told once. End it and make another.")


async def own_tokens(work: Work) -> Sequence[AccessToken]:
    """The viewer's, ended ones too, the newest first. Raises NotAllowed for a program."""
    return await work.rows(_of(permissions.in_person(work)))


async def tokens_of_services(work: Work, standings: Collection[UUID]) -> dict[UUID, list[AccessToken]]:
    """Those of each of these service accounts, by its standing, where the viewer looks after it; absent otherwise."""
    found: dict[UUID, list[AccessToken]] = defaultdict(list)
    services = {standing.person_id: standing.id for standing in await programs.looked_after_among(work, standings)}
    for token in await work.rows(_of(*services)) if services else ():
        found[services[token.person_id]].append(token)
    return found


async def networks_of_tokens(work: Work, tokens: Collection[UUID]) -> dict[UUID, list[UUID]]:
    """The networks that each of the tokens is confined to."""
    opened: dict[UUID, list[UUID]] = {id: [] for id in tokens}
    for line in await work.rows(select(TokenNetwork).where(TokenNetwork.token_id.in_(tokens))):
        opened[line.token_id].append(line.network_id)
    return opened


@transaction
async def end_own_token(work: Work, id: str) -> AccessToken:
    """The viewer's, or of a service account they look after, by its public id. Raises NotFound for anybody else's."""
    person_id = permissions.in_person(work)
    match ids.decode(id):
        case (AccessToken.prefix, uuid):
            token = await work.get(AccessToken, uuid)
            if token and (token.person_id == person_id or await programs.is_looked_after(work, token.person_id)):
                return await end_token(work, token.id)
    raise NotFound()


@transaction
async def end_token(work: Work, token_id: UUID) -> AccessToken:
    """Ends an access token, and what follows with it."""
    token = await work.get(AccessToken, token_id)
    if token is None:
        raise NotFound()
    token.ended_at = token.ended_at or work.at
    await events.reauthorise(work, token.person_id)
    return token


@transaction
async def end_expired_tokens(work: Work) -> None:
    """Those whose time is over; what follows with them closes."""
    over = select(AccessToken.id).where(AccessToken.ended_at.is_(None), AccessToken.expires_at <= work.at)
    for id in await work.rows(over):
        await end_token(work, id)


async def by_token(stranger: Viewer, secret: str) -> Viewer:
    """Whose access token it is. Raises NotSignedIn when it is nobody's (any more)."""
    async with stranger.database.reading(stranger) as work:
        found = await work.execute(
            select(AccessToken, Person.seen_at)
            .join(Person, Person.id == AccessToken.person_id)
            .where(
                AccessToken.token_hash == secret_hash(secret),
                AccessToken.ended_at.is_(None),
                permissions.may_sign_in(),
            )
        )
        token, seen_at = found.first() or (None, None)
        if token is None or (token.expires_at and token.expires_at <= work.at):
            raise NotSignedIn()
        opened = (await networks_of_tokens(work, {token.id}))[token.id] if token.is_for_some else None
    viewer = replace(
        stranger,
        who=token.person_id,
        token_id=token.id,
        may_write=token.may_write,
        networks=None if opened is None else frozenset(opened),
        scopes=None if token.scopes is None else frozenset(token.scopes),
    )
    await _note_use(viewer, token, seen_at)
    return viewer


async def _note_use(viewer: Viewer, token: AccessToken, seen_at: datetime | None) -> None:
    """Coarsely: neither is anybody's working day to be read from it, nor written at every request."""
    at = clock.now()
    if seen_at is None or seen_at < at - _SEEN_NOTED_EVERY:
        await _note_seen(replace(viewer, may_write=True))
    if token.used_at is None or token.used_at < at - _USE_NOTED_EVERY:
        await _note_used(replace(viewer, may_write=True), token.id)


@transaction
async def _note_seen(work: Work) -> None:
    await accounts.note_seen(work, permissions.signed_in(work))


@transaction
async def _note_used(work: Work, token_id: UUID) -> None:
    await work.execute(update(AccessToken).where(AccessToken.id == token_id).values(used_at=work.at))
