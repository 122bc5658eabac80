"""What appears on the screen by itself, and what the page says of its connection."""

import asyncio
import re

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import People
from tests.browser.line import Line
from tests.browser.people import a_thread
from tests.cast import Hub

pytestmark = pytest.mark.asyncio(loop_scope="session")

EVERYWHERE = pytest.mark.parametrize("url", ["sqlite", "postgresql"], indirect=True)
REPLY = "mutation ($input: ReplyInput!) { reply(input: $input) { post { id } } }"
CLOSE = "mutation ($input: SetThreadAudienceInput!) { setThreadAudience(input: $input) { thread { id } } }"
UNREAD = """
query ($thread: ID!) {
  network(slug: "obywateli") { unreadCount }
  node(id: $thread) { ... on Thread { unreadCount } }
}
"""

SHOWN = """
() => {
  const page = document.querySelector("main").cloneNode(true);
  for (const passing of page.querySelectorAll(".head, .desk, .new")) passing.remove();
  for (const time of page.querySelectorAll("time")) time.textContent = "";
  for (const pointed of page.querySelectorAll(".pointed")) pointed.classList.remove("pointed");
  const counts = [...document.querySelectorAll(".rail .count, aside dd, aside li")].map((one) => one.textContent);
  return page.innerHTML + counts.join();
}
"""
"""What a reader sees of a thread, but for words that change with the clock and marks of where one has read to."""


@EVERYWHERE
async def test_a_reply_appears_in_the_other_browser_and_after_a_cut_nothing_is_missing(
    hub: Hub, people: People, line: Line, another_chromium: Browser
) -> None:
    thread, path = await a_thread(hub)
    elsewhere = await unread_elsewhere(hub, thread)
    member, moderator = await asyncio.gather(people("member"), people("moderator", at=another_chromium, over=line))
    await asyncio.gather(member.open(path), moderator.open(path))
    await moderator.page.evaluate("window.isTheSamePage = true")

    await member.reply("Odpowiedź, którą widać od razu.")
    await expect(moderator.post("którą widać od razu")).to_be_visible()

    line.cut()
    await moderator.sees_that_it_is("offline")
    for body in ("W czasie przerwy: raz.", "W czasie przerwy: dwa.", "W czasie przerwy: trzy."):
        await member.reply(body)
    await remove(member.page, "W czasie przerwy: dwa.")
    assert await moderator.post("W czasie przerwy").count() == 0
    line.mend()
    await moderator.sees_that_it_is("live")

    await expect(moderator.post("W czasie przerwy")).to_have_count(2)
    await expect(moderator.page.locator(".tombstone")).to_have_count(1)
    await moderator.page.keyboard.press("End")
    await expect(moderator.page.locator(".rail .count")).to_have_text(re.compile(f"^{elsewhere}\\b"))
    fresh = await moderator.another_tab()
    await fresh.open(path)
    await same(fresh.page, moderator.page)
    assert await moderator.page.evaluate("window.isTheSamePage")


async def same(fresh: Page, grown: Page) -> None:
    """Waits until both show the same; a page asks a moment later what its reader may do with a post that came."""
    for _ in range(50):
        expected, shown = await fresh.evaluate(SHOWN), await grown.evaluate(SHOWN)
        if expected == shown:
            return
        await asyncio.sleep(0.1)
    assert shown == expected


async def unread_elsewhere(hub: Hub, thread: str) -> int:
    """How many posts of the network the moderator has not read, but for those of that thread."""
    found = await (await hub.person("moderator")).ask(UNREAD, thread=thread)
    return int(found["network"]["unreadCount"]) - int(found["node"]["unreadCount"])


async def remove(page: Page, text: str) -> None:
    await page.locator(".post", has_text=text).get_by_role("button", name="Usuń").click()
    await page.get_by_role("dialog").get_by_role("button", name="Usuń wpis").click()
    await expect(page.locator(".post", has_text=text)).to_have_count(0)


