"""Where the words stand: a passage of the text around the first of them, in pieces that say whether they match."""

from collections.abc import Iterator
from dataclasses import dataclass
from re import Match

from hub.search import polish
from hub.search.questions import Question

LENGTH, BEFORE = 240, 60
"""Characters of a passage, and of what stands before the first match."""


@dataclass(frozen=True, slots=True)
class Segment:
    text: str
    is_match: bool


def passage(said: str, question: Question) -> list[Segment]:
    """Line ends become spaces; what is left out at either end is shown by an ellipsis."""
    text = " ".join(said.split())
    words = polish.words(text)
    marked = sorted(_marked(words, question))
    first = words[marked[0]].start() if marked else 0
    start = _start(text, words, first)
    end = _end(text, words, start)
    spans = [words[place].span() for place in marked if start <= words[place].start() and words[place].end() <= end]
    return _cut(text, start, end, spans)


def _marked(words: list[Match[str]], question: Question) -> Iterator[int]:
    """The places of words that were asked for."""
    wanted = frozenset[str]().union(*(polish.stems(word) for word in question.words))
    yield from (place for place, word in enumerate(words) if wanted & polish.tokens(word[0]))
    folded = [polish.fold(word[0]) for word in words]
    for phrase in question.phrases:
        for place in range(len(words) - len(phrase) + 1):
            if tuple(folded[place : place + len(phrase)]) == phrase:
                yield from range(place, place + len(phrase))


def _start(text: str, words: list[Match[str]], first: int) -> int:
    """At a word, so that the first match is not far and a short text is whole."""
    if first <= BEFORE or len(text) <= LENGTH:
        return 0
    return next(word.start() for word in words if word.start() >= first - BEFORE)


def _end(text: str, words: list[Match[str]], start: int) -> int:
    if len(text) <= start + LENGTH:
        return len(text)
    return max((word.end() for word in words if start < word.end() <= start + LENGTH), default=start + LENGTH)


def _cut(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> list[Segment]:
    segments, at = [], start
    for begin, stop in dict.fromkeys(spans):
        if begin > at:
            segments.append(Segment(text[at:begin], False))
        segments.append(Segment(text[begin:stop], True))
        at = stop
    if at < end:
        segments.append(Segment(text[at:end], False))
    return [
        *([Segment("… ", False)] if start else []),
        *segments,
        *([Segment(" …", False)] if end < len(text) else []),
    ]
