"""Documents by their hash: those of the page are known from the start, and programs may tell theirs once."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from schema import documents, recent
from tests.cast import Person

pytestmark = pytest.mark.any_database

QUERY = "query Seen { viewer { email } }"


def asked(query: str, told: bool, **more: Any) -> dict[str, Any]:
    """As Apollo's and urql's clients ask."""
    by_hash = {"persistedQuery": {"version": 1, "sha256Hash": hashlib.sha256(query.encode()).hexdigest()}}
    return {"extensions": by_hash} | ({"query": query} if told else {}) | more


async def test_a_document_is_told_once_and_then_asked_for_by_its_hash(member: Person) -> None:
    query = f"{QUERY} # {member.token}"
    answers = [await member.post(asked(query, told)) for told in (False, True, False)]
    assert [answer.status_code for answer in answers] == [200] * 3
    assert answers[0].json() == {
        "errors": [{"message": "PersistedQueryNotFound", "extensions": {"code": "PERSISTED_QUERY_NOT_FOUND"}}]
    }
    assert answers[1].json() == answers[2].json()
    assert answers[2].json()["data"] == {"viewer": {"email": "member@tarnow.example"}}


@pytest.mark.parametrize(
    "persisted",
    [
        {"version": 2, "sha256Hash": "a"},
        {"version": 1},
        {"version": 1, "sha256Hash": 5},
        [],
        "x",
        {"version": 1, "sha256Hash": "a"},
    ],
)
async def test_a_hash_that_does_not_fit_is_refused(member: Person, persisted: object) -> None:
    answer = await member.post({"query": QUERY, "extensions": {"persistedQuery": persisted}})
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (400, "INVALID")


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    listed = tmp_path / "documents.json"
    listed.write_bytes(orjson.dumps({hashlib.sha256(b"of the page").hexdigest(): QUERY}))
    monkeypatch.setattr(documents, "OF_THE_PAGE", listed)
    documents.of_the_page.cache_clear()
    yield
    documents.of_the_page.cache_clear()


@pytest.mark.usefixtures("page")
async def test_what_the_build_lists_is_known_from_the_start(member: Person) -> None:
    answer = (await member.post(asked("of the page", told=False, operationName="Seen"))).json()
    assert answer["data"] == {"viewer": {"email": "member@tarnow.example"}}


def test_what_is_kept_is_bounded_and_what_was_used_last_stays() -> None:
    known, worked_out = recent.Recent[int](), []
    texts = [chr(97 + at) * (recent.MOST // 4) for at in range(6)]

    @recent.kept
    def first(text: str) -> str:
        worked_out.append(text[0])
        return text[0]

    for text in (*texts[:3], texts[0], texts[3], texts[0], texts[1]):
        assert first(text) == text[0]
    assert worked_out == ["a", "b", "c", "d", "b"]
    for at, text in enumerate(texts):
        known.keep(text, at, len(text))
    assert [known.find(text) for text in texts] == [None, None, None, 3, 4, 5]
