"""The command `hub`, as an operator meets it: each call is a process of its own."""

import asyncio
import json
import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy import select

from hub import clock, outbox, settings
from hub.database import Work
from hub.errors import BadSetting
from hub.models import Letter, LetterKind, Person
from tests.cast import Hub
from tests.patience import PATIENCE
from tests.servers import free_port
from tests.test_importing import discussion

PROGRAM = Path(sys.executable).parent / "hub"


def hub_command(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"]} | {f"HUB_{name.upper()}": value for name, value in settings.items()}
    given: dict[str, Any] = {"cwd": folder, "env": environment, "timeout": PATIENCE}
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, **given)


async def beside(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """While a hub runs in this process: it must not stand still in the middle of a transaction."""
    return await asyncio.to_thread(hub_command, folder, *words, **settings)


BAD_SETTINGS = {
    "database_url": "mysql://root@localhost/hub",
    "broadcast_url": "kafka://localhost",
    "port": "eighty",
    "public_url": "empiria.example/hub",
    "trusted_proxies": "everybody",
    "smtp_url": "http://mail.example",
    "mail_from": "Empiria",
    "demo": "perhaps",
}


@pytest.mark.parametrize(("name", "value"), BAD_SETTINGS.items())
def test_a_bad_setting_is_refused_in_one_sentence(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"HUB_{name.upper()}", value)
    with pytest.raises(BadSetting) as refused:
        settings.load()
    assert re.fullmatch(rf"HUB_{name.upper()} .*\.", str(refused.value))


def test_a_bad_setting_stops_the_start_with_one_sentence(tmp_path: Path) -> None:
    stopped = hub_command(tmp_path, "serve", port="eighty")
    assert stopped.returncode == 1
    assert re.fullmatch(r"HUB_PORT .*\.\n", stopped.stderr)


def test_settings_are_listed_without_their_secrets_and_the_readme_names_each(tmp_path: Path) -> None:
    shown = hub_command(
        tmp_path,
        "settings",
        database_url="postgresql://hub:geheim1@db/hub",
        smtp_url="smtp://hub:geheim2@mail.example",
        secret="geheim3",
    )
    assert shown.returncode == 0
    assert "geheim" not in shown.stdout
    listed = [line.partition("=")[0] for line in shown.stdout.splitlines() if line.startswith("HUB_")]
    readme = (Path(__file__).resolve().parent.parent / "README.md").read_text()
    assert [name for name in listed if f"`{name}`" not in readme] == []
    assert listed == [
        "HUB_DATABASE_URL", "HUB_BROADCAST_URL", "HUB_HOST", "HUB_PORT", "HUB_PUBLIC_URL", "HUB_TRUSTED_PROXIES",
        "HUB_SECRET", "HUB_FILES_URL", "HUB_FILE_LIMIT_MB",
        "HUB_SMTP_URL", "HUB_MAIL_FROM", "HUB_INBOUND_DOMAIN", "HUB_INBOUND_LISTEN",
        "HUB_WEBHOOKS", "HUB_WEBHOOKS_TO_LOOPBACK", "HUB_OPERATOR", "HUB_OPERATOR_EMAIL", "HUB_RATE", "HUB_DEMO",
    ]  # fmt: skip


def test_serving_before_migrating_says_what_to_run(tmp_path: Path) -> None:
    stopped = hub_command(tmp_path, "serve")
    assert (stopped.returncode, stopped.stderr) == (1, "The database is not up to date. Run: hub migrate\n")


def test_a_database_that_is_not_there_is_said_in_a_sentence(tmp_path: Path) -> None:
    stopped = hub_command(tmp_path, "migrate", database_url=f"postgresql://hub:geheim@127.0.0.1:{free_port()}/hub")
    assert stopped.returncode == 1
    assert stopped.stderr.startswith("The database does not answer")
    assert "geheim" not in stopped.stderr
    assert stopped.stderr.count("\n") == 1


def test_it_is_installed_the_first_person_invited_the_demo_loaded_once_and_an_import_stops_by_its_line(
    tmp_path: Path,
) -> None:
    migrated = hub_command(tmp_path, "migrate")
    assert (migrated.returncode, migrated.stderr) == (0, "")
    assert "8 networks added" in migrated.stdout
    invited = hub_command(tmp_path, "invite", "ola@zmp.example", "--coordinator", public_url="https://empiria.example")
    assert invited.stdout.startswith("https://empiria.example/logowanie/link#")
    assert hub_command(tmp_path, "demo").stdout == "The demo is loaded.\n"
    assert hub_command(tmp_path, "demo").stdout == "The demo is there already.\n"
    _imports_what_is_whole(tmp_path)
    unknown = hub_command(tmp_path, "token", "nikt@nigdzie.example")
    assert (unknown.returncode, unknown.stdout) == (1, "")


def _imports_what_is_whole(installed: Path) -> None:
    """A file with a bad line stops at it; a good one comes in once."""
    file = installed / "old.jsonl"
    file.write_text(f"{json.dumps(discussion())}\nnonsense\n")
    words = ("import", "threads", "old.jsonl", "--network", "obywateli", "--board", "Archiwum")
    stopped = hub_command(installed, *words)
    assert stopped.returncode == 1
    assert stopped.stderr.startswith("Line 2: ")
    file.write_text(f"{json.dumps(discussion())}\n")
    assert hub_command(installed, *words).stdout == "1 discussions imported.\n"
    assert hub_command(installed, *words).stdout == "Nothing new to import.\n"


@pytest.mark.any_database
async def test_a_token_is_all_that_is_printed_and_it_works(hub: Hub, tmp_path: Path) -> None:
    printed = await beside(tmp_path, "token", "member@tarnow.example", database_url=hub.settings.database_url)
    assert printed.returncode == 0
    headers = {"authorization": f"Bearer {printed.stdout.strip()}"}
    answer = await hub.web.post(f"{hub.origin}/graphql", json={"query": "{ viewer { email } }"}, headers=headers)
    assert answer.json()["data"] == {"viewer": {"email": "member@tarnow.example"}}


@pytest.mark.any_database
async def test_an_operator_hands_over_what_is_kept_about_somebody_and_erases_them(hub: Hub, tmp_path: Path) -> None:
    who, url = "member@tarnow.example", {"database_url": str(hub.settings.database_url)}
    copied = json.loads((await beside(tmp_path, "export", who, **url)).stdout)
    assert copied["person"]["name"] == "Marta Wilk"
    asked = await beside(tmp_path, "erase", who, **url)
    assert asked.returncode != 0, "nobody has said yes"
    assert (await beside(tmp_path, "erase", who, "--yes", **url)).returncode == 0
    for again in ("export", "erase"):
        gone = await beside(tmp_path, again, who, *(["--yes"] if again == "erase" else []), **url)
        assert gone.returncode != 0
        assert "nothing here" in gone.stderr


@pytest.mark.any_database
async def test_an_operator_sees_what_mail_failed_without_its_addresses_and_has_it_tried_again(
    hub: Hub, tmp_path: Path
) -> None:
    chosen = {"database_url": hub.settings.database_url}
    assert (await beside(tmp_path, "mail", **chosen)).stdout == "No letter waits, and none has failed.\n"
    at = clock.now() - timedelta(hours=2)

    async def fail(work: Work) -> None:
        person = await work.row(select(Person).where(Person.email == "member@tarnow.example"))
        letter = await outbox.post(work, LetterKind.STILL_HERE, to=person)
        letter.created_at, letter.due_at, letter.failed_at = at, None, at
        letter.attempts, letter.note = 32, "451 Not now"

    await hub.database.transact(hub.operator, fail)
    (line,) = (await beside(tmp_path, "mail", **chosen)).stdout.splitlines()
    assert re.fullmatch(r"failed  still_here +m…@tarnow\.example +2:00:\d\d  attempts: 32 +451 Not now", line)
    assert (await beside(tmp_path, "mail", "retry", **chosen)).stdout.startswith("1 letters are tried again")
    async with hub.database.reading(hub.operator) as work:
        assert await work.row(select(Letter.failed_at)) is None


def test_the_contract_is_printed(tmp_path: Path) -> None:
    contract = (Path(__file__).resolve().parent.parent / "schema" / "hub.graphql").read_text()
    assert hub_command(tmp_path, "schema").stdout == contract


async def test_health_says_whether_the_database_answers(hub: Hub) -> None:
    answer = await hub.web.get(f"{hub.origin}/health")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


async def test_every_answer_tells_browsers_to_be_careful(hub: Hub) -> None:
    for path in ("/", "/sieci/obywateli", "/health", "/assets/nothing.js"):
        answer: httpx2.Response = await hub.web.get(f"{hub.origin}{path}")
        assert "default-src 'self'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
