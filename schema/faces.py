"""Faces over HTTP: `PUT /faces/own` with the picture as body, `DELETE /faces/own`, `GET /faces/{person}`.

Who may not see a face gets what there is where nothing is.
"""

import hashlib

import orjson
from starlette.requests import Request
from starlette.responses import Response

from hub import ids, models, people
from hub.database import Viewer
from hub.errors import NotFound
from schema.knowing import face_address
from schema.plain import plainly, signed_in

_HEADERS = {
    "cache-control": "private, max-age=300",
    "content-disposition": 'attachment; filename="face.webp"',
    "content-security-policy": "sandbox; default-src 'none'",
    "cross-origin-resource-policy": "same-origin",
    "vary": "Cookie, Authorization",
}


@plainly
async def show(request: Request, viewer: Viewer) -> Response:
    match ids.decode(request.path_params["person"]):
        case (models.Person.prefix, uuid):
            async with viewer.database.reading(viewer) as work:
                if face := await people.face_of(work, uuid):
                    return _shown(request, face.image)
    raise NotFound()


@plainly
async def keep(request: Request, viewer: Viewer) -> Response:
    return await _answer(viewer, await people.set_face(signed_in(viewer), await _picture(request)))


@plainly
async def remove(request: Request, viewer: Viewer) -> Response:
    return await _answer(viewer, await people.remove_face(signed_in(viewer)))


def _shown(request: Request, image: bytes) -> Response:
    etag = f'"{hashlib.sha256(image).hexdigest()[:32]}"'
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=_HEADERS | {"etag": etag})
    return Response(image, headers=_HEADERS | {"etag": etag}, media_type="image/webp")


async def _picture(request: Request) -> bytes:
    """The body, or as much of it as shows that it is too big."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > people.FACE_LIMIT:
            break
    return body


async def _answer(viewer: Viewer, person: models.Person) -> Response:
    async with viewer.database.reading(viewer) as work:
        since = (await people.faces(work, [person.id])).get(person.id)
    face = face_address(person, since) if since else None
    return Response(orjson.dumps({"face": face}), 200, {"cache-control": "no-store"}, "application/json")
