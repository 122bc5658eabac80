"""This file listens for secrets where none may be heard: a pytest plugin, loaded by pyproject.toml.

A canary is a secret that a test uses: whatever is made to be handed out once, and what the cast sends as a password.
None of them may stand in what any test prints or logs, in an error that the hub answers, or in an address that is asked
for. Without a mail server the hub prints its letters' links on purpose; that is the one exception.
"""

import json
import re
import secrets
from collections.abc import Generator, Iterator
from typing import Any

import pytest

KEPT: set[str] = set()
"""Every canary of this session."""
SENT_AS = {"password", "newPassword", "currentPassword", "secret", "token"}
SHORTEST = 8

_WORD = re.compile(rf"[\w-]{{{SHORTEST},}}")
_PRINTED_LETTER = re.compile(r"(?<= link=)http\S+#\S+")
_searched = 0


def _noted(make: Any) -> Any:
    def made(*args: Any, **kwargs: Any) -> str:
        secret: str = make(*args, **kwargs)
        KEPT.add(secret)
        return secret

    return made


secrets.token_urlsafe = _noted(secrets.token_urlsafe)


def note(value: object, name: str = "") -> None:
    """Keeps what is sent as a secret, wherever in the variables it stands."""
    if isinstance(value, dict):
        for key, item in value.items():
            note(item, key)
    elif isinstance(value, str) and name in SENT_AS and len(value) >= SHORTEST and len(set(value)) > 1:
        KEPT.add(value)


def found(text: str) -> set[str]:
    """The canaries that stand in a text."""
    global _searched
    _searched += len(text)
    words = {word.removeprefix("hub_") for word in _WORD.findall(text)}
    phrases = {canary for canary in KEPT if not _WORD.fullmatch(canary) and canary in text}
    return words & KEPT | phrases


def search(text: str, where: str) -> None:
    """Raises AssertionError, without saying the secret once more."""
    assert not (heard := found(text)), f"{len(heard)} secrets in {where}: {_around(text, heard.pop())}"


def search_answer(body: bytes, where: str) -> None:
    """Looks through the errors of an answer."""
    if b'"errors"' in body:
        search(json.dumps(json.loads(body).get("errors"), ensure_ascii=False), where)


def _around(text: str, canary: str) -> str:
    start = text.index(canary)
    return f"{text[max(0, start - 80) : start]}<canary>{text[start + len(canary) :][:80]}"


# What tests print and log


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    for name, heard in _heard(report):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: {name} holds a secret: {heard}"
    return report


def _heard(report: pytest.TestReport) -> Iterator[tuple[str, str]]:
    for name, text in report.sections:
        shown = _PRINTED_LETTER.sub("…", text)
        for canary in found(shown):
            yield name, _around(shown, canary)


# What was done, by all the processes of the session

_done: list[tuple[int, int]] = []


def pytest_sessionfinish(session: pytest.Session) -> None:
    output = getattr(session.config, "workeroutput", None)
    if output is None:
        _done.append((len(KEPT), _searched))
    else:
        output["canaries"] = (len(KEPT), _searched)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    _done.append(getattr(node, "workeroutput", {}).get("canaries", (0, 0)))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    kept, searched = (sum(numbers) for numbers in zip(*_done, strict=True))
    terminalreporter.write_line(
        f"canaries: {kept:,} secrets, looked for in {searched / 1000:,.0f} kB of logs and answers"
    )
