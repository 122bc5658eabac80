"""The invariants can fail: each is fed what it must refuse."""

from dataclasses import replace

import pytest

from tests.faults.invariants import (
    delivered_once_and_in_order,
    each_event_has_its_row,
    each_key_has_one_effect,
    each_post_has_its_event,
    everything_stored_was_delivered,
    nothing_acknowledged_is_lost,
    nothing_came_after,
    nothing_delivered_was_made_up,
    numbers_have_no_gaps,
    what_is_stored_is_whole,
    what_was_delivered_is_whole,
)
from tests.faults.logs import Line, Run, Stored, StoredPost

ACKNOWLEDGED = {"a": "post_1", "b": "post_2", "c": "post_3"}
LINES = [Line(number, "PostAdded", f"post_{number}") for number in (1, 2, 3)]
FIRST, SECOND, THIRD = LINES


@pytest.fixture
def stored() -> Stored:
    posts = {post: StoredPost(key, frozenset({"members"})) for key, post in ACKNOWLEDGED.items()}
    return Stored(posts, frozenset(posts), {"members": LINES, "everyone": []}, {"members": 3, "everyone": 0})


def test_what_is_whole_passes(stored: Stored) -> None:
    assert what_is_stored_is_whole(ACKNOWLEDGED, stored)
    assert what_was_delivered_is_whole([run(FIRST, SECOND, SECOND, THIRD)], stored, "members")


def test_a_lost_post_is_found(stored: Stored) -> None:
    without = {id: post for id, post in stored.posts.items() if id != "post_2"}
    assert len(nothing_acknowledged_is_lost(ACKNOWLEDGED, replace(stored, posts=without))) == 1
    other = {**stored.posts, "post_2": StoredPost("other", frozenset({"members"}))}
    assert not nothing_acknowledged_is_lost(ACKNOWLEDGED, replace(stored, posts=other))


def test_a_second_effect_is_found(stored: Stored) -> None:
    twice = {**stored.posts, "post_9": stored.posts["post_1"]}
    assert not each_key_has_one_effect(replace(stored, posts=twice))


@pytest.mark.parametrize("lines", [[FIRST, THIRD], [FIRST, SECOND, SECOND, THIRD]])
def test_a_post_without_its_one_event_is_found(stored: Stored, lines: list[Line]) -> None:
    assert not each_post_has_its_event(with_lines(stored, lines))


def test_an_event_on_a_stream_whose_audience_does_not_see_it_is_found(stored: Stored) -> None:
    told = replace(stored, streams={"members": LINES, "everyone": [FIRST]})
    assert not each_post_has_its_event(told)


def test_an_event_without_its_row_is_found(stored: Stored) -> None:
    assert not each_event_has_its_row(replace(stored, rows=frozenset({"post_1", "post_2"})))


@pytest.mark.parametrize("lines", [[FIRST, THIRD], [SECOND, FIRST, THIRD], [FIRST, SECOND], [*LINES, THIRD], []])
def test_a_gap_between_numbers_is_found(stored: Stored, lines: list[Line]) -> None:
    assert not numbers_have_no_gaps(with_lines(stored, lines))


@pytest.mark.parametrize(
    ("delivered", "applied"),
    [
        ([FIRST, THIRD], [FIRST, THIRD]),
        ([SECOND, FIRST, THIRD], [SECOND, THIRD]),
        ([FIRST, SECOND, SECOND], [FIRST, SECOND, SECOND]),
        ([FIRST, SECOND], [SECOND, FIRST]),
    ],
)
def test_a_leap_and_a_repeat_are_found(delivered: list[Line], applied: list[Line]) -> None:
    assert not delivered_once_and_in_order(Run(0, delivered, applied))


def test_what_was_not_delivered_is_found(stored: Stored) -> None:
    assert not everything_stored_was_delivered(run(FIRST, SECOND), stored, "members")
    assert not everything_stored_was_delivered(run(FIRST, Line(2, "PostRemoved", "post_2"), THIRD), stored, "members")
    assert everything_stored_was_delivered(replace(run(THIRD), base=2), stored, "members")


def test_what_was_made_up_is_found(stored: Stored) -> None:
    assert not nothing_delivered_was_made_up(run(*LINES, Line(4, "PostAdded", "post_4")), stored, "members")


def test_what_came_after_the_removal_is_found() -> None:
    assert nothing_came_after(2, [run(FIRST, SECOND)])
    assert not nothing_came_after(2, [run(FIRST), run(SECOND, THIRD)])


def run(*delivered: Line) -> Run:
    return Run(0, list(delivered), sorted(set(delivered), key=lambda line: line.number))


def with_lines(stored: Stored, lines: list[Line]) -> Stored:
    return replace(stored, streams={**stored.streams, "members": lines})
