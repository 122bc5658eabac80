"""What a poll puts into a calendar: until when one votes, and once dates were voted on, the one that was chosen."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from hub import permissions
from hub.database import Work
from hub.errors import NotFound
from hub.models import Language, Network, Poll, PollKind, PollState
from hub.polls.tallies import columns

_MEETING, _END = timedelta(hours=1), timedelta(minutes=15)
_ENDS = {Language.PL: "Koniec głosowania", Language.EN: "End of the vote"}


async def calendar(work: Work, poll_id: str, origin: str) -> bytes:
    """An iCalendar file (RFC 5545). Raises NotFound when there is nothing ahead, or nothing the viewer may know."""
    poll = await permissions.find(work, Poll, poll_id)
    network = await work.get(Network, poll.network_id)
    assert network, "a poll is one of a network"
    found = Calendar(prodid="-//Empiria//PL", version="2.0", method="PUBLISH")
    for key, summary, begins, ends in await _entries(work, poll):
        entry = Event(uid=f"{poll.public_id}{key}@{urlsplit(origin).hostname}", summary=summary)
        entry.DTSTAMP, entry.DTSTART, entry.DTEND = work.at, begins, ends
        entry.add("url", f"{origin}/sieci/{network.slug}/glosowania/{poll.public_id}")
        found.add_component(entry)
    if not found.events:
        raise NotFound()
    return bytes(found.to_ical())


async def _entries(work: Work, poll: Poll) -> list[tuple[str, str, datetime, datetime]]:
    if poll.state is not PollState.CLOSED:
        summary = f"{_ENDS[work.viewer.language]}: {poll.question}"
        return [("", summary, poll.closes_at - _END, poll.closes_at)]
    return [(f"-{key}", poll.question, at, at + _MEETING) for key, at in await _chosen(work, poll)]


async def _chosen(work: Work, poll: Poll) -> list[tuple[str, datetime]]:
    """Of the first column that is told; several if they are tied, and nobody has broken the tie."""
    if poll.kind is not PollKind.DATES:
        return []
    told = next((column for column in await columns(work, poll) if column.election and column.election.cast), None)
    dates = {option["key"]: datetime.fromisoformat(option["at"]) for option in poll.options}
    return [(key, dates[key]) for key in told.winners] if told else []
