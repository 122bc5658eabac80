"""What somebody asks for: words in any inflection, and phrases in quotation marks as they stand."""

import re
from dataclasses import dataclass

from hub import text
from hub.search import polish

LIMIT = 200
_PHRASE = re.compile(r'["„“”«»]([^"„“”«»]*)["„“”«»]')


@dataclass(frozen=True)
class Question:
    text: str
    words: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]
    """Folded, in their order."""

    @property
    def is_empty(self) -> bool:
        return not self.words and not self.phrases

    @property
    def terms(self) -> list[frozenset[str]]:
        """For each word what an entry may have for it."""
        of_phrases = [frozenset({word}) for phrase in self.phrases for word in phrase]
        return [polish.stems(word) for word in self.words] + of_phrases

    def instead(self, place: int, word: str) -> "Question":
        """The same with another word in that place."""
        words = (*self.words[:place], word, *self.words[place + 1 :])
        return Question(" ".join((*words, *(f"“{' '.join(phrase)}”" for phrase in self.phrases))), words, self.phrases)


def question(said: str) -> Question:
    """Raises Invalid (field text) when it is empty or too long. Single letters count where there is nothing else."""
    line = text.line("text", said, LIMIT)
    words = [found[0] for found in polish.words(_PHRASE.sub(" ", line))]
    phrases = [tuple(polish.fold(found[0]) for found in polish.words(phrase)) for phrase in _PHRASE.findall(line)]
    phrases = [phrase for phrase in phrases if phrase]
    longer = [word for word in words if len(word) > 1 or word.isdigit()]
    return Question(line, tuple(longer if longer or phrases else words), tuple(phrases))
