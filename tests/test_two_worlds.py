"""Two worlds: what one may not see makes no difference to anything one can observe. See `tests/worlds`."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from graphql import GraphQLInterfaceType, GraphQLNamedType, GraphQLObjectType, GraphQLUnionType, get_named_type

from tests.worlds.documents import CONTRACT
from tests.worlds.leaks import LEAKS
from tests.worlds.mutations import OWN, SECRET, UNTRIED
from tests.worlds.running import Runner
from tests.worlds.scenarios import BEFORE_RELEASE, SCENARIOS, Scenario, program
from tests.worlds.searching import difference_in, running_on

pytestmark = [
    pytest.mark.timeout(900),
    # graphql-core forgets resolvers that it has not begun when a field beside them fails
    pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning"),
]

PROGRAMS = {"sqlite": range(11), "postgresql": range(11, 13)}
"""Of each scenario: 52 in all; `make soak` runs a thousand."""
FEW = 50
"""Changes, of which no share is told."""
EVERY_PROGRAM = range(40)


@pytest.fixture
async def runner(url: str, tmp_path: Path) -> AsyncIterator[Runner]:
    async with running_on(url, tmp_path) as runner:
        yield runner


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
async def test_nobody_can_tell_the_worlds_apart(runner: Runner, url: str, scenario: Scenario) -> None:
    seeds = [str(number) for number in PROGRAMS[url.partition("+")[0].partition(":")[0]]]
    chosen = os.environ.get("WORLDS_SEED")
    assert not (found := await difference_in(runner, scenario, [chosen] if chosen else seeds)), found
    if len(runner.written) > FEW:
        assert sum(runner.written) >= scenario.succeeding * len(runner.written), "most that is written is refused"


async def test_nobody_tells_of_a_result_before_its_release(runner: Runner) -> None:
    assert not (found := await difference_in(runner, BEFORE_RELEASE, map(str, range(3)))), found


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("leak", LEAKS)
async def test_a_planted_leak_is_found(runner: Runner, leak: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plant, scenario = LEAKS[leak]
    plant(monkeypatch)
    for number in EVERY_PROGRAM:
        difference = await runner.run(program(scenario, runner.stage, str(number)), scenario.blind)
        if difference:
            assert difference.said[0] != difference.said[1]
            return
    pytest.fail(f"no program noticed {leak}")


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_the_programs_ask_for_every_field(runner: Runner) -> None:
    written: set[str] = set()
    asked = every_field()
    for number in EVERY_PROGRAM:
        for scenario in SCENARIOS:
            program(scenario, runner.stage, str(number), written)
        if asked <= written:
            return
    assert sorted(asked - written) == []


def every_field() -> set[str]:
    """All that an answer to a question, or news, may hold."""
    assert CONTRACT.query_type
    assert CONTRACT.subscription_type
    fields: set[str] = set()
    types: list[GraphQLNamedType] = [CONTRACT.query_type, CONTRACT.subscription_type]
    while types:
        type = types.pop()
        if isinstance(type, GraphQLInterfaceType | GraphQLUnionType):
            types += CONTRACT.get_possible_types(type)
        elif isinstance(type, GraphQLObjectType) and f"{type.name}.{next(iter(type.fields))}" not in fields:
            fields |= {f"{type.name}.{name}" for name in type.fields}
            types += [get_named_type(field.type) for field in type.fields.values()]
    return fields


def test_every_mutation_takes_part_or_says_why_not() -> None:
    assert CONTRACT.mutation_type
    assert set(CONTRACT.mutation_type.fields) == set(SECRET) | set(OWN)
    assert not set(SECRET) & set(OWN)
    assert set(UNTRIED) < set(OWN)
