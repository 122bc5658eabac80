"""Whom a post mentions: `@` and the name of a person, of a city (all who represent it here) or of a role.

Only who may see the post can be mentioned in it; any other name stays text and tells nobody anything.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import delete, select

from hub import events, markdown, permissions
from hub.database import Work
from hub.models import Audience, Board, Mention, Post, Thread
from hub.permissions import Reader, Role
from hub.threads.quoting import own_words

ROLE_NAMES = {
    Role.MODERATORS: ("moderatorzy", "moderators"),
    Role.COORDINATORS: ("koordynatorzy", "coordinators"),
}
"""How a role is addressed; the first is the Polish one."""


class MentionKind(StrEnum):
    PERSON = "person"
    CITY = "city"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Mentionable:
    """Somebody who can be mentioned, or several at once."""

    kind: MentionKind
    name: str
    """What follows the `@`."""
    about: str
    """A person's city; empty for others."""
    people: frozenset[UUID]


async def write(work: Work, post: Post, thread: Thread) -> None:
    """Notes whom the post mentions now, and tells those whom it did not mention before."""
    before = (
        set(await work.rows(select(Mention.person_id).where(Mention.post_id == post.id))) if post.edited_at else set()
    )
    called = await _called(work, post, thread)
    post.mentioned = "\n".join(sorted(called))
    people = {person for each in called.values() for person in each} - {post.author_id}
    await work.execute(delete(Mention).where(Mention.post_id == post.id, Mention.person_id.in_(before - people)))
    for person in sorted(people - before):
        work.session.add(Mention(post_id=post.id, person_id=person, at=work.at))
    events.record_mention(work, post, people - before)


async def mentionable(work: Work, place: Thread | Board, start: str, first: int) -> list[Mentionable]:
    """Who can be mentioned in what is written there and has a word of their name, or of their city, that begins so."""
    wanted = _plain(start)
    found = _entries(await permissions.readers(work, place, place.audience))
    return [entry for entry in found if _begins(wanted, entry)][:first]


async def _called(work: Work, post: Post, thread: Thread) -> dict[str, frozenset[UUID]]:
    """The names in its text that are mentions, as they are written, and whose they are."""
    said = own_words(post.body or "")
    texts = [text for text in markdown.texts(said) if "@" in text] if "@" in said else []
    if not texts:
        return {}
    audience = Audience.MEMBERS if post.open_position is None else thread.audience
    named = _named(await permissions.readers(work, thread, audience))
    pattern = markdown.mention_pattern(tuple(named))
    return {
        found.group(1): frozenset(named[found.group(1).casefold()])
        for text in texts
        for found in pattern.finditer(text)
    }


def _named(readers: Iterable[Reader]) -> dict[str, set[UUID]]:
    """Every name that somebody can be called by, and whom it calls."""
    named: dict[str, set[UUID]] = defaultdict(set)
    for reader in readers:
        named[reader.name.casefold()].add(reader.person_id)
        if reader.city:
            named[reader.city.casefold()].add(reader.person_id)
        for name in ROLE_NAMES[reader.role] if reader.role else ():
            named[name].add(reader.person_id)
    return named


def _entries(readers: list[Reader]) -> list[Mentionable]:
    """Roles, then cities, then people, each by name."""
    roles, cities = defaultdict(set), defaultdict(set)
    for reader in readers:
        if reader.role:
            roles[ROLE_NAMES[reader.role][0]].add(reader.person_id)
        if reader.city:
            cities[reader.city].add(reader.person_id)
    several = [
        Mentionable(kind, name, "", frozenset(people))
        for kind, groups in ((MentionKind.ROLE, roles), (MentionKind.CITY, cities))
        for name, people in sorted(groups.items())
    ]
    people = {reader.person_id: reader for reader in readers}
    alone = [
        Mentionable(MentionKind.PERSON, reader.name, reader.city or "", frozenset({id}))
        for id, reader in people.items()
    ]
    return several + alone


def _begins(wanted: str, entry: Mentionable) -> bool:
    words = re.split(r"[\s-]+", _plain(f"{entry.name} {entry.about}"))
    return _plain(entry.name).startswith(wanted) or any(word.startswith(wanted) for word in words)


def _plain(text: str) -> str:
    """Without case and diacritics, as people type when they are in a hurry."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("ł", "l"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))
