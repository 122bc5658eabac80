"""Files over HTTP: `POST /files?network=…` with the file as body and its name in Content-Disposition, `GET /files/{id}`
with or without a Range, `GET /files/{id}/preview`, and `DELETE /files/{id}` for what was never attached.

Who may not see a file gets what there is where nothing is. Only pictures, which are made anew, are shown in place.
"""

import re
from urllib.parse import quote, unquote

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from hub import files, models
from hub.database import Viewer
from hub.errors import Invalid, NotFound
from schema.files import address, preview_address
from schema.plain import plainly, signed_in

_HEADERS = {
    "cache-control": "private, max-age=300",
    "content-security-policy": "sandbox; default-src 'none'",
    "cross-origin-resource-policy": "same-origin",
    "vary": "Cookie, Authorization",
}
_NAME = re.compile(r"filename\*=utf-8''([^;\s]+)", re.IGNORECASE)
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@plainly
async def keep(request: Request, viewer: Viewer) -> Response:
    named = _NAME.search(request.headers.get("content-disposition", ""))
    if named is None:
        raise Invalid("name", "Say the file's name in the header Content-Disposition, as filename*=UTF-8''….")
    declared = request.headers.get("content-length", "")
    try:
        file = await files.upload(
            signed_in(viewer),
            request.query_params.get("network", ""),
            unquote(named[1], errors="replace"),
            request.stream(),
            int(declared) if declared.isdecimal() else 0,
        )
    except ClientDisconnect:
        return Response(status_code=400)  # nobody hears it any more
    return _answer({"file": _told(file)}, 201)


@plainly
async def show(request: Request, viewer: Viewer) -> Response:
    """The file, or the part of it that is asked for."""
    file = await _found(request, viewer)
    etag = f'"{file.sha256.hex()[:32]}"'
    headers = _HEADERS | {"etag": etag, "accept-ranges": "bytes", "content-disposition": _disposition(file)}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    asked = _part(request.headers.get("range", ""), file.size)
    if request.headers.get("if-range", etag) != etag:
        asked = None
    if asked == (0, 0):
        return Response(status_code=416, headers=headers | {"content-range": f"bytes */{file.size}"})
    start, end = asked or (0, file.size)
    if asked:
        headers["content-range"] = f"bytes {start}-{end - 1}/{file.size}"
    headers["content-length"] = str(end - start)
    parts = await files.Store(viewer.database.settings).get(file.key, asked)
    return StreamingResponse(parts, 206 if asked else 200, headers, file.media_type)


@plainly
async def preview(request: Request, viewer: Viewer) -> Response:
    """A picture, small; it never changes."""
    file = await _found(request, viewer)
    if not file.is_picture:
        raise NotFound()
    parts = await files.Store(viewer.database.settings).get(file.key + files.PREVIEW)
    headers = _HEADERS | {"content-disposition": "inline", "cache-control": "private, max-age=3600"}
    return StreamingResponse(parts, 200, headers, "image/webp")


@plainly
async def discard(request: Request, viewer: Viewer) -> Response:
    await files.discard(signed_in(viewer), request.path_params["file"])
    return _answer({"file": None}, 200)


async def _found(request: Request, viewer: Viewer) -> models.File:
    async with viewer.database.reading(viewer) as work:
        return await files.find(work, request.path_params["file"])


def _part(asked: str, size: int) -> tuple[int, int] | None:
    """From where up to before where; (0, 0) when there is nothing of it, None for the whole."""
    match = _RANGE.fullmatch(asked)
    if match is None or match[0] == "bytes=-":
        return None  # several ranges are answered with the whole: RFC 9110, section 14.2
    first, last = match.groups()
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last) + 1, size) if first and last else size
    return (start, end) if start < end else (0, 0)


def _disposition(file: models.File) -> str:
    how = "inline" if file.is_picture else "attachment"
    return f"{how}; filename*=UTF-8''{quote(file.name, safe='')}"


def _told(file: models.File) -> dict[str, object]:
    return {
        "id": file.public_id,
        "name": file.name,
        "mediaType": file.media_type,
        "size": file.size,
        "width": file.width,
        "height": file.height,
        "alt": file.alt,
        "address": address(file),
        "preview": preview_address(file),
    }


def _answer(answer: dict[str, object], status: int) -> Response:
    return Response(orjson.dumps(answer), status, {"cache-control": "no-store"}, "application/json")
