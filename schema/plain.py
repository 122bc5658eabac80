"""What is asked over plain HTTP beside GraphQL: the same viewers, the same refusals."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

import orjson
from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import Response

from hub.database import Database, Viewer
from hub.errors import HubError, Invalid, NotAllowed, NotFound, NotSignedIn, RateLimited
from schema import errors
from schema.asking import Refused, known, spoken, stranger

Handler = Callable[[Request, Viewer], Awaitable[Response]]
_STATUS: dict[type[HubError], int] = {NotSignedIn: 401, NotAllowed: 403, NotFound: 404, Invalid: 422, RateLimited: 429}


def plainly(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """Makes an endpoint of a handler that is told who asks."""

    @wraps(handler)
    async def answered(request: Request) -> Response:
        language = spoken(request)
        try:
            database: Database = request.app.state.database
            return await handler(request, await known(request, stranger(request, database, language)))
        except Refused as refused:
            return _answer(request, errors.refusal(refused.error, language), refused.status)
        except HubError as error:
            return _answer(request, errors.refusal(error, language), _STATUS.get(type(error), 503))
        except Exception as error:  # the database was not to be had, or a fault of ours
            shown = errors.formatted(GraphQLError(str(error), original_error=error), language)
            return _answer(request, {"errors": [shown]}, 503)

    return answered


def signed_in(viewer: Viewer) -> Viewer:
    """Raises NotSignedIn for a stranger."""
    if viewer.person_id is None:
        raise NotSignedIn()
    return viewer


def _answer(request: Request, answer: dict[str, Any], status: int) -> Response:
    """A body that was refused is not listened to any further."""
    headers = {"cache-control": "no-store"} | ({"connection": "close"} if request.method in ("POST", "PUT") else {})
    return Response(orjson.dumps(answer), status, headers, "application/json")
