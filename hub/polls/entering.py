"""Ballots on paper: handed in by cities in a room, entered by who moderates, and marked so."""

from sqlalchemy import select

from hub import acts, ids, permissions
from hub.database import Work, transaction
from hub.errors import Invalid
from hub.models import ActKind, City, Elector, Poll, Seat
from hub.polls.casting import shared, store, tell
from hub.polls.choices import Choice


@transaction
async def enter(work: Work, poll_id: str, choice: Choice, seat_id: str) -> Poll:
    """Enters the ballot of a city, or corrects what was entered; what a city has cast itself stays as it is."""
    permissions.signed_in(work)
    poll = await shared(work, await permissions.find(work, Poll, poll_id))
    permissions.require(await permissions.why_not_enter(work, poll))
    elector = await _elector(work, poll, seat_id)
    if await store(work, poll, elector, choice, is_paper=True):
        await tell(work, poll, elector)
        city = await work.get(City, elector.city_id)
        await acts.note(work, ActKind.PAPER_ENTERED, poll.network_id, poll, city.name if city else "")
    return poll


async def _elector(work: Work, poll: Poll, seat_id: str) -> Elector:
    prefix, seat = ids.decode(seat_id) or ("", None)
    written_down = select(Elector).where(Elector.poll_id == poll.id, Elector.seat_id == seat)
    elector = await work.row(written_down) if prefix == Seat.prefix else None
    if elector is None:
        raise Invalid("seatId", "Choose a city that votes here.")
    return elector
