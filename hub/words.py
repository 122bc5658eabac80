"""The sentences of the server in the viewer's language.

The code says them in English; `locale/pl.po` holds the Polish. A test fails when one is missing there.
"""

from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.messages.pofile import read_po

from hub.errors import HubError
from hub.models import Language

_HERE = ZoneInfo("Europe/Warsaw")
_FOLDER = Path(__file__).parent / "locale"


def say(sentence: str, language: Language, /, **parts: object) -> str:
    """The sentence in that language, with its {parts} filled in."""
    shown = {name: _shown(part, language) for name, part in parts.items()}
    return catalogue(language).get(sentence, sentence).format(**shown)


def spoken(accepted: str) -> Language:
    """The language an Accept-Language asks for: the first that the hub speaks, or Polish."""
    for part in accepted.split(","):
        tag = part.partition(";")[0].strip().lower().partition("-")[0]
        if tag in set(Language):
            return Language(tag)
    return Language.PL


def say_error(error: HubError, language: Language) -> str:
    return say(error.sentence, language, **error.parts)


def moment(at: datetime, language: Language) -> str:
    """A day and an hour, as people in Poland say them."""
    return format_datetime(at.astimezone(_HERE), "d MMMM y, HH:mm", locale=language.value)


def _shown(part: object, language: Language) -> object:
    """A moment as a day, as people in Poland say it; an error within a sentence as a sentence."""
    if isinstance(part, HubError):
        return say_error(part, language)
    if isinstance(part, datetime):
        return format_date(part.astimezone(_HERE), "d MMMM y", locale=language.value)
    return part


@cache
def catalogue(language: Language) -> dict[str, str]:
    """English sentence → sentence; empty for English itself."""
    path = _FOLDER / f"{language.value}.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id and message.string}
