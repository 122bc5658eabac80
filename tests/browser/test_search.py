"""Searching: from the key to the post itself."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import People

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_member_searches_by_keyboard_and_comes_to_the_very_post(people: People) -> None:
    member = await people("member")
    page = await member.open("/sieci/obywateli")
    await expect(page.get_by_role("heading", level=1, name="Miasto obywateli")).to_be_visible()
    await page.keyboard.press("/")
    field = page.get_by_role("searchbox", name="Szukaj we wpisach")
    await expect(field).to_be_focused()
    await page.keyboard.type("mieszkańcem")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status").filter(has_text="wynik")).to_be_visible()

    await page.get_by_role("link", name="Wpisy", exact=True).click()
    hit = page.locator(".hit").first
    await expect(hit.locator("mark").first).to_contain_text("mieszka", ignore_case=True)
    await hit.get_by_role("link").click()
    await expect(page.locator(f"#{page.url.partition('#')[2]}")).to_contain_text("mieszka", ignore_case=True)

    await page.keyboard.press("/")
    await expect(field).to_be_focused()
    await page.keyboard.type("mieszkańyc")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Pokazujemy wyniki dla")).to_be_visible()
    await page.keyboard.press("/")
    await expect(field).to_be_focused()
    await page.keyboard.type("krokodyle a/b")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status").filter(has_text="Brak wyników")).to_be_visible()
    await expect(page.get_by_text("Nic nie pasuje do „krokodyle a/b”.")).to_be_visible()
