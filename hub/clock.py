"""What time it is, asked in one place."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

__all__ = ["UTC", "now", "told_by"]

Clock = Callable[[], datetime]


def now() -> datetime:
    return _clock()


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
