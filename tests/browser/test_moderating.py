"""Those who moderate and coordinate, at their pages; and what a stranger sees of the networks."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import People
from tests.browser.people import a_thread
from tests.cast import Hub

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_moderator_pins_and_closes_a_thread_and_members_see_it_at_once(hub: Hub, people: People) -> None:
    _, path = await a_thread(hub)
    moderator, member = await people("moderator"), await people("member")
    theirs, ours = await moderator.open(path), await member.open(path)
    await expect(ours.locator("summary", has_text="Moderuj")).to_have_count(0)

    await theirs.locator("summary", has_text="Moderuj").click()
    await theirs.get_by_role("button", name="Przypnij w dziale").click()
    await expect(ours.locator(".mark-of-thread")).to_have_text("przypięta")

    await theirs.locator("summary", has_text="Moderuj").click()
    await theirs.get_by_role("button", name="Zamknij rozmowę").click()
    dialog = theirs.get_by_role("dialog", name="Zamknąć tę rozmowę?")
    await dialog.get_by_label("Powód").fill("Wszystko zostało powiedziane")
    await dialog.get_by_role("button", name="Zamknij rozmowę").click()
    await expect(ours.locator(".desk")).to_contain_text("zamknęła tę rozmowę")
    await expect(ours.get_by_role("textbox", name="Odpowiedź")).to_have_count(0)

    log = await member.open("/sieci/obywateli/dziennik")
    newest = log.locator(".acts-of-network .row").first
    await expect(newest).to_contain_text("Zamknięta rozmowa")
    await expect(newest).to_contain_text("Wszystko zostało powiedziane")
    await expect(newest).to_contain_text("Joanna Rudnik")


async def test_a_moderator_hides_a_post_with_a_reason_and_the_log_shows_it_as_it_happens(
    hub: Hub, people: People
) -> None:
    _, path = await a_thread(hub)
    moderator, member = await people("moderator"), await people("member")
    theirs, log = await moderator.open(path), await member.open("/sieci/obywateli/dziennik")
    await expect(log.locator(".acts-of-network .row").first).to_contain_text("głosowanie")
    await theirs.locator(".post").first.get_by_role("button", name="Usuń").click()
    dialog = theirs.get_by_role("dialog")
    await dialog.get_by_label("Powód").fill("dane osobowe")
    await dialog.get_by_role("button", name="Usuń wpis").click()
    line = log.locator(".acts-of-network .row").first
    await expect(line).to_contain_text("Usunięty wpis")
    await expect(line).to_contain_text("dane osobowe")


async def test_moving_a_thread_says_beforehand_who_will_read_it_and_takes_it_from_observers(
    hub: Hub, people: People
) -> None:
    _, path = await a_thread(hub)
    moderator, observer = await people("moderator"), await people("observer")
    theirs, ours = await moderator.open(path), await observer.open(path)
    await expect(ours.locator(".post").first).to_be_visible()
    await theirs.locator("summary", has_text="Moderuj").click()
    await theirs.get_by_role("button", name="Przenieś do innego działu").click()
    dialog = theirs.get_by_role("dialog", name="Przenieść rozmowę")
    await dialog.get_by_label("Dział").select_option(label="Trudne rozmowy")
    await expect(dialog.get_by_role("status")).to_contain_text("Obserwatorzy stracą tę rozmowę z oczu")
    await dialog.get_by_role("button", name="Przenieś").click()
    await expect(theirs.locator(".crumbs")).to_contain_text("Trudne rozmowy")
    await expect(ours.get_by_role("heading", level=1, name="Nie ma takiej strony")).to_be_visible()


async def test_the_menu_is_worked_with_the_keyboard(hub: Hub, people: People) -> None:
    _, path = await a_thread(hub)
    moderator = await people("moderator")
    page = await moderator.open(path)
    summary = page.locator("summary", has_text="Moderuj")
    await summary.focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="Przypnij w dziale")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Przypnij w dziale")).to_be_hidden()
    await expect(summary).to_be_focused()


async def test_a_coordinator_closes_a_network_and_open_pages_follow(hub: Hub, people: People) -> None:
    _, path = await a_thread(hub)
    coordinator, member = await people("coordinator"), await people("member")
    ours, theirs = await member.open(path), await coordinator.open("/koordynacja")
    await expect(ours.get_by_role("textbox", name="Odpowiedź")).to_be_visible()
    network = theirs.locator(".coordinated-network", has_text="Miasto obywateli")
    await expect(network).to_contain_text("pracuje")
    await network.locator("summary", has_text="Stan i widoczność").click()
    await network.get_by_label("Stan").select_option("CLOSED")
    await expect(network).to_contain_text("Nikt nie pisze.")
    await network.get_by_role("button", name="Zapisz").click()
    await expect(network.get_by_role("status")).to_contain_text("Zapisane")
    await expect(ours.locator(".desk")).to_contain_text("sieć jest zamknięta")
    await expect(ours.get_by_role("textbox", name="Odpowiedź")).to_have_count(0)


async def test_a_pasted_list_is_reported_line_by_line(people: People) -> None:
    coordinator = await people("coordinator")
    page = await coordinator.open("/koordynacja")
    await page.get_by_label("Nazwy miast").fill("Nowogrodziec\nAtlantyda")
    await page.get_by_role("button", name="Oznacz miasta").click()
    lines = page.locator(".report-lines .row")
    await expect(lines.nth(0)).to_contain_text("oznaczone")
    await expect(lines.nth(1)).to_contain_text("Nie ma miasta o nazwie „Atlantyda”")
    await expect(page.get_by_label("Nazwy miast")).to_have_value("Atlantyda")


async def test_a_coordinator_seats_a_city_changes_it_and_ends_it(people: People) -> None:
    coordinator, member = await people("coordinator"), await people("member")
    ours, theirs = await member.open("/sieci/obywateli/miasta"), await coordinator.open("/sieci/obywateli/miasta")
    await expect(ours.get_by_role("heading", level=2, name="Dodaj miasto")).to_have_count(0)
    await theirs.get_by_label("Miasto", exact=True).fill("Atlantyda")
    await theirs.get_by_role("button", name="Dodaj").click()
    await expect(theirs.get_by_role("alert")).to_contain_text("Nie ma miasta o nazwie „Atlantyda”")
    await theirs.get_by_label("Miasto", exact=True).fill("Konin")
    await theirs.get_by_role("button", name="Dodaj").click()
    await expect(theirs.locator(".sent")).to_contain_text("Dodano: Konin.")
    await expect(ours.locator(".seat", has_text="Konin")).to_contain_text("bez przedstawicieli")

    await theirs.get_by_role("button", name="Zmień na obserwatora: Konin").click()
    await theirs.get_by_role("dialog").get_by_role("button", name="Zmień").click()
    await expect(ours.locator(".part", has_text="Miasta obserwatorzy")).to_contain_text("Konin")

    await theirs.get_by_role("button", name="Zakończ udział: Konin").click()
    dialog = theirs.get_by_role("dialog")
    await dialog.get_by_label("Powód").fill("Miasto zrezygnowało")
    await dialog.get_by_role("button", name="Zakończ udział").click()
    await expect(ours.locator(".part", has_text="Wcześniej")).to_contain_text("Konin")
    await expect(ours.locator(".seat", has_text="Konin")).to_have_count(0)


async def test_a_member_finds_no_coordination(people: People) -> None:
    member = await people("member")
    page = await member.open("/koordynacja")
    await expect(page.get_by_text("Nie koordynują tu Państwo żadnej sieci.")).to_be_visible()
    await expect(page.get_by_role("link", name="Koordynacja")).to_have_count(0)


async def test_a_stranger_sees_who_takes_part_and_the_way_in(people: People) -> None:
    stranger = await people()
    page = await stranger.open("/")
    await expect(page.get_by_role("heading", level=1, name="Miasta uczą się od siebie")).to_be_visible()
    await expect(page.get_by_role("heading", level=3)).to_have_count(7)
    await expect(page.get_by_text("Sieć dla liderów")).to_have_count(0)
    await page.locator("summary", has_text="Miasto obywateli").click()
    await expect(page.get_by_text("Cieszyn, Kędzierzyn-Koźle, Krosno")).to_be_visible()
    await expect(page.locator(".public-map figcaption")).to_contain_text("Miasto obywateli")
    await page.get_by_role("link", name="Deklaracja dostępności").click()
    await expect(page.get_by_role("heading", level=1, name="Deklaracja dostępności")).to_be_visible()
    await page.go_back()
    await page.get_by_role("link", name="Zaloguj się").first.click()
    await expect(page.get_by_label("Hasło")).to_be_visible()
