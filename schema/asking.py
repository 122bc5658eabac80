"""Who asks over HTTP: by the session in a cookie, by an access token, or a stranger; and from where."""

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection, Request

from hub import people, words
from hub.database import Database, Viewer
from hub.errors import HubError, NotAllowed, NotSignedIn
from hub.models import Language


class Refused(Exception):
    """The request is not run."""

    def __init__(self, status: int, error: HubError) -> None:
        self.status, self.error = status, error


def spoken(connection: HTTPConnection) -> Language:
    return words.spoken(connection.headers.get("accept-language", ""))


def stranger(connection: HTTPConnection, database: Database, language: Language) -> Viewer:
    """Who asks, before it is known who that is: where from, and with what."""
    return Viewer(
        database,
        language=language,
        address=connection.client.host if connection.client else "",
        device=connection.headers.get("user-agent", ""),
        origin=database.settings.origin if comes_from_elsewhere(connection) else _origin(connection, database),
    )


def _origin(connection: HTTPConnection, database: Database) -> str:
    return connection.headers.get("origin", database.settings.origin)


def session_cookie(database: Database) -> str:
    """Its name. A browser keeps a __Host- cookie only over https and for this host alone."""
    return "__Host-hub_session" if database.settings.is_https else "hub_session"


def comes_from_elsewhere(connection: HTTPConnection) -> bool:
    """Whether another site's page makes the browser ask, in its viewer's name."""
    if connection.headers.get("sec-fetch-site") in ("cross-site", "same-site"):
        return True
    origin = connection.headers.get("origin")
    if origin is None:
        return False
    settings = connection.app.state.database.settings
    return origin != settings.public_url and urlsplit(origin).netloc != connection.headers.get("host")


async def known(request: Request, stranger: Viewer) -> Viewer:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    try:
        if scheme:
            return await bearer(stranger, scheme, token)
    except NotSignedIn as error:
        raise Refused(401, error) from None
    secret = request.cookies.get(session_cookie(stranger.database))
    if comes_from_elsewhere(request):
        raise Refused(403, NotAllowed("This request comes from another site."))
    if secret and not _is_meant(request):
        raise Refused(403, NotAllowed("Who is signed in by cookie sends the header X-Hub-Request: 1 as well."))
    return await people.by_session(stranger, secret) if secret else stranger


def _is_meant(request: Request) -> bool:
    """Whether a script of our page asks, and not a form or an image of another site's: neither can say so."""
    return "x-hub-request" in request.headers or request.headers.get("sec-fetch-site") == "same-origin"


async def bearer(stranger: Viewer, scheme: str, token: str) -> Viewer:
    """Whose access token it is. Raises NotSignedIn."""
    if scheme.lower() != "bearer":
        raise NotSignedIn()
    return await people.by_token(stranger, token.strip())
