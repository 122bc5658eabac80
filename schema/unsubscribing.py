"""Ending mail with one click, as mail programs do it by themselves: RFC 8058. Fetching the address ends nothing."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from hub import notices, words
from hub.errors import NotFound
from schema.asking import spoken, stranger


async def unsubscribe(request: Request) -> Response:
    language = spoken(request)
    try:
        await notices.unsubscribe(stranger(request, request.app.state.database, language), request.path_params["token"])
    except NotFound as error:
        return PlainTextResponse(words.say_error(error, language), 404)
    return Response(status_code=204)
