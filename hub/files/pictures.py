"""Pictures: whatever is sent is decoded within limits and encoded anew, without where and when it was taken."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from hub.errors import Invalid

PIXEL_LIMIT = 40_000_000
PREVIEW_SIDE = 640
HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_ENCODED_AS = {"JPEG": "JPEG", "PNG": "PNG", "WEBP": "WEBP", "GIF": "PNG"}
"""Of a moving picture its first frame stays."""
_OPTIONS: dict[str, dict[str, Any]] = {"JPEG": {"quality": 90, "progressive": True}, "PNG": {}, "WEBP": {"quality": 90}}
one_at_a_time = threading.Lock()
"""A picture of 40 million pixels takes 160 MB while it is decoded."""
Image.MAX_IMAGE_PIXELS = None  # ours is stricter, and refuses in words


def is_heic(head: bytes) -> bool:
    return head[4:8] == b"ftyp" and head[8:12] in HEIC


def read(
    field: str,
    picture: Path | BytesIO,
    formats: tuple[str, ...],
    prepare: Callable[[Image.Image], Image.Image] = ImageOps.exif_transpose,
) -> Image.Image:
    """The picture, decoded and upright. Whoever decodes holds `one_at_a_time`.

    Raises Invalid for what is none, or cut off, and before anything is decoded for too many pixels.
    """
    try:
        with Image.open(picture, formats=formats) as image:
            if image.width * image.height > PIXEL_LIMIT:
                raise Invalid(field, "This picture has too many pixels. At most {limit} million fit.", limit=40)
            return prepare(image)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        raise Invalid(field, "This is not a picture that can be read. Please send JPEG, PNG or WebP.") from None


@dataclass(frozen=True, slots=True)
class Picture:
    """As it is to be kept: upright, and with nothing else in the file."""

    path: Path
    preview: Path
    """The same, small, as WebP."""
    kind: str
    """JPEG, PNG or WEBP."""
    pixels: tuple[int, int]
    """Width and height."""


def anew(sent: Path, folder: Path) -> Picture:
    """The picture encoded anew into that folder. Raises Invalid (field file)."""
    with one_at_a_time:
        clean = read("file", sent, tuple(_ENCODED_AS), _bare)
        kind, pixels = clean.info.pop("kind"), clean.size
        made = Picture(folder / "whole", folder / "preview", kind, pixels)
        clean.save(made.path, kind, **_OPTIONS[kind])
        clean.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
        clean.save(made.preview, "WEBP", quality=82)
    return made


def _bare(image: Image.Image) -> Image.Image:
    """Its pixels alone, upright: what a file says beside them would be written out again."""
    kind = _ENCODED_AS[str(image.format)]
    has_alpha = kind != "JPEG" and image.has_transparency_data
    upright = ImageOps.exif_transpose(image)
    bare = upright.convert("RGBA" if has_alpha else "L" if upright.mode == "L" else "RGB")
    bare.info = {"kind": kind}
    return bare
