"""What somebody writes: it outlives a reload and a lost connection, and is sent exactly once."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import People
from tests.browser.line import Line
from tests.browser.people import a_thread
from tests.cast import Hub

pytestmark = pytest.mark.asyncio(loop_scope="session")

WORDS = "Zapraszamy wszystkich na spacer w sobotę."


async def test_a_draft_outlives_a_reload_and_a_lost_connection_and_is_sent_once(hub: Hub, people: People) -> None:
    thread, path = await a_thread(hub)
    member = await people("member")
    page = await member.open(path)
    await member.write(WORDS)
    await page.reload()
    await member.drawn()
    await expect(page.get_by_role("textbox", name="Odpowiedź")).to_have_value(WORDS)

    await member.context.set_offline(True)
    await member.sees_that_it_is("offline")
    await page.get_by_role("button", name="Wyślij").click()
    await expect(page.get_by_text("Nie wysłano jeszcze")).to_be_visible()
    assert await copies(hub, thread) == 0
    await member.context.set_offline(False)

    await expect(member.post(WORDS)).to_have_count(1)
    await expect(page.get_by_role("textbox", name="Odpowiedź")).to_have_value("")
    assert await copies(hub, thread) == 1
    await page.reload()
    await member.drawn()
    await expect(page.get_by_role("textbox", name="Odpowiedź")).to_have_value("")
    assert await copies(hub, thread) == 1


async def test_a_reply_whose_answer_was_lost_is_sent_again_and_stands_once(
    hub: Hub, people: People, line: Line
) -> None:
    thread, path = await a_thread(hub)
    member = await people("member", over=line)
    page = await member.open(path)
    line.passes_answers = False
    await member.write(WORDS)
    await page.get_by_role("button", name="Wyślij").click()
    await expect(page.get_by_text("Nie wysłano jeszcze")).to_be_visible()
    assert await copies(hub, thread) == 1
    line.passes_answers = True

    await expect(page.get_by_text("Nie wysłano jeszcze")).to_have_count(0)
    await expect(member.post(WORDS)).to_have_count(1)
    assert await copies(hub, thread) == 1


async def test_what_waits_to_be_sent_is_sent_after_the_page_was_closed_and_opened(
    hub: Hub, people: People, line: Line
) -> None:
    thread, path = await a_thread(hub)
    member = await people("member", over=line)
    page = await member.open(path)
    line.cut()
    await member.write(WORDS)
    await page.get_by_role("button", name="Wyślij").click()
    await expect(page.get_by_text("Nie wysłano jeszcze")).to_be_visible()
    await page.close()
    line.mend()

    again = await member.another_tab()
    await again.open(path)
    await expect(again.post(WORDS)).to_have_count(1)
    assert await copies(hub, thread) == 1


async def copies(hub: Hub, thread: str) -> int:
    """How often the words stand in the thread, as the hub has it."""
    asked = "query ($id: ID!) { node(id: $id) { ... on Thread { posts(last: 20) { edges { node { body } } } } } }"
    found = await (await hub.person("moderator")).ask(asked, id=thread)
    return [edge["node"]["body"] for edge in found["node"]["posts"]["edges"]].count(WORDS)
