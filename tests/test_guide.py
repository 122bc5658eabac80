"""The guide is true: each of its programs is run as it stands there, against a hub that serves the demo."""

import asyncio
import os
import re
import shutil
import sys
import sysconfig
from asyncio.subprocess import PIPE, STDOUT
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.cast import Hub
from tests.patience import PATIENCE, until
from tests.receiver import Receiver, listening
from tests.test_threads import reply
from tests.test_webhooks import for_network
from tests.test_webhooks import hub as hub

pytestmark = pytest.mark.any_database
HOUSE = Path(__file__).resolve().parent.parent
GUIDE = (HOUSE / "docs" / "api.md").read_text()
ENDINGS = {"bash": "sh", "python": "py", "js": "mjs"}


def programs() -> list[tuple[str, str]]:
    """Language and text of each."""
    return [(name, text) for name, text in re.findall(r"```(\w+)\n(.*?)```", GUIDE, re.DOTALL) if name in ENDINGS]


@asynccontextmanager
async def running(folder: Path, language: str, text: str, **environment: str) -> AsyncIterator[asyncio.StreamReader]:
    """What it prints, while it runs."""
    file = folder / f"snippet.{ENDINGS[language]}"
    file.write_text(text)
    (folder / "node_modules").unlink(missing_ok=True)
    (folder / "node_modules").symlink_to(HOUSE / "frontend" / "node_modules")
    node = shutil.which("node") or shutil.which("node", path=sysconfig.get_path("scripts")) or "node"
    command = {"bash": "bash", "python": sys.executable, "js": node}[language]
    process = await asyncio.create_subprocess_exec(
        command, str(file), stdout=PIPE, stderr=STDOUT, cwd=folder, env={**os.environ, **environment}
    )
    assert process.stdout
    try:
        yield process.stdout
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def test_each_program_of_the_guide_does_what_it_says(hub: Hub, tmp_path: Path) -> None:
    member, moderator, network = await hub.person("member"), await hub.person("moderator"), await hub.network()
    thread = network["threads"]["Trudne rozmowy"]["id"]
    environment = {
        "HUB": hub.origin,
        "TOKEN": str(member.token),
        "NETWORK": network["id"],
        "THREAD": thread,
        "BOARD": network["boards"]["Trudne rozmowy"],
        "CURSOR": network["cursor"],
    }
    counted: dict[str, int] = {}
    for language, text in programs():
        counted[language] = counted.get(language, 0) + 1
        async with running(tmp_path, language, text, **environment) as printed, asyncio.timeout(PATIENCE):
            if "networkEvents(" in text:
                await reply(moderator, thread, f"Słychać w: {language}")
                heard = ""
                while f"Słychać w: {language}" not in heard:
                    line = (await printed.readline()).decode()
                    assert line, heard
                    heard += line
            else:
                said = (await printed.read()).decode()
                assert "Traceback" not in said, said
                assert "errors" not in said, said
                assert said.strip() or "is_from_the_hub" in text
    assert counted == {"bash": 5, "python": 3, "js": 2}
    found = await member.ask(
        "query ($id: ID!) { node(id: $id) { ... on Thread { posts(last: 5) { edges { node { body } } } } } }", id=thread
    )
    assert "Zgoda, **w piątek**." in str(found)


async def test_the_ten_lines_know_a_message_of_the_hub_from_any_other(hub: Hub) -> None:
    (text,) = [text for _, text in programs() if "def is_from_the_hub" in text]
    assert len(text.partition("def ")[2].splitlines()) <= 10
    names: dict[str, Any] = {}
    exec(text, names)
    async with listening(Receiver()) as receiver:
        _, created, _ = await for_network(hub, receiver)
        await until(lambda: bool(receiver.messages), "the greeting")
    message, secret, check = receiver.messages[0], created["secret"], names["is_from_the_hub"]
    assert check(secret, message.headers, message.body)
    other = {"webhook-id": "delivery_x", "webhook-timestamp": "1", "webhook-signature": "v1,eA=="}
    for name, value in other.items():
        assert not check(secret, {**message.headers, name: value}, message.body)
    assert not check(secret, message.headers, message.body + b" ")
    assert not check("whsec_eA==", message.headers, message.body)
