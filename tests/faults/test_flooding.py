"""What is torn, oversized or endless is answered in the words of the contract, and who is too slow is let go."""

import asyncio
import logging
from random import Random
from urllib.parse import urlsplit

import pytest

from hub import arriving
from schema import http
from tests.cast import Hub, Person
from tests.faults.flooding import post_all, send_all
from tests.faults.hostile import bodies, frames

pytestmark = pytest.mark.any_database

SEED = 7
NUMBER = 700
"""`make soak` sends 100,000 of each."""


async def test_torn_bodies_and_frames_are_answered_cleanly(
    hub: Hub, member: Person, caplog: pytest.LogCaptureFixture
) -> None:
    network, token = (await hub.network())["id"], str(member.token)
    posted = await post_all(hub.origin, token, bodies(Random(SEED), NUMBER))
    assert (posted.wrong, posted.answered) == ([], NUMBER)
    sent = await send_all(hub.origin, token, frames(Random(SEED), NUMBER, network))
    assert (sent.wrong, sent.answered) == ([], NUMBER)
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


HEAD = b"POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n"


@pytest.mark.parametrize(
    "begun", [b"", HEAD, HEAD + b"content-length: 100\r\n\r\n{", HEAD + b"transfer-encoding: chunked\r\n\r\n5\r\n{"]
)
async def test_who_does_not_finish_a_request_is_told_and_let_go(
    hub: Hub, monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    for module, name in ((arriving, "HEADERS_WITHIN"), (arriving, "BODY_GOES_ON_WITHIN"), (http, "ARRIVES_WITHIN")):
        monkeypatch.setattr(module, name, 0.1)
    to = urlsplit(hub.origin)
    reader, writer = await asyncio.open_connection(to.hostname, to.port)
    writer.write(begun)
    answer = await asyncio.wait_for(reader.read(), 10)
    assert answer.startswith(b"HTTP/1.1 408 ")
    writer.close()
