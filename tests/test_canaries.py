"""Secrets go through every way in, used rightly and wrongly, and the hub's log, errors and health know none of them."""

import asyncio
import email.policy
import json
import re
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import httpx2
import pytest
import websockets
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from sqlalchemy import text

from hub import people
from hub.consequences import open_database
from hub.database import Viewer
from hub.engine import connect
from tests import canaries
from tests.cast import ADDRESSES, Browser
from tests.conftest import settings_for
from tests.faults.processes import Worker
from tests.patience import until
from tests.servers import free_port

HOUSE = Path(__file__).resolve().parent.parent
MEMBER = ADDRESSES["member"]
PASSWORD, OTHER, LITERAL = "kanarek w kopalni", "kanarek na drucie", "kanarek w pytaniu"
SIGN_IN = "mutation ($input: SignInInput!) { signIn(input: $input) { viewer { email } } }"
REQUEST = "mutation ($input: RequestSignInLinkInput!) { requestSignInLink(input: $input) { sent } }"
REDEEM = "mutation ($input: RedeemSignInLinkInput!) { redeemSignInLink(input: $input) { viewer { email } } }"
SET = "mutation ($input: SetPasswordInput!) { setPassword(input: $input) { viewer { email } } }"
REPLY = "mutation ($input: ReplyInput!) { reply(input: $input) { post { id } } }"


