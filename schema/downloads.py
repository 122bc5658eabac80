"""What is handed over as a file: `GET /personal-data.json`, all that is kept about the viewer."""

import orjson
from starlette.requests import Request
from starlette.responses import Response

from hub import personal_data
from hub.database import Viewer
from schema.plain import plainly


@plainly
async def own_data(request: Request, viewer: Viewer) -> Response:
    async with viewer.database.reading(viewer) as work:
        copied = await personal_data.own_copy(work)
    headers = {"cache-control": "no-store", "content-disposition": 'attachment; filename="empiria-moje-dane.json"'}
    return Response(orjson.dumps(copied, option=orjson.OPT_INDENT_2), 200, headers, "application/json")
