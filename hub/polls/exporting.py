"""The protocol of a poll that is over, as a file: JSON that `hub count` reads, CSV for people, BLT for programs."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import select

from hub import permissions
from hub.counting import Election
from hub.database import Work
from hub.errors import NotFound
from hub.models import City, Network, Person, Poll, PollKind, PollState
from hub.polls.naming import Named, ballots
from hub.polls.proposing import labels
from hub.polls.tallies import Column, columns
from hub.polls.wording import worded

MEDIA = {"json": "application/json", "csv": "text/csv; charset=utf-8", "blt": "text/plain; charset=utf-8"}


async def exported(work: Work, poll_id: str, form: str) -> bytes:
    """Raises NotFound while it is not over, and for ballots of a secret poll: there is no such file for anybody."""
    poll = await permissions.find(work, Poll, poll_id)
    if poll.state is not PollState.CLOSED or form not in MEDIA or (poll.is_secret and form != "json"):
        raise NotFound()
    counted, named = await columns(work, poll), await ballots(work, poll)
    if form == "json":
        return orjson.dumps(await _protocol(work, poll, counted, named), option=orjson.OPT_INDENT_2)
    if form == "csv":
        return (await _table(work, poll, named)).encode("utf-8-sig")
    if poll.kind is not PollKind.RANKING:
        raise NotFound()
    return "\n".join(_blt(poll, column) for column in counted if column.election).encode()


async def _protocol(work: Work, poll: Poll, counted: Sequence[Column], named: Sequence[Named]) -> dict[str, Any]:
    network = await work.get(Network, poll.network_id)
    assert network, "a poll is one of a network"
    return {
        "question": poll.question,
        "description": poll.description,
        "network": network.name,
        "kind": poll.kind,
        "isSecret": poll.is_secret,
        "isByPerson": poll.is_by_person,
        "openedAt": poll.opened_at,
        "closesAt": poll.closes_at,
        "closedAt": poll.closed_at,
        "ties": poll.ties,
        "lot": poll.lot,
        "columns": [_column(poll, column) for column in counted],
        "namedBallots": [row async for row in _rows(work, poll, named)],
        "importedFrom": poll.imported_from,
        "outcome": poll.outcome,
    }


def _column(poll: Poll, column: Column) -> dict[str, Any]:
    """Of a secret poll without the ballots: of rankings the order of each would tell whose it is."""
    said: dict[str, Any] = {"kind": column.kind, "electors": column.electors, "turnout": column.turnout}
    if column.election is None:
        return said | {"isTooSmall": True}
    counts = [count.as_json() for count in column.counts]
    pairs = [{"over": one, "under": other, "ballots": count} for (one, other), count in column.pairs.items()]
    told = said | _rules(column.election) | {"counts": counts, "pairs": pairs, "winners": column.winners}
    return told | ({} if poll.is_secret else {"ballots": _ballots(column.election)})


def _rules(election: Election) -> dict[str, Any]:
    asked = election.threshold
    threshold = asked and {
        "majority": asked.majority,
        "countsAbstentions": asked.counts_abstentions,
        "eligible": asked.eligible,
        "quorum": asked.quorum,
        "votes": asked.votes,
    }
    money = {"budget": election.budget, "costs": dict(election.costs)} if election.budget is not None else {}
    return {
        "options": election.options,
        "method": election.method,
        "equalRank": election.equal_rank,
        "unranked": election.unranked,
        "threshold": threshold,
    } | money


def _ballots(election: Election) -> list[dict[str, Any]]:
    return [
        {"count": ballot.count} | ({"marks": dict(ballot.marks)} if ballot.marks else {"ranks": ballot.ranks})
        for ballot in election.ballots
    ]


async def _rows(work: Work, poll: Poll, named: Sequence[Named]) -> Any:
    cities = await work.pairs(select(City.id, City.name).where(City.id.in_({one.elector.city_id for one in named})))
    people = await work.pairs(
        select(Person.id, Person.name).where(Person.id.in_({one.ballot.cast_by_id for one in named}))
    )
    for one in named:
        yield {
            "city": cities[one.elector.city_id],
            "kind": one.elector.kind,
            "ballot": worded(poll, one.elector.kind, one.ballot.said, work.viewer.language),
            "remark": one.ballot.remark,
            "castBy": people[one.ballot.cast_by_id],
            "castAt": one.ballot.cast_at,
            "replaced": one.ballot.replaced,
            "onPaper": one.ballot.is_paper,
        }


async def _table(work: Work, poll: Poll, named: Sequence[Named]) -> str:
    """What a spreadsheet would take for a formula is only text."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(["city", "kind", "ballot", "remark", "cast by", "cast at", "replaced", "on paper"])
    async for row in _rows(work, poll, named):
        writer.writerow([_plain(str(value)) for value in row.values()])
    return lines.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell


def _blt(poll: Poll, column: Column) -> str:
    """https://www.opavote.com/help/overview#blt-file-format: options by number, `=` between equals."""
    election = column.counted
    number = {option: str(place) for place, option in enumerate(election.options, 1)}
    lines = [f"{len(election.options)} 1"]
    for ballot in election.ballots:
        ranks = ["=".join(number[option] for option in rank) for rank in ballot.ranks]
        lines.append(" ".join([str(ballot.count), *ranks, "0"]))
    names = labels(poll)
    return "\n".join([*lines, "0", *(f'"{names[option]}"' for option in election.options), f'"{poll.question}"', ""])
