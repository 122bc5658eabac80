"""How often one may try, by account and by address, and that nobody keeps somebody else out."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from hub import limits, people
from hub.database import Viewer
from hub.errors import RateLimited
from hub.limits import Limits
from hub.models import LetterKind
from tests.cast import Browser, Hub, serving
from tests.conftest import settings_for
from tests.test_passkeys import START_SIGN_IN, enter, with_passkey
from tests.test_people import PASSWORD, REDEEM, REQUEST, SIGN_IN, link_for
from tests.test_security import MEMBER, REQUEST_RESET, RESET, SET_PASSWORD, letters, reset_link, with_password

pytestmark = pytest.mark.any_database

NOBODY = "nikt@nigdzie.example"
OF_BOTH = 10
"""Attempts to sign in to one account from one address."""


@pytest.fixture
async def proxied(url: str) -> AsyncIterator[Hub]:
    """A hub that believes this machine's proxy, so that a test can come from anywhere."""
    async with serving(settings_for(url, trusted_proxies="127.0.0.1", public_url="http://hub")) as served:
        yield served


def coming_from(hub: Hub, address: str) -> Browser:
    return hub.browser(**{"x-forwarded-for": address, "origin": "http://hub", "sec-fetch-site": "same-origin"})


def told(answer: dict[str, Any]) -> str:
    return str(answer["errors"][0]["extensions"]["code"]) if answer.get("errors") else "ok"


async def guess(browser: Browser, address: str = MEMBER, times: int = 1) -> list[str]:
    wrong = {"email": address, "password": "zgadywane hasło"}
    return [told(await browser.ask(SIGN_IN, input=wrong)) for _ in range(times)]


async def test_guessing_ends_after_ten_with_the_time_to_wait_and_alike_for_an_unknown_address(hub: Hub) -> None:
    await with_password(hub)
    answers = {}
    for address in (MEMBER, NOBODY):
        browser = hub.browser()
        assert await guess(browser, address, OF_BOTH) == ["INVALID"] * OF_BOTH
        response = await browser.web.post(
            "/graphql", json={"query": SIGN_IN, "variables": {"input": {"email": address, "password": PASSWORD}}}
        )
        assert response.status_code == 200
        answers[address] = response.json()
        wait = answers[address]["errors"][0]["extensions"].pop("retryAfter")
        assert 0 < wait <= 600
        assert browser.web.cookies == {} or not dict(browser.web.cookies)
    assert answers[MEMBER] == answers[NOBODY]
    assert answers[MEMBER]["errors"][0]["extensions"] == {"code": "RATE_LIMITED"}
    assert answers[MEMBER]["errors"][0]["message"].startswith("Za dużo prób.")


async def test_writing_the_address_otherwise_is_the_same_account(hub: Hub) -> None:
    browser = hub.browser()
    for address in (MEMBER, MEMBER.upper(), f" {MEMBER} ") * 3:
        await guess(browser, address)
    assert await guess(browser, MEMBER, 2) == ["INVALID", "RATE_LIMITED"]


async def test_a_stranger_who_guesses_does_not_keep_the_owner_out(proxied: Hub) -> None:
    await people.set_password(Viewer(proxied.database, who=(await _member(proxied))), PASSWORD)
    stranger, owner = coming_from(proxied, "203.0.113.7"), coming_from(proxied, "198.51.100.4")
    assert (await guess(stranger, times=OF_BOTH + 1))[-1] == "RATE_LIMITED"
    answer = await owner.ask(SIGN_IN, input={"email": MEMBER, "password": PASSWORD})
    assert told(answer) == "ok"


async def test_when_guessing_from_everywhere_shuts_the_password_link_and_passkey_stay_open(proxied: Hub) -> None:
    for n in range(100):
        await proxied.database.limits.count(limits.SIGN_IN, f"203.0.113.{n}", MEMBER)
    owner = coming_from(proxied, "198.51.100.4")
    assert await guess(owner) == ["RATE_LIMITED"]
    assert told(await owner.ask(REQUEST, input={"email": MEMBER})) == "ok"
    assert told(await owner.ask(REDEEM, input={"secret": await link_for(proxied, MEMBER)})) == "ok"
    assert told(await owner.ask(START_SIGN_IN)) == "ok"


async def test_one_address_tries_no_hundred_accounts(proxied: Hub) -> None:
    for n in range(99):
        await proxied.database.limits.count(limits.SIGN_IN, "203.0.113.7", f"osoba{n}@miasto.example")
    browser = coming_from(proxied, "203.0.113.7")
    assert await guess(browser, "osoba99@miasto.example") == ["INVALID"]
    assert await guess(browser, "osoba100@miasto.example") == ["RATE_LIMITED"]
    assert await guess(coming_from(proxied, "203.0.113.8"), "osoba1@miasto.example") == ["INVALID"]


async def test_a_whole_network_of_ipv6_is_one_address(proxied: Hub) -> None:
    for n in range(OF_BOTH):
        await guess(coming_from(proxied, f"2001:db8:1:2::{n:x}"))
    assert await guess(coming_from(proxied, "2001:db8:1:2:ffff::1")) == ["RATE_LIMITED"]
    assert await guess(coming_from(proxied, "2001:db8:1:3::1")) == ["INVALID"]


