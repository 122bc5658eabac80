"""What is for everybody, rendered here: the start page for who has no JavaScript and for previews of links, the guide.

The start page is the page itself with what stands on it said once more in HTML; what is not for everybody is not in it.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markdown_it import MarkdownIt
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from hub import models, networks, words
from hub.database import Database, Viewer
from hub.models import Language

_HERE = Path(__file__).parent
_GUIDE = (_HERE / "pages" / "api.md", _HERE.parent / "docs" / "api.md")
"""In a wheel, and in the checkout."""
_templates = Environment(
    loader=FileSystemLoader(_HERE / "pages"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


async def start(request: Request) -> Response:
    """The page at its root, with its title and all that everybody may know, in the language that is asked for."""
    built = _built(request)
    if built is None:
        return PlainTextResponse("The page has not been built. Run: make page", 503)
    database: Database = request.app.state.database
    language = words.spoken(request.headers.get("accept-language", ""))
    async with database.reading(Viewer(database, language=language)) as work:
        listed = await networks.listed(work)
        seats = await networks.seats_of_listed(work, [network.id for network in listed])
    said: dict[str, Any] = {
        "is_polish": language is Language.PL,
        "language": language.value,
        "origin": database.settings.origin,
        "title": words.say("Empiria: cities learning from each other", language),
        "lead": words.say("Where networks of Polish cities work out solutions together, for others to use.", language),
        "networks": [(network, _cities(seats.get(network.id, []))) for network in listed],
    }
    head, body = (_templates.get_template(f"start.{part}.html.j2").render(said) for part in ("head", "body"))
    page = re.sub(r"\s*<title>.*?</title>|\s*<meta name=\"robots\"[^>]*>", "", built)
    page = page.replace('lang="pl"', f'lang="{language.value}"', 1).replace("</head>", f"{head}</head>", 1)
    page = re.sub(r"<noscript>.*?</noscript>", lambda _: f"<noscript>{body}</noscript>", page, flags=re.DOTALL)
    return HTMLResponse(page, headers={"cache-control": "no-cache", "vary": "Accept-Language"})


def _cities(seats: list[tuple[models.SeatKind, models.City]]) -> str:
    return ", ".join(city.name for kind, city in seats if kind is models.SeatKind.MEMBER)


async def guide(request: Request) -> Response:
    """How programs use the contract."""
    styles = re.findall(r'<link rel="stylesheet"[^>]*href="([^"]*)"', _built(request) or "")
    said = {"guide": _guide(), "styles": styles, "origin": request.app.state.database.settings.origin}
    return HTMLResponse(_templates.get_template("guide.html.j2").render(said))


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
