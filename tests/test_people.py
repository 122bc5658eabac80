"""Signing in and out: by password, by a mailed link, in the demo; and what a session is."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from hub import clock, people
from hub.database import Viewer
from hub.errors import Invalid
from hub.models import AccessToken, Session, SignInLink
from tests.cast import Hub, serving
from tests.conftest import settings_for
from tests.postbox import link_in, postbox, text_of

PASSWORD = "poprawny koń bateria"
SIGN_IN = "mutation ($input: SignInInput!) { signIn(input: $input) { viewer { email } } }"
REQUEST = "mutation ($input: RequestSignInLinkInput!) { requestSignInLink(input: $input) { sent } }"
REDEEM = "mutation ($input: RedeemSignInLinkInput!) { redeemSignInLink(input: $input) { viewer { email } } }"
DEMO = "mutation ($input: SignInToDemoInput!) { signInToDemo(input: $input) { viewer { email } } }"
VIEWER = "{ viewer { email } }"


async def link_for(hub: Hub, address: str) -> str:
    secret = await people.make_link(hub.operator, address, people.LINK_LASTS)
    assert secret
    return secret


async def test_a_password_signs_in_and_signing_out_ends_it(hub: Hub) -> None:
    first = hub.browser()
    await first.ask(REDEEM, input={"secret": await link_for(hub, "member@tarnow.example")})
    set_password = "mutation ($input: SetPasswordInput!) { setPassword(input: $input) { viewer { hasPassword } } }"
    answer = await first.ask(set_password, input={"newPassword": PASSWORD})
    assert answer["data"]["setPassword"]["viewer"]["hasPassword"]

    browser = hub.browser()
    answer = await browser.ask(SIGN_IN, input={"email": " Member@Tarnow.example ", "password": PASSWORD})
    assert answer["data"]["signIn"]["viewer"]["email"] == "member@tarnow.example"
    assert await browser.who() == "member@tarnow.example"
    stolen = dict(browser.web.cookies)
    await browser.ask("mutation { signOut { signedOut } }")
    assert await browser.who() is None
    browser.web.cookies.update(stolen)
    assert await browser.who() is None, "the session itself has ended, not only the cookie"
    assert await first.who() == "member@tarnow.example"


async def test_a_wrong_password_and_an_unknown_address_look_alike(hub: Hub) -> None:
    await people.set_password(await _as(hub, "member@tarnow.example"), PASSWORD)
    answers = [
        await hub.browser().ask(SIGN_IN, input={"email": address, "password": "niepoprawne hasło"})
        for address in ("member@tarnow.example", "moderator@zmp.example", "nikt@nigdzie.example")
    ]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0]["errors"][0]["extensions"] == {"code": "INVALID", "field": "password"}


@pytest.mark.parametrize(("password", "current"), [("krótkie", None), ("x" * 201, None), (PASSWORD, "zgadywane")])
async def test_a_password_is_long_enough_and_changed_by_who_knows_it(
    hub: Hub, password: str, current: str | None
) -> None:
    viewer = await _as(hub, "member@tarnow.example")
    if current:
        await people.set_password(viewer, "dotychczasowe hasło")
    with pytest.raises(Invalid):
        await people.set_password(viewer, password, current)


async def test_a_mailed_link_comes_by_mail_and_only_the_button_redeems_it(url: str) -> None:
    with postbox() as box:
        async with serving(settings_for(url, smtp_url=box.url)) as hub:
            browser = hub.browser()
            for address in ("nikt@nigdzie.example", "member@tarnow.example"):
                assert (await browser.ask(REQUEST, input={"email": address}))["data"]["requestSignInLink"]["sent"]
            (letter,) = await box.wait_for(1)
            assert letter["To"] == "member@tarnow.example"
            assert text_of(letter).startswith("Dzień dobry")
            page, _, secret = link_in(letter).partition("#")
            path = "/" + page.partition("://")[2].partition("/")[2]
            for _ in range(3):  # a mail filter looks at it
                assert (await browser.web.get(path)).status_code in (200, 503)
            answer = await browser.ask(REDEEM, input={"secret": secret})
            assert answer["data"]["redeemSignInLink"]["viewer"]["email"] == "member@tarnow.example"
            again = await hub.browser().ask(REDEEM, input={"secret": secret})
            assert again["errors"][0]["extensions"] == {"code": "INVALID", "field": "secret"}


async def test_a_link_opens_one_session_however_often_it_is_pressed(hub: Hub) -> None:
    secret = await link_for(hub, "member@tarnow.example")
    answers = await asyncio.gather(*(hub.browser().ask(REDEEM, input={"secret": secret}) for _ in range(20)))
    assert [bool(answer.get("data")) for answer in answers].count(True) == 1
    async with hub.database.engine.connect() as connection:
        assert len((await connection.execute(select(Session.id))).all()) == 1


async def test_a_link_that_is_too_old_is_none(hub: Hub) -> None:
    secret = await link_for(hub, "member@tarnow.example")
    async with hub.database.engine.begin() as connection:
        await connection.execute(update(SignInLink).values(expires_at=clock.now() - timedelta(seconds=1)))
    assert (await hub.browser().ask(REDEEM, input={"secret": secret}))["errors"]


async def test_a_session_lasts_thirty_days_from_its_last_use(hub: Hub) -> None:
    browser = hub.browser()
    await browser.ask(REDEEM, input={"secret": await link_for(hub, "member@tarnow.example")})
    for days, address in ((29, "member@tarnow.example"), (29, "member@tarnow.example"), (31, None)):
        async with hub.database.engine.begin() as connection:
            await connection.execute(update(Session).values(last_used_at=clock.now() - timedelta(days=days)))
        assert await browser.who() == address


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(hub: Hub, url: str) -> None:
    secret = await link_for(hub, "member@tarnow.example")
    response = await hub.browser().web.post(
        "/graphql", json={"query": REDEEM, "variables": {"input": {"secret": secret}}}
    )
    cookie = response.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie
    async with serving(settings_for(url, public_url="https://empiria.example")) as safe:
        secret = await link_for(safe, "member@tarnow.example")
        response = await safe.web.post(
            f"{safe.origin}/graphql", json={"query": REDEEM, "variables": {"input": {"secret": secret}}}
        )
        cookie = response.headers["set-cookie"]
        assert cookie.startswith("__Host-")
        assert "Secure" in cookie
        assert "Path=/" in cookie


@pytest.mark.parametrize(
    "headers", [{"origin": "http://zly.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}]
)
async def test_another_sites_page_does_nothing_in_ones_name(hub: Hub, headers: dict[str, str]) -> None:
    browser = hub.browser()
    await browser.ask(REDEEM, input={"secret": await link_for(hub, "member@tarnow.example")})
    response = await browser.web.post("/graphql", json={"query": VIEWER}, headers=headers)
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (403, "NOT_ALLOWED")


async def test_the_demos_door_is_open_on_this_machine_only(hub: Hub, url: str) -> None:
    accounts, enter = "{ demoAccounts { email } }", {"email": "member@tarnow.example"}
    closed = hub.browser()
    assert (await closed.ask(accounts))["data"]["demoAccounts"] == []
    assert (await closed.ask(DEMO, input=enter))["errors"][0]["extensions"]["code"] == "NOT_FOUND"
    async with serving(settings_for(url, demo=True)) as demo:
        browser = demo.browser()
        assert len((await browser.ask(accounts))["data"]["demoAccounts"]) == 5
        for headers in ({"x-forwarded-for": "127.0.0.1"}, {"forwarded": "for=127.0.0.1"}, {"host": "empiria.example"}):
            proxied = demo.browser(**headers)
            for query, found in ((accounts, "demoAccounts"), (DEMO, "signInToDemo")):
                variables = {"input": enter} if query is DEMO else {}
                answer = await proxied.ask(query, **variables)
                assert not (answer.get("data") or {}).get(found)
        assert (await browser.ask(DEMO, input=enter))["data"]["signInToDemo"]["viewer"]["email"] == enter["email"]
        assert await browser.who() == enter["email"]


async def test_secrets_are_stored_hashed_only(hub: Hub) -> None:
    link = await link_for(hub, "member@tarnow.example")
    browser = hub.browser()
    await browser.ask(REDEEM, input={"secret": link})
    token = (await hub.person("member")).token
    assert token
    session = browser.web.cookies["hub_session"]
    async with hub.database.engine.connect() as connection:
        for column in (SignInLink.secret_hash, Session.token_hash, AccessToken.token_hash):
            for stored in await connection.scalars(select(column)):
                assert len(stored) == 32
                assert not any(secret.encode() in stored for secret in (link, token, session))


async def _as(hub: Hub, address: str) -> Viewer:
    signed_in = await people.sign_in_to_demo(hub.operator, address)
    return signed_in.viewer
