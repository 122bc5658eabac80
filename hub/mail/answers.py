"""What somebody has written above the mail they answer: without quotation and signature, whatever their mail program.

Line by line, in one pass: Outlook, Gmail, Thunderbird, Apple Mail, Roundcube, and the Polish portals' (WP, Onet, o2).
"""

import re
from email.message import EmailMessage, MIMEPart
from html.parser import HTMLParser

_DAY = r"(?:pon|wt|śr|czw|pt|sob|niedz|nd|mon|tue|wed|thu|fri|sat|sun)\w*\.?,?"
_WROTE = r"(?:pisze|napisał(?:a|\(a\)|/a)?|wrote|napisan[ae] przez .{1,200}|użytkownik .{1,200} napisał(?:a|\(a\))?)"
_ATTRIBUTION = re.compile(
    rf"\s*(?:W dniu|Dnia|On|Wiadomość|{_DAY}|\d{{1,2}} \w+ \d{{4}}|\d{{4}}-\d\d-\d\d)\b.{{0,300}}{_WROTE}\s*:?\s*",
    re.IGNORECASE,
)
_DIVIDER = re.compile(
    r"\s*(?:_{10,}|-{2,}\s*(?:original message|wiadomość oryginalna|oryginalna wiadomość|wiadomość przekazana"
    r"|forwarded message|treść przekazanej wiadomości|odpowiedź)\s*-{2,})\s*",
    re.IGNORECASE,
)
_FIRST_HEADER = re.compile(r"\s*\*?(?:Od|From|Nadawca)\*?:\*?\s*\S.*", re.IGNORECASE)
_NEXT_HEADER = re.compile(
    r"\s*\*?(?:Wysłano|Wysłane|Sent|Data|Date|Do|To|Temat|Subject|DW|Cc)\*?:\*?\s*\S?.*", re.IGNORECASE
)
_SIGNATURE = re.compile(
    r"\s*(?:--\s?|(?:wysłan[eo] z|sent from|sent with|pobierz aplikację outlook|uzyskaj aplikację outlook"
    r"|get outlook for|outlook dla)\b.{0,200})",
    re.IGNORECASE,
)
_FAREWELL = re.compile(
    r"\s*(?:z poważaniem|z wyrazami szacunku|(?:serdecznie |gorąco )?pozdrawiam(?: serdecznie)?|pozdrowienia"
    r"|łączę pozdrowienia|(?:best|kind) regards|regards)\s*[,.!]?\s*",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"application/(?:x-)?(?:pkcs7|pgp)-signature|text/(?:x-)?vcard")
_SIGNED_WITHIN = 15
"""Lines that may follow a farewell; where more follow, it was none."""


def answer_in(mail: EmailMessage) -> str:
    """As Markdown; empty when nothing was written."""
    part = mail.get_body(("plain",))
    if part and (text := _content(part)).strip():
        return answer(text)
    part = mail.get_body(("html",))
    return answer(_text_of(_content(part))) if part else ""


def attachments(mail: EmailMessage) -> list[tuple[str, bytes]]:
    """Name and content of what was sent with it. Pictures that the text shows are left out: most are of signatures."""
    found = []
    for part in mail.iter_attachments():
        content, name = part.get_payload(decode=True), part.get_filename()
        is_shown = part.get_content_maintype() == "image" and (part["Content-ID"] or not part.is_attachment())
        if isinstance(content, bytes) and name and not is_shown and not _SIGNED.fullmatch(part.get_content_type()):
            found.append((name, content))
    return found


def answer(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").split("\n")
    own = [line.rstrip() for line in _above(lines) if not line.lstrip().startswith(">")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_unsigned(own))).strip()


def _above(lines: list[str]) -> list[str]:
    """The lines above what is quoted as a whole. An attribution may be folded onto a second line."""
    for n, line in enumerate(lines):
        following = [it for it in lines[n + 1 : n + 6] if it.strip()]
        folded = f"{line} {following[0].strip()}" if following else line
        is_header = _FIRST_HEADER.fullmatch(line) and any(map(_NEXT_HEADER.fullmatch, following[:3]))
        if is_header or _DIVIDER.fullmatch(line) or _is_attribution(line, folded):
            return lines[:n]
    return lines


def _is_attribution(line: str, folded: str) -> bool:
    return len(folded) < 600 and bool(_ATTRIBUTION.fullmatch(line) or _ATTRIBUTION.fullmatch(folded))


def _unsigned(lines: list[str]) -> list[str]:
    for n, line in enumerate(lines):
        if _SIGNATURE.fullmatch(line):
            return lines[:n]
        if n and _FAREWELL.fullmatch(line) and sum(map(bool, lines[n + 1 :])) <= _SIGNED_WITHIN:
            return lines[:n]
    return lines


def _content(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except (LookupError, ValueError):  # a charset nobody knows
        raw = part.get_payload(decode=True)
        return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""


def _text_of(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    return "".join(reader.parts)


class _Reader(HTMLParser):
    """Of HTML the words, a line for each block; what stands in a blockquote is quoted."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._hidden += tag in ("style", "script", "head", "blockquote")
        if tag in ("br", "div", "p", "tr", "hr"):
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n- ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script", "head", "blockquote"):
            self._hidden = max(0, self._hidden - 1)
        elif tag in ("p", "ul", "ol"):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(re.sub(r"\s+", " ", data))
