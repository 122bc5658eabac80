"""The parts put together: one Starlette application that serves the contract and the page."""

import asyncio
import gc
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hub import logs, mail, search, settings, webhooks
from hub.consequences import open_database
from hub.database import Database, Viewer
from hub.gate import Gate, is_asked_here
from hub.jobs import JOBS, Job, Runner
from hub.settings import Settings
from schema import downloads, faces, public, published, uploads
from schema import webhooks as messages
from schema.http import Endpoint
from schema.socket import Socket
from schema.unsubscribing import unsubscribe

PAGE = Path(__file__).parent / "page"
"""Where the front end is built to."""

_HEADERS = {
    "content-security-policy": (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
}
_OPEN = {"/", "/api", "/hub.graphql"}
"""Addresses that search engines may show; all others are for those who sign in."""
_FOR_EVER = "public, max-age=31536000, immutable"


def from_environment() -> Starlette:
    """The application as the environment sets it: what each worker of `hub serve` runs."""
    application = create(settings.load())
    gc.freeze()  # what is loaded by now stays: the collector need not look at it again
    gc.set_threshold(20_000, 20, 20)
    return application


def create(chosen: Settings) -> Starlette:
    logs.configure()

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.database, app.state.page = open_database(chosen), PAGE
        app.state.database.start()
        deliveries = webhooks.Deliveries(messages.body)
        deliver = Job("deliver_webhooks", timedelta(0), deliveries.begin)
        runner = Runner(app.state.database, (*JOBS, deliver) if chosen.webhooks else JOBS)
        runner.start()
        words = asyncio.create_task(search.loaded())
        async with mail.listening(app.state.database):
            yield
        await words
        await runner.stop()
        await deliveries.stop()
        await app.state.database.close()

    return Starlette(
        routes=[
            Route("/graphql", Endpoint),
            WebSocketRoute("/graphql", Socket(chosen.public_url)),
            Route("/personal-data.json", downloads.own_data, methods=["GET"]),
            Route("/polls/{poll}.ics", downloads.calendar, methods=["GET"]),
            Route("/polls/{poll}.{form}", downloads.protocol, methods=["GET"]),
            Route("/rozmowy/{thread}.md", downloads.thread, methods=["GET"]),
            Route("/faces/own", faces.keep, methods=["PUT"]),
            Route("/faces/own", faces.remove, methods=["DELETE"]),
            Route("/faces/{person:path}", faces.show, methods=["GET"]),
            Route("/files", uploads.keep, methods=["POST"]),
            Route("/files/{file}/preview", uploads.preview, methods=["GET"]),
            Route("/files/{file:path}", uploads.discard, methods=["DELETE"]),
            Route("/files/{file:path}", uploads.show, methods=["GET"]),
            Route("/rezygnacja/{token}", unsubscribe, methods=["POST"]),
            Route("/health", health),
            Route("/", public.start, methods=["GET"]),
            Route("/api", public.guide, methods=["GET"]),
            Route("/hub.graphql", public.contract, methods=["GET"]),
            Route("/opracowania.atom", published.atom, methods=["GET"]),
            Route("/opracowania.ics", published.calendar, methods=["GET"]),
            Route("/opracowania/{result}", published.result, methods=["GET"]),
            Route("/sieci/{slug}", published.network, methods=["GET"]),
            Mount(
                "/assets",
                StaticFiles(directory=PAGE / "assets", check_dir=False),
                middleware=[Middleware(GZipMiddleware)],
            ),
            Route("/{path:path}", page),
        ],
        middleware=[Middleware(Headers), Middleware(Gate, chosen)],
        lifespan=lifespan,
    )


async def health(request: Request) -> Response:
    """`failing` when the database does not answer within two seconds, `degraded` when only the bus is quiet.

    Whoever asks on the machine itself is told of the mail. Others are not: it would say whose address is known.
    """
    database: Database = request.app.state.database
    try:
        async with asyncio.timeout(2), database.reading(Viewer(database)) as work:
            counted = await mail.counts(work)
    except Exception:
        return JSONResponse({"status": "failing"}, 503)
    told = {"mail": counted} if is_asked_here(request, database.settings) else {}
    if quiet := database.live.quiet_for:
        return JSONResponse({"status": "degraded", "busQuietForSeconds": round(quiet, 1), **told})
    return JSONResponse({"status": "ok", **told})


async def page(request: Request) -> Response:
    """The page, whatever its address: it finds its way by itself."""
    if (file := PAGE / request.path_params["path"]).is_file() and file.parent == PAGE:
        return FileResponse(file)
    return public.as_built(request)


class Headers:
    """What every answer says to browsers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        return self.app(scope, receive, self._with_headers(scope, send) if scope["type"] == "http" else send)

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if scope["path"] not in _OPEN:
                    headers.setdefault("x-robots-tag", "noindex")
                if scope["path"].startswith("/assets/") and message["status"] == 200:
                    headers["cache-control"] = _FOR_EVER
            await send(message)

        return with_headers
