"""Who is who, before the eyes of those who look: a face, words found while typing, and a person who goes for good."""

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.conftest import People
from tests.browser.people import a_thread
from tests.cast import Hub
from tests.test_faces import from_a_phone
from tests.test_profiles import own_id

pytestmark = pytest.mark.asyncio(loop_scope="session")

WHO = "/sieci/obywateli/ludzie"


async def test_a_face_and_words_appear_on_others_open_pages(people: People, tmp_path: Path) -> None:
    member, moderator, observer = await people("member"), await people("moderator"), await people("observer")
    circle, outside = await moderator.open(WHO), await observer.open(WHO)
    marta = circle.locator(".person-card", has_text="Marta Wilk")
    await expect(marta.locator("img.face")).to_be_visible()
    before = await marta.locator("img.face").get_attribute("src")

    page = await member.open("/konto/profil")
    photo = tmp_path / "IMG_2041.jpg"
    photo.write_bytes(from_a_phone())
    await page.get_by_label("Wybierz zdjęcie").set_input_files(photo)
    await expect(page.get_by_text("Zdjęcie zapisane.")).to_be_visible()
    await page.get_by_role("textbox", name="Czego szukam").fill("Kto ma ogrody społeczne?")
    await page.get_by_role("button", name="Zapisz").first.click()
    await expect(page.get_by_text("Zapisane.", exact=True)).to_be_visible()

    await expect(marta).to_contain_text("Kto ma ogrody społeczne?")
    await expect(marta.locator("img.face")).not_to_have_attribute("src", str(before))
    await expect(marta.get_by_role("link", name="Telefon, Marta Wilk")).to_have_attribute("href", "tel:140002412")
    await circle.get_by_role("searchbox").fill("OGRODY społeczne")
    await expect(circle.locator(".person-card")).to_have_count(1)

    seen = outside.locator(".person-card", has_text="Marta Wilk")
    await expect(seen).to_contain_text("naczelniczka")
    await expect(seen.locator("img")).to_have_count(0)
    await expect(outside.get_by_text("ogrody")).to_have_count(0)
    await expect(outside.locator(".contacts")).to_have_count(1)  # her own: she shares it herself


async def test_a_picture_that_is_none_is_refused_in_words(people: People, tmp_path: Path) -> None:
    member = await people("member")
    page = await member.open("/konto/profil")
    photo = tmp_path / "zdjecie.png"
    photo.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    await page.get_by_label("Wybierz zdjęcie").set_input_files(photo)
    await expect(page.get_by_role("alert").get_by_text("HEIC")).to_be_visible()
    people.complaints.clear()  # the browser notes the 422 it was meant to get


async def test_who_goes_for_good_takes_their_data_along_and_their_name_leaves_every_page(
    hub: Hub, people: People
) -> None:
    _, path = await a_thread(hub)
    member, moderator = await people("member"), await people("moderator")
    await member.open(path)
    await member.reply("Ostatnie słowo w tej sprawie.")
    page = await member.open("/dane-osobowe")
    async with page.expect_download() as downloading:
        await page.get_by_role("link", name="Pobierz plik").click()
    copied = await (await downloading.value).path()
    assert "Ostatnie słowo" in await asyncio.to_thread(copied.read_text)

    read = await moderator.open(path)
    await expect(moderator.post("Ostatnie słowo")).to_contain_text("Marta Wilk")
    await page.get_by_role("button", name="Usuń konto…").click()
    dialog = page.get_by_role("dialog")
    confirm = dialog.get_by_role("button", name="Usuń konto na zawsze")
    await dialog.get_by_role("textbox").fill("moderator@zmp.example")
    await expect(confirm).to_be_disabled()
    await dialog.get_by_role("textbox").fill("member@tarnow.example")
    await confirm.click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(page.locator(".rail .me")).to_have_count(0)

    await read.reload()
    await expect(moderator.post("Ostatnie słowo")).to_contain_text("osoba dawniej reprezentująca: Tarnów")
    await expect(read.get_by_text("Marta Wilk")).to_have_count(0)


async def test_my_city_names_who_speaks_for_it(hub: Hub, people: People) -> None:
    member = await people("member")
    page = await member.open("/moje-miasto")
    await expect(page.get_by_role("heading", level=1, name="Tarnów")).to_be_visible()
    await expect(page.get_by_text("Robert Cich").first).to_be_visible()
    await page.get_by_role("link", name="Tomasz Gawron").click()
    await expect(page.get_by_role("heading", level=1, name="Tomasz Gawron")).to_be_visible()
    gone = await own_id(await hub.person("outsider"))
    await page.goto(f"{member.origin}{WHO}/{gone}")
    await expect(page.get_by_role("heading", level=1, name="Nie ma takiej strony")).to_be_visible()


async def test_an_account_switched_off_shows_and_a_coordinator_switches_it_on(hub: Hub, people: People) -> None:
    member, coordinator = await people("member"), await people("coordinator")
    marta = await own_id(await hub.person("member"))
    page = await member.open("/dane-osobowe")
    await page.get_by_role("button", name="Wyłącz konto").click()
    await page.get_by_role("dialog").get_by_role("button", name="Wyłącz konto").click()
    await expect(page.locator(".rail .me")).to_have_count(0)

    circle = await coordinator.open(WHO)
    await expect(circle.locator(".person-card", has_text="Marta Wilk")).to_contain_text("konto wyłączone")
    await circle.goto(f"{coordinator.origin}{WHO}/{marta}")
    await circle.get_by_role("button", name="Włącz konto z powrotem").click()
    await expect(circle.get_by_text("wyłączyła konto")).to_have_count(0)
    await member.come_in("member")
