"""Two transcripts, byte by byte, once each id, cursor and secret has the name of its first appearance."""

import base64
import binascii
import difflib
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import zip_longest
from uuid import UUID

import orjson

from tests.worlds.world import Said, World

_REQUEST = re.compile(r"(?<= )[0-9a-f]{16}(?=\.)|(?<=\"requestId\":\")[0-9a-f]{16}")
_ID = re.compile(r"\b([a-z]+)_[0-7][0-9a-hjkmnp-tv-z]{25}\b|\b(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\b")
_CURSOR = re.compile(r'(?<=ursor":")[^"]+')
_SECRET = re.compile(r"(?<=hub_session=)[\w-]+|(?<=#)[\w-]{40,}")
_WAIT = re.compile(r'(?<="retryAfter":)\d+')
_BUS = re.compile(r'"status":"(ok|degraded)"(,"busQuietForSeconds":[\d.]+)?')
_BUG = re.compile(r'"INTERNAL"|^5\d\d$|^silence$', re.MULTILINE)


@dataclass(frozen=True)
class Difference:
    """Where two worlds part for somebody who should not notice. `said` is empty in a world that said nothing there."""

    who: str
    step: int
    said: tuple[str, str]

    def __str__(self) -> str:
        first, second = map(_lines, self.said)
        lines = difflib.unified_diff(first, second, "one world", "the other", n=3, lineterm="")
        if self.said[0] == self.said[1]:
            return f"{self.who} meets a fault of ours in step {self.step}:\n{self.said[0]}"
        return f"{self.who} can tell the worlds apart in step {self.step}:\n" + "\n".join(lines)


@dataclass
class Renaming:
    """Names by first appearance: `thread#1`, `thread#2`, …"""

    names: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def __call__(self, said: Said) -> str:
        text = _CURSOR.sub(lambda found: self._read(found[0]), said.text.decode(errors="backslashreplace"))
        text = _SECRET.sub(lambda found: self._named(found[0], "secret"), text)
        text = _BUS.sub("up", _WAIT.sub("soon", text))
        text = _REQUEST.sub(lambda found: self._named(found[0], "request"), text)
        return _ID.sub(lambda found: self._named(found[0], found[1] or "uuid"), text)

    def _named(self, value: str, kind: str) -> str:
        if value not in self.names:
            self.counts[kind] = self.counts.get(kind, 0) + 1
            self.names[value] = f"{kind}#{self.counts[kind]}"
        return self.names[value]

    def _read(self, cursor: str) -> str:
        """What a cursor says to whoever decodes it: the place in a list, or in a stream."""
        try:
            raw = base64.b64decode(cursor, altchars=b"-_", validate=True)
            if len(raw) == 48:
                return f"cursor {UUID(bytes=raw[:16])} {int.from_bytes(raw[16:32])} {UUID(bytes=raw[32:])}"
            return "cursor " + orjson.dumps(orjson.loads(raw)).decode().replace('"', "'")
        except (ValueError, binascii.Error):
            return cursor


def compared(worlds: Sequence[World], who: str) -> Difference | None:
    """The first thing that somebody is told differently in the two, or that is our fault in either."""
    renamings = Renaming(), Renaming()
    for said in zip_longest(*(world.heard[who] for world in worlds)):
        texts = tuple(renaming(it) if it else "" for renaming, it in zip(renamings, said, strict=True))
        steps = tuple(it.step if it else None for it in said)
        if texts[0] != texts[1] or steps[0] != steps[1] or _BUG.search("\n".join(texts)):
            return Difference(who, next(step for step in steps if step is not None), (texts[0], texts[1]))
    return None


def _lines(text: str) -> list[str]:
    head, _, body = text.rpartition("\n\n")
    with suppress(orjson.JSONDecodeError):
        body = orjson.dumps(orjson.loads(body), option=orjson.OPT_INDENT_2).decode()
    return [*head.splitlines(), *body.splitlines()]
