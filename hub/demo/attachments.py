"""Files of the demo: drawn and written here, and kept through the same door as everybody's."""

import math
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw

from hub import files
from hub.database import Work
from hub.models import Network

_PAPER, _INK, _RED, _GREEN, _STREET = (250, 248, 243), (54, 58, 70), (178, 62, 50), (206, 222, 200), (226, 222, 212)
_SIZE = (1280, 800)


async def keep(work: Work, network: Network, entries: list[dict[str, Any]]) -> list[str]:
    """Sends these in the name of who works; gives their ids."""
    ids = []
    for entry in entries:
        with TemporaryDirectory() as folder:
            sent = Path(folder, "sent")
            _MADE[Path(entry["name"]).suffix](sent, entry)
            file = await files.keep(work, network.public_id, files.examined(sent, entry["name"], Path(folder)))
        file.alt = entry.get("alt", "")
        ids.append(file.public_id)
    return ids


def _draw(path: Path, entry: dict[str, Any]) -> None:
    image = Image.new("RGB", _SIZE, _PAPER)
    _DRAWN[entry["drawing"]](ImageDraw.Draw(image))
    image.save(path, "PNG")


def _walk(pen: ImageDraw.ImageDraw) -> None:
    """A town from above, and a way through it with seven stops."""
    pen.ellipse((820, 60, 1200, 330), fill=_GREEN)
    for left in range(-60, 1300, 190):
        pen.line((left, 0, left + 120, 800), fill=_STREET, width=26)
    for top in (120, 330, 560, 730):
        pen.line((0, top, 1280, top - 60), fill=_STREET, width=26)
    way = [(110, 690), (260, 560), (430, 540), (560, 330), (760, 300), (930, 210), (1130, 150)]
    pen.line(way, fill=_RED, width=12, joint="curve")
    for number, (x, y) in enumerate(way, 1):
        pen.ellipse((x - 30, y - 30, x + 30, y + 30), fill=_PAPER, outline=_RED, width=8)
        pen.text((x, y), str(number), fill=_INK, font_size=34, anchor="mm")


def _room(pen: ImageDraw.ImageDraw) -> None:
    """A hall: small tables in a half circle, and nobody stands on a stage."""
    pen.rectangle((40, 40, 1240, 760), outline=_INK, width=8)
    pen.rectangle((560, 90, 720, 130), fill=_RED)
    for ring, tables in ((300, 3), (540, 5)):
        for number in range(tables):
            angle = math.pi * (0.08 + 0.84 * number / (tables - 1))
            x, y = 640 + ring * math.cos(angle), 140 + ring * math.sin(angle)
            pen.ellipse((x - 52, y - 52, x + 52, y + 52), fill=_GREEN, outline=_INK, width=4)
            for chair in range(8):
                turn = math.tau * chair / 8
                at = (x + 76 * math.cos(turn), y + 76 * math.sin(turn))
                pen.ellipse((at[0] - 12, at[1] - 12, at[0] + 12, at[1] + 12), fill=_INK)


_DRAWN: dict[str, Callable[[ImageDraw.ImageDraw], None]] = {"walk": _walk, "room": _room}


def _write(path: Path, entry: dict[str, Any]) -> None:
    path.write_text(entry["text"].strip() + "\n")


def _document(path: Path, entry: dict[str, Any]) -> None:
    """An OpenDocument text, as small as they come."""
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in entry["text"].strip().splitlines())
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<office:document-content xmlns:office="{office}office:1.0" xmlns:text="{office}text:1.0" '
        f'office:version="1.3"><office:body><office:text>{paragraphs}</office:text></office:body>'
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{of}"/>'
        for name, of in (("/", kind), ("content.xml", "text/xml"))
    )
    manifest = f'<manifest:manifest xmlns:manifest="{office}manifest:1.0" manifest:version="1.3">{listed}'
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", kind)
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", manifest + "</manifest:manifest>")


_MADE: dict[str, Callable[[Path, dict[str, Any]], None]] = {
    ".png": _draw,
    ".csv": _write,
    ".ics": _write,
    ".odt": _document,
}
