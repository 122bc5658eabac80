"""The table of rights: docs/rights.md is it, and the state of a network narrows it."""

import re
from pathlib import Path

from hub.models import Audience, NetworkState, StandingKind
from hub.permissions import DEFAULTS, STATES, Right, Who, rights_in
from hub.permissions.table import MAY, OF_AUDIENCE

HOUSE = Path(__file__).resolve().parent.parent
PAPER = HOUSE / "docs" / "rights.md"


def rendered() -> list[str]:
    return [
        f"| | {' | '.join(Who)} |",
        f"|{'---|' * (len(Who) + 1)}",
        *(f"| {thing} | {' | '.join(row[who] for who in Who)} |" for thing, row in DEFAULTS.items()),
    ]


def test_the_paper_is_the_table() -> None:
    assert re.findall(r"^\|.*$", PAPER.read_text(), re.MULTILINE) == rendered()


OF_THE_HUB = {"board for all", "the network itself", "log of acts"}
"""Rows that the founding paper says in its notes or leaves to us."""


def test_the_founding_paper_is_the_table_word_for_word() -> None:
    """Where the paper lies beside the house; its rows in their order, and no row but the hub's own besides."""
    founding = HOUSE.parent / "shared" / "RIGHTS.md"
    for paper in [path for path in (PAPER, founding) if path.exists()]:
        said = re.findall(r"^\|.*$", paper.read_text(), re.MULTILINE)
        assert [line for line in rendered() if line in said or line.split(" | ")[0][2:] not in OF_THE_HUB] == said


def test_observers_opine_where_member_cities_decide() -> None:
    assert rights_in(Who.MEMBER, "R V") == {Right.SEE, Right.DECIDE}
    assert rights_in(Who.OBSERVER, "R V") == {Right.SEE, Right.OPINE}
    assert rights_in(Who.OBSERVER, "– until released") == frozenset()


def test_whoever_may_do_anything_with_a_thing_sees_it() -> None:
    for row in DEFAULTS.values():
        for who, cell in row.items():
            assert not rights_in(who, cell) or Right.SEE in rights_in(who, cell), cell


def test_a_wider_audience_takes_nothing_away() -> None:
    narrow, open_, wide = (OF_AUDIENCE[audience] for audience in (Audience.MEMBERS, Audience.OPEN, Audience.ALL))
    for right in Right:
        assert MAY[narrow, right] <= MAY[open_, right] <= MAY[wide, right]


def test_a_later_state_lets_more_people_in_until_the_end_takes_writing_away() -> None:
    seeing = [{kind for kind in StandingKind if Right.SEE in STATES[state][kind]} for state in NetworkState]
    planned, forming, working, closed = seeing
    assert planned < forming < working == closed
    assert forming == set(StandingKind) - {StandingKind.OBSERVER}
    for kind in StandingKind:
        assert STATES[NetworkState.CLOSED][kind] <= {Right.SEE, Right.COORDINATE}
