"""How each side is started: the hub by `hub serve`, the others by uvicorn or nginx, and how each is told something."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from time import perf_counter
from uuid import UUID

import orjson

from tests.bench import documents, machine
from tests.bench.crowd import A_PERSON, Crowd
from tests.bench.goals import NotMeasured
from tests.bench.posting import Line
from tests.bench.side import BARE, HUB, NCHAN, STOCK, Publish, Side
from tests.bench.subscriber import Greeting
from tests.bench.town import Town
from tests.servers import free_port, running

HOUSE = Path(__file__).resolve().parents[2]

_PEERS = Path(__file__).parent / "peers"
_GRAPHQL = "graphql-transport-ws"
_STOCK_NEWS = """
subscription { threadEvents(thread: "1") { number post { id body createdAt author { name city { name } } } } }
"""
_STOCK_FRAME = 200
"""What its message has besides the body."""


def hub(stack: ExitStack, town: Town, size: int) -> Side:
    """Told by a commit in this process, as in a worker beside it: it hears by the bus."""
    port = free_port()

    async def publish(marker: bytes) -> float:
        await town.post(size, marker.decode())
        return perf_counter()

    return Side(HUB, port, serve(stack, town, port), Crowd(port, lambda n: following(town, size, n)), publish)


def serve(stack: ExitStack, town: Town, port: int) -> int:
    """The hub's process, of one worker."""
    command = [Path(sys.executable).with_name("hub"), "serve"]
    return _start(stack, command, port, HUB_PORT=str(port), **town.environment)


def following(town: Town, size: int, number: int, after: str | None = None) -> Greeting:
    """How the hub's subscriber of that number begins. It follows when the first message is there."""
    init = {"authorization": f"Bearer {town.tokens[number // A_PERSON]}"}
    variables = {"network": town.networks[size], "after": after}
    steps = [(b'"connection_ack"', _subscribe(number, documents.news(), variables)), (b'"next"', None)]
    return Greeting("/graphql", _GRAPHQL, _message("connection_init", init), steps)


def cursor(message: bytes) -> str:
    """Where a message of the hub says to go on from."""
    found = re.search(rb'"cursor":"([^"]+)"', message)
    assert found
    return found[1].decode()


def stock(stack: ExitStack, text: bytes) -> Side:
    """As uvicorn serves it when nothing is said, to browsers, which all offer compression; so it compresses."""
    port = free_port()
    pid = _uvicorn(stack, "stock_strawberry", port)
    steps = [(b'"connection_ack"', _subscribe(0, _STOCK_NEWS, {}))]
    greeting = Greeting("/graphql", _GRAPHQL, _message("connection_init", {}), steps, offers_deflate=True)
    publish = _posting(port, lambda marker: marker.ljust(len(text) - _STOCK_FRAME, b"."))
    return Side(STOCK, port, pid, Crowd(port, lambda _: greeting), publish)


def bare(stack: ExitStack, text: bytes) -> Side:
    port = free_port()
    pid = _uvicorn(stack, "bare_starlette", port, "--ws-per-message-deflate", "false")
    return Side(BARE, port, pid, Crowd(port, lambda _: Greeting("/sub")), _posting(port, _with_marker(text)))


def nchan(stack: ExitStack, text: bytes) -> Side:
    program, port = shutil.which("nginx"), free_port()
    built = subprocess.run([program, "-V"], capture_output=True, text=True).stderr if program else ""
    modules = re.search(r"--modules-path=(\S+)", built)
    if not program or not modules or not Path(modules[1], "ngx_nchan_module.so").exists():
        raise NotMeasured("no nginx with Nchan here: apt-get install nginx libnginx-mod-nchan")
    written = (_PEERS / "nchan.conf").read_text().replace("MODULES", modules[1]).replace("PORT", str(port))
    folder = _folder(stack)
    (folder / "nginx.conf").write_text(written)
    pid = _start(stack, [program, "-p", folder, "-c", folder / "nginx.conf"], port)
    return Side(NCHAN, port, pid, Crowd(port, lambda _: Greeting("/sub")), _posting(port, _with_marker(text)))


def _uvicorn(stack: ExitStack, peer: str, port: int, *options: str) -> int:
    program = [sys.executable, "-m", "uvicorn", f"tests.bench.peers.{peer}:app", "--app-dir", HOUSE]
    return _start(stack, [*program, "--port", port, "--log-level", "warning", *options], port)


def _start(stack: ExitStack, command: list[object], port: int, **environment: str) -> int:
    """Starts a server on its core, waits until it listens, and gives its process id."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("HUB_")}
    with machine.on_the_servers_core():
        server = running(command, _folder(stack), lambda: _listens(port), env=ours | environment)
        return stack.enter_context(server).pid


def _folder(stack: ExitStack) -> Path:
    return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="empiria-bench-")))


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def _posting(port: int, body: Callable[[bytes], bytes]) -> Publish:
    line = Line(port)

    async def publish(marker: bytes) -> float:
        began = perf_counter()
        await line.post("/pub", body(marker))
        return began

    return publish


def _with_marker(text: bytes) -> Callable[[bytes], bytes]:
    return lambda marker: re.sub(rb"round-\d{6}", marker, text)


def _message(kind: str, payload: object, **more: str) -> bytes:
    return orjson.dumps({"type": kind, "payload": payload, **more})


def _subscribe(number: int, query: str, variables: Mapping[str, object]) -> bytes:
    """Under an id of the subscription's own, as long as those that clients make."""
    return _message("subscribe", {"query": query, "variables": variables}, id=str(UUID(int=number)))
