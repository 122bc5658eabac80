"""How a post is shown: as HTML, its mentions marked and its quotations with who said it."""

from collections.abc import Mapping, Sequence
from html import escape
from uuid import UUID

from sqlalchemy import select

from hub import ids, markdown, words
from hub.database import Work
from hub.models import City, Language, Person, Post, Seat
from hub.threads.quoting import Quoted, parts

Bylines = Mapping[str, str]
"""Who wrote a quoted post, by its id: name and city."""

GONE = "post removed"


def html(post: Post, bylines: Bylines, language: Language) -> str | None:
    """Safe to show; None when removed."""
    if post.body is None:
        return None
    mentions = tuple(post.mentioned.split("\n")) if post.mentioned else ()
    return "".join(
        _quotation(part, bylines, language) if isinstance(part, Quoted) else markdown.render(part, mentions)
        for part in parts(post.body)
    )


def quoted_in(post: Post) -> list[UUID]:
    """The posts whose words it holds, or held."""
    if "[!quote " not in (post.body or ""):
        return []
    found = [ids.decode(part.post_id) for part in parts(post.body or "") if isinstance(part, Quoted)]
    return [decoded[1] for decoded in found if decoded]


async def bylines(work: Work, post_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Whose these posts are, by name and city: whoever sees a quotation sees whom it is of."""
    found = await work.execute(
        select(Post.id, Person.name, City.name)
        .join(Person, Person.id == Post.author_id)
        .outerjoin(Seat, Seat.id == Post.seat_id)
        .outerjoin(City, City.id == Seat.city_id)
        .where(Post.id.in_(post_ids))
    )
    return {id: f"{name}, {city}" if city else name for id, name, city in found}


def _quotation(part: Quoted, bylines: Bylines, language: Language) -> str:
    byline = escape(bylines.get(part.post_id, ""))
    said = markdown.render(part.passage) if part.passage else f"<p>({words.say(GONE, language)})</p>"
    who = f'<p class="quoted"><a href="#wpis-{part.post_id}">{byline}</a></p>'
    return f'<blockquote class="quotation">{who}{said}</blockquote>'
