"""What a file is, by what it holds; its name and what its sender calls it are not believed.

Archives are never unpacked: of one only the list of names at its end is looked through.
"""

import codecs
import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from hub import text
from hub.errors import Invalid
from hub.files import pictures

_NAME_LIMIT = 150
_HEAD, _TAIL = 4096, 1024 * 1024
_PICTURES = {"JPEG": ("image/jpeg", ".jpg", ".jpeg"), "PNG": ("image/png", ".png"), "WEBP": ("image/webp", ".webp")}
_MAGIC = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
_OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
    b"application/vnd.oasis.opendocument.presentation": ".odp",
}
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OFFICE_DOCUMENTS = {
    b"word/document.xml": (".docx", f"{_OFFICE}wordprocessingml.document"),
    b"xl/workbook.xml": (".xlsx", f"{_OFFICE}spreadsheetml.sheet"),
    b"ppt/presentation.xml": (".pptx", f"{_OFFICE}presentationml.presentation"),
}
_TEXTS = {".txt": "text/plain", ".md": "text/plain", ".csv": "text/csv"}
_NOT_TEXT = re.compile(rb"[\0-\x08\x0b\x0e-\x1f\x7f]")
_FOR_MACHINES = (b"<", b"%!", b"{\\rtf", b"#!", b"MZ")
"""How pages, drawings, programs and scripts begin, which are no text to read."""


@dataclass(frozen=True, slots=True)
class Content:
    """A file as it is to be kept."""

    path: Path
    name: str
    media_type: str
    size: int
    sha256: bytes
    preview: Path | None = None
    pixels: tuple[int, int] | None = None
    """Width and height of a picture."""


def examined(path: Path, name: str, folder: Path) -> Content:
    """What is in the file at that path; a picture is made anew in that folder. It takes a while: not for the loop.

    Raises Invalid (field file or name) for what is not taken here.
    """
    name = _named(name)
    with path.open("rb") as file:
        head = file.read(_HEAD)
        file.seek(max(0, path.stat().st_size - _TAIL))
        tail = file.read()
    if not head:
        raise Invalid("file", "This file is empty.")
    if pictures.is_heic(head):
        raise Invalid("file", "This is a HEIC photo, which cannot be shown here. Please send it as JPEG or PNG.")
    if head.startswith(_MAGIC) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return _picture(path, name, folder)
    kinds = _document(head, tail) or _text(path, head)
    if not kinds:
        raise Invalid(
            "file",
            "Files of this kind cannot be attached. Pictures, PDF, documents, sheets, presentations, text, calendars "
            "and ZIP can.",
        )
    suffix = PurePosixPath(name).suffix.lower() or next(iter(kinds))
    if suffix not in kinds:
        raise Invalid("file", "This file is called “{name}”, but holds something else.", name=name)
    return _content(path, _with_suffix(name, (suffix,)), kinds[suffix])


def _named(name: str) -> str:
    """Raises Invalid for a name that leads somewhere; what would only mislead is left out."""
    seen = "".join(character for character in name if unicodedata.category(character) != "Cf")
    if "/" in seen or "\\" in seen or not seen.strip(" ."):
        raise Invalid("name", "This is not the name of a file.")
    named = PurePosixPath(text.line("name", seen, 1000).lstrip("."))
    return named.stem[: _NAME_LIMIT - len(named.suffix[:20])].rstrip() + named.suffix[:20]


def _picture(path: Path, name: str, folder: Path) -> Content:
    made = pictures.anew(path, folder)
    media_type, *suffixes = _PICTURES[made.kind]
    return replace(
        _content(made.path, _with_suffix(name, suffixes), media_type), preview=made.preview, pixels=made.pixels
    )


def _document(head: bytes, tail: bytes) -> dict[str, str]:
    """Which suffixes fit what it holds, with their types; none when it is no document."""
    if head.startswith(b"%PDF-"):
        if b"%%EOF" not in tail[-2048:]:
            raise Invalid("file", "This file is damaged or cut off.")
        return {".pdf": "application/pdf"}
    if not head.startswith(b"PK\x03\x04"):
        return {}
    if b"PK\x05\x06" not in tail[-65_557:]:
        raise Invalid("file", "This file is damaged or cut off.")
    if b"vbaProject.bin" in tail:
        raise Invalid("file", "This document holds macros. Please send it without them.")
    return _packed(head, tail) | {".zip": "application/zip"}


def _packed(head: bytes, tail: bytes) -> dict[str, str]:
    if head[30:38] == b"mimetype":  # first and as it is: OpenDocument 1.3, part 2, chapter 3.3
        return {it: kind.decode() for kind, it in _OPEN_DOCUMENTS.items() if head[38:].startswith(kind)}
    return dict(found for name, found in _OFFICE_DOCUMENTS.items() if name in tail and b"[Content_Types].xml" in tail)


def _text(path: Path, head: bytes) -> dict[str, str]:
    """Whatever people can read as it is, in UTF-8 or in the letters of older sheets."""
    if head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(_FOR_MACHINES):
        return {}
    whole = path.read_bytes()
    if _NOT_TEXT.search(whole):
        return {}
    is_calendar = head.removeprefix(codecs.BOM_UTF8).startswith(b"BEGIN:VCALENDAR")
    return _TEXTS | ({".ics": "text/calendar"} if is_calendar and b"END:VCALENDAR" in whole[-200:] else {})


def _with_suffix(name: str, suffixes: Sequence[str]) -> str:
    named = PurePosixPath(name)
    return name if named.suffix.lower() in suffixes else f"{named.stem}{suffixes[0]}"


def _content(path: Path, name: str, media_type: str) -> Content:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").digest()
    return Content(path, name, media_type, path.stat().st_size, digest)
