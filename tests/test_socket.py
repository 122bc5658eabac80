"""The socket, as https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md says, and its limits."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
import websockets
from gql import Client, gql
from gql.transport.websockets import WebsocketsTransport

from schema import socket
from tests.cast import NEWS, Hub, Person
from tests.test_people import REDEEM, link_for
from tests.test_threads import reply

PROTOCOL = websockets.Subprotocol("graphql-transport-ws")
INIT = {"type": "connection_init"}


@asynccontextmanager
async def open_socket(hub: Hub, **options: Any) -> AsyncIterator[websockets.ClientConnection]:
    url = hub.origin.replace("http://", "ws://") + "/graphql"
    async with websockets.connect(url, **{"subprotocols": [PROTOCOL]} | options) as opened:
        yield opened


async def closing(opened: websockets.ClientConnection, seconds: float = 7) -> tuple[int, str]:
    """Code and reason with which the hub closes the socket."""
    try:
        async with asyncio.timeout(seconds):
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
    '{"type": "complete"}', '{"type": "complete", "id": 1}',
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


async def test_the_same_id_twice_ends_with_4409(hub: Hub, member: Person) -> None:
    network = (await hub.network())["id"]
    async with member.hearing(network) as news:
        await news.batch()
        await said(news.socket, subscribe(network=network))
        assert (await closing(news.socket))[0] == 4409


async def test_a_token_that_is_nobodys_ends_with_4403(hub: Hub) -> None:
    async with open_socket(hub) as opened:
        await said(opened, INIT | {"payload": {"authorization": "Bearer hub_nobody"}})
        assert (await closing(opened))[0] == 4403


async def test_another_protocol_ends_with_4406_and_another_site_with_403(hub: Hub) -> None:
    async with open_socket(hub, subprotocols=[websockets.Subprotocol("graphql-ws")]) as opened:
        assert (await closing(opened))[0] == 4406
    with pytest.raises(websockets.InvalidStatus) as refused:
        async with open_socket(hub, origin="http://zly.example"):
            pass
    assert refused.value.response.status_code == 403


async def test_pings_are_answered_and_an_id_may_be_used_again_after_complete(hub: Hub, member: Person) -> None:
    network = (await hub.network())["id"]
    async with member.hearing(network) as news:
        await news.batch()
        await said(news.socket, {"type": "ping"}, {"type": "pong"})
        assert await news.message() == {"type": "pong"}
        await said(news.socket, {"type": "complete", "id": "1"}, subscribe(network=network))
        assert (await news.batch())["control"]["__typename"] == "Heartbeat"


REFUSED = {
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


async def test_the_client_gql_follows_is_cut_off_and_misses_nothing(
    hub: Hub, member: Person, moderator: Person
) -> None:
    network = await hub.network()
    thread = network["threads"]["Trudne rozmowy"]["id"]
    heard: list[str] = []
    cursor = network["cursor"]
    for round in range(3):
        written = [await reply(moderator, thread, f"Wpis {round}.{n}") for n in range(2)]
        transport = WebsocketsTransport(
            url=hub.origin.replace("http://", "ws://") + "/graphql",
            subprotocols=[WebsocketsTransport.GRAPHQLWS_SUBPROTOCOL],
            init_payload={"authorization": f"Bearer {member.token}"},
        )
        async with Client(transport=transport) as session:
            news = gql(NEWS)
            news.variable_values = {"network": network["id"], "after": cursor}
            async for answer in session.subscribe(news):
                batch = answer["networkEvents"]
                heard += [event["post"]["body"] for event in batch["events"]]
                cursor = batch["cursor"]
                if len(heard) == 2 * (round + 1):
                    break
        assert len(written) == 2
    assert heard == [f"Wpis {round}.{n}" for round in range(3) for n in range(2)]
