"""Faces: whatever picture is sent, what is kept is a small square of our own making, without where and when."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from uuid import UUID

from PIL import Image, ImageOps
from sqlalchemy import delete, select

from hub import events, permissions
from hub.database import Viewer, Work, transaction
from hub.errors import Invalid, NotSignedIn
from hub.files import pictures
from hub.models import Face, Person

FACE_LIMIT = 10_000_000
"""Bytes of a picture that is sent."""
SIDE = 256
_FORMATS = ("JPEG", "PNG", "WEBP")
_PAPER = (251, 250, 248)
"""What shows through a transparent picture."""


async def set_face(viewer: Viewer, picture: bytes) -> Person:
    """Raises Invalid (field face) for what is no picture, too big, or of a kind that cannot be read here."""
    if viewer.person_id is None:
        raise NotSignedIn()
    return await keep_face(viewer, await asyncio.to_thread(square, picture))


@transaction
async def keep_face(work: Work, image: bytes) -> Person:
    """A picture as `square` makes it."""
    person = await permissions.viewer(work)
    await work.execute(delete(Face).where(Face.person_id == person.id))
    await work.add(Face(person_id=person.id, image=image, at=work.at))
    events.record_person(work, await permissions.standings(work), is_for_observers=False)
    return person


@transaction
async def remove_face(work: Work) -> Person:
    person = await permissions.viewer(work)
    await work.execute(delete(Face).where(Face.person_id == person.id))
    events.record_person(work, await permissions.standings(work), is_for_observers=False)
    return person


async def face_of(work: Work, person_id: UUID) -> Face | None:
    """That person's face, if there is one and the viewer may see it."""
    if person_id not in await permissions.known(work, [person_id]):
        return None
    return await work.get(Face, person_id)


async def faces(work: Work, people: Sequence[UUID]) -> dict[UUID, datetime]:
    """Since when each of these people has the face they have; absent for who has none that the viewer may see."""
    known = await permissions.known(work, people)
    return await work.pairs(select(Face.person_id, Face.at).where(Face.person_id.in_(known)))


def square(picture: bytes) -> bytes:
    """The middle of a picture, upright, as WebP of 256 by 256 pixels with nothing else in the file."""
    if len(picture) > FACE_LIMIT:
        raise Invalid("face", "This picture is too big. At most {limit} MB fit.", limit=FACE_LIMIT // 1_000_000)
    if pictures.is_heic(picture):
        raise Invalid("face", "This is a HEIC photo, which cannot be shown here. Please send it as JPEG or PNG.")
    with pictures.one_at_a_time:
        return _encoded(pictures.read("face", BytesIO(picture), _FORMATS, _prepared))


def _prepared(image: Image.Image) -> Image.Image:
    image.draft("RGB", (4 * SIDE, 4 * SIDE))  # a JPEG of 40 million pixels need not be decoded in full
    return ImageOps.exif_transpose(image)


def _encoded(image: Image.Image) -> bytes:
    with_alpha = ImageOps.fit(image.convert("RGBA"), (SIDE, SIDE), Image.Resampling.LANCZOS)
    upright = Image.new("RGB", (SIDE, SIDE), _PAPER)
    upright.paste(with_alpha, mask=with_alpha.getchannel("A"))
    out = BytesIO()
    upright.save(out, "WEBP", quality=86, method=4)
    return out.getvalue()
