"""Letters that tell of what happens: a notice at once, a digest, and why a mail did not become a post.

Only what their reader may see in the moment of sending stands in them; when nothing is left, they are not sent.
"""

from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import urlsplit
from uuid import UUID

from babel.dates import format_date, get_timezone
from sqlalchemy import select

from hub import markdown, notices, permissions
from hub.database import Work
from hub.mail import links
from hub.mail.material import Contents, Dropped, about, address_of, moment, person_of, settings_of
from hub.mail.replying import message_id, reply_address
from hub.mail.writing import Paragraph
from hub.models import City, Language, Letter, Network, Notice, NoticeKind, Person, Post, Seat, Thread

_SHOWN, _EXCERPT = 5, 400
"""Of a thread in a digest: posts, and characters of each."""
_NEW = {Language.PL: "nowe wpisy", Language.EN: "new posts"}
_MORE = {Language.PL: "Kolejne wpisy w tej rozmowie", Language.EN: "More posts in this conversation"}


async def notice(work: Work, letter: Letter) -> Contents:
    """Something that concerns its reader: the whole post, to be answered."""
    person, told = await person_of(work, letter), await about(work, Notice, letter)
    await require_wanted(work, person, told.kind, told.network_id, told.thread_id)
    theirs = notices.as_person(work, person.id)
    post, thread, network = await _seen(theirs, told)
    bylines = await _bylines(work, [post])
    settings, token = settings_of(work), notices.unsubscribe_token(settings_of(work), person.id, network.id)
    parts = {
        "kind": told.kind.value,
        "title": thread.title,
        "network": _name(network, letter.language),
        "author": bylines[post.id],
        "can_reply": "yes" if settings.inbound_domain and await _may_reply(theirs, thread) else "",
        "link": links.thread_link(settings, network, thread) + f"#{post.public_id}",
        "unsubscribe": links.unsubscribe_link(settings, token),
    }
    said = Paragraph(post.body or "", html=markdown.render(post.body or ""))
    headers = listing(settings.origin, network.slug, parts["unsubscribe"])
    headers["References"] = f"{message_id(settings, thread.public_id)} {message_id(settings, post.public_id)}"
    if parts["can_reply"]:
        headers["Reply-To"] = reply_address(settings, person.id, thread.id)
    return Contents(address_of(person), parts, [said], headers)


async def require_wanted(
    work: Work, person: Person, kind: NoticeKind, network_id: UUID, thread_id: UUID | None = None
) -> None:
    reader = await notices.reader(work, network_id, thread_id, person.id)
    if reader is None or not (reader.wants(kind) and reader.takes_mail(kind)):
        raise Dropped("They do not want it any more.")


async def _seen(work: Work, told: Notice) -> tuple[Post, Thread, Network]:
    """What is told of, if its reader may still see it and has not read it."""
    mine = (await permissions.visible(work, Notice)).where(Notice.id == told.id, notices.unseen(told.person_id))
    post = await work.get(Post, told.subject_id) if await work.row(mine) else None
    thread = await work.get(Thread, post.thread_id) if post else None
    network = await work.get(Network, told.network_id)
    if post is None or thread is None or network is None:
        raise Dropped("They may not see it any more, or have read it.")
    return post, thread, network


async def _may_reply(work: Work, thread: Thread) -> bool:
    return await permissions.why_not_post(work, thread) is None


async def digest(work: Work, letter: Letter) -> Contents:
    """What is new for its reader, by network."""
    person = await person_of(work, letter)
    mailing = await notices.mailing_of(notices.as_person(work, person.id))
    sections = await notices.changed(work, person.id, letter.details) if mailing.is_on else []
    if not sections:
        raise Dropped("There is nothing new for them any more.")
    settings = settings_of(work)
    unsubscribe = links.unsubscribe_link(settings, notices.unsubscribe_token(settings, person.id))
    local = letter.created_at.astimezone(get_timezone(person.time_zone))
    parts = {
        "day": format_date(local, "d MMMM", locale=letter.language.value),
        "networks": ", ".join(_name(section.network, letter.language) for section in sections),
        "rhythm": mailing.rhythm.value,
        "link": settings.origin,
        "settings": f"{settings.origin}/konto/powiadomienia",
        "unsubscribe": unsubscribe,
    }
    bylines = await _bylines(work, [post for section in sections for _, posts in section.threads for post in posts])
    told = [it for section in sections for it in _told(work, section, bylines, letter.language)]
    return Contents(address_of(person), parts, told, listing(settings.origin, "zestawienie", unsubscribe))


def _told(work: Work, section: notices.Section, bylines: Mapping[UUID, str], language: Language) -> Iterable[Paragraph]:
    yield Paragraph(_name(section.network, language), is_heading=True)
    for thread, posts in section.threads:
        link = links.thread_link(settings_of(work), section.network, thread)
        yield Paragraph(f"{thread.title} ({_NEW[language]}: {len(posts)})", link=link, is_line=True)
        for post in posts[:_SHOWN]:
            yield _excerpt(post, bylines[post.id])
        if len(posts) > _SHOWN:
            yield Paragraph(f"{_MORE[language]}: {len(posts) - _SHOWN}")


def _excerpt(post: Post, byline: str) -> Paragraph:
    body = " ".join((post.body or "").split())
    shown = body if len(body) <= _EXCERPT else body[:_EXCERPT].rsplit(" ", 1)[0] + " …"
    return Paragraph(f"{byline}\n{shown}", html=f"<b>{escape(byline)}</b><br>{escape(shown)}")


async def returned(work: Work, letter: Letter) -> Contents:
    """To who replied by mail: that it did not become a post, and why."""
    person = await person_of(work, letter)
    parts = {
        "reason": letter.details["reason"],
        "at": moment(letter.created_at, person),
        "link": settings_of(work).origin,
    }
    return Contents(address_of(person), parts)


def listing_of(work: Work, person: Person, network_id: UUID, name: str) -> dict[str, str]:
    """Of what comes from one network."""
    settings = settings_of(work)
    unsubscribe = links.unsubscribe_link(settings, notices.unsubscribe_token(settings, person.id, network_id))
    return listing(settings.origin, name, unsubscribe)


def listing(origin: str, name: str, unsubscribe: str) -> dict[str, str]:
    """That mail programs can sort it, and end it with a click: RFC 2919, 2369, 8058."""
    return {
        "List-Id": f"<{name}.{urlsplit(origin).hostname}>",
        "List-Unsubscribe": f"<{unsubscribe}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


async def _bylines(work: Work, posts: list[Post]) -> dict[UUID, str]:
    """Who wrote, and for which city; of who has left for good, the city."""
    found = await work.execute(
        select(Post.id, Person.name, City.name)
        .join(Person, Person.id == Post.author_id)
        .outerjoin(Seat, Seat.id == Post.seat_id)
        .outerjoin(City, City.id == Seat.city_id)
        .where(Post.id.in_([post.id for post in posts]))
    )
    return {id: ", ".join(part for part in (name, city) if part) for id, name, city in found}


def _name(network: Network, language: Language) -> str:
    return network.name if language is Language.PL else network.name_en
