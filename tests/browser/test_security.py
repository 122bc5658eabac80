"""The page of one's own security, and the doors beside the password: a passkey, and a mailed link to set a new one."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from hub.models import LinkPurpose
from hub.people import LINK_LASTS, make_link
from tests.browser.conftest import People
from tests.browser.people import Visitor
from tests.browser.test_keyboard import tab_to
from tests.cast import Hub

pytestmark = pytest.mark.asyncio(loop_scope="session")

SECURITY = "/konto/bezpieczenstwo"
PASSWORD = "poprawny koń bateria"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest_asyncio.fixture(loop_scope="session")
async def device(people: People) -> AsyncIterator[Visitor]:
    """Somebody at localhost, which has a name, with a device that keeps passkeys."""
    visitor = await people()
    visitor.origin = visitor.origin.replace("127.0.0.1", "localhost")
    tools = await visitor.context.new_cdp_session(visitor.page)
    await tools.send("WebAuthn.enable")
    await tools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield visitor
    await tools.detach()


async def leave(visitor: Visitor) -> None:
    page = await visitor.open("/konto")
    sign_out = page.get_by_role("button", name="Wyloguj się")
    await sign_out.click()
    await expect(sign_out).to_have_count(0)


async def test_a_passkey_is_made_by_keyboard_opens_the_door_and_is_removed(device: Visitor) -> None:
    await device.come_in("member")
    page = await device.open(SECURITY)
    await expect(page.get_by_text("Nie ma jeszcze żadnego klucza urządzenia.")).to_be_visible()
    await tab_to(page, "Nazwa nowego klucza")
    await page.keyboard.type("Laptop w urzędzie")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Klucz urządzenia dodany.")).to_be_visible()
    await expect(page.get_by_role("heading", name="Klucze urządzeń")).to_be_focused()
    await expect(page.locator(".ways li", has_text="Laptop w urzędzie")).to_contain_text("jeszcze nieużyty")

    await leave(device)
    await device.page.goto(f"{device.origin}/logowanie")
    await page.get_by_role("button", name="Wejdź kluczem urządzenia").click()
    await expect(page.get_by_role("heading", level=1, name="Moje sieci")).to_be_visible()

    await device.open(SECURITY)
    await expect(page.locator(".ways li", has_text="Laptop w urzędzie")).to_contain_text("ostatnio użyty")
    await tab_to(page, "Usuń klucz urządzenia")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Usuń klucz", exact=True)).to_be_focused()
    await tab_to(page, "Anuluj")
    await page.keyboard.press("Enter")
    remove = page.get_by_role("button", name="Usuń klucz urządzenia")
    await expect(remove).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Usuń klucz", exact=True)).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Klucz urządzenia usunięty.")).to_be_visible()
    await leave(device)
    await device.page.goto(f"{device.origin}/logowanie")
    await page.get_by_role("button", name="Wejdź kluczem urządzenia").click()
    await expect(page.get_by_role("alert").locator(".error")).to_be_visible()


async def test_where_passkeys_cannot_be_none_is_offered(people: People) -> None:
    member = await people("member")
    page = await member.open(SECURITY)
    await expect(page.get_by_text("Ta przeglądarka nie obsługuje kluczy urządzeń pod tym adresem.")).to_be_visible()
    await expect(page.get_by_role("button", name="Dodaj klucz urządzenia")).to_have_count(0)


async def test_signing_out_elsewhere_closes_the_page_that_is_open_there(people: People) -> None:
    here, there = await people("member"), await people("member")
    await there.open("/sieci/obywateli")
    page = await here.open(SECURITY)
    await expect(page.locator(".ways li", has_text="tutaj")).to_have_count(1)
    await page.get_by_role("button", name="Wyloguj: Chrome, Linux").click()
    await expect(page.get_by_text("Konto jest otwarte tylko tutaj.")).to_be_visible()
    await expect(there.page.get_by_text("Sesja się skończyła.")).to_be_visible()
    await expect(page.get_by_role("heading", name="Gdzie konto jest otwarte")).to_be_focused()


async def test_a_new_password_signs_out_everywhere_else_and_says_so(people: People) -> None:
    here, there = await people("member"), await people("member")
    await there.open("/sieci/obywateli")
    page = await here.open(SECURITY)
    await set_password(page, "krótkie")
    await expect(page.get_by_text("Hasło ma od 10 do 200 znaków.")).to_be_visible()
    await set_password(page, PASSWORD)
    await expect(page.get_by_text("Hasło zapisane. Wszędzie indziej nastąpiło wylogowanie.")).to_be_visible()
    await expect(page.get_by_text("Klucze dostępu programów działają dalej.")).to_be_visible()
    await expect(there.page.get_by_text("Sesja się skończyła.")).to_be_visible()


async def set_password(page: Page, password: str) -> None:
    await page.get_by_label("Nowe hasło").fill(password)
    await page.get_by_role("button", name="Ustaw hasło").click()


async def test_a_forgotten_password_is_set_anew_by_a_mailed_link_that_opening_does_not_use_up(
    hub: Hub, people: People
) -> None:
    stranger = await people()
    page = stranger.page
    await page.goto(f"{stranger.origin}/logowanie")
    await page.get_by_role("link", name="Nie pamiętam hasła").click()
    await page.get_by_label("Adres e-mail").fill("member@tarnow.example")
    await page.get_by_role("button", name="Wyślij odnośnik").click()
    await expect(page.get_by_text("Jeśli adres member@tarnow.example jest u nas znany")).to_be_visible()

    secret = await make_link(hub.operator, "member@tarnow.example", LINK_LASTS, LinkPurpose.RESET)
    for visitor in (await people(), stranger):
        await visitor.open(f"/haslo#{secret}")
        await expect(visitor.page.get_by_role("heading", level=1, name="Ustaw nowe hasło")).to_be_visible()
    await page.get_by_label("Nowe hasło").fill(PASSWORD)
    await page.get_by_role("button", name="Zapisz hasło i wejdź").click()
    await expect(page.get_by_role("heading", level=1, name="Moje sieci")).to_be_visible()
    assert str(secret) not in page.url

    late = await people()
    await late.open(f"/haslo#{secret}")
    await late.page.get_by_label("Nowe hasło").fill(PASSWORD)
    await late.page.get_by_role("button", name="Zapisz hasło i wejdź").click()
    await expect(late.page.get_by_role("link", name="Poproś o nowy odnośnik")).to_be_visible()
