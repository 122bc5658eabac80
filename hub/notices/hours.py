"""When a person's next digest goes out: at their hour, where they are."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from hub.clock import UTC
from hub.models import Mailing, Rhythm


def reckon(mailing: Mailing, zone: str, after: datetime) -> None:
    """Sets when the next one is due. In the night when clocks go forward, an hour that is left out is the one after it;
    when they go back, the first of the two."""
    mailing.zone, mailing.due_at = zone, next_due(mailing, zone, after)


def next_due(mailing: Mailing, zone: str, after: datetime) -> datetime | None:
    if mailing.rhythm is Rhythm.NEVER or not mailing.is_on:
        return None
    there = ZoneInfo(zone)
    today = after.astimezone(there).date()
    days = (today + timedelta(days=n) for n in range(9))
    moments = (
        datetime.combine(day, time(mailing.hour), there).astimezone(UTC)
        for day in days
        if mailing.rhythm is Rhythm.DAILY or day.weekday() == mailing.weekday
    )
    return next(moment for moment in moments if moment > after)