async def test_where_no_socket_passes_the_page_asks_every_15_seconds_and_says_so(
    hub: Hub, people: People, line: Line
) -> None:
    thread, path = await a_thread(hub)
    line.passes_sockets = False
    observer = await people("observer", over=line, viewport={"width": 360, "height": 740})
    await observer.page.clock.install()
    await observer.page.goto(line.origin + path)
    await observer.sees_that_it_is("polling")
    await expect(observer.page.get_by_role("status").first).to_have_text("odświeżane co 15 sekund")
    assert await observer.page.evaluate("document.documentElement.scrollWidth") == 360

    await (await hub.person("member")).ask(REPLY, input={"threadId": thread, "body": "Przyszło bez gniazda."})
    assert await observer.post("bez gniazda").count() == 0
    await observer.page.clock.fast_forward(16_000)
    await expect(observer.post("bez gniazda")).to_have_count(1)
    await observer.sees_that_it_is("polling")

    line.passes_sockets = True
    await observer.page.clock.fast_forward(140_000)
    await observer.sees_that_it_is("live")
    await (await hub.person("member")).ask(REPLY, input={"threadId": thread, "body": "Przyszło znów od razu."})
    await expect(observer.post("znów od razu")).to_have_count(1)


async def test_when_the_session_ends_one_stands_at_the_door_and_the_draft_waits(hub: Hub, people: People) -> None:
    _, path = await a_thread(hub)
    member = await people("member")
    await member.open(path)
    await member.write("Zdanie, które nie może zginąć.")
    await member.page.wait_for_load_state("networkidle")  # faces are not shown to strangers
    ours = {"origin": hub.origin, "sec-fetch-site": "same-origin"}
    sign_out = {"query": "mutation { signOut { signedOut } }"}
    await member.page.request.post(f"{hub.origin}/graphql", data=sign_out, headers=ours)

    await expect(member.page.get_by_role("alert").filter(has_text="Sesja się skończyła")).to_be_visible()
    await member.page.get_by_role("button", name="member@tarnow.example").click()
    await expect(member.page.get_by_role("textbox", name="Odpowiedź")).to_have_value("Zdanie, które nie może zginąć.")


async def test_who_signs_out_is_not_told_that_the_session_ended(people: People) -> None:
    member = await people("member")
    await member.open("/konto")
    await member.page.get_by_role("button", name="Wyloguj się").click()
    await expect(member.page.get_by_role("heading", level=1, name="Miasta uczą się od siebie")).to_be_visible()
    await expect(member.page.get_by_text("Sesja się skończyła")).to_have_count(0)


async def test_a_moderator_takes_away_a_post_and_its_author_sees_who_and_why(hub: Hub, people: People) -> None:
    _, path = await a_thread(hub)
    member, moderator = await asyncio.gather(people("member"), people("moderator"))
    await asyncio.gather(member.open(path), moderator.open(path))
    await member.reply("Ten wpis zniknie.")
    await moderator.post("Ten wpis zniknie.").get_by_role("button", name="Usuń").click()
    dialog = moderator.page.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill("Dane osobowe mieszkańca.")
    await dialog.get_by_role("button", name="Usuń wpis").click()

    tombstone = member.page.locator(".tombstone")
    await expect(tombstone).to_contain_text("Joanna Rudnik")
    await expect(tombstone).to_contain_text("Dane osobowe mieszkańca.")
    await expect(member.post("Ten wpis zniknie.")).to_have_count(0)


async def test_a_thread_closed_to_observers_goes_from_their_screen(hub: Hub, people: People) -> None:
    thread, path = await a_thread(hub)
    observer = await people("observer")
    await observer.open(path)
    await (await hub.person("moderator")).ask(CLOSE, input={"threadId": thread, "audience": "MEMBERS"})
    await expect(observer.page.get_by_role("heading", level=1, name="Nie ma takiej strony")).to_be_visible()
