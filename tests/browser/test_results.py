"""A result from its first draft to its second version, at the pages of those who write, ask, opine and answer."""

import pytest
from playwright.async_api import Page, expect

from hub import clock
from tests.browser.conftest import People
from tests.cast import Hub
from tests.drafts import RELEASE

pytestmark = pytest.mark.asyncio(loop_scope="session")

TITLE = "Tłumacz na każdym spotkaniu"
OBJECTION = "Brakuje dyżuru tłumacza w urzędzie."


async def test_an_observer_opines_on_version_1_and_is_asked_whether_version_2_meets_the_remark(
    hub: Hub, people: People
) -> None:
    member, moderator, observer = await people("member"), await people("moderator"), await people("observer")
    ours = await member.open("/sieci/obywateli/opracowania")
    await ours.get_by_role("link", name="Nowe opracowanie").click()
    await ours.get_by_label("Tytuł").fill(TITLE)
    await ours.get_by_label("Treść").fill("Tłumacz jest na sali.\n\nKoszt ponosi urząd.")
    await ours.reload()
    await expect(ours.get_by_label("Tytuł")).to_have_value(TITLE)
    await ours.get_by_role("button", name="Zapisz szkic").click()
    await expect(ours.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    result = ours.url.rpartition("/")[2]
    path = f"/sieci/obywateli/opracowania/{result}"

    held = await moderator.open(path)
    await issue(held, 1)
    now = clock.now().isoformat()
    await (await hub.person("coordinator")).ask(RELEASE, input={"resultId": result, "observersAt": now})
    await held.reload()
    await held.get_by_role("link", name="Zapytaj miasta o opinię").click()
    await held.get_by_text("Więcej ustawień").click()
    await held.get_by_label("Miasta sieci widzą wynik").select_option("OPENING")
    await held.get_by_label("Obserwatorzy widzą wynik").select_option("CLOSE")
    await held.get_by_role("button", name="Otwórz głosowanie").click()
    await expect(held.get_by_role("heading", level=1)).to_contain_text(TITLE)
    poll = f"/sieci/obywateli/glosowania/{held.url.rpartition('/')[2]}"

    await ours.goto(hub.origin + poll)
    bars = ours.get_by_role("region", name="Miasta obserwatorzy").get_by_role("listitem")
    await expect(ours.get_by_text("0 z 10")).to_be_visible()
    theirs = await observer.open(poll)
    await theirs.get_by_label("Negatywna").check()
    await theirs.get_by_role("textbox").fill(OBJECTION)
    await theirs.get_by_role("button", name="Wyślij opinię: Bochnia").click()
    await expect(theirs.get_by_text("Wynik będzie widać po zakończeniu głosowania.")).to_be_visible()
    await expect(bars.filter(has_text="Negatywna")).to_contain_text("1")
    await expect(theirs.get_by_text("1 z 10")).to_have_count(0)
    await held.get_by_role("button", name="Zakończ wcześniej").click()
    await held.get_by_role("button", name="Zakończ głosowanie").click()
    await expect(theirs.get_by_text("1 z 10")).to_be_visible()

    await ours.goto(hub.origin + path)
    await ours.get_by_role("link", name="Napisz wersję 2").click()
    await expect(ours.get_by_label("Treść")).to_have_value("Tłumacz jest na sali.\n\nKoszt ponosi urząd.")
    await ours.get_by_label("Treść").fill("Tłumacz jest na sali i w urzędzie.\n\nKoszt ponosi urząd.")
    await ours.get_by_role("button", name="Zapisz szkic").click()
    await held.goto(hub.origin + path)
    await issue(held, 2)

    await observer.open("/moje-sprawy")
    await theirs.get_by_role("link", name=OBJECTION).click()
    await expect(theirs.get_by_text("Czy wersja 2 uwzględnia Państwa uwagę?")).to_be_visible()
    await theirs.get_by_role("button", name="Tak, wycofujemy uwagę").click()
    await expect(theirs.locator("#uwagi")).to_contain_text("wycofana")
    await theirs.get_by_role("link", name="Tabela uwag do druku").click()
    await expect(theirs.get_by_role("row", name="Bochnia")).to_contain_text(OBJECTION)
    await expect(theirs.get_by_role("row", name="Bochnia")).to_contain_text("wycofana")
    await theirs.goto(f"{hub.origin}{poll}/protokol")
    await theirs.emulate_media(media="print")
    await expect(theirs.get_by_role("row", name="Bochnia")).to_contain_text(OBJECTION)
    await expect(theirs.get_by_role("button", name="Drukuj")).to_be_hidden()


async def issue(page: Page, number: int) -> None:
    await page.get_by_role("button", name=f"Przedstaw miastom wersję {number}").click()
    await page.get_by_role("button", name="Przedstaw", exact=True).click()
    await expect(page.get_by_role("link", name="Zapytaj miasta o opinię")).to_be_visible()
