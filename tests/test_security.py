"""Ways in that end: passwords changed and reset, sessions and tokens ended, people who have left."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
import websockets
from sqlalchemy import select, update

from hub import clock, people
from hub.models import AccessToken, Letter, LetterKind, LinkPurpose, Person, Session
from tests.cast import NEWS, Browser, Hub
from tests.patience import PATIENCE
from tests.test_people import PASSWORD, REDEEM, SIGN_IN, link_for
from tests.test_socket import INIT, open_socket, said, subscribe
from tests.test_threads import reply

MEMBER = "member@tarnow.example"
FRESH = "nowe hasło do Empirii"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Mobile Safari/537.36"

SESSIONS = "{ viewer { sessions { id device createdAt lastUsedAt isCurrent } } }"
PERSONAL = "subscription { personalEvents { cursor } }"
TOKENS = "{ viewer { tokens { id name mayWrite createdAt endedAt } } }"
END_SESSION = "mutation ($input: EndSessionInput!) { endSession(input: $input) { sessions { id isCurrent } } }"
END_OTHERS = "mutation { endOtherSessions { sessions { id isCurrent } } }"
END_TOKEN = "mutation ($input: EndTokenInput!) { endToken(input: $input) { token { id endedAt } } }"
SET_PASSWORD = "mutation ($input: SetPasswordInput!) { setPassword(input: $input) { viewer { hasPassword } } }"
REQUEST_RESET = "mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { sent } }"
RESET = "mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { viewer { email } } }"


async def signed_in(hub: Hub, device: str = FIREFOX, address: str = MEMBER) -> Browser:
    browser = hub.browser(**{"origin": hub.origin, "sec-fetch-site": "same-origin", "user-agent": device})
    answer = await browser.ask(REDEEM, input={"secret": await link_for(hub, address)})
    assert answer["data"]
    return browser


async def with_password(hub: Hub, password: str = PASSWORD) -> Browser:
    browser = await signed_in(hub)
    assert (await browser.ask(SET_PASSWORD, input={"newPassword": password}))["data"]
    return browser


async def sessions_of(browser: Browser) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await browser.ask(SESSIONS))["data"]["viewer"]["sessions"]
    return found


async def reset_link(hub: Hub, address: str = MEMBER) -> str:
    secret = await people.make_link(hub.operator, address, people.LINK_LASTS, LinkPurpose.RESET)
    assert secret
    return secret


async def letters(hub: Hub, kind: LetterKind) -> Sequence[Letter]:
    async with hub.database.reading(hub.operator) as work:
        return await work.rows(select(Letter).where(Letter.kind == kind))


def code(answer: dict[str, Any]) -> tuple[str, str | None]:
    extensions = answer["errors"][0]["extensions"]
    return extensions["code"], extensions.get("field")


# Sessions


async def test_one_sees_where_one_is_signed_in_and_which_is_here(hub: Hub) -> None:
    here = await signed_in(hub)
    await signed_in(hub, PHONE)
    await signed_in(hub, "curl/8")
    await signed_in(hub, address="tomasz.gawron@tarnow.example")
    found = await sessions_of(here)
    assert sorted(session["device"] for session in found) == ["", "Chrome, Android", "Firefox, Windows"]
    assert [session["device"] for session in found if session["isCurrent"]] == ["Firefox, Windows"]


async def test_signing_out_elsewhere_ends_that_session_and_no_other(hub: Hub) -> None:
    here, phone, other = await signed_in(hub), await signed_in(hub, PHONE), await signed_in(hub, "curl/8")
    (theirs,) = [session for session in await sessions_of(here) if session["device"] == "Chrome, Android"]
    left = (await here.ask(END_SESSION, input={"sessionId": theirs["id"]}))["data"]["endSession"]["sessions"]
    assert len(left) == 2
    assert [await browser.who() for browser in (here, phone, other)] == [MEMBER, None, MEMBER]
    assert code(await here.ask(END_SESSION, input={"sessionId": theirs["id"]})) == ("NOT_FOUND", None)


async def test_signing_out_everywhere_else_leaves_this_session_alone(hub: Hub) -> None:
    here, phone = await signed_in(hub), await signed_in(hub, PHONE)
    colleague = await signed_in(hub, address="tomasz.gawron@tarnow.example")
    left = (await here.ask(END_OTHERS))["data"]["endOtherSessions"]["sessions"]
    assert [session["isCurrent"] for session in left] == [True]
    assert [bool(await browser.who()) for browser in (here, phone, colleague)] == [True, False, True]


async def test_nobody_ends_what_is_somebody_elses(hub: Hub) -> None:
    member, moderator = await signed_in(hub), await signed_in(hub, address="moderator@zmp.example")
    session = (await sessions_of(member))[0]["id"]
    await hub.person("member")
    token = (await member.ask(TOKENS))["data"]["viewer"]["tokens"][0]["id"]
    for query, input in ((END_SESSION, {"sessionId": session}), (END_TOKEN, {"tokenId": token})):
        assert code(await moderator.ask(query, input=input)) == ("NOT_FOUND", None)
        for nonsense in ("", "session_x", "token_x", "person_00000000000000000000000000"):
            input = dict.fromkeys(input, nonsense)
            assert code(await member.ask(query, input=input)) == ("NOT_FOUND", None)
    assert await member.who() == MEMBER
    assert (await member.ask(TOKENS))["data"]["viewer"]["tokens"][0]["endedAt"] is None


async def test_one_sees_ones_tokens_and_ends_them(hub: Hub) -> None:
    browser, program = await signed_in(hub), await hub.person("member", may_write=False)
    (token,) = (await browser.ask(TOKENS))["data"]["viewer"]["tokens"]
    assert (token["name"], token["mayWrite"], token["endedAt"]) == ("test", False, None)
    for _ in range(2):
        ended = (await browser.ask(END_TOKEN, input={"tokenId": token["id"]}))["data"]["endToken"]["token"]
        assert ended["endedAt"]
    assert (await program.post({"query": "{ viewer { email } }"})).status_code == 401


async def test_a_program_neither_sees_nor_changes_how_its_person_comes_in(hub: Hub) -> None:
    browser, program = await signed_in(hub), await hub.person("member")
    (session,) = await sessions_of(browser)
    seen = await program.ask("{ viewer { sessions { id } tokens { id } } }")
    assert seen == {"viewer": {"sessions": None, "tokens": None}}
    for query, input in (
        (END_SESSION, {"sessionId": session["id"]}),
        (END_OTHERS, None),
        (END_TOKEN, {"tokenId": "token_x"}),
        (SET_PASSWORD, {"newPassword": FRESH}),
    ):
        answer = (await program.post({"query": query, "variables": {"input": input}})).json()
        assert code(answer) == ("NOT_ALLOWED", None), query
    assert await browser.who() == MEMBER
    assert code(await hub.browser().ask(SIGN_IN, input={"email": MEMBER, "password": FRESH}))[0] == "INVALID"


# People who have left


@pytest.mark.parametrize("leaving", ["deactivated_at", "erased_at"])
async def test_who_has_left_comes_in_by_no_way_with_the_answer_of_a_stranger(hub: Hub, leaving: str) -> None:
    browser, program = await with_password(hub), await hub.person("member")
    links = await link_for(hub, MEMBER), await reset_link(hub)
    async with hub.database.engine.begin() as connection:
        await connection.execute(update(Person).where(Person.email == MEMBER).values({leaving: clock.now()}))
    assert await browser.who() is None
    assert (await program.post({"query": "{ viewer { email } }"})).status_code == 401
    unknown = {"email": "nikt@nigdzie.example", "password": PASSWORD}
    known = await hub.browser().ask(SIGN_IN, input={"email": MEMBER, "password": PASSWORD})
    assert known == await hub.browser().ask(SIGN_IN, input=unknown)
    by_link = await hub.browser().ask(REDEEM, input={"secret": links[0]})
    assert by_link == await hub.browser().ask(REDEEM, input={"secret": "nigdy nie było"})
    reset = await hub.browser().ask(RESET, input={"secret": links[1], "newPassword": FRESH})
    assert code(reset) == ("INVALID", "secret")
    assert await people.make_link(hub.operator, MEMBER, people.LINK_LASTS) is None


# What is open ends with its way in


async def until_closed(opened: websockets.ClientConnection) -> list[Any]:
    """What still comes, and the code with which the hub closes."""
    heard: list[Any] = []
    try:
        async with asyncio.timeout(PATIENCE):
            while True:
                heard.append(await opened.recv())
    except websockets.ConnectionClosed as closed:
        return [*heard, closed.rcvd and closed.rcvd.code]


End = Callable[[Hub, Browser], Awaitable[object]]


async def _sign_out_there(hub: Hub, here: Browser) -> object:
    (there,) = [session for session in await sessions_of(here) if not session["isCurrent"]]
    return await here.ask(END_SESSION, input={"sessionId": there["id"]})


async def _sign_out_everywhere_else(hub: Hub, here: Browser) -> object:
    return await here.ask(END_OTHERS)


async def _change_the_password(hub: Hub, here: Browser) -> object:
    return await here.ask(SET_PASSWORD, input={"newPassword": FRESH})


async def _reset_the_password(hub: Hub, here: Browser) -> object:
    return await hub.browser().ask(RESET, input={"secret": await reset_link(hub), "newPassword": FRESH})


@pytest.mark.parametrize("end", [_sign_out_there, _sign_out_everywhere_else, _change_the_password, _reset_the_password])
async def test_an_open_stream_ends_with_its_session_and_nothing_written_after_arrives(hub: Hub, end: End) -> None:
    network = await hub.network()
    thread = network["threads"]["Trudne rozmowy"]["id"]
    here, there, moderator = await signed_in(hub), await signed_in(hub, PHONE), await hub.person("moderator")
    cookie = {"Cookie": "; ".join(f"{name}={value}" for name, value in there.web.cookies.items())}
    async with open_socket(hub, additional_headers=cookie, origin=hub.origin) as opened:
        await said(opened, INIT, subscribe("1", NEWS, network=network["id"]))
        for _ in range(2):  # the greeting and the first heartbeat
            await opened.recv()
        assert await end(hub, here)
        await reply(moderator, thread, "Po wylogowaniu.")
        heard = await until_closed(opened)
    assert heard[-1] == 4403
    assert "PostAdded" not in str(heard)


@pytest.mark.parametrize("is_program", [False, True])
async def test_a_socket_that_was_quiet_when_its_way_in_ended_follows_nothing_any_more(
    hub: Hub, is_program: bool
) -> None:
    network, here, there = await hub.network(), await signed_in(hub), await signed_in(hub, PHONE)
    program = await hub.person("member")
    cookie = {"Cookie": "; ".join(f"{name}={value}" for name, value in there.web.cookies.items())}
    init = INIT | {"payload": {"authorization": f"Bearer {program.token}"}} if is_program else INIT
    for query, variables in ((NEWS, {"network": network["id"]}), (PERSONAL, {})):
        async with open_socket(hub, additional_headers={} if is_program else cookie, origin=hub.origin) as opened:
            await said(opened, init)
            assert json.loads(await opened.recv())["type"] == "connection_ack"
            (token,) = (await here.ask(TOKENS))["data"]["viewer"]["tokens"]
            await (here.ask(END_TOKEN, input={"tokenId": token["id"]}) if is_program else here.ask(END_OTHERS))
            await said(opened, subscribe("1", query, **variables))
            assert await until_closed(opened) == [4403]
        async with hub.database.engine.begin() as connection:
            for way in (Session, AccessToken):
                await connection.execute(update(way).values(ended_at=None))


async def test_an_open_stream_ends_when_its_token_is_ended_on_the_page(hub: Hub) -> None:
    network = await hub.network()
    browser, program = await signed_in(hub), await hub.person("member")
    (token,) = (await browser.ask(TOKENS))["data"]["viewer"]["tokens"]
    async with program.hearing(network["id"]) as news:
        await news.batch()
        assert (await browser.ask(END_TOKEN, input={"tokenId": token["id"]}))["data"]
        assert (await until_closed(news.socket))[-1] == 4403


async def test_a_session_that_was_long_unused_is_listed_no_more(hub: Hub) -> None:
    here = await signed_in(hub)
    await signed_in(hub, PHONE)
    async with hub.database.engine.begin() as connection:
        of_phone = update(Session).where(Session.device == "Chrome, Android")
        await connection.execute(of_phone.values(last_used_at=clock.now() - timedelta(days=31)))
    assert [session["isCurrent"] for session in await sessions_of(here)] == [True]
