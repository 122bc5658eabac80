"""What one is somewhere changes while one is looking: the page follows, wherever it is open."""

import pytest
from playwright.async_api import Locator, expect
from sqlalchemy import select

from hub import people as accounts
from hub.models import Network, Person, StandingKind
from tests.browser.conftest import People
from tests.browser.people import Visitor, a_thread
from tests.cast import ADDRESSES, Hub
from tests.test_events import standing_of

pytestmark = pytest.mark.asyncio(loop_scope="session")

AUDIENCE = "mutation ($input: SetThreadAudienceInput!) { setThreadAudience(input: $input) { thread { id } } }"
CLOSED = "Trudne rozmowy"


async def test_a_network_one_is_let_into_appears_on_the_start_page_and_in_the_rail(hub: Hub, people: People) -> None:
    outsider = await people("outsider")
    await outsider.open("/")
    await expect(outsider.page.locator(".card")).to_have_count(1)
    await is_the_same_page(outsider)
    await let_in(hub, "outsider", "obywateli")
    await expect(outsider.page.locator(".card")).to_have_count(2)
    await expect(rail(outsider)).to_contain_text(["Miasto", "Miasto"])
    await expect(outsider.page.locator(".card h2").filter(has_text="obywateli")).to_have_count(1)
    await outsider.sees_that_it_is("live")
    assert await is_still_the_same_page(outsider)


async def test_the_page_of_a_network_one_is_let_into_opens_by_itself(hub: Hub, people: People) -> None:
    outsider = await people("outsider")
    await outsider.open("/sieci/obywateli")
    await expect(outsider.page.get_by_role("heading", level=1, name="Nie ma takiej strony")).to_be_visible()
    await is_the_same_page(outsider)
    await let_in(hub, "outsider", "obywateli")
    await expect(outsider.page.get_by_role("heading", level=1, name="Miasto obywateli")).to_be_visible()
    assert await is_still_the_same_page(outsider)


async def test_a_network_one_has_left_goes_from_the_rail_and_from_the_screen(hub: Hub, people: People) -> None:
    observer = await people("observer")
    await observer.open("/sieci/obywateli")
    await expect(rail(observer)).to_have_count(1)
    await is_the_same_page(observer)
    await accounts.end_standing(hub.operator, await standing_of(hub, ADDRESSES["observer"]))
    await expect(rail(observer)).to_have_count(0)
    await expect(observer.page.get_by_role("heading", level=1, name="Nie ma takiej strony")).to_be_visible()
    assert await is_still_the_same_page(observer)


async def test_a_thread_that_is_opened_appears_where_there_was_no_such_page(hub: Hub, people: People) -> None:
    _, path = await a_thread(hub)
    thread = (await hub.network())["threads"][CLOSED]
    observer = await people("observer")
    await observer.open(path.rpartition("/")[0] + "/" + thread["id"])
    await expect(observer.page.get_by_role("heading", level=1, name="Nie ma takiej strony")).to_be_visible()
    await observer.sees_that_it_is("live")
    await is_the_same_page(observer)
    moderator = await hub.person("moderator")
    await moderator.ask(AUDIENCE, input={"threadId": thread["id"], "audience": "OPEN"})
    await expect(observer.page.get_by_role("heading", level=1, name=thread["title"])).to_be_visible()
    assert await is_still_the_same_page(observer)


def rail(visitor: Visitor) -> Locator:
    return visitor.page.locator(".rail [href^='/sieci/']")


async def let_in(hub: Hub, name: str, slug: str) -> None:
    async with hub.database.reading(hub.operator) as work:
        person = await work.row(select(Person).where(Person.email == ADDRESSES[name]))
        network = await work.row(select(Network).where(Network.slug == slug))
    assert person
    assert network
    await accounts.add_standing(hub.operator, person, network, StandingKind.MODERATOR)


async def is_the_same_page(visitor: Visitor) -> None:
    await visitor.page.evaluate("window.isTheSamePage = true")


async def is_still_the_same_page(visitor: Visitor) -> bool:
    return bool(await visitor.page.evaluate("window.isTheSamePage === true"))
