"""What is handed over as a file: `GET /personal-data.json`, all that is kept about the viewer; `GET /polls/ID.FORM`,
the protocol of a vote that is over; `GET /polls/ID.ics`, what it puts into a calendar; `GET /rozmowy/THREAD.md`, a
thread as the viewer may read it."""

import orjson
from starlette.requests import Request
from starlette.responses import Response

from hub import personal_data, polls, threads
from hub.database import Viewer
from schema.plain import plainly


@plainly
async def own_data(request: Request, viewer: Viewer) -> Response:
    async with viewer.database.reading(viewer) as work:
        copied = await personal_data.own_copy(work)
    headers = {"cache-control": "no-store", "content-disposition": 'attachment; filename="empiria-moje-dane.json"'}
    return Response(orjson.dumps(copied, option=orjson.OPT_INDENT_2), 200, headers, "application/json")


@plainly
async def protocol(request: Request, viewer: Viewer) -> Response:
    id, form = request.path_params["poll"], request.path_params["form"]
    async with viewer.database.reading(viewer) as work:
        body = await polls.exported(work, id, form)
    headers = {"cache-control": "no-store", "content-disposition": f'attachment; filename="{id}.{form}"'}
    return Response(body, 200, headers, polls.MEDIA[form])


@plainly
async def calendar(request: Request, viewer: Viewer) -> Response:
    id = request.path_params["poll"]
    async with viewer.database.reading(viewer) as work:
        body = await polls.calendar(work, id, viewer.database.settings.origin)
    headers = {"cache-control": "no-store", "content-disposition": f'attachment; filename="{id}.ics"'}
    return Response(body, 200, headers, "text/calendar; charset=utf-8")


@plainly
async def thread(request: Request, viewer: Viewer) -> Response:
    id = request.path_params["thread"]
    async with viewer.database.reading(viewer) as work:
        text = await threads.as_markdown(work, id)
    headers = {"cache-control": "no-store", "content-disposition": f'attachment; filename="{id}.md"'}
    return Response(text, 200, headers, "text/markdown; charset=utf-8")
