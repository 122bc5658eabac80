"""Who sits at the browsers: each with a context of their own, signed in at the demo's door."""

from dataclasses import dataclass

from playwright.async_api import BrowserContext, ConsoleMessage, Locator, Page, expect

from tests.cast import ADDRESSES, Hub
from tests.patience import PATIENCE

LAUNCH = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
"""Nothing leaves this machine: no other name is found."""
_LOST = ("net::ERR_", "WebSocket connection to")
"""What a browser says of a connection that a test has cut."""

expect.set_options(PATIENCE * 1000)


@dataclass(eq=False)
class Visitor:
    """Somebody before a browser: a stranger until they come in."""

    context: BrowserContext
    page: Page
    origin: str
    complaints: list[str]

    async def open(self, path: str) -> Page:
        """The page at that address, drawn and live."""
        await self.page.goto(self.origin + path)
        await self.drawn()
        return self.page

    async def drawn(self) -> None:
        await expect(self.page.locator("h1")).to_be_visible()
        if await self.page.locator(".connection").count():
            await self.sees_that_it_is("live")

    async def sees_that_it_is(self, kind: str) -> None:
        """The state of the connection that the page shows."""
        await expect(self.page.locator(".connection")).to_have_attribute("data-kind", kind)

    async def come_in(self, name: str) -> None:
        await self.page.goto(f"{self.origin}/logowanie")
        await self.page.get_by_role("button", name=ADDRESSES[name]).click()
        await expect(self.page.get_by_role("heading", level=1, name="Moje sieci")).to_be_visible()

    async def another_tab(self) -> "Visitor":
        return await sit_down(self.context, self.origin, self.complaints)

    async def write(self, body: str) -> None:
        await self.page.get_by_role("textbox", name="Odpowiedź").fill(body)

    async def reply(self, body: str) -> None:
        """Writes, sends, and sees the post stand in the thread."""
        await self.write(body)
        await self.page.get_by_role("button", name="Wyślij").click()
        await expect(self.post(body)).to_have_count(1)

    def post(self, text: str) -> Locator:
        return self.page.locator(".post", has_text=text)


async def sit_down(context: BrowserContext, origin: str, complaints: list[str]) -> Visitor:
    visitor = Visitor(context, await context.new_page(), origin, complaints)

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not any(known in message.text for known in _LOST):
            complaints.append(f"{visitor.page.url}: {message.text}")

    visitor.page.on("console", note)
    visitor.page.on("pageerror", lambda error: complaints.append(f"{visitor.page.url}: {error}"))
    return visitor


async def a_thread(hub: Hub) -> tuple[str, str]:
    """The id and the address of one that members write and observers read."""
    thread: str = (await hub.network())["threads"]["Konsultacje społeczne"]["id"]
    return thread, f"/sieci/obywateli/rozmowy/{thread}"
