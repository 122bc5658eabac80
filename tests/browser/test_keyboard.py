"""Without a mouse: every control can be reached and pressed, and one always sees where one is."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import People

pytestmark = pytest.mark.asyncio(loop_scope="session")

TITLE = "Jak zaprosić do rozmowy mieszkańców, którzy nigdy nie przychodzą?"


async def test_the_member_signs_in_reads_replies_corrects_and_removes_by_keyboard_alone(people: People) -> None:
    member = await people()
    page, press = member.page, member.page.keyboard.press
    await member.open("/")

    await tab_to(page, "Zaloguj się")
    await press("Enter")
    await expect(page.get_by_role("heading", level=1, name="Zaloguj się")).to_be_focused()
    await expect(page.get_by_text("member@tarnow.example")).to_be_visible()
    await tab_to(page, "member@tarnow.example")
    await press("Enter")
    await expect(page.get_by_role("heading", level=1, name="Moje sieci")).to_be_visible()
    await expect(page.get_by_role("main").get_by_role("link", name="Miasto obywateli").first).to_be_visible()
    await tab_to(page, "Miasto obywateli")
    await press("Enter")
    await expect(page.get_by_role("heading", level=1, name="Miasto obywateli")).to_be_focused()
    await tab_to(page, TITLE)
    await press("Enter")
    await expect(page.get_by_role("heading", level=1, name=TITLE)).to_be_focused()

    await tab_to(page, "Odpowiedź")
    await page.keyboard.type("Napisane bez myszy.")
    await press("Control+Enter")
    post = member.post("bez myszy")
    await expect(post).to_have_count(1)
    await expect(post.get_by_role("button", name="Popraw")).to_be_visible()

    await tab_to(page, "Popraw", backwards=True)
    await press("Enter")
    await expect(page.get_by_role("textbox", name="Treść wpisu")).to_be_focused()
    await press("Control+End")
    await page.keyboard.type(" Poprawione też.")
    await tab_to(page, "Zapisz poprawki")
    await press("Enter")
    await expect(post).to_contain_text("Poprawione też.")
    await expect(post).to_be_focused()

    await tab_to(page, "Usuń")
    await press("Enter")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(post).to_be_focused()
    await tab_to(page, "Usuń")
    await press("Enter")
    await tab_to(page, "Usuń wpis")
    await press("Enter")
    await expect(post).to_have_count(0)
    await expect(page.locator(".tombstone")).to_have_text("Autor usunął ten wpis · przed chwilą")


async def test_the_first_stop_leads_past_the_rail_to_what_is_to_be_read(people: People) -> None:
    observer = await people("observer")
    page = await observer.open("/sieci/obywateli")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Przejdź do treści")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("main")).to_be_focused()


async def tab_to(page: Page, name: str, backwards: bool = False) -> None:
    """Presses Tab until the focus stands on what is called so; it can be seen at every stop."""
    stops = []
    for _ in range(80):
        await page.keyboard.press("Shift+Tab" if backwards else "Tab")
        called, is_seen = await page.evaluate(FOCUS)
        assert is_seen, f"the focus cannot be seen on {called!r}"
        stops.append(called)
        if name in called:
            return
    raise AssertionError(f"{name!r} is not among {stops}")


FOCUS = """
() => {
  const focused = document.activeElement;
  if (focused === document.body) return ["", true];
  const outlined = (one) => one && (parseFloat(getComputedStyle(one).outlineWidth) >= 2
    && getComputedStyle(one).outlineStyle !== "none" || outlined(one.parentElement));
  const { left, top, bottom, width } = focused.getBoundingClientRect();
  const label = focused.labels?.[0]?.textContent ?? focused.getAttribute("aria-label") ?? "";
  const above = document.elementFromPoint(left + width / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2);
  const inSight = width > 0 && bottom > 0 && top < innerHeight && (focused.contains(above) || above?.contains(focused));
  return [`${label} ${focused.textContent.trim()}`, Boolean(outlined(focused) && inSight)];
}
"""
