"""Clients and compilers of others against the running server: each reads, writes and follows, or is content."""

import asyncio
import json
import os
from pathlib import Path

import pytest
from gql import Client, gql
from gql.transport.httpx import HTTPXAsyncTransport
from gql.transport.websockets import WebsocketsTransport

from tests.cast import Hub, Person
from tests.clients.programs import node

pytestmark = pytest.mark.any_database

READ = 'query Read { network(slug: "obywateli") { id slug cursor } }'
WRITE = """mutation Write($thread: ID!, $body: String!) {
  reply(input: { threadId: $thread, body: $body }) { post { id body } }
}"""
FOLLOW = """subscription Follow($network: ID!, $after: String) {
  networkEvents(network: $network, after: $after) { cursor events { number ... on PostAdded { post { id body } } } }
}"""


async def said_by(script: str, *arguments: str) -> list[dict[str, str]]:
    process = await node(script, *arguments)
    said, failed = await asyncio.wait_for(process.communicate(), 90)
    assert process.returncode == 0, failed.decode()
    return [json.loads(line) for line in said.splitlines()]


@pytest.mark.parametrize(("script", "body"), [("apollo.mjs", "Pisze Apollo"), ("urql.mjs", "Pisze urql")])
async def test_a_client_reads_writes_and_follows(hub: Hub, member: Person, script: str, body: str) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    said = await said_by(script, f"{hub.origin}/graphql", str(member.token), READ, WRITE, FOLLOW, thread)
    told = {name: value for line in said for name, value in line.items()}
    assert told == {"read": "obywateli", "written": body, "heard": body}


async def test_pythons_gql_reads_writes_and_follows(hub: Hub, member: Person) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    over_http = HTTPXAsyncTransport(url=f"{hub.origin}/graphql", headers=member.headers)
    over_socket = WebsocketsTransport(
        url=hub.origin.replace("http", "ws") + "/graphql", init_payload={"authorization": f"Bearer {member.token}"}
    )
    async with Client(transport=over_http) as asking, Client(transport=over_socket) as following:
        network = (await asking.execute(gql(READ)))["network"]
        write, news = gql(WRITE), gql(FOLLOW)
        write.variable_values = {"thread": thread, "body": "Pisze gql"}
        news.variable_values = {"network": network["id"], "after": network["cursor"]}
        assert (await asking.execute(write))["reply"]["post"]["body"] == "Pisze gql"
        async for answer in following.subscribe(news):
            if events := answer["networkEvents"]["events"]:
                assert [event["post"]["body"] for event in events] == ["Pisze gql"]
                break


async def test_compilers_are_content_with_what_the_server_tells_of_itself(
    hub: Hub, member: Person, tmp_path: Path
) -> None:
    said = await said_by("compilers.mjs", f"{hub.origin}/graphql", str(member.token), os.fspath(tmp_path))
    assert [line["content"] for line in said] == ["relay-compiler", "graphql-codegen", "graphql-eslint"]
