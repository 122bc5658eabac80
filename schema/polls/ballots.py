"""Ballots as the contract shows them: named ones with their city, and the viewer's own."""

from datetime import datetime

import strawberry

from hub import models, polls
from schema.context import Info
from schema.people import Person
from schema.relations import Shows, belongs_to, row_loader
from schema.seats import Seat


@strawberry.type(description="What a ballot says of one option.")
class Mark:
    option: str = strawberry.field(description="Its key.")
    points: int = strawberry.field(description="1 for what is chosen or approved, 0 for no, or as many as were given.")


@strawberry.type(description="That somebody cast or replaced a ballot.")
class Casting(Shows):
    row = models.Casting
    person: Person = belongs_to(models.Person, "person_id", byline=True, description="Who.")
    at: datetime = strawberry.field(description="When, by the clock that the poll closes by.")
    is_paper: bool = strawberry.field(description="Whether it was handed in on paper, and entered by who moderates.")
    prepared_by: Person | None = belongs_to(
        models.Person, "prepared_by_id", byline=True, description="Who had prepared it for them to cast, if anybody."
    )
    approved_by: str = strawberry.field(description="Who approved it, as the city notes it; empty if it does not.")


@strawberry.type
class _Saying(Shows):
    @strawberry.field(description="What it says of options; empty of a ranking.")
    def marks(root: polls.Named) -> list[Mark]:
        return [Mark(option=key, points=points) for key, points in root.ballot.said.get("marks", {}).items()]

    @strawberry.field(description="Of a ranking: keys best first, those of one rank together.")
    def ranks(root: polls.Named) -> list[list[str]]:
        ranks: list[list[str]] = root.ballot.said.get("ranks", [])
        return ranks

    @strawberry.field(description="The same in words, in the viewer's language.")
    def words(root: polls.Named, info: Info) -> str:
        return polls.worded(root.poll, root.elector.kind, root.ballot.said, info.context.viewer.language)

    @strawberry.field(description="The remark, or the reason; empty when there is none.")
    def remark(root: polls.Named) -> str:
        return root.ballot.remark


@strawberry.type(description="A named ballot as it is now.")
class Ballot(_Saying):
    row = polls.Named

    @strawberry.field(graphql_type=Seat, description="Whose ballot it is, or whose representative's.")
    async def seat(root: polls.Named, info: Info) -> models.Seat:
        return await _seat(root.elector, info)

    @strawberry.field(
        graphql_type=list[Casting], description="Who cast it and who replaced it, in order; the last counts."
    )
    def history(root: polls.Named) -> list[models.Casting]:
        return list(root.history)


@strawberry.type(description="A ballot written down for a colleague to cast. Only who casts the city's sees it.")
class PreparedBallot(_Saying):
    row = polls.Prepared
    person: Person = belongs_to(models.Person, "person_id", byline=True, description="Who wrote it down.")

    @strawberry.field(description="Who approved it, in words; empty when nobody is named.")
    def approved_by(root: polls.Prepared) -> str:
        return root.ballot.approved_by

    @strawberry.field(description="When it was written down.")
    def at(root: polls.Prepared) -> datetime:
        return root.ballot.at


@strawberry.type(description="One that may vote in a poll, as it was when the poll opened.")
class Elector(Shows):
    row = models.Elector
    kind: models.SeatKind = strawberry.field(description="In which column it is counted.")
    person: Person | None = belongs_to(
        models.Person, "person_id", byline=True, description="Of a poll by person; null where the city has the vote."
    )

    @strawberry.field(graphql_type=Seat, description="Whose vote it is, or whose representative's.")
    async def seat(root: models.Elector, info: Info) -> models.Seat:
        return await _seat(root, info)


@strawberry.type(description="A place where the viewer votes in a poll.")
class Vote(Shows):
    row = polls.Vote
    is_cast: bool = strawberry.field(description="Whether the ballot was cast; of a secret one no more is known.")

    @strawberry.field(graphql_type=Seat, description="The seat one votes for.")
    async def seat(root: polls.Vote, info: Info) -> models.Seat:
        return await _seat(root.elector, info)

    @strawberry.field(description="In which column it is counted: as it was when the poll opened.")
    def kind(root: polls.Vote) -> models.SeatKind:
        return root.elector.kind

    @strawberry.field(graphql_type=Ballot | None, description="The ballot as it is now; null when there is none.")
    def ballot(root: polls.Vote) -> polls.Named | None:
        return root.named

    @strawberry.field(
        graphql_type=PreparedBallot | None, description="What a colleague has prepared to be cast; null if nothing."
    )
    def prepared(root: polls.Vote) -> polls.Prepared | None:
        return root.prepared


async def _seat(elector: models.Elector, info: Info) -> models.Seat:
    seat: models.Seat = await row_loader(info, models.Seat, byline=True).load(elector.seat_id)
    return seat