async def test_who_is_no_trusted_proxy_does_not_choose_where_they_come_from(hub: Hub) -> None:
    for n in range(OF_BOTH):
        await guess(hub.browser(**{"x-forwarded-for": f"203.0.113.{n}"}))
    assert await guess(hub.browser(**{"x-forwarded-for": "198.51.100.1"})) == ["RATE_LIMITED"]


@pytest.mark.parametrize("query", [REQUEST, REQUEST_RESET])
async def test_mail_to_one_address_is_asked_for_five_times_an_hour(hub: Hub, query: str) -> None:
    for address in (MEMBER, NOBODY):
        answers = [told(await hub.browser().ask(query, input={"email": address})) for _ in range(6)]
        assert answers == ["ok"] * 5 + ["RATE_LIMITED"]
    kind = LetterKind.SIGN_IN_LINK if query == REQUEST else LetterKind.PASSWORD_RESET
    assert len(await letters(hub, kind)) == 10


async def test_both_kinds_of_mail_count_as_one(hub: Hub) -> None:
    answers = [told(await hub.browser().ask(query, input={"email": MEMBER})) for query in (REQUEST, REQUEST_RESET) * 3]
    assert answers == ["ok"] * 5 + ["RATE_LIMITED"]


async def test_secrets_and_passkeys_are_not_tried_without_end(hub: Hub) -> None:
    for query, input in (
        (REDEEM, {"secret": "zgadywany"}),
        (START_SIGN_IN, None),
    ):
        answers = [told(await hub.browser().ask(query, input=input)) for _ in range(61)]
        assert answers[:60].count("RATE_LIMITED") == 0
        assert answers[60] == "RATE_LIMITED"
    reset = {"secret": await reset_link(hub), "newPassword": PASSWORD}
    assert told(await hub.browser().ask(RESET, input=reset)) == "RATE_LIMITED", "links of both kinds count as one"


async def test_ones_own_password_is_not_guessed_from_a_browser_left_open(hub: Hub) -> None:
    browser = await with_password(hub)
    wrong = {"currentPassword": "zgadywane", "newPassword": "nowe hasło do Empirii"}
    answers = [told(await browser.ask(SET_PASSWORD, input=wrong)) for _ in range(21)]
    assert answers == ["INVALID"] * 20 + ["RATE_LIMITED"]


@pytest.mark.parametrize(
    "query",
    [
        "mutation ($a: SignInInput!) { a: signIn(input: $a) { __typename } b: signIn(input: $a) { __typename } }",
        "mutation ($a: SignInInput!) { ...A ...B } fragment A on Mutation { a: signIn(input: $a) { __typename } }"
        " fragment B on Mutation { ... on Mutation { b: signIn(input: $a) { __typename } } }",
        "mutation ($a: SignInInput!) { a: signIn(input: $a) { __typename } startPasskeySignIn { options } }",
    ],
)
async def test_one_operation_tries_once(hub: Hub, query: str) -> None:
    await with_password(hub)
    right = {"email": MEMBER, "password": PASSWORD}
    response = await hub.browser().web.post("/graphql", json={"query": query, "variables": {"a": right}})
    assert (response.status_code, told(response.json())) == (400, "INVALID")
    assert "@sensitive" in response.json()["errors"][0]["message"]
    assert "set-cookie" not in response.headers


async def test_a_passkey_signs_in_while_the_password_is_shut(hub: Hub) -> None:
    _, device = await with_passkey(hub)
    assert (await guess(hub.browser(), times=OF_BOTH + 1))[-1] == "RATE_LIMITED"
    assert told(await enter(hub, device)) == "ok"


async def test_processes_that_share_a_bus_count_together_and_go_on_alone_without_it(valkey_url: str) -> None:
    shared = settings_for("sqlite:///unused", broadcast_url=valkey_url)
    first, second = Limits(shared), Limits(shared)
    try:
        for n in range(OF_BOTH):
            await (first, second)[n % 2].count(limits.SIGN_IN, "203.0.113.7", MEMBER)
        for counters in (first, second):
            with pytest.raises(RateLimited) as refused:
                await counters.count(limits.SIGN_IN, "203.0.113.7", MEMBER)
            assert 0 < refused.value.seconds <= 600
    finally:
        await asyncio.gather(first.close(), second.close())


async def test_a_bus_that_does_not_answer_neither_lets_in_nor_keeps_out() -> None:
    alone = Limits(settings_for("sqlite:///unused", broadcast_url="redis://127.0.0.1:1"))
    try:
        for _ in range(OF_BOTH):
            await alone.count(limits.SIGN_IN, "203.0.113.7", MEMBER)
        with pytest.raises(RateLimited):
            await alone.count(limits.SIGN_IN, "203.0.113.7", MEMBER)
    finally:
        await alone.close()


async def _member(hub: Hub) -> Any:
    return (await people.sign_in_to_demo(hub.operator, MEMBER)).viewer.person_id
