"""Subscriptions over graphql-transport-ws, and nothing else.

https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
"""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from json import JSONDecodeError
from typing import Any, cast
from uuid import UUID

import orjson
import structlog
from graphql import GraphQLError
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState
from strawberry.asgi import ASGIWebSocketAdapter, GraphQL
from strawberry.exceptions import ConnectionRejectionError
from strawberry.http.exceptions import NonJsonMessageReceived, NonTextMessageReceived
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler, Operation
from strawberry.subscriptions.protocols.graphql_transport_ws.types import Message, SubscribeMessage
from strawberry.types.unset import UNSET

from hub import people
from hub.database import Viewer
from hub.errors import HubError, NotSignedIn
from hub.models import Language
from hub.server import FRAMES, Protocol
from schema import attending, costs, errors
from schema.asking import Refused, bearer, comes_from_elsewhere, session_cookie, spoken, stranger
from schema.context import Context
from schema.documents import meant, shared
from schema.following import Follower, Following, Followings
from schema.http import understood
from schema.plans import Unrunnable, asked, core
from schema.root import schema

INIT_WITHIN = timedelta(seconds=5)
LASTS = timedelta(hours=12)
OPERATIONS_A_SOCKET = 50
SOCKETS_A_PERSON = 20
STRANGERS_AN_ADDRESS = 20
"""Sockets from one address that have not said yet who they are."""
FRAMES_A_WINDOW, WINDOW_SECONDS = 120, 10.0

log = structlog.get_logger()


@dataclass
class SocketContext(Context):
    """What a socket's operations have in common: who holds it."""

    socket: WebSocket | None = None
    connection_params: dict[str, Any] = field(default_factory=dict)


class Adapter(ASGIWebSocketAdapter):
    """Holds no text once it is decoded: that of a long question weighs more than all else a quiet socket asks with."""

    async def iter_json(self, *, ignore_parsing_errors: bool = False) -> AsyncGenerator[object, None]:
        with suppress(WebSocketDisconnect):
            while self.ws.application_state != WebSocketState.DISCONNECTED:
                try:
                    yield self.view.decode_json(await self.ws.receive_text())
                except KeyError as error:
                    raise NonTextMessageReceived from error
                except JSONDecodeError as error:
                    if not ignore_parsing_errors:
                        raise NonJsonMessageReceived from error


