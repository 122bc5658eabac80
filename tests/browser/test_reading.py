"""Where was I: what is read here falls there, what waits rises, a long thread opens where one stopped."""

import pytest
from playwright.async_api import Page, Request, expect
from sqlalchemy import insert, select, update

from hub import threads
from hub.database import Viewer
from hub.models import Person, Post, ReadMark, Thread
from tests.browser.conftest import People
from tests.cast import ADDRESSES, Hub
from tests.test_threads import reply

pytestmark = [pytest.mark.any_database, pytest.mark.asyncio(loop_scope="session")]
LONG = 10_000


async def test_what_is_read_here_falls_there_and_a_mention_rises(hub: Hub, people: People) -> None:
    here, there = await people("member"), await people("member")
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    await there.open("/moje-sprawy")
    waits = there.page.locator(".rail .waits [aria-hidden]")
    before = int(await waits.inner_text()) if await waits.count() else 0
    await reply(await hub.person("moderator"), thread, "@Tarnów, jak to jest u Państwa?")
    await expect(waits).to_have_text(str(before + 1))
    new = there.page.locator(".inbox-threads a", has_text="krzyczy")
    await expect(new.locator(".count")).to_be_visible()
    await here.open(f"/sieci/obywateli/rozmowy/{thread}")
    await here.page.locator(".post").last.scroll_into_view_if_needed()
    await expect(new).to_have_count(0)
    last = here.page.locator(".post").last
    await last.locator("summary", has_text="Więcej").click()
    await last.get_by_role("button", name="Nieprzeczytane odtąd").click()
    await expect(new.locator(".count")).to_be_visible()
    await there.page.get_by_role("button", name="Załatwione").first.click()
    await expect(there.page.get_by_text("Odłożono jako załatwione.")).to_be_attached()


async def long_thread(hub: Hub, read: int) -> str:
    """Ten thousand posts by the moderator, of which the member has read so many."""
    async with hub.database.reading(hub.operator) as work:
        by_address = await work.pairs(select(Person.email, Person.id).where(Person.email.in_(ADDRESSES.values())))
    author, reader = by_address[ADDRESSES["moderator"]], by_address[ADDRESSES["member"]]
    board = (await hub.network())["boards"]["Trudne rozmowy"]
    thread = await threads.start(Viewer(hub.database, who=author), board, "Długa rozmowa", "Wpis 1")
    rows = [
        Post(thread_id=thread.id, position=n, author_id=author, body=f"Wpis {n}\n\n" + "treść " * (n % 60)).model_dump()
        for n in range(2, LONG + 1)
    ]
    async with hub.database.engine.begin() as connection:
        await connection.execute(insert(Post), rows)
        await connection.execute(
            update(Thread).values(last_position=LONG, post_count=LONG).where(Thread.id == thread.id)
        )
        await connection.execute(insert(ReadMark).values(person_id=reader, thread_id=thread.id, position=read))
    return thread.public_id


async def top_of(page: Page, position: int) -> float:
    post = page.locator(f".post[data-position='{position}']")
    return float(await post.evaluate("it => it.getBoundingClientRect().top"))


async def test_ten_thousand_posts_open_at_the_first_unread_one_and_nothing_jumps(hub: Hub, people: People) -> None:
    reader = await people("member")
    thread = await long_thread(hub, read=4_811)
    asked: list[str] = []

    def note(request: Request) -> None:
        if "Posts" in (request.post_data or "") or "ThreadPage" in (request.post_data or ""):
            asked.append(request.url)

    reader.page.on("request", note)
    page = await reader.open(f"/sieci/obywateli/rozmowy/{thread}")
    await expect(page.get_by_text("Nowe wpisy", exact=True)).to_be_in_viewport()
    await expect(page.locator(".post[data-position='4812']")).to_be_in_viewport()
    await expect(page.locator(".place-said")).to_contain_text("z 10\u00a0000")
    assert len(asked) <= 4, "a few pages, however long the thread is"
    for _ in range(12):
        first = int(await page.locator(".post").first.get_attribute("data-position") or 0)
        await page.locator(f".post[data-position='{first + 2}']").scroll_into_view_if_needed()
        before = await top_of(page, first + 2)
        await expect(page.locator(f".post[data-position='{first - 1}']")).to_be_attached()
        assert abs(await top_of(page, first + 2) - before) < 3, "what is read stays where it is"
    assert await page.locator(".post").count() <= 200
    assert int(await page.evaluate("document.querySelectorAll('*').length")) < 16_000
    await page.get_by_role("button", name="Koniec", exact=True).click()
    await expect(page.locator(f".post[data-position='{LONG}']")).to_be_in_viewport()
    await page.get_by_role("slider").focus()
    await page.keyboard.press("Home")
    await expect(page.locator(".post[data-position='1']")).to_be_in_viewport()
