"""A hub that offers the demo's accounts, and browsers before it: one Chromium for all, another where it takes two."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Playwright, async_playwright

from tests.browser.line import Line, line_to
from tests.browser.people import LAUNCH, Visitor, sit_down
from tests.cast import Hub, serving
from tests.conftest import settings_for
from tests.patience import PATIENCE


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """On SQLite, unless a test says where."""
    says_where = any("url" in mark.args[0] for mark in metafunc.definition.iter_markers("parametrize"))
    if "url" in metafunc.fixturenames and not says_where:
        metafunc.definition.add_marker(pytest.mark.parametrize("url", ["sqlite"], indirect=True))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def playwright() -> AsyncIterator[Playwright]:
    async with async_playwright() as started:
        yield started


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium(playwright: Playwright, chromium_path: str) -> AsyncIterator[Browser]:
    async with await playwright.chromium.launch(executable_path=chromium_path, args=LAUNCH) as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="session")
async def another_chromium(playwright: Playwright, chromium_path: str) -> AsyncIterator[Browser]:
    """A second process, which shares nothing with the first."""
    async with await playwright.chromium.launch(executable_path=chromium_path, args=LAUNCH) as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="session")
async def hub(url: str) -> AsyncIterator[Hub]:
    async with serving(settings_for(url, demo=True)) as served:
        yield served


@pytest_asyncio.fixture(loop_scope="session")
async def line(hub: Hub) -> AsyncIterator[Line]:
    async with line_to(hub.origin) as laid:
        yield laid


@dataclass
class People:
    """Seats somebody before a browser: `await people("member")`, or a stranger with `await people()`."""

    hub: Hub
    browser: Browser
    stack: AsyncExitStack
    complaints: list[str] = field(default_factory=list)

    async def __call__(
        self, name: str | None = None, over: Line | None = None, at: Browser | None = None, **options: Any
    ) -> Visitor:
        ours: dict[str, Any] = {"locale": "pl-PL", "timezone_id": "Europe/Warsaw", "reduced_motion": "reduce"}
        context = await (at or self.browser).new_context(**ours | options)
        context.set_default_timeout(PATIENCE * 1000)
        await self.stack.enter_async_context(context)
        visitor = await sit_down(context, over.origin if over else self.hub.origin, self.complaints)
        if name:
            await visitor.come_in(name)
        return visitor


@pytest_asyncio.fixture(loop_scope="session")
async def people(hub: Hub, chromium: Browser) -> AsyncIterator[People]:
    """The cast, and the promise that no page breaks its content security policy or complains to the console."""
    async with AsyncExitStack() as stack:
        seated = People(hub, chromium, stack)
        yield seated
        assert seated.complaints == []
