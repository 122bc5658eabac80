"""Talking in a thread: quoted, answered below, called by name, corrected, reacted to, and pointed at."""

import re

import pytest
from playwright.async_api import expect

from hub import importing
from tests.browser.conftest import People
from tests.browser.people import a_thread
from tests.cast import Hub
from tests.test_threads import reply

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_passage_is_quoted_a_city_called_and_a_reaction_seen_by_another(hub: Hub, people: People) -> None:
    thread, path = await a_thread(hub)
    said = await reply(await hub.person("moderator"), thread, "Zaczynamy o dziewiątej. Kawa będzie od ósmej.")
    late = await reply(await hub.person("moderator"), thread, "A po spotkaniu obiad.")
    member, moderator = await people("member"), await people("moderator")
    ours, theirs = await member.open(path), await moderator.open(path)
    post = ours.locator(f"#wpis-{said['id']}")

    await post.locator(".prose p").evaluate(
        "p => { const t = p.firstChild; getSelection().setBaseAndExtent(t, 0, t, 23); }"
    )
    await post.get_by_role("button", name="Cytuj wpis").click()
    box = ours.get_by_role("textbox", name="Odpowiedź")
    await expect(ours.locator(".composer .quotation")).to_contain_text("Zaczynamy o dziewiątej.")
    await box.press_sequentially("Będę, i zapraszam @boch")
    option = ours.get_by_role("option", name="Bochnia 1 osoba")
    await expect(option).to_have_attribute("aria-selected", "true")
    await box.press("Enter")
    await expect(box).to_have_value("Będę, i zapraszam @Bochnia ")
    await box.press("Control+Enter")

    answer = ours.locator(".post.nested", has_text="zapraszam @Bochnia")
    await expect(answer.locator(".mention")).to_have_text("@Bochnia")
    await expect(answer.locator(".quotation")).to_contain_text("Joanna Rudnik")
    below = ours.locator(f"#wpis-{said['id']} + .post")
    await expect(below).to_contain_text("zapraszam @Bochnia")
    await expect(ours.locator(".post").last).to_have_id(f"wpis-{late['id']}")

    heard = theirs.locator(".post.nested", has_text="zapraszam @Bochnia")
    await heard.get_by_role("button", name="Przyda się").click()
    await expect(answer.get_by_role("button", name="Przyda się")).to_contain_text("1")
    await expect(heard.get_by_role("button", name="Przyda się")).to_have_attribute("aria-pressed", "true")

    await answer.get_by_role("button", name="Popraw").click()
    editor = ours.get_by_role("textbox", name="Treść wpisu")
    await expect(editor).to_have_value(re.compile("Będę"))
    await editor.fill((await editor.input_value()).replace("Będę", "Będę na pewno"))
    await ours.get_by_role("button", name="Zapisz poprawki").click()
    await expect(answer).to_contain_text("Będę na pewno")
    await expect(heard).to_contain_text("Będę na pewno")
    await heard.locator("summary", has_text="Więcej").click()
    await heard.get_by_role("button", name="Historia zmian").click()
    history = theirs.get_by_role("dialog", name="Historia wpisu")
    await expect(history.locator("ins")).to_contain_text("na pewno")


async def test_a_link_to_a_post_opens_there_for_an_observer_who_counts_otherwise(hub: Hub, people: People) -> None:
    thread, path = await a_thread(hub)
    moderator = await hub.person("moderator")
    audience = "mutation ($input: SetThreadAudienceInput!) { setThreadAudience(input: $input) { thread { id } } }"
    await moderator.ask(audience, input={"threadId": thread, "audience": "MEMBERS"})
    for number in range(3):
        await reply(moderator, thread, f"Tylko dla miast sieci {number}")
    await moderator.ask(audience, input={"threadId": thread, "audience": "OPEN"})
    said = [await reply(moderator, thread, f"Dla wszystkich {number}") for number in range(60)]
    observer = await people("observer")
    page = await observer.open(f"{path}#wpis-{said[4]['id']}")
    pointed = page.locator(".post.pointed")
    await expect(pointed).to_contain_text("Dla wszystkich 4")
    await expect(pointed).to_be_in_viewport()
    await expect(pointed).to_be_focused()


async def test_a_report_reaches_the_moderators_page_and_is_answered(hub: Hub, people: People) -> None:
    thread, path = await a_thread(hub)
    said = await reply(await hub.person("colleague"), thread, "Numer pani Anny: 600 100 200")
    member, moderator = await people("member"), await people("moderator")
    ours, queue = await member.open(path), await moderator.open("/sieci/obywateli/zgloszenia")
    post = ours.locator(f"#wpis-{said['id']}")
    await post.locator("summary", has_text="Więcej").click()
    await post.get_by_role("button", name="Zgłoś moderatorom").click()
    dialog = ours.get_by_role("dialog", name="Zgłosić ten wpis?")
    await dialog.get_by_label("Co jest nie tak").fill("dane osobowe")
    await dialog.get_by_role("button", name="Zgłoś").click()
    await expect(ours.locator(".said")).to_contain_text("Damy znać")
    line = queue.locator(".reports .row", has_text="dane osobowe")
    await expect(line).to_contain_text("600 100 200")
    await line.get_by_role("button", name="Usuń wpis").click()
    answer = queue.get_by_role("dialog", name="Usunąć ten wpis?")
    await answer.get_by_label("Powód").fill("numer telefonu")
    await answer.get_by_role("button", name="Usuń wpis").click()
    await expect(post.locator(".tombstone")).to_contain_text("numer telefonu")


async def test_an_imported_post_is_claimed_from_its_menu_and_given_on_the_page_of_reports(
    hub: Hub, people: People
) -> None:
    brought = "id;author;date;title;text\n1;Marta W.;2024-03-05 14:20;Wzór regulaminu;Kto ma wzór?\n".encode()
    await importing.load_facebook(hub.operator, brought, "obywateli", "Z Facebooka")
    threads = (await hub.network())["threads"]
    member, moderator = await people("member"), await people("moderator")
    ours = await member.open(f"/sieci/obywateli/rozmowy/{threads['Z Facebooka']['id']}")
    queue = await moderator.open("/sieci/obywateli/zgloszenia")
    post = ours.locator(".post").first
    await expect(post).to_contain_text("zaimportowany wpis")
    await post.locator("summary", has_text="Więcej").click()
    await post.get_by_role("button", name="To mój wpis").click()
    dialog = ours.get_by_role("dialog", name="Czy to Państwa wpisy?")
    await dialog.get_by_label("Po czym można").fill("Tak podpisuję się na Facebooku.")
    await dialog.get_by_role("button", name="Poproś o potwierdzenie").click()
    await expect(ours.locator(".said")).to_contain_text("Prośba wysłana")
    line = queue.locator(".reports .row", has_text="to moje wpisy")
    await line.get_by_role("button", name="Potwierdź: Marta Wilk").click()
    await queue.get_by_role("dialog", name="Oddać te wpisy?").get_by_role("button", name="Potwierdź").click()
    await expect(line).to_have_count(0)
    await ours.reload()
    await expect(ours.locator(".post").first.locator(".byline, header").first).to_contain_text("Marta Wilk")
    await expect(ours.get_by_text("zaimportowany wpis")).to_have_count(0)
