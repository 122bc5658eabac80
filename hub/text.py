"""What people write, made clean or refused with the field's name and a reason."""

import re
import unicodedata

from hub.errors import Invalid

TITLE_LIMIT = 200
BODY_LIMIT = 50_000
_SPACES = re.compile(r"\s+")


def line(field: str, value: str, limit: int = TITLE_LIMIT) -> str:
    """One line: NFC, runs of white space folded. Raises Invalid when empty, too long or with control characters."""
    return _checked(field, _SPACES.sub(" ", value).strip(), limit)


def body(field: str, value: str, limit: int = BODY_LIMIT) -> str:
    """Markdown of several lines, line ends as \\n. Raises Invalid like `line`."""
    return _checked(field, value.replace("\r\n", "\n").replace("\r", "\n").strip(), limit)


def optional(field: str, value: str | None, limit: int = TITLE_LIMIT) -> str:
    """One line like `line`, or nothing."""
    return line(field, value, limit) if value and value.strip() else ""


def optional_body(field: str, value: str, limit: int = BODY_LIMIT) -> str:
    """Markdown like `body`, or nothing."""
    return body(field, value, limit) if value.strip() else ""


def email(field: str, value: str) -> str:
    """A mail address in lowercase. Raises Invalid when it is clearly none."""
    address = _checked(field, value.strip().lower(), 254)
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", address):
        raise Invalid(field, "“{value}” is not an e-mail address.", value=address)
    return address


def _checked(field: str, value: str, limit: int) -> str:
    if not value:
        raise Invalid(field, "Please write something here.")
    if len(value) > limit:
        raise Invalid(field, "This has {length} characters; at most {limit} fit.", length=len(value), limit=limit)
    if any(_is_unwelcome(character) for character in value):
        raise Invalid(field, "This contains a character that cannot be stored.")
    return unicodedata.normalize("NFC", value)


def _is_unwelcome(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t"
