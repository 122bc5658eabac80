"""The socket, as https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md says, and its limits."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
import websockets

from hub.engine import connect
from schema import socket
from tests.cast import NEWS, Hub, Person, serving
from tests.conftest import settings_for
from tests.patience import PATIENCE
from tests.test_people import REDEEM, link_for

pytestmark = pytest.mark.any_database

PROTOCOL = websockets.Subprotocol("graphql-transport-ws")
INIT = {"type": "connection_init"}


@asynccontextmanager
async def open_socket(hub: Hub, **options: Any) -> AsyncIterator[websockets.ClientConnection]:
    url = hub.origin.replace("http://", "ws://") + "/graphql"
    async with websockets.connect(url, **{"subprotocols": [PROTOCOL]} | options) as opened:
        yield opened


async def closing(opened: websockets.ClientConnection) -> tuple[int, str]:
    """Code and reason with which the hub closes the socket."""
    try:
        async with asyncio.timeout(PATIENCE):
            while True:
                await opened.recv()
    except websockets.ConnectionClosed as closed:
        return (closed.rcvd.code, closed.rcvd.reason) if closed.rcvd else (1006, "without a close frame")


async def said(opened: websockets.ClientConnection, *messages: Any) -> None:
    for message in messages:
        await opened.send(message if isinstance(message, str | bytes) else json.dumps(message))


def subscribe(id: str = "1", query: str = NEWS, **variables: Any) -> dict[str, Any]:
    return {"id": id, "type": "subscribe", "payload": {"query": query, "variables": variables}}


MALFORMED: list[str | bytes] = [
    "[1]", "null", '"x"', "5", "", "nonsense", b"\x00\x01",
    '{"type": 1}', '{"type": "hello"}', '{"type": "start"}',
    '{"type": "subscribe"}', '{"type": "subscribe", "id": {}, "payload": {"query": "{a}"}}',
    '{"type": "subscribe", "id": "", "payload": {"query": "{a}"}}',
    '{"type": "subscribe", "id": "1", "payload": "x"}',
    '{"type": "subscribe", "id": "1", "payload": {"query": 5}}',
    '{"type": "subscribe", "id": "1", "payload": {"query": "{a}", "variables": 5}}',
    '{"type": "subscribe", "id": "1", "payload": {"query": "{a}", "variables": []}}',
    '{"type": "subscribe", "id": "1", "payload": {"query": "{a}", "operationName": {}}}',
    '{"type": "subscribe", "id": "1", "payload": {"query": "{a}", "extensions": "x"}}',
    '{"type": "subscribe", "id": 1, "payload": {"query": "{a}"}}', '{"id": "1"}', "{}", '{"type": "next"}',
    '{"type": "connection_ack"}', '{"type": "complete"}', '{"type": "complete", "id": 1}',
    '{"type": "connection_init", "payload": "x"}', '{"type": "ping", "payload": [1]}',
    '{"type": "\\ud800"}', "[" * 10_000,
]  # fmt: skip


async def test_a_malformed_frame_ends_with_4400_and_a_short_reason(hub: Hub, subtests: pytest.Subtests) -> None:
    for frame in MALFORMED:
        for before in ([], [INIT]):
            with subtests.test(str(frame)[:60]):
                async with open_socket(hub) as opened:
                    await said(opened, *before, frame)
                    assert await closing(opened) == (4400, "Invalid message")


async def test_a_frame_too_large_ends_with_1009(hub: Hub) -> None:
    async with open_socket(hub) as opened:
        await said(opened, json.dumps(INIT | {"payload": {"x": "x" * 70_000}}))
        assert (await closing(opened))[0] == 1009


async def test_a_frame_that_is_no_text_ends_with_1007(hub: Hub) -> None:
    async with open_socket(hub) as opened:
        await opened.send(b'{"type": "ping\xff"}', text=True)
        assert (await closing(opened))[0] == 1007


async def test_a_subscription_before_the_acknowledgement_ends_with_4401(hub: Hub) -> None:
    async with open_socket(hub) as opened:
        await said(opened, subscribe())
        assert (await closing(opened))[0] == 4401


async def test_who_does_not_say_who_they_are_is_closed_with_4408(hub: Hub) -> None:
    async with open_socket(hub) as opened:
        assert (await closing(opened))[0] == 4408


async def test_a_second_initialisation_ends_with_4429(hub: Hub) -> None:
    async with open_socket(hub) as opened:
        await said(opened, INIT, INIT)
        assert (await closing(opened))[0] == 4429


@pytest.mark.parametrize("id", ["1", "ą" * 300])
async def test_the_same_id_twice_ends_with_4409(hub: Hub, member: Person, id: str) -> None:
    network = (await hub.network())["id"]
    async with member.hearing(network) as news:
        await news.batch()
        await said(news.socket, subscribe(id, network=network), subscribe(id, network=network))
        assert await closing(news.socket) == (4409, "Subscriber already exists")


async def test_a_token_that_is_nobodys_ends_with_4403(hub: Hub) -> None:
    async with open_socket(hub) as opened:
        await said(opened, INIT | {"payload": {"authorization": "Bearer hub_nobody"}})
        assert (await closing(opened))[0] == 4403


async def test_who_was_let_in_long_ago_is_closed_with_1001(
    hub: Hub, member: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "LASTS", timedelta(seconds=0.3))
    async with member.hearing((await hub.network())["id"]) as news:
        assert await closing(news.socket) == (1001, "Please connect again")


async def test_a_hub_that_ends_closes_with_1012(url: str) -> None:
    async with AsyncExitStack() as hub_runs:
        hub = await hub_runs.enter_async_context(serving(settings_for(url)))
        member = await hub.person("member")
        async with member.hearing((await hub.network())["id"]) as news, open_socket(hub) as silent:
            await news.batch()
            ends = asyncio.create_task(hub_runs.aclose())
            assert (await closing(news.socket))[0] == 1012
            assert (await closing(silent))[0] == 1012
            await ends


async def test_a_database_that_is_away_ends_the_handshake_with_1013(hub: Hub, member: Person) -> None:
    hub.database._snapshots = connect("postgresql+asyncpg://nobody@127.0.0.1:1/nothing")
    async with open_socket(hub) as opened:
        await said(opened, INIT | {"payload": {"authorization": f"Bearer {member.token}"}})
        assert await closing(opened) == (1013, "Please try again")


async def test_another_protocol_ends_with_4406_and_another_site_with_403(hub: Hub) -> None:
    async with open_socket(hub, subprotocols=[websockets.Subprotocol("graphql-ws")]) as opened:
        assert (await closing(opened))[0] == 4406
    with pytest.raises(websockets.InvalidStatus) as refused:
        async with open_socket(hub, origin="http://zly.example"):
            pass
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("payload", [None, {}, {"anything": [1]}])
async def test_what_goes_with_a_message_may_be_null(hub: Hub, payload: object) -> None:
    async with open_socket(hub) as opened:
        await said(opened, {"type": "ping", "payload": payload}, INIT | {"payload": payload})
        await said(opened, {"type": "pong", "payload": payload}, {"type": "complete", "id": "never subscribed"})
        assert [json.loads(await opened.recv())["type"] for _ in range(2)] == ["pong", "connection_ack"]
        await said(opened, {"type": "ping"})
        assert json.loads(await opened.recv()) == {"type": "pong"}


async def test_pings_are_answered_and_an_id_may_be_used_again_after_complete(hub: Hub, member: Person) -> None:
    network = (await hub.network())["id"]
    async with member.hearing(network) as news:
        await news.batch()
        await said(news.socket, {"type": "ping"}, {"type": "pong"})
        assert await news.message() == {"type": "pong"}
        await said(news.socket, {"type": "complete", "id": "1"}, subscribe(network=network))
        assert (await news.batch())["control"]["__typename"] == "Heartbeat"


REFUSED = {
    "a long name": "subscription " + "x" * 300 + " { hell }",
    "a query": "{ viewer { email } }",
    "a mutation": "mutation { signOut { signedOut } }",
    "bad syntax": "subscription { " + "x" * 300,
    "an unknown field": "subscription { hell }",
    "nothing to follow": "subscription { __typename }",
    "no argument": "subscription { networkEvents { cursor } }",
    "an unknown network": 'subscription { networkEvents(network: "x") { cursor } }',
    "two fields": 'subscription { a: networkEvents(network: "x") { cursor } b: personalEvents { cursor } }',
}


async def test_what_cannot_be_followed_is_an_error_and_the_socket_lives(hub: Hub, member: Person) -> None:
    network = (await hub.network())["id"]
    async with member.hearing(network) as news:
        await news.batch()
        for name, query in REFUSED.items():
            await said(news.socket, subscribe(name, query))
            answer = await news.message()
            assert (answer["id"], answer["type"]) == (name, "error"), answer
            assert answer["payload"][0]["extensions"]["code"] in ("INVALID", "NOT_FOUND")
        await said(news.socket, {"type": "ping"})
        assert await news.message() == {"type": "pong"}


async def test_a_person_has_a_limited_number_of_sockets(hub: Hub, member: Person, moderator: Person) -> None:
    network = (await hub.network())["id"]
    async with AsyncExitStack() as stack:
        for _ in range(socket.SOCKETS_A_PERSON):
            await stack.enter_async_context(member.hearing(network))
        async with open_socket(hub) as opened:
            await said(opened, INIT | {"payload": {"authorization": f"Bearer {member.token}"}})
            assert await closing(opened) == (1013, "Too many connections")
        async with moderator.hearing(network) as others:
            assert await others.batch()
    async with member.hearing(network) as again:
        assert await again.batch()


async def test_an_address_has_a_limited_number_of_strangers(hub: Hub, member: Person) -> None:
    async with AsyncExitStack() as stack:
        for _ in range(socket.STRANGERS_AN_ADDRESS):
            await stack.enter_async_context(open_socket(hub))
        async with open_socket(hub) as opened:
            assert await closing(opened) == (1013, "Too many connections")
    async with member.hearing((await hub.network())["id"]) as news:
        assert await news.batch()


async def test_a_socket_has_a_limited_number_of_operations_and_messages(hub: Hub, member: Person) -> None:
    network = (await hub.network())["id"]
    async with member.hearing(network) as news:
        await said(news.socket, *(subscribe(f"s{n}", network=network) for n in range(socket.OPERATIONS_A_SOCKET)))
        answers = [await news.message() for _ in range(socket.OPERATIONS_A_SOCKET + 1)]
        assert [answer["type"] for answer in answers].count("error") == 1
        await said(news.socket, *({"type": "pong"} for _ in range(socket.FRAMES_A_WINDOW)))
        assert await closing(news.socket) == (1008, "Too many messages")


async def test_a_page_is_known_by_its_cookie_and_a_program_is_not(hub: Hub) -> None:
    browser = hub.browser()
    await browser.ask(REDEEM, input={"secret": await link_for(hub, "member@tarnow.example")})
    network = (await hub.network())["id"]
    cookie = {"Cookie": f"hub_session={browser.web.cookies['hub_session']}"}
    for origin, answered in ((hub.origin, "next"), (None, "error")):
        async with open_socket(hub, origin=origin, additional_headers=cookie) as opened:
            await said(opened, INIT, subscribe(network=network))
            assert json.loads(await opened.recv())["type"] == "connection_ack"
            assert json.loads(await opened.recv())["type"] == answered
