"""Queries and mutations over HTTP POST, as https://graphql.github.io/graphql-over-http says.

A request that cannot be run is a 4xx; one that was run is a 200 with its errors inside. Input never causes a 5xx.
"""

import asyncio
import re
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import GraphQLError
from starlette.endpoints import HTTPEndpoint
from starlette.requests import Request
from starlette.responses import Response
from strawberry.exceptions import MissingQueryError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError
from strawberry.types.graphql import OperationType

from hub.database import Database
from hub.errors import HubError, Invalid, NotPersisted, RateLimited
from hub.gate import is_asked_here
from hub.models import Language
from hub.people import SESSION_LASTS
from hub.rates import WINDOW, Budget
from hub.settings import Settings
from schema import documents, errors
from schema.asking import Refused, known, session_cookie, spoken, stranger
from schema.context import Context
from schema.costs import LIMITS, checked
from schema.root import schema

REQUEST_LIMIT = 2 * 1024 * 1024
DOCUMENT_LIMIT = 64 * 1024
ARRIVES_WITHIN = 15.0
"""Seconds."""

_MEDIA_TYPE = "application/graphql-response+json"
_ALLOWED = {OperationType.QUERY, OperationType.MUTATION}
_ERRORS_TOLD = 10
_OBJECTS_A_POINT = 100
_NUL_ESCAPE = re.compile(r"\\u(0000|\{0+\})")


@dataclass(frozen=True, slots=True)
class Asked:
    query: str
    variables: dict[str, Any] | None
    operation_name: str | None


class Endpoint(HTTPEndpoint):
    async def post(self, request: Request) -> Response:
        language = spoken(request)
        try:
            return await _answered(request, language)
        except Refused as refused:
            return _response(request, errors.refusal(refused.error, language), refused.status)
        except RateLimited as limited:
            response = _response(request, errors.refusal(limited, language), 429)
            response.headers["retry-after"] = str(limited.seconds)
            return response
        except Exception as error:  # outside of any field: the database was not to be had, or a fault of ours
            shown = errors.formatted(GraphQLError(str(error), original_error=error), language)
            return _response(request, {"errors": [shown]}, 503)


async def _answered(request: Request, language: Language) -> Response:
    database: Database = request.app.state.database
    nobody = stranger(request, database, language)
    nobody.spends(1)  # whoever it is: a token that is none may be guessed
    asked = _understood(request, await _body(request))
    viewer = await known(request, nobody)
    context = Context(viewer, may_enter_demo=_may_enter_demo(request), budget=viewer.spends(_points(asked)))
    try:
        result = await _run(asked, context)
    finally:
        await context.close()
    response = _response(request, _answer(result, context), _status(request, result))
    response.headers.update(_told(context.budget))
    _keep_session(database, response, context)
    return response


def _may_enter_demo(request: Request) -> bool:
    settings: Settings = request.app.state.database.settings
    return settings.demo and is_asked_here(request, settings)


def _keep_session(database: Database, response: Response, context: Context) -> None:
    name, is_https = session_cookie(database), database.settings.is_https
    if context.session_secret:
        age = int(SESSION_LASTS.total_seconds())
        response.set_cookie(name, context.session_secret, max_age=age, secure=is_https, httponly=True, samesite="lax")
    elif context.session_secret == "":
        response.delete_cookie(name, secure=is_https, httponly=True, samesite="lax")


# What is asked


async def _body(request: Request) -> bytes:
    body = bytearray()
    try:
        async with asyncio.timeout(ARRIVES_WITHIN):
            async for part in request.stream():
                body += part
                if len(body) > REQUEST_LIMIT:
                    limit = {"limit": REQUEST_LIMIT}
                    raise Refused(413, Invalid("request", "A request may have at most {limit} bytes.", **limit))
    except TimeoutError:
        raise Refused(408, Invalid("request", "The request took too long to arrive.")) from None
    return bytes(body)


def _understood(request: Request, body: bytes) -> Asked:
    media_type, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    if media_type.strip() != "application/json" or parameters.strip() not in ("", "charset=utf-8"):
        raise Refused(415, Invalid("request", "Send JSON, with the content type application/json."))
    try:
        asked = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Refused(400, Invalid("request", "The request is not valid JSON.")) from None
    return understood(asked)


