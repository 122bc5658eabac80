"""Known and unknown addresses are answered with the same bytes. That it takes the same time, soak says."""

import pytest

from tests.faults.enumeration import DOORS, Told, ask_at
from tests.faults.ground import Ground


@pytest.mark.any_database
@pytest.mark.parametrize("door", DOORS)
async def test_no_door_tells_whether_an_address_is_known(ground: Ground, door: str) -> None:
    told = await ask_at(ground, door, count=12)
    assert len(told.known) == len(told.unknown) == 6
    assert len(told.answers) == 1


def test_the_classifier_tells_apart_what_can_be_told_apart() -> None:
    assert Told(set(), [1, 2, 3], [4, 5, 6]).classified == 1
    assert Told(set(), [4, 5, 6], [1, 2, 3]).classified == 1
    assert Told(set(), [1, 4], [2, 3]).classified == 0.5
    assert Told(set(), [1, 2], [1.5, 7]).difference == 2.75
