"""Topics on the screen: a card is moved without a mouse and by one, and everybody looking sees it where it is."""

import asyncio

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.conftest import People
from tests.cast import Hub
from tests.topics import propose

pytestmark = pytest.mark.asyncio(loop_scope="session")

BOARD = "Pytania i odpowiedzi"


async def test_a_card_is_moved_by_keyboard_and_seen_to_move_in_a_second_browser(
    hub: Hub, people: People, another_chromium: Browser
) -> None:
    board = (await hub.network())["boards"][BOARD]
    for title in ("Pierwszy temat", "Drugi temat"):
        await propose(await hub.person("member"), board, title)
    moderator, observer = await asyncio.gather(people("moderator"), people("observer", at=another_chromium))
    path = f"/sieci/obywateli/dzialy/{board}/tematy"
    await asyncio.gather(moderator.open(path), observer.open(path))
    await observer.page.evaluate("window.isTheSamePage = true")
    page, press = moderator.page, moderator.page.keyboard.press
    grip = page.get_by_role("button", name="Przenieś: Drugi temat")

    await grip.focus()
    await press("ArrowUp")
    await expect(page.get_by_role("status").filter(has_text="Kolumna Zgłoszone, miejsce 2 z 3")).to_have_count(1)
    await expect(column(observer.page, "Zgłoszone").locator(".topic-card").nth(1)).to_contain_text("Drugi temat")
    await expect(grip).to_be_focused()
    await press("ArrowRight")
    await expect(card(page, "Zaplanowane", "Drugi temat")).to_be_visible()
    await expect(card(observer.page, "Zaplanowane", "Drugi temat")).to_be_visible()
    await expect(grip).to_be_focused()

    await press("Enter")
    await page.get_by_label("Kolumna").select_option("DONE")
    await page.get_by_role("button", name="Przenieś", exact=True).click()
    await expect(card(observer.page, "Zrobione", "Drugi temat")).to_be_visible()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(card(page, "Zrobione", "Drugi temat")).to_be_visible()

    await drag(page, "Przenieś: Pierwszy temat", "W pracy")
    await expect(card(observer.page, "W pracy", "Pierwszy temat")).to_be_visible()
    await drag_by_finger(page, "Przenieś: Pierwszy temat", "Zrobione")
    await expect(card(observer.page, "Zrobione", "Pierwszy temat")).to_be_visible()
    await drag_by_finger(page, "Przenieś: Pierwszy temat", "W pracy")
    await support(observer.page, "Pierwszy temat", "Popieramy: Bochnia")
    await expect(card(page, "W pracy", "Pierwszy temat")).to_contain_text("2 miasta popierają")
    assert await observer.page.evaluate("window.isTheSamePage")


async def test_a_wall_of_notes_is_pasted_and_a_topic_leads_to_a_conversation_about_it(hub: Hub, people: People) -> None:
    board = (await hub.network())["boards"][BOARD]
    moderator = await people("moderator")
    page = await moderator.open(f"/sieci/obywateli/dzialy/{board}")
    await page.get_by_role("link", name="Tematy").click()
    await page.get_by_role("button", name="Wklej listę").click()
    await page.get_by_label("Lista").fill("1. Parkowanie\n2. parkowanie!\n- Rowery")
    await page.get_by_role("button", name="Sprawdź").click()
    await expect(page.get_by_role("dialog")).to_contain_text("wiersz 2")
    await page.get_by_role("button", name="Dodaj 2 tematy").click()
    await page.get_by_role("link", name="Rowery").click()
    await expect(page.get_by_role("heading", level=1, name="Rowery")).to_be_visible()
    await page.get_by_role("link", name="Zacznij rozmowę o tym temacie").click()
    await page.get_by_label("Tytuł").fill("Gdzie stawiają Państwo stojaki?")
    await page.get_by_label("Treść").fill("Pytamy o miejsca, nie o modele. ")
    await page.get_by_label("Treść").press_sequentially("@tarn")
    await page.get_by_role("option", name="Tarnów").first.click()
    await expect(page.get_by_label("Treść")).to_have_value("Pytamy o miejsca, nie o modele. @Tarnów ")
    await page.get_by_role("button", name="Zacznij rozmowę").click()
    await expect(page.get_by_role("heading", level=1, name="Gdzie stawiają Państwo stojaki?")).to_be_visible()
    await page.go_back()
    await expect(page.get_by_role("link", name="Gdzie stawiają Państwo stojaki?")).to_be_visible()


def column(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name)


def card(page: Page, where: str, title: str) -> Locator:
    return column(page, where).locator(".topic-card", has_text=title)


Point = tuple[float, float]


async def way(page: Page, grip: str, to: str) -> tuple[Point, Point]:
    start, end = await page.get_by_role("button", name=grip).bounding_box(), await column(page, to).bounding_box()
    assert start
    assert end
    return (start["x"] + 10, start["y"] + 10), (end["x"] + 40, end["y"] + 80)


async def drag(page: Page, grip: str, to: str) -> None:
    start, end = await way(page, grip, to)
    await page.mouse.move(*start)
    await page.mouse.down()
    await page.mouse.move(*end, steps=6)
    await page.mouse.up()


async def drag_by_finger(page: Page, grip: str, to: str) -> None:
    (x, y), (to_x, to_y) = await way(page, grip, to)
    fingers = await page.context.new_cdp_session(page)
    path = [("touchStart", x, y)] + [
        ("touchMove", x + (to_x - x) * step / 6, y + (to_y - y) * step / 6) for step in range(1, 7)
    ]
    for kind, at_x, at_y in path:
        await fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": at_x, "y": at_y}]})
    await fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


async def support(page: Page, title: str, name: str) -> None:
    await page.locator(".topic-card", has_text=title).get_by_role("button", name=name).click()
