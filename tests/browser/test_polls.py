"""A vote from its question to its protocol, at the pages of those who ask, answer and watch."""

import pytest
from playwright.async_api import expect

from tests.ballot_box import QUESTION, opened
from tests.browser.conftest import People
from tests.cast import Hub

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_an_observer_opines_the_member_sees_it_at_once_and_the_observer_after_the_close(
    hub: Hub, people: People
) -> None:
    poll = await opened(await hub.person("moderator"), hub, membersSee="OPENING", observersSee="CLOSE")
    path = f"/sieci/obywateli/glosowania/{poll['id']}"
    observer, member, moderator = await people("observer"), await people("member"), await people("moderator")
    theirs, ours, held = await observer.open(path), await member.open(path), await moderator.open(path)
    bar = ours.get_by_role("region", name="Miasta obserwatorzy").get_by_role("listitem")
    await expect(ours.get_by_text("0 z 10")).to_be_visible()

    await theirs.get_by_label("Pozytywna z uwagami").check()
    await theirs.get_by_role("button", name="Wyślij opinię: Bochnia").click()
    await expect(theirs.get_by_role("alert")).to_be_visible()
    await theirs.get_by_role("textbox", name="Uwagi").fill("Brakuje tłumacza języka migowego.")
    await theirs.get_by_role("button", name="Wyślij opinię: Bochnia").click()
    await expect(theirs.get_by_text("Głos jest zapisany.")).to_be_visible()

    await expect(bar.filter(has_text="Pozytywna z uwagami")).to_contain_text("1")
    await expect(theirs.get_by_text("Wynik będzie widać po zakończeniu głosowania.")).to_be_visible()
    await expect(theirs.get_by_text("1 z 10")).to_have_count(0)

    await held.get_by_role("button", name="Zakończ wcześniej").click()
    await held.get_by_role("button", name="Zakończ głosowanie").click()
    await expect(theirs.get_by_text("1 z 10")).to_be_visible()
    await theirs.get_by_role("link", name="Protokół głosowania").click()
    await expect(theirs.get_by_role("heading", level=1, name="Protokół głosowania")).to_be_visible()
    await expect(theirs.get_by_role("row", name="Bochnia")).to_contain_text("Brakuje tłumacza języka migowego.")
    await theirs.emulate_media(media="print")
    await expect(theirs.get_by_role("button", name="Drukuj")).to_be_hidden()
    await expect(theirs.locator(".protocol-facts")).to_contain_text(QUESTION)


async def test_a_moderator_asks_for_an_order_and_a_member_gives_it_by_keyboard(hub: Hub, people: People) -> None:
    moderator, member = await people("moderator"), await people("member")
    form = await moderator.open("/sieci/obywateli/nowe-glosowanie")
    await form.get_by_label("Pytanie").fill("Co opisać najpierw?")
    await form.get_by_label("Jak się odpowiada").select_option("RANKING")
    await form.get_by_label("Opcje").fill("Ścieżka\nMost\nPark")
    await form.get_by_role("button", name="Otwórz głosowanie").click()
    await expect(form.get_by_role("heading", level=1, name="Co opisać najpierw?")).to_be_visible()

    page = await member.open("/sieci/obywateli/glosowania")
    await page.get_by_role("link", name="Co opisać najpierw?").click()
    for option in ("Park", "Most"):
        await page.get_by_role("button", name=f"Ustaw na końcu kolejności: {option}").press("Enter")
    await page.get_by_role("button", name="Wyżej: Most").press("Enter")
    await page.get_by_role("button", name="Oddaj głos: Tarnów").press("Enter")
    await expect(page.get_by_text("1. Most, 2. Park").first).to_be_visible()
    await expect(page.get_by_text("Porównanie parami")).to_be_visible()
