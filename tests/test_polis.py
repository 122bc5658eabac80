"""Opinions from a real conversation, replayed through the verbs with their changes, end as they were recorded."""

import csv

import pytest
from sqlalchemy import select

from hub import networks, people, polls
from hub.database import Viewer, Work
from hub.models import Ballot, City, Elector, Network, PollKind, SeatKind, StandingKind, Voters
from tests.cast import ADDRESSES, Hub
from tests.test_counting import DATA, needs_data

FOLDER, SAID = DATA / "polis" / "15-per-hour-seattle", {"1": "for", "0": "abstain", "-1": "against"}
CHANGED, ZABRZE = "0", "2478011"


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((FOLDER / name).read_text().splitlines()))


@needs_data
@pytest.mark.any_database
async def test_opinions_replayed_with_their_changes_end_equal_to_the_recorded_matrix(hub: Hub) -> None:
    cast = [row for row in rows("votes.csv") if row["comment-id"] == CHANGED]
    voters = [row for row in rows("participants-votes.csv") if row[CHANGED]]
    matrix = {row["participant"]: SAID[row[CHANGED]] for row in voters}
    assert len(cast) > len(matrix), "some said it again"
    viewers = await hub.database.transact(hub.operator, lambda work: _seated(work, sorted(matrix)))
    async with hub.database.reading(hub.operator) as work:
        network = await work.row(select(Network).where(Network.slug == "obywateli"))
        moderator = await people.with_email(work, ADDRESSES["moderator"])
    assert network
    assert moderator
    asked = polls.Proposal("Czy tak?", PollKind.CONSENT, Voters.MEMBERS, is_by_person=True)
    poll = await polls.open_(Viewer(hub.database, moderator.id), network.public_id, asked)
    for row in sorted(cast, key=lambda row: int(row["timestamp"])):
        choice = polls.Choice({SAID[row["vote"]]: 1}, remark="Bo tak.")
        await polls.cast(viewers[row["voter-id"]], poll.public_id, choice)
    async with hub.database.reading(hub.operator) as work:
        said = await work.pairs(
            select(Elector.person_id, Ballot.said)
            .join(Ballot, Ballot.elector_id == Elector.id)
            .where(Ballot.poll_id == poll.id)
        )
        replaced = sum(await work.rows(select(Ballot.replaced).where(Ballot.poll_id == poll.id)))
    assert {voter: next(iter(said[viewer.who]["marks"])) for voter, viewer in viewers.items()} == matrix
    assert replaced > 0


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
