"""Working days in Poland: neither Saturday nor Sunday nor a day off by the law of 18 January 1951."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hub import clock

TERM = 10
"""Working days that an opinion runs, unless another end is said."""
_REMINDED = (2, 1)
"""Working days before the end; the first that lies within the time it runs."""
_NOON = time(12)
_ZONE = ZoneInfo("Europe/Warsaw")
_FIXED = {(1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 25), (12, 26)}
_CHRISTMAS_EVE_SINCE = 2025


def after(moment: datetime, days: int = TERM) -> datetime:
    """Noon in Poland on the working day that comes so many working days later."""
    day = moment.astimezone(_ZONE).date()
    while days:
        day += timedelta(days=1)
        days -= is_working(day)
    return datetime.combine(day, _NOON, _ZONE).astimezone(clock.UTC)


def before(moment: datetime, days: int) -> datetime:
    """The same hour in Poland on the working day that comes so many working days earlier."""
    local = moment.astimezone(_ZONE)
    while days:
        local -= timedelta(days=1)
        days -= is_working(local.date())
    return local.astimezone(clock.UTC)


def reminder(opened_at: datetime, closes_at: datetime) -> datetime | None:
    """When to remind of the end; None of what is over so soon that nobody forgets it."""
    moments = (before(closes_at, count) for count in _REMINDED)
    return next((moment for moment in moments if moment > opened_at), None)


def is_working(day: date) -> bool:
    return day.weekday() < 5 and not is_holiday(day)


def is_holiday(day: date) -> bool:
    sunday = easter(day.year)
    moving = {sunday, sunday + timedelta(days=1), sunday + timedelta(days=49), sunday + timedelta(days=60)}
    is_eve = (day.month, day.day) == (12, 24) and day.year >= _CHRISTMAS_EVE_SINCE
    return (day.month, day.day) in _FIXED or day in moving or is_eve


def easter(year: int) -> date:
    """Source: the anonymous Gregorian algorithm, Nature 13 (1876), 487; as in J. Meeus, Astronomical Algorithms, 8."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)
