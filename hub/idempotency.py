"""Makes a verb safe to send twice: the same key gives the same answer and one effect, also when the answer was lost."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy import delete

from hub import ids, permissions
from hub.database import Viewer, Work, transaction
from hub.errors import Conflict, Invalid
from hub.models import BY_PREFIX, IdempotencyKey, Row

R = TypeVar("R", bound=Row)
Again = Callable[[Work, str], Awaitable[R]]
KEY_LIMIT = 100
KEPT_FOR = timedelta(hours=24)


async def once(
    viewer: Viewer, key: str, fingerprint: bytes, verb: Callable[[Work], Awaitable[R]], again: Again[R] | None = None
) -> R:
    """Runs the verb, or gives again what it gave to this person under this key.

    `fingerprint` stands for the request's body. Raises Conflict when the key was used with another body. `again` finds
    by its public id what no rule of sight tells of.
    """
    if not 0 < len(key) <= KEY_LIMIT:
        raise Invalid("idempotencyKey", "An idempotency key has 1 to {limit} characters.", limit=KEY_LIMIT)
    return await viewer.database.transact(viewer, lambda work: _once(work, key, fingerprint, verb, again))


@transaction
async def forget(work: Work) -> None:
    """Keys that are older than a day: nobody sends again what they sent then."""
    await work.execute(delete(IdempotencyKey).where(IdempotencyKey.created_at < work.at - KEPT_FOR))


async def _once(
    work: Work, key: str, fingerprint: bytes, verb: Callable[[Work], Awaitable[R]], again: Again[R] | None
) -> Any:
    person_id = permissions.signed_in(work)
    done = await work.get(IdempotencyKey, (person_id, key))
    if done is None:
        row = await verb(work)
        await work.add(
            IdempotencyKey(
                person_id=person_id,
                key=key,
                fingerprint=fingerprint,
                subject=row.public_id,
                created_at=work.at,
            )
        )
        return row
    if done.fingerprint != fingerprint:
        raise Conflict("This idempotency key was used for something else.")
    if again:
        return await again(work, done.subject)
    return await permissions.find(work, BY_PREFIX[_prefix(done.subject)], done.subject)


def _prefix(id: str) -> str:
    decoded = ids.decode(id)
    assert decoded, "a stored id is well formed"
    return decoded[0]
