"""Files of ballots, read by what they say they are.

`pabulib` reads .pb (http://pabulib.org/format), `abif` reads ABIF (https://electowiki.org/wiki/ABIF), `rows` reads CSV:
a ballot a row as the Kubernetes elections publish them, or counted rows; `roll_calls` reads JSON lines of consent,
`exported` what the hub hands out of a poll that is over.
"""

import json
from pathlib import Path
from typing import Any

from hub.counting.ballots import Election
from hub.counting.formats import abif, exported, pabulib, roll_calls, rows
from hub.counting.formats.lines import BadFile

__all__ = ["BadFile", "read"]


def read(path: Path) -> list[Election]:
    """The elections in that file; most hold one. Raises BadFile, which names the line, when it cannot be read whole."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise BadFile(None, "is not text in UTF-8") from None
    if path.suffix == ".pb":
        return [pabulib.read(text)]
    if path.suffix == ".abif":
        return [abif.read(text)]
    if path.suffix in (".jsonl", ".json"):
        whole = _whole(text)
        return exported.read(whole) if exported.is_export(whole) else roll_calls.read(text)
    if path.suffix == ".csv":
        return [rows.read(text)]
    raise BadFile(None, "has an ending that is not known: use .pb, .abif, .csv or .jsonl")


def _whole(text: str) -> Any:
    """The text as one value of JSON; None when it is none, or several lines of it."""
    try:
        return json.loads(text)
    except ValueError:
        return None
