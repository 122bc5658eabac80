"""Nothing but sockets: one loop sends the text that was posted to everybody."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

sockets: set[WebSocket] = set()


async def follow(socket: WebSocket) -> None:
    await socket.accept()
    sockets.add(socket)
    try:
        async for _ in socket.iter_text():
            pass
    finally:
        sockets.discard(socket)


async def publish(request: Request) -> PlainTextResponse:
    text = (await request.body()).decode()
    for socket in list(sockets):
        await socket.send_text(text)
    return PlainTextResponse("ok")


app = Starlette(routes=[WebSocketRoute("/sub", follow), Route("/pub", publish, methods=["POST"])])
