"""Ten are invited, one comes in by the letter, introduces themselves, and sees on the open page what they become."""

import os
from collections.abc import AsyncIterator, Iterator
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect
from sqlalchemy import update

from hub.models import City, Network
from tests.browser.conftest import People
from tests.browser.people import Visitor, a_thread
from tests.cast import Hub, serving
from tests.conftest import settings_for
from tests.mailing import invite
from tests.mailing import people as people_of
from tests.postbox import Postbox, link_in, postbox

pytestmark = pytest.mark.asyncio(loop_scope="session")

ANNA = "anna.lis@sandomierz.example"
TEN = f"""\
Imię i nazwisko;E-mail;Miasto;Funkcja
Anna Lis;{ANNA};Sandomierz;kierowniczka biura dialogu
Jan Kos;jan.kos@krosno.example;Krosno;inspektor
Maria Wójcik;maria.wojcik@cieszyn.example;Cieszyn;naczelniczka
Piotr Mak;piotr.mak(at)zabrze.example;Zabrze;referent
Ewa Dąb;ewa.dab@tarnow.example;Tarnów;sekretarz
Adam Bór;adam.bor@opoczno.example;Opoczno;specjalista
Zofia Kłos;zofia.klos@dobra.example;Dobra;radna
Karol Sosna;karol.sosna@przemysl.example;Przemyśl;podinspektor
Iga Wierzba;iga.wierzba@zary.example;Żary;rzeczniczka
;sekretariat@rydultowy.example;Rydułtowy;
"""
BAD = {"5": "nie ma adresu e-mail", "8": "Jest kilka miast o tej nazwie"}
CHANGE_SEAT = "mutation ($input: ChangeSeatInput!) { changeSeat(input: $input) { seat { kind } } }"


@pytest.fixture
def box() -> Iterator[Postbox]:
    with postbox() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def hub(url: str, box: Postbox) -> AsyncIterator[Hub]:
    async with serving(settings_for(url, demo=True, smtp_url=box.url)) as served:
        async with served.database.engine.begin() as connection:
            await connection.execute(update(City).where(City.name == "Sandomierz").values(is_zmp_member=True))
        yield served


async def test_ten_are_invited_one_comes_in_and_sees_what_they_have_become(
    hub: Hub, box: Postbox, people: People
) -> None:
    coordinator = await people("coordinator")
    page = await coordinator.open("/sieci/obywateli/zaproszenia")
    await page.get_by_text("Lista", exact=True).click()
    await page.get_by_role("textbox", name="Lista osób").fill(TEN)
    await page.get_by_role("button", name="Pokaż, co się stanie").click()
    for number, problem in BAD.items():
        row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=number, exact=True))
        await expect(row).to_contain_text(problem)
    await expect(page.get_by_role("row", name="Anna Lis")).to_contain_text("Sandomierz dostanie miejsce w sieci")
    await expect(page.get_by_role("row", name="sekretariat@rydultowy")).to_contain_text("urząd poda nazwiska")
    await shown(page, "list-preview")
    assert box.letters == []
    await page.get_by_role("button", name="Wyślij 8").click()
    await expect(page.get_by_text("Gotowe: 8")).to_be_visible()
    await box.wait_for(8)
    await expect(page.locator(".invitations .state", has_text="wysłane")).to_have_count(8)
    await shown(page, "list-report")

    anna = await people()
    await anna.page.goto(anna.origin + opened_by(box, ANNA))
    await expect(
        anna.page.get_by_role("heading", level=1, name="Zaproszenie do sieci Miasto obywateli")
    ).to_be_visible()
    await shown(anna.page, "accept")
    await anna.page.get_by_role("button", name="Przyjmij zaproszenie").click()
    await is_informed(anna)
    await expect(anna.page.get_by_role("heading", level=1, name="Miasto obywateli", exact=True)).to_be_visible()
    assert "#" not in anna.page.url
    await expect(page.locator(".invitations .row", has_text="Anna Lis")).to_contain_text("przyjęte")
    member = await people("member")
    seen = await member.open("/sieci/obywateli")
    await introduces_herself(anna)
    await expect(seen.get_by_text("Nowa osoba w sieci: Anna Lis (Sandomierz)")).to_be_visible()
    await expect(anna.page.get_by_text("Trudne rozmowy").first).to_be_visible()
    await anna.page.evaluate("window.isTheSamePage = true")
    await made_an_observer(hub)
    await expect(anna.page.get_by_text("Trudne rozmowy")).to_have_count(0)
    assert await anna.page.evaluate("window.isTheSamePage")
    await the_moderator_hides_a_post_and_the_log_shows_it(hub, people, page)


