"""A city has one vote however many cast it at once, a poll ends once, and no clock but the database's says when."""

import pytest

from tests.faults import voting
from tests.faults.ground import Ground


async def test_many_votes_of_one_city_are_one_and_many_closers_close_once(ground: Ground) -> None:
    assert await voting.at_once(ground, 40) == []
    assert await voting.closed_by_many(ground, 4) == []


async def test_no_vote_is_late_however_far_the_clocks_of_workers_are_apart(ground: Ground) -> None:
    seen = await voting.at_the_deadline(ground, 60)
    assert seen.accepted > 0
    assert seen.refused > 0
    assert seen.late == 0


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_the_clock_of_the_database_decides_and_can_be_set(ground: Ground) -> None:
    poll = await voting.opened(ground)
    assert await voting.is_in_time(ground, poll, "0 days")
    assert not await voting.is_in_time(ground, poll, "60 days")
    assert await voting.is_in_time(ground, poll, "-2 days")
