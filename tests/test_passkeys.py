"""Signing in with a passkey, and everything that does not fit about one."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import delete, select, update

from hub import clock
from hub.models import LetterKind, Passkey, PasskeyChallenge, Person
from tests.authenticator import Authenticator, Credential, Options
from tests.cast import Browser, Hub
from tests.test_security import FIREFOX, MEMBER, code, letters, signed_in

pytestmark = pytest.mark.any_database

START = "mutation { startPasskey { options } }"
ADD = "mutation ($input: AddPasskeyInput!) { addPasskey(input: $input) { passkeys { id name lastUsedAt } } }"
REMOVE = "mutation ($input: RemovePasskeyInput!) { removePasskey(input: $input) { passkeys { id } } }"
START_SIGN_IN = "mutation { startPasskeySignIn { options } }"
SIGN_IN = "mutation ($input: SignInWithPasskeyInput!) { signInWithPasskey(input: $input) { viewer { email } } }"
PASSKEYS = "{ viewer { passkeys { id name createdAt lastUsedAt } } }"
DOES_NOT_FIT = ("INVALID", "credential")


async def options(browser: Browser, query: str = START_SIGN_IN) -> Options:
    answer = await browser.ask(query)
    (payload,) = answer["data"].values()
    found: Options = payload["options"]
    return found


async def with_passkey(hub: Hub, address: str = MEMBER) -> tuple[Browser, Authenticator]:
    browser, device = await signed_in(hub, address=address), Authenticator(hub.origin)
    made = device.make(await options(browser, START))
    assert (await browser.ask(ADD, input={"credential": made, "name": ""}))["data"]
    return browser, device


async def enter(hub: Hub, device: Authenticator) -> dict[str, Any]:
    browser = hub.browser()
    return await browser.ask(SIGN_IN, input={"credential": device.sign(await options(browser))})


async def test_a_passkey_signs_in_is_seen_and_removed(hub: Hub) -> None:
    browser, device = await with_passkey(hub)
    phone = hub.browser()
    shown = device.sign(await options(phone))
    answer = await phone.ask(SIGN_IN, input={"credential": shown})
    assert answer["data"]["signInWithPasskey"]["viewer"]["email"] == MEMBER
    assert await phone.who() == MEMBER
    (passkey,) = (await browser.ask(PASSKEYS))["data"]["viewer"]["passkeys"]
    assert passkey["name"] == "Firefox, Windows"
    assert passkey["lastUsedAt"]
    left = await browser.ask(REMOVE, input={"passkeyId": passkey["id"]})
    assert left["data"]["removePasskey"]["passkeys"] == []
    assert code(await enter(hub, device)) == DOES_NOT_FIT


async def test_its_owner_learns_of_a_new_passkey_by_mail(hub: Hub) -> None:
    await with_passkey(hub)
    (letter,) = await letters(hub, LetterKind.PASSKEY_ADDED)
    async with hub.database.reading(hub.operator) as work:
        member = await work.row(select(Person).where(Person.email == MEMBER))
    assert member
    assert letter.to_id == member.id


async def test_the_options_to_sign_in_are_the_same_for_everybody_but_for_the_challenge(hub: Hub) -> None:
    await with_passkey(hub)
    first, second = await options(hub.browser()), await options(hub.browser())
    assert first.pop("challenge") != second.pop("challenge")
    assert first == second
    assert not first.get("allowCredentials")


def _another_origin(device: Authenticator, shown: Credential, asked: Options) -> Credential:
    return replace(device, origin="http://zly.example").sign(asked)


def _another_key(device: Authenticator, shown: Credential, asked: Options) -> Credential:
    return replace(device, key=ec.generate_private_key(ec.SECP256R1())).sign(asked)


def _an_unknown_passkey(device: Authenticator, shown: Credential, asked: Options) -> Credential:
    return replace(device, id=b"nikt").sign(asked)


def _in_anothers_name(device: Authenticator, shown: Credential, asked: Options) -> Credential:
    return replace(device, user=b"\1" * 16).sign(asked)


def _nobody_touched_it(device: Authenticator, shown: Credential, asked: Options) -> Credential:
    return replace(device, flags=0).sign(asked)


def _the_count_went_back(device: Authenticator, shown: Credential, asked: Options) -> Credential:
    return replace(device, count=0).sign(asked)


def _for_another_site(device: Authenticator, shown: Credential, asked: Options) -> Credential:
    return device.sign(asked | {"rpId": "zly.example"})


def _a_registration(device: Authenticator, shown: Credential, asked: Options) -> Credential:
    return replace(device).make(asked | {"user": {"id": "AAAA"}, "rp": {"id": asked["rpId"]}})


def _replayed(device: Authenticator, shown: Credential, asked: Options) -> Credential:
    return shown


def _a_challenge_of_its_own(device: Authenticator, shown: Credential, asked: Options) -> Credential:
    return device.sign(asked | {"challenge": "AAAA"})


Bend = Callable[[Authenticator, Credential, Options], Credential]


@pytest.mark.parametrize(
    "bend",
    [
        _another_origin,
        _another_key,
        _an_unknown_passkey,
        _in_anothers_name,
        _nobody_touched_it,
        _the_count_went_back,
        _for_another_site,
        _a_registration,
        _replayed,
        _a_challenge_of_its_own,
    ],
)
async def test_what_does_not_fit_opens_nothing(hub: Hub, bend: Bend) -> None:
    _, device = await with_passkey(hub)
    before = hub.browser()
    shown = device.sign(await options(before))
    assert (await before.ask(SIGN_IN, input={"credential": shown}))["data"]
    browser = hub.browser()
    answer = await browser.ask(SIGN_IN, input={"credential": bend(device, shown, await options(browser))})
    assert code(answer) == DOES_NOT_FIT
    assert answer["errors"][0]["message"].startswith("Ten klucz urządzenia nie pasuje")
    assert await browser.who() is None
    assert (await enter(hub, device))["data"], "and it still works as it should"


@pytest.mark.parametrize("nonsense", [None, 5, "x", [], {}, {"id": "x"}, {"id": 5, "rawId": [], "response": {}}])
async def test_nonsense_opens_nothing(hub: Hub, nonsense: Any) -> None:
    browser = await signed_in(hub)
    for who, query in ((hub.browser(), SIGN_IN), (browser, ADD)):
        assert code(await who.ask(query, input={"credential": nonsense}))[0] == "INVALID"
    assert (await browser.ask(PASSKEYS))["data"]["viewer"]["passkeys"] == []


async def test_a_challenge_is_good_for_one_try_even_a_failed_one(hub: Hub) -> None:
    _, device = await with_passkey(hub)
    browser = hub.browser()
    asked = await options(browser)
    bent = replace(device, origin="http://zly.example").sign(asked)
    assert code(await browser.ask(SIGN_IN, input={"credential": bent})) == DOES_NOT_FIT
    assert code(await browser.ask(SIGN_IN, input={"credential": device.sign(asked)})) == DOES_NOT_FIT


async def test_a_challenge_signed_once_opens_one_session_however_often_it_is_sent(hub: Hub) -> None:
    _, device = await with_passkey(hub)
    shown = device.sign(await options(hub.browser()))
    answers = await asyncio.gather(*(hub.browser().ask(SIGN_IN, input={"credential": shown}) for _ in range(10)))
    assert [bool(answer.get("data")) for answer in answers].count(True) == 1


async def test_a_challenge_lasts_five_minutes(hub: Hub) -> None:
    _, device = await with_passkey(hub)
    browser = hub.browser()
    shown = device.sign(await options(browser))
    async with hub.database.engine.begin() as connection:
        late = clock.now() - timedelta(seconds=1)
        await connection.execute(update(PasskeyChallenge).values(expires_at=late))
    assert code(await browser.ask(SIGN_IN, input={"credential": shown})) == DOES_NOT_FIT


async def test_a_passkey_is_added_by_whom_it_was_begun(hub: Hub) -> None:
    member, moderator = await signed_in(hub), await signed_in(hub, address="moderator@zmp.example")
    device = Authenticator(hub.origin)
    made = device.make(await options(member, START))
    assert code(await moderator.ask(ADD, input={"credential": made})) == DOES_NOT_FIT
    assert code(await hub.browser().ask(ADD, input={"credential": made}))[0] == "NOT_SIGNED_IN"
    elsewhere = replace(device, origin="http://zly.example").make(await options(member, START))
    assert code(await member.ask(ADD, input={"credential": elsewhere})) == DOES_NOT_FIT
    to_sign_in = device.make(await options(member, START) | {"challenge": (await options(member))["challenge"]})
    assert code(await member.ask(ADD, input={"credential": to_sign_in})) == DOES_NOT_FIT
    async with hub.database.reading(hub.operator) as work:
        assert not await work.rows(select(Passkey))
    assert await letters(hub, LetterKind.PASSKEY_ADDED) == []


async def test_nobody_takes_or_removes_anothers_passkey(hub: Hub) -> None:
    member, device = await with_passkey(hub)
    moderator = await signed_in(hub, address="moderator@zmp.example")
    stolen = device.make(await options(moderator, START))
    assert code(await moderator.ask(ADD, input={"credential": stolen})) == DOES_NOT_FIT
    (passkey,) = (await member.ask(PASSKEYS))["data"]["viewer"]["passkeys"]
    for id in (passkey["id"], "passkey_x", ""):
        assert code(await moderator.ask(REMOVE, input={"passkeyId": id})) == ("NOT_FOUND", None)
    async with hub.database.reading(hub.operator) as work:
        (row,) = await work.rows(select(Passkey))
    device.user = row.person_id.bytes
    answer = await enter(hub, device)
    assert answer["data"]["signInWithPasskey"]["viewer"]["email"] == MEMBER


async def test_a_program_has_nothing_to_do_with_passkeys(hub: Hub) -> None:
    await with_passkey(hub)
    program = await hub.person("member")
    assert (await program.ask("{ viewer { passkeys { id } } }"))["viewer"]["passkeys"] is None
    for query, input in ((START, None), (ADD, {"credential": {}}), (REMOVE, {"passkeyId": "passkey_x"})):
        answer = (await program.post({"query": query, "variables": {"input": input}})).json()
        assert code(answer) == ("NOT_ALLOWED", None)


@pytest.mark.parametrize("leaving", ["deactivated_at", "erased_at"])
async def test_who_has_left_enters_with_no_passkey(hub: Hub, leaving: str) -> None:
    _, device = await with_passkey(hub)
    async with hub.database.engine.begin() as connection:
        await connection.execute(update(Person).where(Person.email == MEMBER).values({leaving: clock.now()}))
    known = await enter(hub, device)
    async with hub.database.engine.begin() as connection:
        await connection.execute(delete(Passkey))
    assert known == await enter(hub, device)
    assert code(known) == DOES_NOT_FIT


async def test_passkeys_are_for_the_address_by_which_browsers_know_the_hub(hub: Hub) -> None:
    local = hub.browser(**{"origin": "http://localhost:8000", "host": "localhost:8000", "user-agent": FIREFOX})
    assert (await options(local))["rpId"] == "localhost"
    program = hub.browser(accept="*/*")
    assert (await options(program))["rpId"] == "127.0.0.1"