def understood(asked: Any) -> Asked:
    """A request's members, of the right types and sizes. Raises Refused."""
    match asked:
        case {"query": str()} | {"extensions": {}}:
            variables, name, extensions = asked.get("variables"), asked.get("operationName"), asked.get("extensions")
            if not isinstance(variables, dict | None) or not isinstance(name, str | None):
                raise Refused(400, Invalid("request", "`variables` is an object and `operationName` a text."))
            if not isinstance(extensions, dict | None):
                raise Refused(400, Invalid("request", "`extensions` is an object."))
            query = _meant(asked.get("query"), extensions)
        case _:
            raise Refused(400, Invalid("query", "The request has no `query`."))
    if len(query.encode()) > DOCUMENT_LIMIT:
        raise Refused(413, Invalid("query", "A document may have at most {limit} bytes.", limit=DOCUMENT_LIMIT))
    if _NUL_ESCAPE.search(query) or _has_nul([query, variables]):
        raise Refused(400, Invalid("request", "The request contains a character that cannot be stored."))
    return Asked(query, variables, name)


def _meant(query: Any, extensions: dict[str, Any] | None) -> str:
    try:
        found = documents.meant(query, extensions) if isinstance(query, str | None) else None
    except NotPersisted as error:
        raise Refused(200, error) from None
    except Invalid as error:
        raise Refused(400, error) from None
    if not isinstance(found, str):
        raise Refused(400, Invalid("query", "The request has no `query`."))
    return found


def _has_nul(value: object) -> bool:
    """PostgreSQL holds no NUL in a text, so none gets that far."""
    match value:
        case str():
            return "\0" in value
        case dict():
            return any(_has_nul(key) or _has_nul(item) for key, item in value.items())
        case list():
            return any(_has_nul(item) for item in value)
    return False


def _points(asked: Asked) -> int:
    """What it takes from the budget. What cannot be run is refused afterwards."""
    try:
        return 1 + checked(asked.query, asked.variables or {}, schema._schema).cost // _OBJECTS_A_POINT
    except (HubError, GraphQLError):
        return 1


# What is answered


async def _run(asked: Asked, context: Context) -> ExecutionResult:
    try:
        return await schema.execute(
            asked.query,
            variable_values=asked.variables,
            operation_name=asked.operation_name,
            context_value=context,
            allowed_operation_types=_ALLOWED,
        )
    except CannotGetOperationTypeError:
        raise Refused(400, Invalid("operationName", "The document has no such operation.")) from None
    except InvalidOperationTypeError:
        raise Refused(400, Invalid("query", "Subscriptions go over a socket.")) from None
    except MissingQueryError:
        raise Refused(400, Invalid("query", "The request has no `query`.")) from None


def _status(request: Request, result: ExecutionResult) -> int:
    """A program that knows only `application/json` reads no answer but a 200."""
    accepted = request.headers.get("accept", "")
    is_older = "application/json" in accepted and _MEDIA_TYPE not in accepted
    return 400 if _was_not_run(result) and not is_older else 200


def _was_not_run(result: ExecutionResult) -> bool:
    """A document or variables that do not fit: an error without a place in the answer."""
    return isinstance(result, PreExecutionError) or (
        result.data is None and bool(result.errors) and all(error.path is None for error in result.errors or [])
    )


def _answer(result: ExecutionResult, context: Context) -> dict[str, Any]:
    was_run, language = not _was_not_run(result), context.viewer.language
    answer: dict[str, Any] = {"data": result.data} if was_run else {}
    if result.errors:
        answer["errors"] = [errors.formatted(error, language) for error in result.errors[:_ERRORS_TOLD]]
    if was_run:
        answer["extensions"] = {"cost": {"asked": context.cost, "limit": LIMITS["cost"].most}}
        if budget := context.budget:
            left = {"limit": budget.limit, "remaining": budget.remaining, "resetsIn": budget.resets_in}
            answer["extensions"]["budget"] = left
    return answer


def _told(budget: Budget | None) -> dict[str, str]:
    """https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/"""
    if budget is None:
        return {}
    left = f'"points";r={budget.remaining};t={budget.resets_in}'
    return {"ratelimit": left, "ratelimit-policy": f'"points";q={budget.limit};w={WINDOW}'}


def _response(request: Request, answer: dict[str, Any], status: int) -> Response:
    takes_own = _MEDIA_TYPE in request.headers.get("accept", "")
    return Response(
        orjson.dumps(answer),
        status,
        {"cache-control": "no-store", "vary": "Accept, Accept-Language, Cookie, Authorization"},
        f"{_MEDIA_TYPE if takes_own else 'application/json'}; charset=utf-8",
    )
