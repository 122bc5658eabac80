"""Access tokens: a program's way in, in the name of a person."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from hub import clock, events, ids, permissions, text
from hub.database import Viewer, Work, transaction
from hub.errors import NotFound, NotSignedIn
from hub.models import AccessToken, Person
from hub.people import accounts
from hub.people.secrets import new_secret, secret_hash

_SEEN_NOTED_EVERY = timedelta(days=7)


@transaction
async def make_token(work: Work, email: str, name: str, may_write: bool) -> str:
    """An access token in that person's name. Raises NotFound when nobody has that address."""
    person = await accounts.with_email(work, email)
    if person is None:
        raise NotFound()
    secret = f"hub_{new_secret()}"
    await work.add(
        AccessToken(
            person_id=person.id,
            name=text.line("name", name, 100),
            token_hash=secret_hash(secret),
            may_write=may_write,
            created_at=work.at,
        )
    )
    await accounts.note_seen(work, person.id)
    return secret


async def own_tokens(work: Work) -> Sequence[AccessToken]:
    """The viewer's, ended ones too, the newest first. Raises NotAllowed for a program."""
    mine = select(AccessToken).where(AccessToken.person_id == permissions.in_person(work))
    return await work.rows(mine.order_by(AccessToken.created_at.desc(), AccessToken.id))


@transaction
async def end_own_token(work: Work, id: str) -> AccessToken:
    """The viewer's, by its public id. Raises NotFound for anybody else's."""
    person_id = permissions.in_person(work)
    match ids.decode(id):
        case (AccessToken.prefix, uuid):
            token = await work.get(AccessToken, uuid)
            if token and token.person_id == person_id:
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
    if token is None:
        raise NotSignedIn()
    viewer = replace(stranger, who=token.person_id, token_id=token.id, may_write=token.may_write)
    if seen_at is None or seen_at < clock.now() - _SEEN_NOTED_EVERY:
        await _note_seen(replace(viewer, may_write=True))
    return viewer


@transaction
async def _note_seen(work: Work) -> None:
    await accounts.note_seen(work, permissions.signed_in(work))
