"""Writes a letter: text and HTML say the same, as both are made of the same paragraphs.

A template in `letters` is the subject, then paragraphs with an empty line between them; each is filled in by itself, so
what somebody else has put into a name cannot make another one. A paragraph that begins with → is the letter's button,
one that begins with — stands small at the end. One that turns out empty is left out. Where one says “…”, the letter's
own paragraphs stand: what people wrote, which no template knows.
"""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, StrictUndefined, Template

from hub.models import Language, LetterKind
from hub.settings import Settings

_FOLDER = Path(__file__).parent / "letters"
_BUTTON, _SMALL, _OWN = "→ ", "— ", "…"
_NONE: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    link: str = ""
    """Where its button leads, if it is one."""
    is_small: bool = False
    is_heading: bool = False
    is_line: bool = False
    """Whether its link is the text itself, and no button."""
    html: str = ""
    """What people wrote, as HTML that is safe to show; as text it keeps its lines."""


@dataclass(frozen=True, slots=True)
class Written:
    """A letter in words."""

    language: Language
    subject: str
    paragraphs: list[Paragraph]

    @property
    def text(self) -> str:
        return "\n\n".join(_text(paragraph) for paragraph in self.paragraphs) + "\n"

    @property
    def html(self) -> str:
        return _layout().render(letter=self)


def write(kind: LetterKind, language: Language, parts: dict[str, str], own: Sequence[Paragraph] = ()) -> Written:
    """Raises UndefinedError when the template wants a part that is not there."""
    (_, subject), *paragraphs = _template(kind, language)
    filled = [_paragraph(mark, template.render(parts).strip(), parts) for mark, template in paragraphs]
    told = [it for paragraph in filled for it in (own if paragraph.text == _OWN else [paragraph]) if it.text]
    return Written(language, subject.render(parts).strip(), told)


def message(
    settings: Settings, letter: Written, id: str, address: str, at: datetime, headers: Mapping[str, str] = _NONE
) -> EmailMessage:
    """As mail. A letter that is sent twice has the same Message-ID."""
    mail = EmailMessage(policy=SMTP)
    name, sender = parseaddr(settings.mail_from)
    mail["From"] = Address(name, addr_spec=sender)
    mail["To"] = Address(addr_spec=address)
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{id}@{urlsplit(settings.origin).hostname}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"  # Exchange, which does not look at the line above
    for header, value in headers.items():
        mail[header] = value
    mail.set_content(letter.text, cte="quoted-printable")
    mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    mail["Content-Language"] = letter.language.value  # last, or it would become the first part's
    return mail


def _paragraph(mark: str, text: str, parts: dict[str, str]) -> Paragraph:
    return Paragraph(text, link=parts["link"] if mark == _BUTTON else "", is_small=mark == _SMALL)


def _text(paragraph: Paragraph) -> str:
    if paragraph.html:
        return "\n".join(f"> {line}".rstrip() for line in paragraph.text.splitlines())
    words = textwrap.fill(" ".join(paragraph.text.split()), 76, break_long_words=False, break_on_hyphens=False)
    return f"{words}:\n{paragraph.link}" if paragraph.link else words


@cache
def _template(kind: LetterKind, language: Language) -> list[tuple[str, Template]]:
    """Subject and paragraphs of a kind of letter, then those that close all letters, each with its mark."""
    words = Environment(undefined=StrictUndefined, finalize=_one_line, autoescape=False)  # noqa: S701 - see _layout
    sources = [(_FOLDER / f"{name}.{language.value}.j2").read_text() for name in (kind.value, "closing")]
    paragraphs = [paragraph for source in sources for paragraph in source.strip().split("\n\n")]
    marks = [next((mark for mark in (_BUTTON, _SMALL) if text.startswith(mark)), "") for text in paragraphs]
    return [(mark, words.from_string(text.removeprefix(mark))) for mark, text in zip(marks, paragraphs, strict=True)]


@cache
def _layout() -> Template:
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(
        (_FOLDER / "layout.html.j2").read_text()
    )


def _one_line(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value
