"""What mutations take: one `input`; with an `idempotencyKey` in it, sending it again does nothing twice."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any, TypeVar

import orjson
import strawberry

from hub import idempotency
from hub.database import Viewer, Work
from hub.models import Row
from schema.context import Info

R = TypeVar("R", bound=Row)

KEY = "The same key with the same input gives the same answer and has one effect; with another input, CONFLICT."


INPUT = strawberry.argument(description="What to do.")


@strawberry.input
class Keyed:
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


async def once(
    info: Info,
    input: Keyed,
    verb: Callable[[Viewer | Work], Awaitable[R]],
    again: idempotency.Again[R] | None = None,
) -> R:
    """Runs the verb as its input asks: at once, or under its key. What is read afterwards is read afresh."""
    if (key := input.idempotency_key) is None:
        return await afresh(info, verb)
    asked = _fingerprint(info, input)
    return await afresh(info, lambda who: idempotency.once(info.context.viewer, key, asked, verb, again))


async def afresh(info: Info, verb: Callable[[Viewer], Awaitable[R]]) -> R:
    """Runs the verb. What is read afterwards is read afresh."""
    try:
        return await verb(info.context.viewer)
    finally:
        await info.context.renew()


def _fingerprint(info: Info, input: Any) -> bytes:
    """With the mutation's name: to pin and to unpin take the same input."""
    return hashlib.sha256(orjson.dumps([info.field_name, asdict(input)], option=orjson.OPT_SORT_KEYS)).digest()
