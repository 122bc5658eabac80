"""How much may be asked for in a minute: told with each answer, obeyed by all processes and after a restart."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest

from hub import clock
from hub.settings import Settings
from tests.cast import Hub, Person, serving
from tests.conftest import settings_for

RATE = 30
ASKED = {"query": "{ networks(first: 5) { edges { node { id } } } }"}
MUCH = {"query": '{ network(slug: "obywateli") { threads(first: 100) { edges { node { author { id } } } } } }'}


@pytest.fixture
def settings(url: str) -> Settings:
    return settings_for(url, rate=RATE)


@pytest.fixture
async def hubs(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[list[Hub]]:
    """Two processes' worth of hub, at a minute that does not turn."""
    at = clock.now().replace(second=5)
    monkeypatch.setattr(clock, "now", lambda: at)
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(serving(settings)) for _ in range(2)]


async def told(hub: Hub) -> None:
    assert hub.database.rates
    await hub.database.rates.tell()


async def asks(person: Person, hub: Hub, body: dict[str, Any] = ASKED) -> Any:
    return await hub.web.post(f"{hub.origin}/graphql", json=body, headers=person.headers)


async def test_a_token_is_told_what_is_left_and_when_to_come_back_in_every_process(hubs: list[Hub]) -> None:
    first, second = hubs
    program = await first.person("member")
    for n in range(1, RATE // 2 + 1):
        answer = await asks(program, first)
        assert answer.json()["extensions"]["budget"] == {"limit": RATE, "remaining": RATE - n, "resetsIn": 55}
    assert answer.headers["ratelimit"] == f'"points";r={RATE // 2};t=55'
    assert answer.headers["ratelimit-policy"] == f'"points";q={RATE};w=60'
    await told(first)
    assert (await asks(program, second)).status_code == 200
    await told(second)
    left = (await asks(program, second)).json()["extensions"]["budget"]["remaining"]
    assert left == RATE // 2 - 2, "what was asked of one process counts in the other"
    for _ in range(left):
        assert (await asks(program, second)).status_code == 200
    refused = await asks(program, second)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "55")
    assert refused.json()["errors"][0]["extensions"] == {"code": "RATE_LIMITED", "retryAfter": 55}
    other = await first.person("moderator")
    assert (await asks(other, second)).status_code == 200, "another's token has its own rate"


@pytest.mark.any_database
async def test_what_asks_for_much_costs_more_and_a_refusal_costs_nothing(hubs: list[Hub]) -> None:
    hub, _ = hubs
    program = await hub.person("member")
    costs = 1 + (1 + 100 * 2) // 100
    assert (await asks(program, hub, MUCH)).json()["extensions"]["budget"]["remaining"] == RATE - costs
    for _ in range(RATE - costs - 1):
        assert (await asks(program, hub, {"query": "{ nonsense }"})).status_code == 400
    assert (await asks(program, hub, MUCH)).status_code == 429
    assert (await asks(program, hub)).json()["extensions"]["budget"]["remaining"] == 0


@pytest.mark.any_database
async def test_a_person_has_twice_a_tokens_rate_with_all_theirs_and_an_address_ten_times(hubs: list[Hub]) -> None:
    hub, _ = hubs
    programs = [await hub.person("member") for _ in range(3)]
    answers = [(await asks(program, hub)).status_code for program in programs for _ in range(RATE)]
    assert answers == [200] * 2 * RATE + [429] * RATE
    for _ in range((10 - 3) * RATE // 2):
        assert (await asks(hub.stranger, hub)).status_code == 200
    assert (await asks(hub.stranger, hub)).status_code == 429
    assert (await asks(await hub.person("observer"), hub)).status_code == 429


async def test_a_hub_that_starts_anew_obeys_the_rate_of_before(hubs: list[Hub], settings: Settings) -> None:
    program = await hubs[0].person("member")
    for _ in range(RATE):
        await asks(program, hubs[0])
    await told(hubs[0])
    async with serving(settings) as anew:
        await asks(program, anew)
        await told(anew)
        assert (await asks(program, anew)).status_code == 429, "one got through before the database was heard"