async def the_moderator_hides_a_post_and_the_log_shows_it(hub: Hub, people: People, log: Page) -> None:
    _, path = await a_thread(hub)
    moderator = await people("moderator")
    await log.goto(f"{hub.origin}/sieci/obywateli/dziennik")
    page = await moderator.open(path)
    await page.locator(".post").first.get_by_role("button", name="Usuń").click()
    await page.get_by_role("dialog").get_by_label("Powód").fill("Dane osobowe mieszkańca")
    await page.get_by_role("dialog").get_by_role("button", name="Usuń wpis").click()
    newest = log.locator(".acts-of-network .row").first
    await expect(newest).to_contain_text("Dane osobowe mieszkańca")
    await expect(newest).to_contain_text("Joanna Rudnik")
    await shown(log, "log")


async def test_a_mayor_accepts_and_is_told_that_a_coordinator_confirms(hub: Hub, box: Postbox, people: People) -> None:
    async with hub.database.engine.begin() as connection:
        await connection.execute(update(Network).where(Network.slug == "obywateli").values(admits_heads_only=True))
    await invite(hub, await hub.person("coordinator"), "burmistrz@tarnow.example", name="Bożena Mur")
    await box.wait_for(1)
    mayor = await people()
    await mayor.page.goto(mayor.origin + opened_by(box, "burmistrz@tarnow.example"))
    await mayor.page.get_by_role("button", name="Przyjmij zaproszenie").click()
    await expect(mayor.page.get_by_role("heading", name="Teraz kolej na potwierdzenie")).to_be_visible()


def opened_by(box: Postbox, address: str) -> str:
    """The path and the secret of the link that stands in the letter to that address."""
    [letter] = [letter for letter in box.letters if letter["To"] == address]
    link = urlsplit(link_in(letter))
    return f"{link.path}#{link.fragment}"


async def is_informed(visitor: Visitor) -> None:
    """What is kept about them, and from whom the hub has it, is shown before anything else, once."""
    await expect(visitor.page.get_by_role("heading", level=1, name="Zanim Państwo wejdą")).to_be_visible()
    await expect(visitor.page.get_by_text("osoba zapraszająca: ")).to_be_visible()
    await shown(visitor.page, "clause")
    await visitor.page.get_by_role("button", name="Rozumiem, przejdź dalej").click()


async def introduces_herself(anna: Visitor) -> None:
    await anna.page.get_by_role("textbox", name="Co udało się zrobić").fill("Spacery z mieszkańcami")
    await shown(anna.page, "introduction")
    await anna.page.get_by_role("button", name="Przedstaw się").click()
    await expect(anna.page.get_by_text("Sieć już wie, kto do niej dołączył.")).to_be_visible()


async def made_an_observer(hub: Hub) -> None:
    [seat] = [one["seat"]["id"] for one in await people_of(hub) if one["person"]["name"] == "Anna Lis"]
    coordinator = await hub.person("coordinator")
    await coordinator.ask(CHANGE_SEAT, input={"seatId": seat, "kind": "OBSERVER"})


async def test_a_room_asks_by_a_code_and_the_moderator_lets_them_in(hub: Hub, box: Postbox, people: People) -> None:
    moderator, guest = await people("moderator"), await people(viewport={"width": 360, "height": 740})
    page = await moderator.open("/sieci/obywateli/zaproszenia")
    await page.get_by_text("Odnośnik na sali", exact=True).click()
    await page.get_by_role("button", name="Zrób odnośnik").click()
    await expect(page.get_by_role("heading", name="Odnośnik jest gotowy")).to_be_focused()
    await expect(page.get_by_role("img", name="Kod QR z odnośnikiem do sieci").first).to_be_visible()
    await shown(page, "link")
    await page.get_by_role("button", name="Pokaż na cały ekran").click()
    await shown(page, "wall")
    await page.get_by_role("button", name="Zamknij").click()
    link = urlsplit(await page.locator(".secret").inner_text())

    await guest.page.goto(f"{guest.origin}{link.path}#{link.fragment}")
    await guest.page.get_by_role("textbox", name="Imię i nazwisko").fill("Jan Kos")
    await guest.page.get_by_role("textbox", name="Adres e-mail").fill("jan.kos@tarnow.example")
    await guest.page.get_by_role("combobox", name="Miasto").fill("tarnow")
    await shown(guest.page, "guest")
    await guest.page.get_by_role("button", name="Poproś o dołączenie").click()
    await expect(guest.page.get_by_role("heading", name="Prośba wysłana")).to_be_visible()

    page = await moderator.open("/sieci/obywateli/prosby")
    await shown(page, "requests")
    await page.get_by_role("button", name="Przyjmij: Jan Kos").click()
    await expect(page.get_by_text("Nikt teraz nie czeka na odpowiedź.")).to_be_visible()
    await box.wait_for_one_to("jan.kos@tarnow.example")
    await guest.page.goto(guest.origin + opened_by(box, "jan.kos@tarnow.example"))
    await guest.page.get_by_role("button", name="Przyjmij zaproszenie").click()
    await is_informed(guest)
    await expect(guest.page.get_by_role("heading", level=1, name="Miasto obywateli", exact=True)).to_be_visible()


