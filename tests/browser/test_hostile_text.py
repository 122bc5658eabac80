"""Whatever people write, a browser shows it: nothing is run, nothing is asked for elsewhere, no policy is broken."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Request

from tests.browser.conftest import People
from tests.browser.hostile import hostile_pages, payloads
from tests.browser.people import Visitor
from tests.cast import Hub

pytestmark = pytest.mark.asyncio(loop_scope="session")


class Heard:
    """What the pages did that they should not have."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.asked_elsewhere: list[str] = []
        self.run: list[str] = []
        self.reported: list[str] = []
        self.odd: list[str] = []

    def note(self, request: Request) -> None:
        if not request.url.startswith((self.visitor.origin, "data:", "blob:")):
            self.asked_elsewhere.append(request.url)

    async def listen(self) -> None:
        """What the page it stands at did, and what stands in it that could do something when touched."""
        found: dict[str, list[str]] = await self.visitor.page.evaluate(FOUND)
        where = self.visitor.page.url
        self.run += [f"{where}: {what}" for what in found["run"]]
        self.reported += [f"{where}: {what}" for what in found["reported"]]
        self.odd += [f"{where}: {what}" for what in found["odd"]]

    @property
    def everything(self) -> list[str]:
        return [*self.run, *self.reported, *self.odd, *self.asked_elsewhere]


async def test_there_are_more_than_two_hundred_and_no_two_alike() -> None:
    assert len(set(payloads())) == len(payloads()) >= 250


@pytest.mark.parametrize("has_policy", [True, False], ids=["with the policy", "without the policy"])
async def test_nothing_that_people_write_is_run(
    hub: Hub, people: People, has_policy: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without the content security policy too, on every fourth page: what is shown is clean by itself."""
    all_pages = await hostile_pages(hub)
    pages = all_pages if has_policy else all_pages[::4]
    async with listening(people, has_policy) as heard:
        for path in pages:
            page = await heard.visitor.open(path)
            await page.locator(".skeleton").first.wait_for(state="detached")
            await page.evaluate("scrollTo(0, document.body.scrollHeight)")
            await heard.listen()
            if "/rozmowy/" in path:
                assert await page.locator(".post").count() >= 10
    figure = (
        f"{len(payloads())} payloads as posts, titles, names, functions, profiles and reasons on {len(pages)} pages"
    )
    with capsys.disabled():
        print(f"\nhostile text: {figure}: {len(heard.run)} run, {len(heard.reported)} reported")
    assert heard.everything == []


@pytest.mark.parametrize("has_policy", [True, False], ids=["with the policy", "without the policy"])
async def test_what_would_be_run_or_asked_for_is_heard(people: People, has_policy: bool) -> None:
    async with listening(people, has_policy) as heard:
        page = await heard.visitor.open("/konto")
        await page.evaluate(PLANTED)
        await page.wait_for_timeout(500)
        await heard.listen()
        if has_policy:
            assert len(heard.reported) >= 2
        else:
            assert heard.run
            assert heard.asked_elsewhere
        assert len(heard.odd) == 2
    people.complaints.clear()


@asynccontextmanager
async def listening(people: People, has_policy: bool) -> AsyncIterator[Heard]:
    visitor = await people("coordinator", bypass_csp=not has_policy)
    heard = Heard(visitor)
    visitor.context.on("request", heard.note)
    await visitor.page.add_init_script(TRAP)
    yield heard


TRAP = """
window.__xss = [];
window.__reported = [];
window.hit = () => window.__xss.push("hit");
for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => window.__xss.push(name);
document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) =>
  window.__reported.push(`${effectiveDirective} ${blockedURI} ${sample}`));
"""
FOUND = """
() => {
  const odd = [];
  const own = new Set(["SCRIPT", "LINK", "META", "STYLE"]);
  for (const element of document.querySelectorAll("body *:not(body > noscript, body > script)")) {
    if (/^(i?frame|object|embed|base|template|noscript)$/i.test(element.tagName) || own.has(element.tagName))
      odd.push(element.outerHTML.slice(0, 200));
    for (const { name, value } of element.attributes)
      if (name.startsWith("on") || name === "srcdoc" || (name === "style" && /url|expression/.test(value)))
        odd.push(element.outerHTML.slice(0, 200));
    if (element.closest(".prose") && /^(svg|math|img|form|input|button|video|audio|style)$/i.test(element.tagName))
      odd.push(element.outerHTML.slice(0, 200));
  }
  for (const { href, outerHTML } of document.querySelectorAll("a[href]"))
    if (!/^(https?|mailto|tel):/.test(href)) odd.push(outerHTML.slice(0, 200));
  return { run: window.__xss, reported: window.__reported, odd };
}
"""
PLANTED = """
() => {
  const planted = document.createElement("div");
  planted.innerHTML = `<img src="https://evil.example/x.png" onerror="hit()"><a href="javascript:hit()">x</a>`;
  document.querySelector("main").append(planted);
}
"""
