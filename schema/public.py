"""What is for everybody, rendered here: the start page for who has no JavaScript and for previews of links, the guide.

The start page is the page itself with what stands on it said once more in HTML; what is not for everybody is not in it.
"""

import hashlib
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markdown_it import MarkdownIt
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response

from hub import models, networks, results, words
from hub.database import Database, Viewer, Work
from hub.models import Language

_HERE = Path(__file__).parent
_GUIDE = (_HERE / "pages" / "api.md", _HERE.parent / "docs" / "api.md")
"""In a wheel, and in the checkout."""
templates = Environment(
    loader=FileSystemLoader(_HERE / "pages"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


async def start(request: Request) -> Response:
    """The page at its root, with its title and all that everybody may know, in the language that is asked for."""
    async with as_stranger(request) as work:
        listed = await networks.listed(work)
        seats = await networks.seats_of_listed(work, [network.id for network in listed])
        found = await results.published(work)
    language = work.viewer.language
    said: dict[str, Any] = {
        "path": "/",
        "kind": "website",
        "title": words.say("Empiria: cities learning from each other", language),
        "lead": words.say("Where networks of Polish cities work out solutions together, for others to use.", language),
        "networks": [(network, named_cities(seats.get(network.id, []))) for network in listed],
        "published": [one for one in found if one.version],
    }
    return rendered(request, "start", language, said)


@asynccontextmanager
async def as_stranger(request: Request) -> AsyncIterator[Work]:
    """To read what is for everybody, whoever asks, in the language that is asked for."""
    database: Database = request.app.state.database
    language = words.spoken(request.headers.get("accept-language", ""))
    async with database.reading(Viewer(database, language=language)) as work:
        yield work


def rendered(
    request: Request,
    name: str,
    language: Language,
    said: dict[str, Any],
    changed_at: datetime | None = None,
    status: int = 200,
) -> Response:
    """The page, which finds its way by itself, with what stands on it said once more for who runs no script."""
    built = _built(request)
    if built is None:
        return PlainTextResponse("The page has not been built. Run: make page", 503)
    said |= {
        "is_polish": language is Language.PL,
        "language": language.value,
        "origin": request.app.state.database.settings.origin,
    }
    head, body = (templates.get_template(it).render(said) for it in ("head.html.j2", f"{name}.body.html.j2"))
    page = re.sub(r"\s*<title>.*?</title>|\s*<meta name=\"robots\"[^>]*>", "", built)
    page = page.replace('lang="pl"', f'lang="{language.value}"', 1).replace("</head>", f"{head}</head>", 1)
    page = re.sub(r"<noscript>.*?</noscript>", lambda _: f"<noscript>{body}</noscript>", page, flags=re.DOTALL)
    return cached(request, page, "text/html", changed_at, status)


def as_built(request: Request) -> Response:
    """The page for who runs its script, with nothing else in it."""
    if _built(request) is None:
        return PlainTextResponse("The page has not been built. Run: make page", 503)
    return FileResponse(request.app.state.page / "index.html", headers={"cache-control": "no-cache"})


def cached(request: Request, body: str | bytes, media: str, changed_at: datetime | None, status: int = 200) -> Response:
    """What is for everybody: whoever has it already is told that it is still the same."""
    answer = Response(body, status, {"cache-control": "no-cache", "vary": "Accept-Language"}, media)
    answer.headers["x-robots-tag"] = "all" if status < 400 else "noindex"
    answer.headers["etag"] = f'"{hashlib.sha256(answer.body).hexdigest()[:32]}"'
    if changed_at:
        answer.headers["last-modified"] = format_datetime(changed_at.replace(microsecond=0), usegmt=True)
    known = request.headers.get("if-none-match", "")
    if status == 200 and answer.headers["etag"] in re.findall(r'"[^"]*"', known):
        headers = {name: value for name, value in answer.headers.items() if name not in ("content-length",)}
        return Response(status_code=304, headers=headers)
    return answer


def named_cities(seats: list[tuple[models.SeatKind, models.City]]) -> str:
    return ", ".join(city.name for kind, city in seats if kind is models.SeatKind.MEMBER)


async def guide(request: Request) -> Response:
    """How programs use the contract."""
    styles = re.findall(r'<link rel="stylesheet"[^>]*href="([^"]*)"', _built(request) or "")
    said = {"guide": _guide(), "styles": styles, "origin": request.app.state.database.settings.origin}
    return HTMLResponse(templates.get_template("guide.html.j2").render(said))


@lru_cache
def _guide() -> Markup:
    source = next(path for path in _GUIDE if path.exists()).read_text()
    rendered = MarkdownIt("commonmark").enable("table").render(source).replace("../schema/hub.graphql", "/hub.graphql")
    return Markup(rendered)  # noqa: S704 - ours


async def contract(request: Request) -> Response:
    """The contract as it is printed."""
    return PlainTextResponse((_HERE / "hub.graphql").read_text())


def _built(request: Request) -> str | None:
    index: Path = request.app.state.page / "index.html"
    return index.read_text() if index.exists() else None
