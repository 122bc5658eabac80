"""Files at the browser: chosen, dropped, cancelled, described, and seen by others with the post."""

import pytest
from playwright.async_api import FilePayload, Page, expect

from tests.browser.conftest import People
from tests.browser.people import a_thread
from tests.cast import Hub
from tests.sending import CSV
from tests.test_faces import picture

pytestmark = pytest.mark.asyncio(loop_scope="session")

MAP: FilePayload = {"name": "Trasa.png", "mimeType": "image/png", "buffer": picture("PNG")}
COSTS: FilePayload = {"name": "Koszty 2026.csv", "mimeType": "text/csv", "buffer": CSV}
LARGE: FilePayload = {"name": "Nagranie.txt", "mimeType": "text/plain", "buffer": b"Dzien dobry. " * 800_000}
PAGE: FilePayload = {"name": "Rysunek.png", "mimeType": "image/png", "buffer": b"<svg onload='alert(1)'/>"}


async def test_a_picture_is_sent_and_another_file_is_cancelled(hub: Hub, people: People) -> None:
    _, path = await a_thread(hub)
    member, observer = await people("member"), await people("observer")
    page, theirs = await member.open(path), await observer.open(path)
    composer = page.locator(".composer")
    await choose(page, MAP)
    await composer.get_by_label("Co widać na obrazie?").fill("Trasa z siedmioma przystankami")
    await slowly(page, kilobytes=300)
    await choose(page, LARGE)
    underway = composer.get_by_role("listitem").filter(has_text="Nagranie.txt")
    await expect(underway.get_by_role("progressbar")).to_be_visible()
    await member.write("Trasa w załączniku.")
    await page.get_by_role("button", name="Wyślij").click()
    await expect(composer.get_by_text("Wyślemy, gdy tylko pliki dotrą.")).to_be_visible()
    await underway.get_by_role("button", name="Przerwij przesyłanie pliku Nagranie.txt").click()
    await expect(composer.get_by_role("status").filter(has_text="Przerwano")).to_have_count(1)
    await expect(composer.get_by_text("Wyślemy")).to_have_count(0)
    await slowly(page, kilobytes=-1)

    await page.reload()
    await member.drawn()
    await expect(composer.get_by_label("Co widać na obrazie?")).to_have_value("Trasa z siedmioma przystankami")
    await dropped(page, "Koszty 2026.csv", CSV.decode())
    await page.get_by_role("button", name="Wyślij").click()
    for post in (member.post("Trasa w załączniku."), observer.post("Trasa w załączniku.")):
        shown = post.get_by_role("img", name="Trasa z siedmioma przystankami")
        await expect(shown).to_be_visible()
        assert await shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 640
        await expect(post.get_by_role("link", name="Koszty 2026.csv arkusz")).to_be_visible()
    await expect(composer.get_by_role("listitem")).to_have_count(0)
    async with theirs.expect_download() as started:
        await theirs.get_by_role("link", name="Koszty 2026.csv arkusz").click()
    assert (await started.value).suggested_filename == "Koszty 2026.csv"


async def test_what_is_refused_is_said_beside_it_and_taken_off_the_list_by_keyboard(hub: Hub, people: People) -> None:
    _, path = await a_thread(hub)
    member = await people("member")
    page = await member.open(path)
    await choose(page, PAGE)
    refused = page.locator(".composer").get_by_role("listitem").filter(has_text="Rysunek.png")
    await expect(refused.get_by_role("alert")).to_contain_text("Plików tego rodzaju nie można załączać")
    await refused.get_by_role("button", name="Usuń plik Rysunek.png").press("Enter")
    await expect(refused).to_have_count(0)
    member.complaints[:] = [it for it in member.complaints if "422" not in it]  # the browser's own line


async def choose(page: Page, file: FilePayload) -> None:
    async with page.expect_file_chooser() as asked:
        await page.get_by_role("button", name="Załącz pliki").click()
    await (await asked.value).set_files(file)


async def dropped(page: Page, name: str, text: str) -> None:
    """The file is let go over the composer."""
    data = await page.evaluate_handle(
        "([name, text]) => { const it = new DataTransfer(); it.items.add(new File([text], name)); return it; }",
        [name, text],
    )
    await page.locator(".composer").dispatch_event("drop", {"dataTransfer": data})


async def slowly(page: Page, kilobytes: int) -> None:
    """A line that takes so much a second upwards."""
    rules = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": kilobytes * 1000}
    await (await page.context.new_cdp_session(page)).send("Network.emulateNetworkConditions", rules)
