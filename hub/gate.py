"""What is turned away before anything is asked: a name that is not the hub's, and secrets in an address."""

import ipaddress
from collections.abc import Awaitable
from urllib.parse import parse_qsl, urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from hub import words
from hub.errors import HubError, Invalid, NotAllowed
from hub.settings import Settings

_SECRETS = {"token", "access_token", "authorization", "bearer", "api_key", "apikey", "secret", "password"}


class Gate:
    """For requests and sockets alike, so that neither another site's name nor a log can get at what is inside."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.names = {settings.host.lower(), (urlsplit(settings.public_url).hostname or settings.host).lower()}

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        return self._answering(scope)(scope, receive, send)

    def _answering(self, scope: Scope) -> ASGIApp:
        if scope["type"] == "lifespan":
            return self.app
        connection = HTTPConnection(scope)
        if not self._is_called_right(connection.headers):
            refusal: HubError = NotAllowed("The hub is not known under this name. Its operator sets HUB_PUBLIC_URL.")
            return _refused(connection, refusal, 421)
        if scope["path"] == "/graphql" and _has_a_secret(connection):
            refusal = Invalid("request", "An access token never stands in an address, where it would be logged.")
            return _refused(connection, refusal, 400)
        return self.app

    def _is_called_right(self, headers: Headers) -> bool:
        """Against DNS rebinding, by which another site's name comes to mean this machine.

        That takes a name from the public DNS, which has a dot in it; numbers and names of one word are not to be had.
        """
        name = _hostname(headers.get("host", ""))
        return bool(name) and ("." not in name or name in self.names or _is_number(name))


def is_asked_here(connection: HTTPConnection, settings: Settings) -> bool:
    """Whether it is asked from the machine itself, of a hub that listens there only, and not through a proxy."""
    is_forwarded = any(name in connection.headers for name in ("forwarded", "x-forwarded-for", "x-real-ip", "via"))
    return (
        settings.is_on_loopback
        and not is_forwarded
        and _is_loopback(connection.client.host if connection.client else "")
        and _is_loopback(connection.url.hostname or "")
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _hostname(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _has_a_secret(connection: HTTPConnection) -> bool:
    asked = parse_qsl(connection.scope["query_string"].decode("latin-1"), keep_blank_values=True)
    return any(name.lower() in _SECRETS or value.startswith("hub_") for name, value in asked)


def _refused(connection: HTTPConnection, refusal: HubError, status: int) -> JSONResponse:
    language = words.spoken(connection.headers.get("accept-language", ""))
    error = {"message": words.say_error(refusal, language), "extensions": refusal.extensions}
    return JSONResponse({"errors": [error]}, status, {"cache-control": "no-store"})
