"""Passwords changed and reset, and what hashing them takes."""

import asyncio

import argon2

from hub.models import LetterKind
from hub.people import passwords
from tests.cast import Hub
from tests.conftest import COST
from tests.test_people import PASSWORD, REDEEM, SIGN_IN, link_for
from tests.test_security import (
    FRESH,
    MEMBER,
    PHONE,
    REQUEST_RESET,
    RESET,
    SET_PASSWORD,
    code,
    letters,
    reset_link,
    signed_in,
    with_password,
)


def test_a_hash_takes_what_rfc_9106_recommends() -> None:
    """64 MiB, three times: tests themselves hash at less."""
    assert COST.type is argon2.Type.ID
    assert (COST.memory_cost, COST.time_cost, COST.parallelism) == (1 << 16, 3, 4)


async def test_who_has_no_account_is_compared_with_a_hash_at_the_same_cost_that_nothing_fits() -> None:
    known, nobodys = await passwords.hashed(PASSWORD), passwords._nobodys_hash()
    assert argon2.extract_parameters(nobodys) == argon2.extract_parameters(known)
    assert not await passwords._fits(PASSWORD, nobodys)


async def test_a_changed_password_ends_every_other_session_and_no_token(hub: Hub) -> None:
    here = await with_password(hub)
    phone, program = await signed_in(hub, PHONE), await hub.person("member")
    link = await link_for(hub, MEMBER)
    wrong = await here.ask(SET_PASSWORD, input={"newPassword": FRESH, "currentPassword": "zgadywane"})
    assert code(wrong) == ("INVALID", "currentPassword")
    assert await phone.who() == MEMBER
    assert (await here.ask(SET_PASSWORD, input={"newPassword": FRESH, "currentPassword": PASSWORD}))["data"]
    assert [await here.who(), await phone.who()] == [MEMBER, None]
    assert (await program.ask("{ viewer { email } }"))["viewer"]["email"] == MEMBER
    assert code(await hub.browser().ask(REDEEM, input={"secret": link})) == ("INVALID", "secret")
    for password, is_right in ((PASSWORD, False), (FRESH, True)):
        answer = await hub.browser().ask(SIGN_IN, input={"email": MEMBER, "password": password})
        assert bool(answer["data"]) is is_right
    assert len(await letters(hub, LetterKind.PASSWORD_CHANGED)) == 2


async def test_a_mailed_link_sets_a_new_password_signs_in_and_ends_the_rest(hub: Hub) -> None:
    before = await with_password(hub)
    secret = await reset_link(hub)
    await hub.web.get(f"{hub.origin}/haslo")  # a mail filter looks at it; the secret stays with the browser
    browser = hub.browser()
    short = await browser.ask(RESET, input={"secret": secret, "newPassword": "krótkie"})
    assert code(short) == ("INVALID", "newPassword"), "and the link is not used up"
    answer = await browser.ask(RESET, input={"secret": secret, "newPassword": FRESH})
    assert answer["data"]["resetPassword"]["viewer"]["email"] == MEMBER
    assert [await browser.who(), await before.who()] == [MEMBER, None]
    again = await hub.browser().ask(RESET, input={"secret": secret, "newPassword": PASSWORD})
    assert code(again) == ("INVALID", "secret")
    assert (await hub.browser().ask(SIGN_IN, input={"email": MEMBER, "password": FRESH}))["data"]
    (*_, letter) = await letters(hub, LetterKind.PASSWORD_CHANGED)
    assert "secret" not in letter.model_dump_json()


async def test_a_link_serves_what_it_was_mailed_for(hub: Hub) -> None:
    to_sign_in, to_reset = await link_for(hub, MEMBER), await reset_link(hub)
    assert code(await hub.browser().ask(RESET, input={"secret": to_sign_in, "newPassword": FRESH}))[1] == "secret"
    assert code(await hub.browser().ask(REDEEM, input={"secret": to_reset}))[1] == "secret"
    assert (await hub.browser().ask(REDEEM, input={"secret": to_sign_in}))["data"]


async def test_a_reset_link_works_once_however_often_it_is_pressed(hub: Hub) -> None:
    secret = await reset_link(hub)
    answers = await asyncio.gather(
        *(hub.browser().ask(RESET, input={"secret": secret, "newPassword": f"{FRESH} {n}"}) for n in range(8))
    )
    (winner,) = [n for n, answer in enumerate(answers) if answer.get("data")]
    assert (await hub.browser().ask(SIGN_IN, input={"email": MEMBER, "password": f"{FRESH} {winner}"}))["data"]


async def test_a_request_for_a_reset_answers_and_works_alike_for_every_address(hub: Hub) -> None:
    answers, said = [], []
    for address in (MEMBER, "nikt@nigdzie.example"):
        async with hub.statements() as statements:
            answers.append(await hub.browser().ask(REQUEST_RESET, input={"email": address}))
        said.append([statement for statement in statements if "letter" in statement or "person" in statement])
    assert answers[0] == answers[1]
    assert answers[0]["data"] == {"requestPasswordReset": {"sent": True}}
    assert said[0] == said[1], "so it takes the same time"
    assert len(await letters(hub, LetterKind.PASSWORD_RESET)) == 2