class Handler(BaseGraphQLTransportWSHandler[Context, None]):
    """One socket, within its limits. It holds followers; who is quiet costs no task."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._following: dict[str, tuple[Following, Follower]] = {}
        self._received, self._received_until = 0, 0.0
        self._address: str | None = None
        self._person: UUID | None = None

    @property
    def _place(self) -> "SocketContext":
        assert isinstance(self.context, SocketContext)
        return self.context

    @property
    def _protocol(self) -> Protocol:
        assert self._place.socket
        return cast("Protocol", self._place.socket.scope["extensions"][FRAMES])

    async def handle(self) -> None:
        view, address = cast("Socket", self.view), self._protocol.client[0] if self._protocol.client else ""
        if view.strangers[address] >= STRANGERS_AN_ADDRESS:
            await self.websocket.close(code=1013, reason="Too many connections")
            return
        view.strangers[address] += 1
        self._address = address
        age = asyncio.get_running_loop().call_later(LASTS.total_seconds(), self._end)
        try:
            await super().handle()
        except Exception as error:
            log.warning("socket_broke", error=type(error).__name__)
            with suppress(Exception):
                await self.websocket.close(code=1013, reason="Please try again")
        finally:
            age.cancel()
            self._is_known()
            if self._person:
                view.people -= Counter([self._person])

    async def handle_message(self, message: Message) -> None:
        if self._is_too_fast():
            await self.websocket.close(code=1008, reason="Too many messages")
        elif not _is_well_formed(message):
            await self.handle_invalid_message("")
        else:
            if message["type"] == "subscribe":  # a thousand who ask the same keep one text
                asked = message["payload"]
                with suppress(HubError):  # who is told nothing is refused as one that asks nothing
                    asked["query"] = shared(meant(asked["query"], asked.get("extensions")) or "")
            await super().handle_message(_without_empty(message))

    async def handle_subscribe(self, message: SubscribeMessage) -> None:
        if self.connection_acknowledged and message["id"] in self.operations:
            await self.websocket.close(code=4409, reason="Subscriber already exists")  # its id may be too long to say
        else:
            await super().handle_subscribe(message)

    def forget_id(self, id: str) -> None:
        self.operations.pop(id, None)  # the client may have completed it meanwhile

    async def handle_invalid_message(self, error_message: str) -> None:
        await self.websocket.close(code=4400, reason="Invalid message")

    async def send_message(self, message: Message) -> None:
        if message["type"] == "connection_ack":
            self._is_known()
            if not self._counts(self.context.viewer.who):
                await self.websocket.close(code=1013, reason="Too many connections")
                return
        await super().send_message(message)

    async def cleanup_operation(self, operation_id: str) -> None:
        if operation_id in self._following:
            following, follower = self._following.pop(operation_id)
            following.leave(follower)
        await super().cleanup_operation(operation_id)

    async def run_operation(self, operation: Operation[Context, None]) -> None:
        viewer = self.context.viewer
        try:
            understood(
                {"query": operation.query, "variables": operation.variables, "operationName": operation.operation_name}
            )
            costs.checked(operation.query, operation.variables or {}, core)
            question = asked(operation.query, operation.variables, operation.operation_name)
            follower = self._follower(operation, viewer)
            if attending.is_asked(question):
                return await attending.attend(follower, question)
            following = await cast("Socket", self.view).followings(viewer).follow(follower, question)
        except GraphQLError as error:
            await self._refuse(operation, [errors.formatted(error, viewer.language)])
        except Refused as refused:
            await self._refuse(operation, errors.refusal(refused.error, viewer.language)["errors"])
        except Unrunnable as unrunnable:
            await self._refuse(operation, [errors.formatted(error, viewer.language) for error in unrunnable.errors])
        except Exception as error:
            known = GraphQLError(str(error), original_error=error)
            await self._refuse(operation, [errors.formatted(known, viewer.language)])
        else:
            if following is None:
                await operation.send_operation_message({"id": operation.id, "type": "complete"})
            elif operation.id in self.operations:
                self._following[operation.id] = following, follower
            else:
                following.leave(follower)

    def _follower(self, operation: Operation[Context, None], viewer: Viewer) -> Follower:
        async def complete() -> None:
            self._following.pop(operation.id, None)
            await operation.send_operation_message({"id": operation.id, "type": "complete"})

        async def close() -> None:
            await self.websocket.close(code=4403, reason="Signed out")

        return Follower(
            viewer=viewer,
            outlet=self._protocol,
            opening=b'{"id":' + orjson.dumps(operation.id) + b',"type":"next","payload":',
            complete=complete,
            close=close,
        )

    async def _refuse(self, operation: Operation[Context, None], reasons: list[dict[str, Any]]) -> None:
        await operation.send_operation_message(
            cast("Message", {"id": operation.id, "type": "error", "payload": reasons})
        )

    def _is_too_fast(self) -> bool:
        now = asyncio.get_running_loop().time()
        if now > self._received_until:
            self._received, self._received_until = 0, now + WINDOW_SECONDS
        self._received += 1
        return self._received > FRAMES_A_WINDOW

    def _counts(self, person: UUID | None) -> bool:
        """Counts the socket as one of that person's. Whether it is not one too many."""
        people = cast("Socket", self.view).people
        if person:
            self._person = person
            people[person] += 1
        return people[person] <= SOCKETS_A_PERSON

    def _is_known(self) -> None:
        """The socket has said who it is, or is gone."""
        if self._address is not None:
            cast("Socket", self.view).strangers -= Counter([self._address])
            self._address = None

    def _end(self) -> None:
        end = asyncio.ensure_future(self.websocket.close(code=1001, reason="Please connect again"))
        end.add_done_callback(lambda done: done.exception())


class Socket(GraphQL[Context, None]):
    """The endpoint that upgrades to a socket."""

    graphql_transport_ws_handler_class = Handler
    websocket_adapter_class = Adapter

    def __init__(self, public_url: str) -> None:
        super().__init__(
            schema,
            allowed_origins=[public_url] if public_url else [],
            graphql_ide=None,
            subscription_protocols=[GRAPHQL_TRANSPORT_WS_PROTOCOL],
            connection_init_wait_timeout=INIT_WITHIN,
            max_subscriptions_per_connection=OPERATIONS_A_SOCKET,
        )
        self.strangers: Counter[str] = Counter()
        self.people: Counter[UUID | None] = Counter()
        self._followings: Followings | None = None

    def followings(self, viewer: Viewer) -> Followings:
        if self._followings is None:
            self._followings = Followings(viewer.database)
        return self._followings

    def decode_json(self, data: str | bytes) -> object:
        return orjson.loads(data)

    def encode_json(self, data: object) -> str:
        return orjson.dumps(data).decode()

    async def get_context(self, request: WebSocket, response: WebSocket) -> Context:  # type: ignore[override]
        return SocketContext(stranger(request, request.app.state.database, spoken(request)), socket=request)

    async def on_ws_connect(self, context: Context) -> Any:
        """Who holds the socket: by token in the first message, or by cookie when a page of ours opened it."""
        assert isinstance(context, SocketContext)
        try:
            context.viewer = await _known(context)
        except NotSignedIn:
            raise ConnectionRejectionError from None
        finally:
            context.connection_params = {}  # a token need not be kept once it is known whose it is
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
        case {"type": "subscribe", "id": str() as id, "payload": {"query": str()} as payload}:
            objects = (payload.get("variables"), payload.get("extensions"))
            return (
                bool(id)
                and all(isinstance(given, dict | None) for given in objects)
                and isinstance(payload.get("operationName"), str | None)
            )
    return False


def _without_empty(message: Message) -> Message:
    """A payload of null is none at all; the handler below knows only the latter."""
    given = {name: value for name, value in message.items() if (name, value) != ("payload", None)}
    return cast("Message", given)
