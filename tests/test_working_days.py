"""Ten working days in Poland, its public holidays left out."""

from datetime import UTC, date, datetime

import pytest

from hub.polls.days import after, easter, is_working


@pytest.mark.parametrize(("year", "sunday"), [(2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2038, (4, 25))])
def test_easter(year: int, sunday: tuple[int, int]) -> None:
    assert easter(year) == date(year, *sunday)


@pytest.mark.parametrize("day", ["2026-04-06", "2026-06-04", "2026-11-11", "2025-12-24", "2026-08-15", "2026-05-03"])
def test_holidays_are_no_working_days(day: str) -> None:
    assert not is_working(date.fromisoformat(day))


def test_christmas_eve_was_one_until_2025() -> None:
    assert is_working(date(2024, 12, 24))


def test_an_opinion_over_christmas_runs_longer() -> None:
    assert after(datetime(2026, 12, 18, 9, 0, tzinfo=UTC)) == datetime(2027, 1, 7, 11, 0, tzinfo=UTC)
