"""The demo's polls: asked by moderators and answered by cities through the verbs, some time before the loading."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update

from hub import polls
from hub.database import Work
from hub.models import (
    Ballot,
    Casting,
    City,
    Elector,
    Letter,
    LetterKind,
    Network,
    Person,
    Poll,
    Seat,
    Standing,
    Thread,
)

_ENUMS = {name: field for name, field in polls.Proposal.__annotations__.items() if hasattr(field, "__members__")}
_LONG = timedelta(days=200)
Ago = Callable[[datetime, str], datetime]


async def ask(work: Work, entry: dict[str, Any], writers: dict[str, Work], ago: Ago) -> None:
    """Opens the poll, casts its ballots, and closes it if it is over by now."""
    asker = replace(writers[entry["by"]], at=ago(work.at, entry["opened"]))
    network = await _row(work, select(Network).where(Network.slug == entry["network"]))
    thread = await work.row(select(Thread).where(Thread.title == entry.get("thread"), Thread.network_id == network.id))
    about = thread.public_id if thread else None
    version = entry["version"].public_id if "version" in entry else None
    poll = await polls.open_(asker, network.public_id, _proposal(entry, work.at), about, version_id=version)
    for vote in entry["vote"]:
        await _vote(work, poll, vote, writers, ago)
    for paper in entry.get("paper", ()):
        seat, at = await _seat(work, poll, paper["city"]), ago(work.at, paper["ago"])
        entering = replace(writers[entry["by"]], at=at)
        await polls.enter(entering, poll.public_id, _choice(paper["said"], paper), seat.public_id)
        await _set_back(work, poll, seat, at)
    for ready in entry.get("prepared", ()):
        preparing = replace(writers[ready["by"]], at=ago(work.at, ready["ago"]))
        await polls.prepare(preparing, poll.public_id, _choice(ready["said"], ready), ready["approved_by"])
    if "closed" in entry:
        await polls.close(writers[entry["by"]], poll.public_id)
        poll.closed_at = poll.closes_at = ago(work.at, entry["closed"])
        poll.closed_by_id = None
        await polls.state_outcome(writers[entry["by"]], poll.public_id, entry["outcome"])
    else:
        poll.closes_at = polls.working_days_after(work.at, entry["days"])
        poll.remind_at = None


_SENT_BY_NOW = (
    LetterKind.POLL_OPENED,
    LetterKind.BALLOT_PREPARED,
    LetterKind.BALLOT_CAST,
    LetterKind.REMARK_ANSWERED,
)


async def forget_letters(work: Work) -> None:
    """Those of the past were sent in the past."""
    await work.execute(delete(Letter).where(Letter.kind.in_(_SENT_BY_NOW)))


def _proposal(entry: dict[str, Any], at: datetime) -> polls.Proposal:
    given = {name: _ENUMS[name](value) if name in _ENUMS else value for name, value in entry["ask"].items()}
    options = [polls.Option(**option) for option in entry.get("option", ())]
    return polls.Proposal(**given | {"options": options, "closes_at": at + _LONG})


async def _vote(work: Work, poll: Poll, vote: dict[str, Any], writers: dict[str, Work], ago: Ago) -> None:
    """One of the city's people casts it; the last of them replaces it, where the demo says so."""
    people = await work.rows(
        select(Person)
        .join(Standing, Standing.person_id == Person.id)
        .join(Seat, Seat.id == Standing.seat_id)
        .join(City, City.id == Seat.city_id)
        .where(City.name == vote["city"], Seat.network_id == poll.network_id)
        .order_by(Standing.id)
    )
    seat = await _seat(work, poll, vote["city"])
    for number, said in enumerate(vote["said"]):
        caster = people[number % len(people)]
        assert caster.email, "the people of the demo can sign in"
        await polls.cast(writers[caster.email], poll.public_id, _choice(said, vote), seat.public_id)
        if not poll.is_secret:
            await _set_back(work, poll, seat, ago(work.at, vote["ago"]) + timedelta(hours=number))


async def _seat(work: Work, poll: Poll, city: str) -> Seat:
    seat: Seat = await _row(work, select(Seat).join(City).where(City.name == city, Seat.network_id == poll.network_id))
    return seat


async def _set_back(work: Work, poll: Poll, seat: Seat, at: datetime) -> None:
    """To when it was, in the demo."""
    elector = select(Elector.id).where(Elector.poll_id == poll.id, Elector.seat_id == seat.id).scalar_subquery()
    ballot = await _row(
        work, select(Ballot).where(Ballot.elector_id == elector).execution_options(populate_existing=True)
    )
    ballot.cast_at = at
    newest = (Casting.ballot_id == ballot.id) & (Casting.number == ballot.replaced)
    await work.execute(update(Casting).where(newest).values(at=at))


def _choice(said: str | dict[str, int], vote: dict[str, Any]) -> polls.Choice:
    """`for`, `1>2=3`, or marks by option."""
    if isinstance(said, dict):
        return polls.Choice(said)
    if ">" in said:
        return polls.Choice(ranks=[rank.split("=") for rank in said.split(">")])
    return polls.Choice({said: 1}, remark=vote.get("remark", ""))


async def _row(work: Work, statement: Any) -> Any:
    row = await work.row(statement)
    assert row, "the demo names something that is not there"
    return row
