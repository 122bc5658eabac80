"""What holds on every page: everybody can use it, it fits, it speaks both languages and keeps secrets."""

import json
import re
from collections.abc import AsyncIterator
from itertools import cycle

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.async_api import Page, expect

from hub.people import LINK_LASTS, make_link
from tests.browser.conftest import People
from tests.browser.people import Visitor, a_thread
from tests.cast import Hub
from tests.test_profiles import own_id
from tests.topics import listed

pytestmark = pytest.mark.asyncio(loop_scope="session")

APPEARANCES = (("pl", "dark", 360), ("en", "light", 360), ("pl", "dark", 1280), ("en", "dark", 768))
"""Each page is seen in Polish, light and wide; every third also in one of these, in turn."""


async def test_axe_finds_nothing_on_any_page_and_none_scrolls_sideways(hub: Hub, people: People) -> None:
    found: dict[str, object] = {}
    further = cycle(one for appearance in APPEARANCES for one in (appearance, None, None))
    async for name, visitor in every_page(hub, people):
        await visitor.page.evaluate(AXE_SCRIPT)
        for language, theme, width in filter(None, (("pl", "light", 1280), next(further))):
            await speak(visitor.page, language)
            await visitor.page.evaluate(DRESS, theme)
            await visitor.page.set_viewport_size({"width": width, "height": 800})
            if violations := await visitor.page.evaluate(VIOLATIONS, language == "pl"):
                found[f"{name} {language} {theme} {width}"] = violations
        for width in (360, 768, 1093, 1280):
            await visitor.page.set_viewport_size({"width": width, "height": 800})
            if beyond := await visitor.page.evaluate(BEYOND):
                found[f"{name} {width}"] = f"{beyond} px beyond"
    assert not found, json.dumps(found, indent=1, ensure_ascii=False)


async def test_the_outsider_cannot_tell_a_closed_thread_from_one_that_never_was(hub: Hub, people: People) -> None:
    thread, path = await a_thread(hub)
    outsider = await people("outsider")
    seen = set()
    never = thread[:-12] + "000000000000"
    for address in (path, path.replace(thread, never), path.replace("obywateli", "nie-ma-takiej")):
        page = await outsider.open(address)
        await expect(page.get_by_role("heading", level=1, name="Nie ma takiej strony")).to_be_visible()
        await expect(page).to_have_title("Nie ma takiej strony · Empiria")
        seen.add((await page.title(), await page.evaluate("document.documentElement.outerHTML")))
    assert len(seen) == 1


async def test_the_page_speaks_polish_and_english_and_remembers(people: People) -> None:
    observer = await people("observer")
    page = await observer.open("/sieci/obywateli")
    await expect(page.get_by_role("heading", level=2, name="Co nowego")).to_be_visible()
    await speak(page, "en")
    await expect(page.get_by_role("heading", level=2, name="What is new")).to_be_visible()
    await expect(page.get_by_role("heading", level=1, name="Citizens' City")).to_be_visible()
    await page.reload()
    await observer.drawn()
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page.locator(".connection")).to_have_text("live")


async def test_a_mail_filter_that_opens_the_link_uses_nothing_up_and_the_button_signs_in(
    hub: Hub, people: People
) -> None:
    secret = await make_link(hub.operator, "member@tarnow.example", LINK_LASTS)
    link = f"/logowanie/link#{secret}"
    mail_filter, member = await people(), await people()
    for _ in range(2):
        answer = await mail_filter.page.request.get(hub.origin + link)
        assert answer.ok
        assert "set-cookie" not in answer.headers
    await mail_filter.open(link)
    await expect(mail_filter.page.get_by_role("button", name="Zaloguj się na tym urządzeniu")).to_be_visible()
    assert await mail_filter.context.cookies() == []

    await member.open(link)
    await member.page.get_by_role("button", name="Zaloguj się na tym urządzeniu").click()
    await expect(member.page.get_by_role("heading", level=1, name="Moje sieci")).to_be_visible()
    assert str(secret) not in member.page.url

    await mail_filter.page.get_by_role("button", name="Zaloguj się na tym urządzeniu").click()
    await expect(mail_filter.page.get_by_role("alert").locator(".error")).to_be_visible()


