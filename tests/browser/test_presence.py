"""Who is here and who writes, on the screens of those who chose to be seen."""

import asyncio

import pytest
from playwright.async_api import Locator, expect

from tests.browser.conftest import People
from tests.browser.people import Visitor, a_thread
from tests.cast import Hub

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_two_who_chose_it_see_each_other_and_that_one_writes(hub: Hub, people: People) -> None:
    _, path = await a_thread(hub)
    member, moderator = await asyncio.gather(people("member"), people("moderator"))
    name = await member.page.locator(".rail .me small").inner_text()
    await show_oneself(member)
    await asyncio.gather(member.open(path), moderator.open(path))
    await expect(here(moderator)).to_have_count(0)

    await show_oneself(moderator)
    await moderator.open(path)
    await expect(here(moderator)).to_contain_text(name)
    await expect(here(member)).to_be_visible()

    text = member.page.get_by_role("textbox", name="Odpowiedź")
    await text.press_sequentially("Właśnie piszę")
    await expect(moderator.page.locator(".typing")).to_have_text(f"{name} pisze…")
    await expect(moderator.page.get_by_role("status").filter(has_text="pisze…")).to_have_count(1)
    await expect(member.page.locator(".typing")).to_have_count(0)
    await text.fill("")
    await expect(moderator.page.locator(".typing")).to_have_count(0)

    await member.page.goto(member.origin + "/konto")
    await member.page.get_by_role("radio", name="nie pokazuj").check()
    await expect(here(moderator)).to_have_count(0)


async def test_who_has_not_chosen_it_sends_and_sees_nothing(hub: Hub, people: People) -> None:
    _, path = await a_thread(hub)
    member = await people("member")
    asked: list[str] = []
    member.page.on("request", lambda request: asked.append(request.post_data or ""))
    await member.open(path)
    await member.write("Piszę, a nikt tego nie widzi.")
    assert hub.database.live.attendance._seen == {}
    assert not hub.database.live.attendance._watched
    assert [body for body in asked if "bePresent" in body] == []


async def show_oneself(visitor: Visitor) -> None:
    await visitor.open("/konto")
    choice = visitor.page.get_by_role("radio", name="pokazuj", exact=True)
    await expect(choice).not_to_be_checked()
    await choice.check()
    await expect(choice).to_be_checked()


def here(visitor: Visitor) -> Locator:
    return visitor.page.locator("aside section", has_text="Teraz tu są")
