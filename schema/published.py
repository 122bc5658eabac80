"""What networks have published, for who has no token: a page of each result and network, and feeds of all results.

Everything is read as a stranger would, also for who is signed in, so that nothing else can come into it. What is not
public answers as an address that was never there: with the page, which then says what whoever asks may know.
"""

from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from hub import clock, ids, markdown, models, networks, results, words
from hub.models import Language
from hub.results import Published
from schema.public import as_built, as_stranger, cached, named_cities, rendered, templates

_EMPTY = datetime(2020, 1, 1, tzinfo=UTC)
"""When a feed without a line was changed last."""


async def result(request: Request) -> Response:
    """A published result at its permanent address; 410 with the reason when it was withdrawn."""
    async with as_stranger(request) as work:
        match ids.decode(request.path_params["result"]):
            case (models.Result.prefix, uuid):
                found = await results.published(work, id=uuid)
            case _:
                found = []
    if not found:
        return as_built(request)
    (one,), language = found, work.viewer.language
    lead = one.version.summary if one.version else one.result.withdrawal_reason
    said = {
        "path": f"/opracowania/{one.result.public_id}",
        "kind": "article",
        "title": one.result.title,
        "lead": lead,
        "facts": _facts(one, language),
        "html": Markup(markdown.render(one.version.body)) if one.version else "",  # noqa: S704 - made safe there
        "one": one,
    }
    return rendered(request, "result", language, said, one.changed_at, 200 if one.version else 410)


async def network(request: Request) -> Response:
    """A network that wants to be known: what it is about, its cities if it shows them, what it has published."""
    async with as_stranger(request) as work:
        listed = [it for it in await networks.listed(work) if it.slug == request.path_params["slug"]]
        if not listed:
            return as_built(request)
        seats = await networks.seats_of_listed(work, [listed[0].id])
        found = await results.published(work, network_id=listed[0].id)
    is_polish = work.viewer.language is Language.PL
    said = {
        "path": f"/sieci/{listed[0].slug}",
        "kind": "website",
        "title": listed[0].name if is_polish else listed[0].name_en,
        "lead": listed[0].theme if is_polish else listed[0].theme_en,
        "cities": named_cities(seats.get(listed[0].id, [])),
        "published": [one for one in found if one.version],
    }
    return rendered(request, "network", work.viewer.language, said)


async def atom(request: Request) -> Response:
    """All published results, whole; withdrawn ones with the reason instead."""
    found, language = await _all(request)
    changed_at = max((one.changed_at for one in found), default=_EMPTY)
    said = {
        "origin": _origin(request),
        "language": language.value,
        "is_polish": language is Language.PL,
        "title": words.say("Empiria: published results", language),
        "changed_at": changed_at,
        "published": sorted(found, key=lambda one: one.changed_at, reverse=True),
        "rendered": markdown.render,
    }
    body = templates.get_template("results.atom.j2").render(said)
    return cached(request, body, "application/atom+xml", changed_at)


async def calendar(request: Request) -> Response:
    """The days on which results were published; those withdrawn are cancelled."""
    found, language = await _all(request)
    made = Calendar()
    for name, value in (("prodid", "-//Empiria//PL"), ("version", "2.0"), ("x-wr-calname", "Empiria")):
        made.add(name, value)
    for one in found:
        made.add_component(_day(one, f"{_origin(request)}/opracowania/{one.result.public_id}", language))
    return cached(request, made.to_ical(), "text/calendar", max((one.changed_at for one in found), default=_EMPTY))


def _day(one: Published, address: str, language: Language) -> Event:
    day, event = one.since.astimezone(clock.HERE).date(), Event()
    event.add("uid", address)
    event.add("dtstamp", one.changed_at)
    event.add("last-modified", one.changed_at)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", words.say("Published: {title}", language, title=one.result.title))
    event.add("description", one.version.summary if one.version else one.result.withdrawal_reason)
    event.add("url", address)
    event.add("status", "CONFIRMED" if one.version else "CANCELLED")
    return event


async def _all(request: Request) -> tuple[list[Published], Language]:
    async with as_stranger(request) as work:
        return await results.published(work), work.viewer.language


def _facts(one: Published, language: Language) -> str:
    known = one.network
    name = known and (known.name if language is Language.PL else known.name_en)
    version = words.say("version {number}", language, number=one.version.number) if one.version else ""
    gone_at = one.result.withdrawn_at
    when = (
        words.say("withdrawn on {date}", language, date=gone_at)
        if gone_at
        else words.say("published on {date}", language, date=one.since)
    )
    return " · ".join(filter(None, (name or "", ", ".join(city.name for city in one.cities), version, when)))


def _origin(request: Request) -> str:
    return str(request.app.state.database.settings.origin)
