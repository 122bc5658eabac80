"""How a failure looks from outside: a sentence in the viewer's language and a code the contract promises."""

import re
import secrets
import sqlite3
from typing import Any

import structlog
from graphql import GraphQLError
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from hub.errors import HubError, Unavailable
from hub.models import Language
from hub.words import say, say_error

log = structlog.get_logger()


def formatted(error: GraphQLError, language: Language) -> dict[str, Any]:
    """The error as the answer carries it; what is a bug is logged whole and shown masked, with an id to find it by."""
    original = error.original_error
    shown: dict[str, Any] = dict(error.formatted)
    if original is None or isinstance(original, GraphQLError):
        return shown | {"message": _without_values(error.message), "extensions": {"code": "INVALID"}}
    known = Unavailable() if is_outage(original) else original
    if isinstance(known, HubError):
        if known is not original:
            log.warning("unavailable", error=type(original).__name__)
        return shown | {"message": say_error(known, language), "extensions": known.extensions}
    request_id = secrets.token_hex(8)
    log.error("bug", request_id=request_id, path=error.path, exc_info=original)
    message = say("Something went wrong on our side. Please quote {id} when you report it.", language, id=request_id)
    return shown | {"message": message, "extensions": {"code": "INTERNAL", "requestId": request_id}}


_SUGGESTION = re.compile(r" Did you mean .*\?", re.DOTALL)
"""The library tells neighbours of what does not exist; the contract is for those who sign in."""
_VALUE = re.compile(r"(?:, found|(?<=value)): (?!Expected |\w+ cannot ).*", re.DOTALL)


def _without_values(message: str) -> str:
    """What does not fit is not said once more: it may be a password, and an answer may be logged."""
    return _VALUE.sub(".", _SUGGESTION.sub("", message))


def refusal(error: HubError, language: Language) -> dict[str, Any]:
    """The same for a request that is not run at all."""
    return {"errors": [{"message": say_error(error, language), "extensions": error.extensions}]}


def is_outage(error: BaseException) -> bool:
    """Whether the database, or the way to it, is what failed: it may pass."""
    if isinstance(error, DBAPIError) and (error.connection_invalidated or isinstance(error.orig, OSError)):
        return True
    return isinstance(error, OperationalError | InterfaceError | sqlite3.Error | OSError | PoolTimeout)
