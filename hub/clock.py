"""What time it is, asked in one place."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

__all__ = ["HERE", "UTC", "end_of", "now", "today", "told_by"]

HERE = ZoneInfo("Europe/Warsaw")
"""Where days begin and end for the cities."""

Clock = Callable[[], datetime]


def now() -> datetime:
    return _clock()


def today(at: datetime) -> date:
    """The day it is then in the cities."""
    return at.astimezone(HERE).date()


def end_of(day: date) -> datetime:
    """The moment that day ends in the cities."""
    return datetime.combine(day + timedelta(days=1), time.min, HERE).astimezone(UTC)


@contextmanager
def told_by(clock: Clock) -> Iterator[None]:
    """Meanwhile the time is what this clock says: runs that are compared live through the same moments."""
    global _clock
    before, _clock = _clock, clock
    try:
        yield
    finally:
        _clock = before


def _system() -> datetime:
    return datetime.now(UTC)


_clock: Clock = _system
