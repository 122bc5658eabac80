"""Polish words, brought to what their inflected forms share: folded stems, of the word and of its lemma.

Stems by Snowball's Polish algorithm (https://snowballstem.org/algorithms/polish/stemmer.html), lemmas from simplemma's
dictionary. Loading them takes about a second, and 50 MB that stay: whoever serves does it at once, in a thread.
"""

import asyncio
import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from threading import Lock

import simplemma
import snowballstemmer
from simplemma.strategies import DefaultStrategy

_WORD = re.compile(r"[^\W_]+")
_STROKES = str.maketrans("łŁ", "lL")


def words(text: str) -> list[re.Match[str]]:
    """The words of a text, where they stand."""
    return [found for found in _WORD.finditer(text) if fold(found[0])]


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Without case and without the marks on its letters, in ASCII: what is left is spelled by its number."""
    apart = unicodedata.normalize("NFKD", word.casefold().translate(_STROKES))
    return "".join(letter if letter.isascii() else f"u{ord(letter):x}" for letter in apart if letter.isalnum())


@lru_cache(maxsize=50_000)
def stems(word: str) -> frozenset[str]:
    """What stands for the word in the index: the same for all its forms, as far as the dictionary knows them."""
    stem, lemma = _tools()
    low = word.lower()
    return frozenset(fold(stem(form)) for form in (low, lemma(low).lower())) - {""}


@lru_cache(maxsize=50_000)
def tokens(word: str) -> frozenset[str]:
    """What an entry is found by that has the word: its stems, and itself."""
    return stems(word) | {fold(word)} - {""}


async def loaded() -> None:
    """Has the dictionary read by a thread, unless that is done: others are served meanwhile."""
    if not _tools.cache_info().currsize:
        await asyncio.to_thread(load)


def load() -> None:
    with _LOADING:
        _tools()


_LOADING = Lock()
Change = Callable[[str], str]


@cache
def _tools() -> tuple[Change, Change]:
    lemmatizer = simplemma.Lemmatizer(lemmatization_strategy=DefaultStrategy(low_memory=True))
    lemmatizer.lemmatize("miasto", lang="pl")  # only now is the dictionary read
    return snowballstemmer.stemmer("polish").stemWord, lambda word: lemmatizer.lemmatize(word, lang="pl")
