"""One typo forgiven: a letter too many, too few, another one, or two in each other's place (Damerau 1964).

What is offered instead comes from what the viewer may see, and is looked for where they may look.
"""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Select, or_, select

from hub.database import Work
from hub.models import SearchEntry, SearchWord
from hub.search import polish
from hub.search.kinds import FINDABLE
from hub.search.matching import in_a_row, matches
from hub.search.questions import Question
from hub.search.scopes import SIZE

_SHORTEST = 5
"""In a shorter word one letter is too much of it."""


async def mended(work: Work, asked: Question, scopes: Sequence[str], seen: Select[SearchEntry]) -> Question | None:
    """The question with one word as it stands in the first of these entries that has all the others."""
    near = await _near(work, scopes, [polish.tokens(word) for word in asked.words])
    ways = {place: _instead(asked, place, tokens) for place, tokens in enumerate(near) if tokens}
    if not ways:
        return None
    matching = seen.where(matches(scopes, *ways.values()), *map(in_a_row, asked.phrases))
    in_order = matching.order_by(SearchEntry.rank.desc(), SearchEntry.at.desc(), SearchEntry.subject_id.desc())
    first = await work.row(in_order)
    if first is None:
        return None
    place = next(place for place, terms in ways.items() if _has(first, terms))
    return asked.instead(place, await _written(work, first, asked.words[place], near[place]))


def is_near(one: str, other: str) -> bool:
    """Whether one typo makes the other of one."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[1::-1] == b[:2] and a[2:] == b[2:])


async def _near(work: Work, scopes: Sequence[str], words: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """For the tokens of each word, those that are one typo away from one of them."""
    asked = [{token for token in tokens if len(token) >= _SHORTEST} for tokens in words]
    every = set[str]().union(*asked)
    if not every:
        return []
    known = select(SearchWord.word).where(
        or_(
            SearchWord.head.in_({scope + token[:2] for scope in scopes for token in every}),
            SearchWord.tail.in_({scope + token[-2:] for scope in scopes for token in every}),
        )
    )
    found = {word[SIZE:] for word in await work.rows(known)}
    return [frozenset(word for word in found if any(is_near(token, word) for token in tokens)) for tokens in asked]


def _instead(asked: Question, place: int, tokens: frozenset[str]) -> list[frozenset[str]]:
    terms = asked.terms
    terms[place] = tokens
    return terms


def _has(entry: SearchEntry, terms: Iterable[Collection[str]]) -> bool:
    tokens = {token[SIZE:] for token in entry.tokens.split()}
    return all(tokens.intersection(term) for term in terms)


async def _written(work: Work, entry: SearchEntry, word: str, near: Collection[str]) -> str:
    """How the entry writes what was meant, the most like what was asked first."""
    findable = FINDABLE[entry.kind]
    row = await work.row(select(findable.model).where(findable.model.id == entry.subject_id))
    candidates = [found[0] for found in polish.words(findable.said(row)) if polish.tokens(found[0]) & set(near)]
    return min(candidates, key=lambda it: not is_near(polish.fold(it), polish.fold(word))).lower()
