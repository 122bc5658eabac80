"""A real conversation, replayed through the verbs: each statement a poll, each opinion a ballot, in their order."""

import csv
from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from hub import networks, people, polls
from hub.database import Database, Viewer, Work
from hub.models import Ballot, City, Elector, Network, Poll, PollKind, SeatKind, StandingKind, Voters
from tests.cast import ADDRESSES
from tests.test_counting import DATA

FOLDER, SAID = DATA / "polis" / "15-per-hour-seattle", {"1": "for", "0": "abstain", "-1": "against"}
ZABRZE = "2478011"
Matrix = dict[str, dict[str, str]]
"""What each participant said of each statement."""


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((FOLDER / name).read_text().splitlines()))


def statements() -> list[str]:
    """All of them, by their numbers."""
    return [key for key in rows("participants-votes.csv")[0] if key.isdigit()]


def recorded(statements: Sequence[str]) -> Matrix:
    said = rows("participants-votes.csv")
    return {key: {row["participant"]: SAID[row[key]] for row in said if row[key]} for key in statements}


async def replayed(database: Database, statements: Sequence[str]) -> tuple[Matrix, int]:
    """The matrix as it stands in the end, and how many opinions were changed or said again on the way."""
    operator = Viewer(database)
    cast = [row for row in rows("votes.csv") if row["comment-id"] in set(statements)]
    cast.sort(key=lambda row: int(row["timestamp"]))
    viewers = await database.transact(operator, lambda work: _seated(work, sorted({row["voter-id"] for row in cast})))
    asked = {key: await _asked(database, key) for key in statements}
    for row in cast:
        choice = polls.Choice({SAID[row["vote"]]: 1}, remark="Bo tak.")
        await polls.cast(viewers[row["voter-id"]], asked[row["comment-id"]].public_id, choice)
    names = {viewer.who: voter for voter, viewer in viewers.items()}
    ballots = select(Elector.poll_id, Elector.person_id, Ballot.said, Ballot.replaced)
    found: dict[UUID, dict[str, str]] = defaultdict(dict)
    async with database.reading(operator) as work:
        kept = (await work.execute(ballots.join(Ballot, Ballot.elector_id == Elector.id))).all()
    own = {poll.id for poll in asked.values()}
    for poll, person, said, _ in kept:
        if poll in own:
            found[poll][names[person]] = next(iter(said["marks"]))
    again = sum(replaced for poll, _, _, replaced in kept if poll in own)
    return {key: found[poll.id] for key, poll in asked.items()}, again


async def _asked(database: Database, statement: str) -> Poll:
    async with database.reading(Viewer(database)) as work:
        network = await work.row(select(Network).where(Network.slug == "obywateli"))
        moderator = await people.with_email(work, ADDRESSES["moderator"])
    assert network
    assert moderator
    proposal = polls.Proposal(f"Zdanie {statement}?", PollKind.CONSENT, Voters.MEMBERS, is_by_person=True)
    return await polls.open_(Viewer(database, moderator.id), network.public_id, proposal)


async def _seated(work: Work, voters: list[str]) -> dict[str, Viewer]:
    """All of them sit for one city; each has a voice of their own."""
    network = await work.row(select(Network).where(Network.slug == "obywateli"))
    city = await work.row(select(City).where(City.teryt == ZABRZE))
    assert network
    assert city
    seat = await networks.seat_city(work, network, city, SeatKind.MEMBER)
    viewers = {}
    for voter in voters:
        person = await people.add(work, f"Osoba {voter}", f"polis{voter}@polis.example")
        await people.add_standing(work, person, network, StandingKind.MEMBER, seat.id)
        viewers[voter] = Viewer(work.viewer.database, person.id)
    return viewers
