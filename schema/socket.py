"""Subscriptions over graphql-transport-ws, and nothing else.

https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
"""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, cast

import orjson
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.exceptions import ConnectionRejectionError
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import (
    BaseGraphQLTransportWSHandler,
    Operation,
)
from strawberry.subscriptions.protocols.graphql_transport_ws.types import Message
from strawberry.types.execution import ExecutionResult, PreExecutionError
from strawberry.types.graphql import OperationType
from strawberry.types.unset import UNSET
from strawberry.utils.aio import aclosing

from hub import people
from hub.database import Viewer
from hub.errors import NotSignedIn
from hub.models import Language
from schema import errors
from schema.context import Context
from schema.http import Refused, bearer, comes_from_elsewhere, session_cookie, spoken, understood
from schema.root import schema

_INIT_WITHIN = timedelta(seconds=5)
_OPERATIONS = 50


@dataclass
class SocketContext(Context):
    """What a socket's operations have in common: who holds it."""

    socket: WebSocket | None = None
    connection_params: dict[str, Any] = field(default_factory=dict)


class Handler(BaseGraphQLTransportWSHandler[Context, None]):
    """One socket. Every operation has a context of its own and lets go of what it read after each message."""

    async def handle_message(self, message: Message) -> None:
        if not _is_well_formed(message):
            await self.handle_invalid_message("Invalid message")
            return
        await super().handle_message(message)

    async def handle_invalid_message(self, error_message: str) -> None:
        await self.websocket.close(code=4400, reason="Invalid message")

    async def run_operation(self, operation: Operation[Context, None]) -> None:
        context = Context(self.context.viewer)
        try:
            await self._follow(operation, context)
        finally:
            await context.close()

    async def _follow(self, operation: Operation[Context, None], context: Context) -> None:
        language = context.viewer.language
        try:
            understood(
                {
                    "query": operation.query,
                    "variables": operation.variables,
                    "operationName": operation.operation_name,
                }
            )
        except Refused as refused:
            await self._refuse(operation, errors.refusal(refused.error, language)["errors"])
            return
        results = await self.schema.stream(
            operation.query,
            variable_values=operation.variables,
            operation_name=operation.operation_name,
            context_value=context,
            allowed_operation_types={OperationType.SUBSCRIPTION},
        )
        async with aclosing(results):
            async for result in results:
                assert isinstance(result, PreExecutionError | ExecutionResult), "incremental delivery is off"
                reasons = [errors.formatted(error, language) for error in result.errors or []]
                if result.data is None:
                    await self._refuse(operation, reasons)
                    return
                payload = {"data": result.data, "errors": reasons} if reasons else {"data": result.data}
                await self._send(operation, "next", payload)
                await context.renew()
        await operation.send_operation_message({"id": operation.id, "type": "complete"})

    async def _refuse(self, operation: Operation[Context, None], reasons: list[dict[str, Any]]) -> None:
        await self._send(operation, "error", reasons)

    async def _send(self, operation: Operation[Context, None], kind: str, payload: object) -> None:
        await operation.send_operation_message(cast("Message", {"id": operation.id, "type": kind, "payload": payload}))


class Socket(GraphQL[Context, None]):
    """The endpoint that upgrades to a socket."""

    graphql_transport_ws_handler_class = Handler

    def __init__(self) -> None:
        super().__init__(
            schema,
            graphql_ide=None,
            subscription_protocols=[GRAPHQL_TRANSPORT_WS_PROTOCOL],
            connection_init_wait_timeout=_INIT_WITHIN,
            max_subscriptions_per_connection=_OPERATIONS,
        )

    def encode_json(self, data: object) -> str:
        return orjson.dumps(data).decode()

    async def get_context(self, request: WebSocket, response: WebSocket) -> Context:  # type: ignore[override]
        return SocketContext(Viewer(request.app.state.database, language=spoken(request)), socket=request)

    async def on_ws_connect(self, context: Context) -> Any:
        """Who holds the socket: by token in the first message, or by cookie when a page of ours opened it."""
        assert isinstance(context, SocketContext)
        try:
            context.viewer = await _known(context)
        except NotSignedIn:
            raise ConnectionRejectionError from None
        return UNSET


async def _known(context: SocketContext) -> Viewer:
    assert context.socket
    stranger = _speaking(context.viewer, context.connection_params.get("language"))
    scheme, _, token = str(context.connection_params.get("authorization", "")).partition(" ")
    if scheme:
        return await bearer(stranger, scheme, token)
    secret = context.socket.cookies.get(session_cookie(stranger.database))
    # a browser always says where it comes from; who does not is a program, and brings a token
    is_our_page = "origin" in context.socket.headers and not comes_from_elsewhere(context.socket)
    return await people.by_session(stranger, secret) if secret and is_our_page else stranger


def _speaking(viewer: Viewer, language: object) -> Viewer:
    return replace(viewer, language=Language(str(language))) if language in set(Language) else viewer


def _is_well_formed(message: Any) -> bool:
    match message:
        case {"type": "connection_init" | "ping" | "pong"}:
            return isinstance(message.get("payload"), dict | None)
        case {"type": "complete", "id": str()}:
            return True
        case {"type": "subscribe", "id": str() as id, "payload": {"query": str()}}:
            return bool(id)
    return False