async def test_the_outsider_asks_through_the_directory_and_sees_the_answer(hub: Hub, people: People) -> None:
    async with hub.database.engine.begin() as connection:
        await connection.execute(update(Network).where(Network.slug == "obywateli").values(is_listed=True))
    outsider, moderator = await people("outsider"), await people("moderator")
    page = await outsider.open("/katalog")
    await page.get_by_role("button", name="Poproś o dołączenie: Miasto obywateli").click()
    await page.get_by_role("combobox", name="Miasto").fill("Tarnów")
    await page.get_by_role("button", name="Poproś o dołączenie", exact=True).first.click()
    await expect(page.locator(".state", has_text="czeka na odpowiedź")).to_be_visible()
    await shown(page, "directory")
    theirs = await moderator.open("/sieci/obywateli/prosby")
    await theirs.get_by_role("button", name="Przyjmij:").click()
    await expect(theirs.get_by_text("Nikt teraz nie czeka na odpowiedź.")).to_be_visible()
    await outsider.open("/katalog")
    await expect(page.locator(".state", has_text="przyjęto")).to_be_visible()


async def test_an_office_names_its_people(hub: Hub, box: Postbox, people: People) -> None:
    coordinator, office = await people("coordinator"), await people()
    page = await coordinator.open("/sieci/obywateli/zaproszenia")
    await page.get_by_text("Urząd", exact=True).click()
    await page.get_by_role("textbox", name="Adres urzędu").fill("sekretariat@sandomierz.example")
    await page.get_by_role("combobox", name="Miasto").fill("Sandomierz")
    await shown(page, "office")
    await page.get_by_role("button", name="Wyślij list do urzędu").click()
    await box.wait_for(1)
    await office.page.goto(office.origin + opened_by(box, "sekretariat@sandomierz.example"))
    await office.page.get_by_role("button", name="Dodaj osobę").click()
    for number, name in ((1, "Anna Lis"), (2, "Jan Kos")):
        person = office.page.get_by_role("group", name=f"Osoba {number}", exact=True)
        await person.get_by_role("textbox", name="Imię i nazwisko").fill(name)
        await person.get_by_role("textbox", name="Adres e-mail").fill(f"osoba{number}@sandomierz.example")
    await office.page.get_by_role("textbox", name="Na czyje słowo").fill("Nominacja burmistrza z 3 czerwca")
    await shown(office.page, "office-names")
    await office.page.get_by_role("button", name="Przekaż osoby do potwierdzenia").click()
    await expect(office.page.get_by_text("2 osoby czekają na potwierdzenie")).to_be_visible()
    page = await coordinator.open("/sieci/obywateli/prosby")
    await expect(page.get_by_text("Nominacja burmistrza z 3 czerwca")).to_have_count(2)
    await shown(page, "requests-office")


async def test_a_colleague_hands_over_the_seat_of_who_has_gone_and_the_member_leaves(
    hub: Hub, box: Postbox, people: People
) -> None:
    member = await people("member")
    [gone] = [one for one in await people_of(hub) if one["person"]["name"] == "Tomasz Gawron"]
    page = await member.open(f"/sieci/obywateli/miejsca/{gone['id']}")
    await page.get_by_role("textbox", name="Imię i nazwisko").fill("Ola Nowa")
    await page.get_by_role("textbox", name="Adres e-mail").fill("ola.nowa@tarnow.example")
    await shown(page, "hand-over")
    await page.get_by_role("button", name="Przekaż miejsce").click()
    await expect(page.get_by_text("Zaproszenie dla ola.nowa@tarnow.example czeka")).to_be_visible()
    await box.wait_for(1)
    ola = await people()
    await ola.page.goto(ola.origin + opened_by(box, "ola.nowa@tarnow.example"))
    await ola.page.get_by_role("button", name="Przyjmij zaproszenie").click()
    await is_informed(ola)
    await expect(ola.page.get_by_role("heading", level=1, name="Miasto obywateli", exact=True)).to_be_visible()
    await expect(ola.page.locator(".rail [href='/sieci/obywateli'] .count")).to_have_count(0)
    assert "Tomasz Gawron" not in [one["person"]["name"] for one in await people_of(hub)]

    [own] = [one for one in await people_of(hub) if one["person"]["name"] == "Ola Nowa"]
    page = await ola.open(f"/sieci/obywateli/miejsca/{own['id']}")
    await page.get_by_role("button", name="Wyjdź z sieci").click()
    await shown(page, "leave")
    await page.get_by_role("dialog").get_by_role("button", name="Wyjdź z sieci").click()
    await expect(page.get_by_role("heading", level=1, name="Moje sieci")).to_be_visible()
    await expect(page.locator(".rail .nets a", has_text="Miasto obywateli")).to_have_count(0)


async def shown(page: Page, name: str) -> None:
    """A picture for who looks at the pages, when HUB_TEST_PICTURES names a folder."""
    if folder := os.environ.get("HUB_TEST_PICTURES"):
        for width in (360, 1280):
            size = page.viewport_size
            await page.set_viewport_size({"width": width, "height": 900})
            await page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=name != "wall")
            if size:
                await page.set_viewport_size(size)