async def every_page(hub: Hub, people: People) -> AsyncIterator[tuple[str, Visitor]]:
    """Each page that there is, drawn; the member sees those behind the door."""
    _, path = await a_thread(hub)
    board = next(iter((await hub.network())["boards"].values()))
    topic = (await listed(await hub.person("coordinator"), board))[0]["id"]
    stranger, member, coordinator = await people(), await people("member"), await people("coordinator")
    open_poll, closed_poll = await polls_of(hub)
    remarked = await a_remarked_result(hub)
    for name, visitor, address in (
        ("public face", stranger, "/"),
        ("accessibility", stranger, "/dostepnosc"),
        ("door", stranger, "/sieci/obywateli"),
        ("sign-in", stranger, "/logowanie"),
        ("link", stranger, "/logowanie/link#secret"),
        ("link without its secret", stranger, "/logowanie/link"),
        ("home", member, "/"),
        ("network", member, "/sieci/obywateli"),
        ("board", member, f"/sieci/obywateli/dzialy/{board}"),
        ("topics", coordinator, f"/sieci/obywateli/dzialy/{board}/tematy"),
        ("topic", member, f"/sieci/obywateli/tematy/{topic}"),
        ("thread", member, path),
        ("start", member, "/sieci/obywateli/nowa-rozmowa"),
        ("votes", member, "/sieci/obywateli/glosowania"),
        ("a vote", member, open_poll),
        ("a vote held", coordinator, closed_poll),
        ("protocol", member, f"{closed_poll}/protokol"),
        ("a vote for the wall", member, f"{open_poll}/ekran"),
        ("what came of it for the wall", member, f"{closed_poll}/ekran"),
        ("a vote for the office", member, f"{open_poll}/karta"),
        ("new vote", coordinator, "/sieci/obywateli/nowe-glosowanie"),
        ("new result", member, "/sieci/obywateli/nowe-opracowanie"),
        ("a result", member, remarked),
        ("remarks, to be printed", member, f"{remarked}/uwagi"),
        ("a published result", stranger, await published(hub)),
        ("account", member, "/konto"),
        ("profile", member, "/konto/profil"),
        ("security", member, "/konto/bezpieczenstwo"),
        ("forgotten password", stranger, "/haslo"),
        ("new password", stranger, "/haslo#secret"),
        ("people", member, "/sieci/obywateli/ludzie"),
        ("person", member, f"/sieci/obywateli/ludzie/{await own_id(await hub.person('moderator'))}"),
        ("own city", member, "/moje-miasto"),
        ("personal data", member, "/dane-osobowe"),
        ("personal data, for everybody", stranger, "/dane-osobowe"),
        ("log of acts", member, "/sieci/obywateli/dziennik"),
        ("coordination", coordinator, "/koordynacja"),
        ("cities", coordinator, "/sieci/obywateli/miasta"),
        ("moderated thread", coordinator, path),
        ("other networks", member, "/katalog"),
        ("search", member, "/szukaj?q=mieszkańcy"),
        ("search, narrowed", member, f"/szukaj?q=mieszkańcy&siec={(await hub.network())['id']}&kiedy=days"),
        ("notices", member, "/powiadomienia"),
        ("mail and notices", member, "/konto/powiadomienia"),
        ("reports", coordinator, "/sieci/obywateli/zgloszenia"),
        ("thread, to be printed", member, f"{path}/druk"),
        ("invitations", coordinator, "/sieci/obywateli/zaproszenia"),
        ("requests", coordinator, "/sieci/obywateli/prosby"),
        ("one's place", member, f"/sieci/obywateli/miejsca/{await own_standing(hub)}"),
        ("a link that works no longer", stranger, "/zaproszenie#secret"),
        ("a link in a room", stranger, f"/zaproszenie#{await link_in_a_room(hub)}"),
        ("not found", member, "/nie-ma"),
    ):
        await visitor.page.set_viewport_size({"width": 1280, "height": 800})
        await visitor.open(address)
        yield name, visitor


async def polls_of(hub: Hub) -> list[str]:
    """The addresses of one that is open, and of one that is over."""
    asked = '{ network(slug: "obywateli") { polls { edges { node { id state } } } } }'
    found = (await (await hub.person("member")).ask(asked))["network"]["polls"]["edges"]
    by_state = {edge["node"]["state"]: edge["node"]["id"] for edge in found}
    return [f"/sieci/obywateli/glosowania/{by_state[state]}" for state in ("OPEN", "CLOSED")]


async def a_remarked_result(hub: Hub) -> str:
    """The address of one that cities of the network have remarked on."""
    asked = (
        '{ network(slug: "obywateli") { results { edges { node { id remarks(first: 1) { edges { cursor } } } } } } }'
    )
    found = (await (await hub.person("member")).ask(asked))["network"]["results"]["edges"]
    return f"/sieci/obywateli/opracowania/{next(it['node']['id'] for it in found if it['node']['remarks']['edges'])}"


async def published(hub: Hub) -> str:
    """The address of a result that everybody reads."""
    found = await hub.stranger.ask("{ results { edges { node { id } } } }")
    return f"/opracowania/{found['results']['edges'][0]['node']['id']}"


async def own_standing(hub: Hub) -> str:
    """The member's, in the network."""
    mine = (await (await hub.person("member")).ask("{ viewer { standings { id network { slug } } } }"))["viewer"]
    return next(str(one["id"]) for one in mine["standings"] if one["network"]["slug"] == "obywateli")


async def link_in_a_room(hub: Hub) -> str:
    """The secret of one that the coordinator has made."""
    made = "mutation ($input: CreateInvitationLinkInput!) { createInvitationLink(input: $input) { link } }"
    said = {"networkId": (await hub.network())["id"], "kind": "MEMBER", "mostUses": 9, "hours": 2, "admits": True}
    answer = await (await hub.person("coordinator")).ask(made, input=said)
    return str(answer["createInvitationLink"]["link"]).partition("#")[2]


async def speak(page: Page, language: str) -> None:
    await page.evaluate(SPEAK, language)
    await expect(page.locator("html")).to_have_attribute("lang", language)
    await expect(page.locator(".skeleton")).to_have_count(0)
    await expect(page.locator("h1")).to_be_visible()
    if await page.locator(".connection").count():
        await expect(page.locator(".connection")).to_have_text(re.compile("na żywo|live"))


DRESS = "theme => { document.documentElement.dataset.theme = theme; }"
SPEAK = "language => document.querySelector(`.languages [lang=${language}]`).click()"
BEYOND = "document.documentElement.scrollWidth - innerWidth"
VIOLATIONS = """
async (withContrast) => {
  const rules = { "color-contrast": { enabled: withContrast } };
  const { violations } = await axe.run(document, { resultTypes: ["violations"], preload: false, rules });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ").slice(0, 400)}`);
}
"""
"""Contrast takes most of the time and depends on theme and width, not on words, so one language will do for it."""
