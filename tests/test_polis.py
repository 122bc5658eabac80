"""Opinions from a real conversation, replayed through the verbs with their changes, end as they were recorded."""

import pytest

from tests.cast import Hub
from tests.polis import recorded, replayed
from tests.test_counting import needs_data

CHANGED = ["0"]


@needs_data
@pytest.mark.any_database
async def test_opinions_replayed_with_their_changes_end_equal_to_the_recorded_matrix(hub: Hub) -> None:
    said, again = await replayed(hub.database, CHANGED)
    assert said == recorded(CHANGED)
    assert again > 0
