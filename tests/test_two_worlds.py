"""Two worlds: what one may not see makes no difference to anything one can observe."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.worlds.documents import CONTRACT
from tests.worlds.running import Runner
from tests.worlds.scenarios import OWN, SCENARIOS, SECRET, UNTRIED, Scenario, program
from tests.worlds.stage import prepared, sqlite_copies

pytestmark = pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
"""graphql-core forgets resolvers that it has not begun when a field beside them fails."""

PROGRAMS = 25
"""Of each scenario."""


@pytest.fixture
async def runner(sqlite_demo: Path, tmp_path: Path) -> AsyncIterator[Runner]:
    template = Path(shutil.copy(sqlite_demo, tmp_path / "template.sqlite3"))
    with sqlite_copies(template, tmp_path) as fork:
        runner = Runner(await prepared(f"sqlite:///{template}", fork))
        yield runner
        await runner.close()


@pytest.mark.timeout(900)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
async def test_nobody_can_tell_the_worlds_apart(runner: Runner, scenario: Scenario) -> None:
    for number in range(PROGRAMS):
        written = program(scenario, runner.stage, str(number))
        if difference := await runner.run(written, scenario.blind):
            smallest, difference = await runner.shrunk(written, scenario.blind)
            steps = "\n".join(map(str, smallest))
            pytest.fail(f"WORLDS_SEED={number}\n{steps}\n\n{difference}")


def test_every_mutation_takes_part_or_says_why_not() -> None:
    assert CONTRACT.mutation_type
    assert set(CONTRACT.mutation_type.fields) == set(SECRET) | set(OWN)
    assert not set(SECRET) & set(OWN)
    assert set(UNTRIED) < set(OWN)
