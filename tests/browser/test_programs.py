"""Programs: who coordinates lets one in and gives it a token; who is signed in tries the contract in the console."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import People
from tests.cast import Hub, Person

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_coordinator_lets_a_program_in_and_sends_it_away(hub: Hub, people: People) -> None:
    coordinator = await people("coordinator")
    page = await coordinator.open("/koordynacja")
    network = page.locator(".coordinated-network", has=page.get_by_role("link", name="Miasto obywateli"))
    await network.get_by_text("Konta techniczne").click()
    await network.get_by_label("Nazwa nowego konta").fill("Strona miasta")
    await network.get_by_role("button", name="Dodaj konto techniczne").click()
    account = network.locator("section", has=page.get_by_role("heading", name="Strona miasta", exact=True))
    await account.get_by_label("Do czego służy").fill("Aktualności")
    await account.get_by_label("rozmowy").check()
    await account.get_by_role("button", name="Utwórz klucz dostępu").click()
    secret = await account.locator(".secret").inner_text()
    await account.get_by_role("button", name="Klucz zachowany").click()
    program = Person(hub.origin, hub.web, secret)
    asked = "{ networks { edges { node { slug threads(first: 1) { edges { cursor } } } } } }"
    (seen,) = (await program.ask(asked))["networks"]["edges"]
    assert (seen["node"]["slug"], len(seen["node"]["threads"]["edges"])) == ("obywateli", 1)
    member = await people("member")
    await member.open("/sieci/obywateli/ludzie")
    await expect(member.page.locator(".person-card", has_text="Strona miasta")).to_contain_text("program")
    await account.get_by_role("button", name="Zakończ konto techniczne: Strona miasta").click()
    await account.get_by_role("button", name="Zakończ konto", exact=True).click()
    await expect(account).to_have_count(0)
    assert (await program.post({"query": asked})).status_code == 401


async def test_the_console_asks_in_ones_own_name(people: People) -> None:
    member = await people("member")
    page = await member.open("/konto/bezpieczenstwo")
    await page.get_by_role("link", name="Konsola GraphQL").click()
    await expect(page.locator(".graphiql-query-editor")).to_contain_text("networks")
    await page.get_by_role("button", name="Execute query (Ctrl-Enter)").click()
    await expect(page.locator(".result-window")).to_contain_text("Miasto obywateli")
    stranger = await people()
    await stranger.page.goto(f"{stranger.origin}/konto/konsola")
    await expect(stranger.page.get_by_role("heading", level=1)).to_be_visible()
    await expect(stranger.page.locator(".console")).to_have_count(0)