class Postbox:
    def __init__(self) -> None:
        self.secrets: list[str] = []

    async def handle_DATA(self, server: object, session: object, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        letter = BytesParser(policy=email.policy.default).parsebytes(envelope.content).get_body(("plain",))
        assert letter
        self.secrets += re.findall(r"http\S+#([\w-]+)", letter.get_content())
        return "250 OK"


@asynccontextmanager
async def post_office() -> AsyncIterator[tuple[Postbox, str]]:
    postbox, port = Postbox(), free_port()
    smtp = Controller(postbox, hostname="127.0.0.1", port=port)
    smtp.start()
    try:
        yield postbox, f"smtp://127.0.0.1:{port}"
    finally:
        smtp.stop()


async def test_no_secret_is_heard_in_log_error_or_health(url: str, tmp_path: Path) -> None:
    """The hub as it is served, and with a mail server: without one it prints its letters on purpose."""
    database = open_database(settings_for(url))
    operator = Viewer(database)
    async with post_office() as (postbox, smtp), Worker(tmp_path, url, "memory://", HUB_SMTP_URL=smtp) as hub:
        browser = Browser(hub.origin, {})
        browser.web.headers |= {"origin": hub.origin, "sec-fetch-site": "same-origin"}
        try:
            await _by_mail(browser, postbox)
            await _by_password(browser)
            await _by_token(browser, await people.make_token(operator, MEMBER, "kanarek", may_write=True))
            await _over_a_socket(hub.origin)
            await _misspelt(browser)
            health = (await browser.web.get("/health")).text
            await _out_of_order(url, browser)
        finally:
            await browser.web.aclose()
            await database.close()
    assert len(postbox.secrets) == 1
    assert "bug" in hub.log or "unavailable" in hub.log, "what went wrong was logged"
    for canary in (MEMBER, *postbox.secrets, PASSWORD, OTHER, LITERAL):
        assert canary not in hub.log + health
    canaries.search(hub.log + health, "the log of the hub")


async def _by_mail(browser: Browser, postbox: Postbox) -> None:
    assert (await browser.ask(REQUEST, input={"email": MEMBER}))["data"]
    await until(lambda: bool(postbox.secrets), "a letter")
    for is_first in (True, False):
        answer = await browser.ask(REDEEM, input={"secret": postbox.secrets[0]})
        assert bool(answer.get("data")) is is_first
    assert (await browser.ask(SET, input={"newPassword": PASSWORD}))["data"]
    canaries.KEPT.update(browser.web.cookies.values())


async def _by_password(browser: Browser) -> None:
    for address in (MEMBER, "nikt@nigdzie.example", OTHER):
        assert (await browser.ask(SIGN_IN, input={"email": address, "password": OTHER}))["errors"]
    assert (await browser.ask(SIGN_IN, input={"email": MEMBER, "password": PASSWORD}))["data"]
    assert (await browser.ask(SET, input={"newPassword": OTHER, "currentPassword": OTHER}))["errors"]
    canaries.KEPT.update(browser.web.cookies.values())


async def _by_token(browser: Browser, token: str) -> None:
    query = {"query": "{ viewer { email } }"}
    for word, status in ((f"Bearer {token}", 200), (f"Bearer {token}x", 401), (f"Basic {token}", 401)):
        assert (await browser.web.post("/graphql", json=query, headers={"authorization": word})).status_code == status
    origin = str(browser.web.base_url).rstrip("/")
    async with httpx2.AsyncClient() as careless:
        for name in ("token", "access_token"):
            address = f"{origin}/graphql?{name}={token}"
            answer = await careless.post(address, json=query)
            assert answer.status_code == 400
            canaries.search(answer.text, "an answer")
            assert (await careless.get(f"{origin}/logowanie/{token}")).status_code in (200, 503)


async def _over_a_socket(origin: str) -> None:
    url = origin.replace("http", "ws", 1) + "/graphql"
    for payload in ({"authorization": f"Bearer {OTHER}"}, {"authorization": OTHER}, {"password": PASSWORD}):
        async with websockets.connect(url, subprotocols=[websockets.Subprotocol("graphql-transport-ws")]) as socket:
            await socket.send(json.dumps({"type": "connection_init", "payload": payload}))
            await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": {"query": f'"{LITERAL}"'}}))
            with suppress(websockets.ConnectionClosed):
                for _ in range(2):  # who says nothing is a stranger, and is told what is wrong with the question
                    canaries.search(str(await asyncio.wait_for(socket.recv(), 10)), "a message")
            canaries.search(str(socket.close_reason), "the reason of a close")


async def _misspelt(browser: Browser) -> None:
    """Requests that cannot be run: with literals, with variables of the wrong shape, and with nothing right."""
    canaries.KEPT.add(LITERAL)
    for wrong in ({"password": LITERAL, "hasło": 1}, {"email": MEMBER, "password": [LITERAL]}, LITERAL, [LITERAL]):
        assert (await browser.ask(SIGN_IN, input=wrong))["errors"]
    for said in (f'"{LITERAL}"', f'{{password: "{LITERAL}"}}', f'{{email: "a", password: "{LITERAL}", nic: 1}}'):
        assert (await browser.ask(f"mutation {{ signIn(input: {said}) {{ viewer {{ email }} }} }}"))["errors"]
    for body in (
        f'{{"query": "{LITERAL}',
        f'"{LITERAL}"',
        f'{{"query": "{{ viewer(a: \\"{LITERAL}\\") {{ nic }} }}"}}',
    ):
        answer = await browser.web.post("/graphql", content=body, headers={"content-type": "application/json"})
        assert answer.status_code == 400
        assert LITERAL not in answer.text


async def _out_of_order(url: str, browser: Browser) -> None:
    """The database fails in the midst of it: what was written, and to whom, stands in its parameters."""
    thread = await browser.ask('{ network(slug: "obywateli") { threads(first: 1) { edges { node { id } } } } }')
    id = thread["data"]["network"]["threads"]["edges"][0]["node"]["id"]
    engine = connect(settings_for(url).database_url)
    for table, query, said in (
        ("post", REPLY, {"threadId": id, "body": LITERAL}),
        ("session", SIGN_IN, {"email": MEMBER, "password": PASSWORD}),
        ("person", SIGN_IN, {"email": MEMBER, "password": PASSWORD}),
    ):
        async with engine.begin() as connection:
            await connection.execute(text(f'ALTER TABLE "{table}" RENAME TO "gone_{table}"'))
        answer = await browser.ask(query, input=said)
        assert answer["errors"][0]["extensions"]["code"] in ("INTERNAL", "UNAVAILABLE")
        async with engine.begin() as connection:
            await connection.execute(text(f'ALTER TABLE "gone_{table}" RENAME TO "{table}"'))
    await engine.dispose()


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("print('nothing to hear')", "1 passed"),
        ("print('signed in with', secret)", "1 failed"),
        ("logging.getLogger('uvicorn.error').error('GET /?token=%s', secret)", "1 failed"),
        ("sys.stderr.write('hub_' + secret)", "1 failed"),
        ("print('[info] sign_in_link link=http://127.0.0.1/logowanie/link#' + secret)", "1 passed"),
    ],
)
def test_a_planted_leak_is_caught(tmp_path: Path, line: str, outcome: str) -> None:
    planted = tmp_path / "test_planted.py"
    imports = "import logging, secrets, sys"
    planted.write_text(f"{imports}\n\ndef test_it():\n    secret = secrets.token_urlsafe(32)\n    {line}\n")
    command = [sys.executable, "-m", "pytest", "-p", "tests.canaries", "-p", "no:cacheprovider", "-c", "/dev/null"]
    done = subprocess.run([*command, str(planted)], cwd=HOUSE, capture_output=True, text=True)
    assert outcome in done.stdout, done.stdout


def test_a_secret_in_an_error_is_caught() -> None:
    canaries.note({"input": {"newPassword": "kanarek w błędzie"}})
    body: dict[str, Any] = {"errors": [{"message": "“kanarek w błędzie” does not fit."}]}
    with pytest.raises(AssertionError):
        canaries.search_answer(json.dumps(body).encode(), "an answer")
    canaries.search_answer(json.dumps({"data": {"token": "kanarek w błędzie"}}).encode(), "an answer")
