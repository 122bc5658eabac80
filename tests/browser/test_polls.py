"""A vote from its question to its protocol, at the pages of those who ask, answer and watch."""

import pytest
from playwright.async_api import expect

from tests.ballot_box import QUESTION, opened, votes
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


async def test_in_a_room_topics_are_voted_on_by_phone_and_paper_and_their_order_is_written_back(
    hub: Hub, people: People
) -> None:
    moderator, member = await people("moderator"), await people("member")
    board = (await hub.network())["boards"]["Trudne rozmowy"]
    form = await moderator.open(f"/sieci/obywateli/nowe-glosowanie?dzial={board}")
    await form.get_by_label("Pytanie").fill("Od czego zaczynamy?")
    await form.get_by_text("Więcej ustawień").click()
    await form.get_by_label("Wszyscy widzą, ile głosów już oddano").check()
    await form.get_by_role("button", name="Otwórz głosowanie").click()
    await expect(form.get_by_role("heading", level=1, name="Od czego zaczynamy?")).to_be_visible()
    await form.get_by_text("Głosy z papieru").click()
    await form.get_by_label("Miasto", exact=True).select_option(label="Krosno")
    chosen = form.get_by_role("button", name="Ustaw na końcu kolejności").last
    title = str(await chosen.get_attribute("aria-label")).split(": ", 1)[1]
    await chosen.press("Enter")
    await form.get_by_role("button", name="Zapisz głos z papieru").press("Enter")
    await expect(form.get_by_text("Zapisano głos z papieru: Krosno.")).to_be_visible()

    wall = await member.open(form.url.removeprefix(moderator.origin) + "/ekran")
    await expect(wall.get_by_text("1 z 9")).to_be_visible()
    await expect(wall.get_by_role("img", name="Kod QR")).to_be_visible()
    await expect(wall.get_by_text(title)).to_have_count(0)
    await form.get_by_role("button", name="Zakończ wcześniej").click()
    await form.get_by_role("button", name="Zakończ głosowanie").click()
    await expect(wall.get_by_role("listitem").first).to_have_text(title)
    await form.get_by_role("button", name="Ustaw tematy działu „Trudne rozmowy” w kolejności z głosowania").click()
    await form.get_by_role("button", name="Ustaw kolejność").click()
    await expect(form.get_by_text("Kolejność zapisano w tematach działu")).to_be_visible()
    await expect(form.get_by_role("row", name="Krosno")).to_contain_text("z papieru")


async def test_a_ballot_goes_through_the_office_before_it_is_cast(hub: Hub, people: People) -> None:
    poll = await opened(await hub.person("moderator"), hub)
    path = f"/sieci/obywateli/glosowania/{poll['id']}"
    member = await people("member")
    mine = await member.open(path)
    await mine.get_by_label("Za", exact=True).check()
    await mine.get_by_text("Najpierw obieg w urzędzie? Przygotuj głos").click()
    await mine.get_by_label("Kto zatwierdził").fill("Sekretarz Miasta")
    await mine.get_by_role("button", name="Zapisz bez oddawania").click()
    await expect(mine.get_by_text("Głos jest przygotowany, ale jeszcze nieoddany.")).to_be_visible()
    await expect(mine.get_by_text("zatwierdzenie: Sekretarz Miasta")).to_be_visible()
    await votes(await hub.person("colleague"), poll, "for")
    await expect(mine.get_by_text("Tarnów głosuje:")).to_be_visible()
    await mine.get_by_text("Głosy imienne").click()
    row = mine.get_by_role("row", name="Tarnów")
    await expect(row).to_contain_text("przygotowanie: Marta Wilk; zatwierdzenie: Sekretarz Miasta")
