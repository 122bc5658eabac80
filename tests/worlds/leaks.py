"""Leaks, planted: the one place where our own code is patched, to see that each is found."""

from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Select, select, true

from hub import boards, ids, permissions, polls
from hub.database import Work
from hub.errors import NotAllowed, NotFound
from hub.events import recording
from hub.models import Audience, Network, Poll, Row, SecretBallot, StreamKind
from hub.permissions import ladder
from hub.polls import exporting, tallies
from hub.search import finding, scopes
from schema import relations
from tests.worlds.scenarios import (
    ANOTHER_NETWORK,
    BALLOT_SECRECY,
    BEFORE_RELEASE,
    CLOSED_FOR_A_WHILE,
    EARLY_RESULTS,
    WHAT_MEMBERS_WRITE,
    Scenario,
)

Plant = Callable[[pytest.MonkeyPatch], None]


async def _all_of(_: Work, model: type[Row]) -> Select[Any]:
    return select(model)


def _without_filter(module: ModuleType) -> Plant:
    """What that module reads is not filtered by who asks."""
    unfiltered = SimpleNamespace(**vars(permissions) | {"visible": _all_of})
    return lambda patch: patch.setattr(module, "permissions", unfiltered)


def _a_search_looks_everywhere(patch: pytest.MonkeyPatch) -> None:
    async def searched(work: Work, _: object) -> list[str]:
        networks = await work.rows(select(Network.id))
        return [scopes.EVERYBODY, *(scopes.within(id, is_open) for id in networks for is_open in (True, False))]

    patch.setattr(scopes, "searched", searched)
    _without_filter(finding)(patch)


def _closed_is_not_missing(patch: pytest.MonkeyPatch) -> None:
    """What one may not see is refused in other words than what is not there."""

    async def find(work: Work, model: type[Any], id: str) -> Any:
        if row := await permissions.seek(work, model, id):
            return row
        decoded = ids.decode(id)
        raise NotAllowed("This is not for you.") if decoded and await work.get(model, decoded[1]) else NotFound()

    patch.setattr(permissions, "find", find)


def _observers_hear_that_something_happened(patch: pytest.MonkeyPatch) -> None:
    """What is for members takes a number of the stream for everyone too."""
    patch.setitem(recording._STREAMS, Audience.MEMBERS, (StreamKind.MEMBERS, StreamKind.EVERYONE))


def _observers_count_as_members(patch: pytest.MonkeyPatch) -> None:
    """What observers have not read is counted, and numbered, among all posts."""

    async def inside(_: Work, threads: Any) -> set[Any]:
        return set(threads)

    async def networks_inside(work: Work) -> set[Any]:
        return {standing.network_id for standing in await permissions.standings(work)}

    patch.setattr(permissions, "inside", inside)
    patch.setattr(permissions, "networks_inside", networks_inside)


def _results_are_there_from_the_opening(patch: pytest.MonkeyPatch) -> None:
    """How a vote goes is told before it may be."""

    async def sees_results(_: Work, __: Poll) -> bool:
        return True

    patch.setattr(permissions, "sees_results", sees_results)


def _secret_ballots_stand_in_the_order_they_were_cast(patch: pytest.MonkeyPatch) -> None:
    """Their ids tell when they were made, and the protocol lists them."""

    def column(poll: Poll, column: polls.Column) -> dict[str, Any]:
        return without(poll, column) | {"ballots": exporting._ballots(column.counted) if column.election else []}

    without = exporting._column
    patch.setattr(exporting, "_column", column)
    patch.setattr(SecretBallot.__table__.c.id.default, "arg", lambda _: ids.new())  # type: ignore[attr-defined]


def _secret_results_move_with_each_ballot(patch: pytest.MonkeyPatch) -> None:
    _results_are_there_from_the_opening(patch)
    patch.setattr(tallies, "FEWEST", 1)


def _release_dates_are_not_obeyed(patch: pytest.MonkeyPatch) -> None:
    """Who is to see a result some day sees it now."""
    patch.setattr(ladder, "_reached", lambda _: true())


LEAKS: dict[str, tuple[Plant, Scenario]] = {
    "a count computed before filtering": (_without_filter(boards), CLOSED_FOR_A_WHILE),
    "a search before filtering": (_a_search_looks_everywhere, WHAT_MEMBERS_WRITE),
    "an unfiltered node": (_without_filter(relations), ANOTHER_NETWORK),
    "an error that tells closed from missing": (_closed_is_not_missing, ANOTHER_NETWORK),
    "a number taken from another's stream": (_observers_hear_that_something_happened, WHAT_MEMBERS_WRITE),
    "positions as members count": (_observers_count_as_members, CLOSED_FOR_A_WHILE),
    "a release date that is not obeyed": (_release_dates_are_not_obeyed, BEFORE_RELEASE),
    "early results": (_results_are_there_from_the_opening, EARLY_RESULTS),
    "secret ballots in the order they were cast": (_secret_ballots_stand_in_the_order_they_were_cast, BALLOT_SECRECY),
    "a secret result that moves with each ballot": (_secret_results_move_with_each_ballot, BALLOT_SECRECY),
}
"""How each is planted, and in which scenario it shows."""
