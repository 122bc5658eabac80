"""What a browser may be made to do by another site's page, a foreign name or a careless address, and what not."""

import json
import secrets
from typing import Any

import httpx2
import pytest
import websockets

from tests.cast import Browser, Hub, serving
from tests.conftest import settings_for
from tests.test_people import REDEEM, link_for
from tests.test_socket import INIT, open_socket, said

pytestmark = pytest.mark.any_database

VIEWER = {"query": "{ viewer { email } }"}
LANGUAGE = {"query": "mutation { setLanguage(input: {language: EN}) { viewer { language } } }"}


@pytest.fixture
async def browser(hub: Hub) -> Browser:
    """The member's, signed in."""
    signed_in = hub.browser()
    await signed_in.ask(REDEEM, input={"secret": await link_for(hub, "member@tarnow.example")})
    return signed_in


def told(answer: httpx2.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["extensions"]["code"]


async def language(browser: Browser) -> str:
    return str((await browser.ask("{ viewer { language } }"))["data"]["viewer"]["language"])


@pytest.mark.parametrize(
    ("headers", "content"),
    [
        ({"content-type": "text/plain"}, json.dumps(LANGUAGE)),
        ({"content-type": "application/x-www-form-urlencoded"}, "query=mutation"),
        ({"content-type": "multipart/form-data; boundary=a"}, "--a--"),
        ({"content-type": "application/jsonx"}, json.dumps(LANGUAGE)),
        ({"content-type": "application/json; charset=utf-7"}, json.dumps(LANGUAGE)),
    ],
)
async def test_a_form_of_another_site_is_not_understood(
    browser: Browser, headers: dict[str, str], content: str
) -> None:
    assert told(await browser.web.post("/graphql", content=content, headers=headers)) == (415, "INVALID")
    assert await language(browser) == "PL"


async def test_get_does_and_tells_nothing_cookie_or_not(browser: Browser) -> None:
    for method in ("GET", "HEAD", "PUT", "DELETE"):
        answer = await browser.web.request(method, "/graphql", params=LANGUAGE)
        assert (answer.status_code, answer.headers["x-robots-tag"]) == (405, "noindex")
    assert await language(browser) == "PL"


async def test_a_cookie_counts_only_with_a_word_that_forms_cannot_say(hub: Hub, browser: Browser) -> None:
    bare = hub.browser(accept="*/*")
    bare.web.cookies.update(dict(browser.web.cookies))
    assert told(await bare.web.post("/graphql", json=LANGUAGE)) == (403, "NOT_ALLOWED")
    for header in ({"x-hub-request": "1"}, {"sec-fetch-site": "same-origin"}):
        answer = await bare.web.post("/graphql", json=VIEWER, headers=header)
        assert answer.json()["data"]["viewer"]["email"] == "member@tarnow.example"
    for header in ({"sec-fetch-site": "same-site"}, {"sec-fetch-site": "none"}, {"origin": "null"}):
        assert told(await bare.web.post("/graphql", json=LANGUAGE, headers=header)) == (403, "NOT_ALLOWED")
    assert await language(browser) == "PL"


async def test_a_program_with_a_token_needs_no_such_word(hub: Hub) -> None:
    member = await hub.person("member")
    assert (await member.ask(VIEWER["query"]))["viewer"]["email"] == "member@tarnow.example"


@pytest.mark.parametrize(
    ("host", "is_known"),
    [
        ("zly.example", False),
        ("zly.example:8000", False),
        ("127.0.0.1.zly.example", False),
        ("localhost.zly.example", False),
        ("", False),
        ("[", False),
        ("127.0.0.1:8000", True),
        ("[::1]:8000", True),
        ("10.1.2.3", True),
        ("localhost:8000", True),
        ("hub:8000", True),
        ("empiria.example", True),
        ("EMPIRIA.example:443", True),
    ],
)
async def test_another_sites_name_for_this_machine_opens_nothing(url: str, host: str, is_known: bool) -> None:
    """DNS rebinding: the browser believes that zly.example is here, and would send and show anything."""
    async with serving(settings_for(url, public_url="https://empiria.example", host="0.0.0.0")) as hub:
        for method, path in (("POST", "/graphql"), ("GET", "/"), ("GET", "/health")):
            answer = await hub.web.request(method, hub.origin + path, headers={"host": host}, json=VIEWER)
            assert (answer.status_code != 421) is is_known
        if not is_known:
            assert told(answer) == (421, "NOT_ALLOWED")
        if not is_known and "." in host:
            port = int(hub.origin.rpartition(":")[2])
            with pytest.raises(websockets.InvalidStatus) as refused:
                async with websockets.connect(f"ws://{host}/graphql", host="127.0.0.1", port=port):
                    pass
            assert refused.value.response.status_code == 421


@pytest.mark.parametrize("query", ["token=hub_x", "access_token=x", "a=1&Authorization=Bearer%20x", "x=hub_abc"])
async def test_a_token_in_an_address_is_refused_on_both_ways_in(hub: Hub, query: str) -> None:
    answer = await hub.web.post(f"{hub.origin}/graphql?{query}", json=VIEWER)
    assert told(answer) == (400, "INVALID")
    assert "adresie" in answer.json()["errors"][0]["message"]
    with pytest.raises(websockets.InvalidStatus) as refused:
        async with websockets.connect(f"{hub.origin.replace('http', 'ws')}/graphql?{query}"):
            pass
    assert refused.value.response.status_code == 400


async def test_a_token_in_an_address_reaches_no_log(hub: Hub, capfd: pytest.CaptureFixture[str]) -> None:
    token = f"hub_{secrets.token_hex(16)}"
    for path in (f"/graphql?token={token}", f"/?token={token}", f"/sieci/obywateli?access_token={token}"):
        await hub.web.post(hub.origin + path, json=VIEWER)
        await hub.web.get(hub.origin + path)
    said = capfd.readouterr()
    assert token not in said.out + said.err


@pytest.mark.parametrize("origin", ["http://zly.example", "null"])
async def test_another_sites_socket_is_not_opened(hub: Hub, origin: str) -> None:
    with pytest.raises(websockets.InvalidStatus) as refused:
        async with open_socket(hub, origin=websockets.Origin(origin)):
            pass
    assert refused.value.response.status_code == 403


async def test_a_socket_that_does_not_say_where_it_comes_from_is_nobodys(hub: Hub, browser: Browser) -> None:
    cookie = {"Cookie": "; ".join(f"{name}={value}" for name, value in browser.web.cookies.items())}
    personal = "subscription { personalEvents { cursor } }"
    subscribe = {"id": "1", "type": "subscribe", "payload": {"query": personal}}
    heard: list[dict[str, Any]] = []
    for options in ({}, {"origin": websockets.Origin(hub.origin)}):
        async with open_socket(hub, additional_headers=cookie, **options) as opened:
            await said(opened, INIT, subscribe)
            assert json.loads(await opened.recv())["type"] == "connection_ack"
            heard.append(json.loads(await opened.recv()))
    assert heard[0]["payload"][0]["extensions"]["code"] == "NOT_SIGNED_IN"
    assert heard[1]["type"] == "next"


async def test_every_answer_tells_browsers_to_keep_it_to_themselves(hub: Hub, browser: Browser) -> None:
    answers = {
        path: await hub.web.get(hub.origin + path)
        for path in ("/", "/konto", "/sieci/obywateli", "/health", "/graphql", "/assets/none.js")
    }
    answers["asked"] = await browser.web.post("/graphql", json=VIEWER)
    answers["refused"] = await hub.web.post(f"{hub.origin}/graphql?token=x", json=VIEWER)
    for path, answer in answers.items():
        policy = answer.headers["content-security-policy"]
        for rule in ("default-src 'self'", "script-src 'self'", "object-src 'none'", "base-uri 'none'"):
            assert rule in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert (answer.headers.get("x-robots-tag") == "noindex") is (path not in ("/", "/sieci/obywateli"))
    for name in ("asked", "refused"):
        assert answers[name].headers["cache-control"] == "no-store"
    assert "Cookie" in answers["asked"].headers["vary"]
