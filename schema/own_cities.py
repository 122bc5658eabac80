"""The cities the viewer represents, with all their seats and what they said on them."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry

from hub import cities, ids, models, polls
from schema.context import Info
from schema.relations import Shows, row_loader
from schema.seats import City

if TYPE_CHECKING:
    from schema.people import Person

PERSON = Annotated["Person", strawberry.lazy("schema.people")]


async def _byline(info: Info, id: UUID) -> models.Person:
    found: models.Person = await row_loader(info, models.Person, byline=True).load(id)
    return found


async def _record(info: Info, seat: cities.OwnSeat) -> cities.OwnRecord:
    found: cities.OwnRecord = await info.context.loader("own record", cities.own_record).load(seat)
    return found


@strawberry.type(description="Somebody who speaks for one's city.")
class OwnRepresentative(Shows):
    row = models.Standing
    function: str = strawberry.field(description="What they do in the town hall, in their words.")
    since: datetime = strawberry.field(description="Since when.")

    @strawberry.field(graphql_type=PERSON, description="Who it is.")
    async def person(root: models.Standing, info: Info) -> models.Person:
        return await _byline(info, root.person_id)


@strawberry.type(description="A vote of one's city, by name, that is over.")
class OwnVote(Shows):
    row = cities.OwnVote

    @strawberry.field(description="The poll's id, which `node` knows for who sees it.")
    def poll_id(root: cities.OwnVote) -> strawberry.ID:
        return strawberry.ID(root.poll.public_id)

    @strawberry.field(description="What was asked.")
    def question(root: cities.OwnVote) -> str:
        return root.poll.question

    @strawberry.field(description="What the city said, in the viewer's language.")
    def words(root: cities.OwnVote, info: Info) -> str:
        return polls.worded(root.poll, root.elector.kind, root.ballot.said, info.context.viewer.language)

    remark: str = strawberry.field(
        description="Its remark or reason; empty where that is among the remarks on a result."
    )

    @strawberry.field(description="When it was cast last.")
    def at(root: cities.OwnVote) -> datetime:
        return root.ballot.cast_at

    @strawberry.field(graphql_type=PERSON, description="Who cast it last.")
    async def cast_by(root: cities.OwnVote, info: Info) -> models.Person:
        return await _byline(info, root.ballot.cast_by_id)


@strawberry.type(description="A remark of one's city on a result.")
class OwnRemark(Shows):
    row = cities.OwnRemark

    @strawberry.field(description="The result's id, which `node` knows for who sees it.")
    def result_id(root: cities.OwnRemark) -> strawberry.ID:
        return strawberry.ID(ids.encode(models.Result.prefix, root.remark.result_id))

    @strawberry.field(description="What the result is called in that version.")
    def title(root: cities.OwnRemark) -> str:
        return root.version.title

    @strawberry.field(description="The number of the version it is on.")
    def version(root: cities.OwnRemark) -> int:
        return root.version.number

    @strawberry.field(description="The remark.")
    def body(root: cities.OwnRemark) -> str:
        return root.remark.body

    @strawberry.field(description="When it was written.")
    def at(root: cities.OwnRemark) -> datetime:
        return root.remark.created_at

    @strawberry.field(description="What the authors made of it; null until they answer.")
    def answer(root: cities.OwnRemark) -> models.RemarkAnswer | None:
        return root.remark.answer

    @strawberry.field(description="Their words on it; empty when there are none.")
    def reply(root: cities.OwnRemark) -> str:
        return root.remark.reply

    @strawberry.field(graphql_type=PERSON, description="Who wrote it.")
    async def author(root: cities.OwnRemark, info: Info) -> models.Person:
        return await _byline(info, root.remark.author_id)


@strawberry.type(
    description="A seat of one's city. Of a network that one is not in and that is not listed, no name is told."
)
class OwnSeat(Shows):
    row = cities.OwnSeat

    @strawberry.field(description="The seat's id.")
    def id(root: cities.OwnSeat) -> strawberry.ID:
        return strawberry.ID(root.seat.public_id)

    @strawberry.field(description="Member or observer.")
    def kind(root: cities.OwnSeat) -> models.SeatKind:
        return root.seat.kind

    @strawberry.field(description="When the city took it.")
    def since(root: cities.OwnSeat) -> datetime:
        return root.seat.since

    @strawberry.field(description="The programme through which the city came; empty when none.")
    def programme(root: cities.OwnSeat) -> str:
        return root.seat.programme

    @strawberry.field(description="The network's name in the viewer's language; null where it is not told.")
    def network_name(root: cities.OwnSeat, info: Info) -> str | None:
        is_polish = info.context.viewer.language is models.Language.PL
        return (root.network.name if is_polish else root.network.name_en) if root.network else None

    @strawberry.field(description="Its name in addresses, for who is in it.")
    def slug(root: cities.OwnSeat) -> str | None:
        return root.network.slug if root.network and root.is_inside else None

    @strawberry.field(description="The hue of its colour; null where its name is not told.")
    def hue(root: cities.OwnSeat) -> int | None:
        return root.network.hue if root.network else None

    @strawberry.field(
        graphql_type=list[OwnRepresentative], description="Who speaks for the city there, in the order they came."
    )
    def people(root: cities.OwnSeat) -> list[models.Standing]:
        return list(root.standings)

    @strawberry.field(
        graphql_type=list[OwnVote],
        description="The city's votes by name that are over, the newest first, at most 100 of all its seats; none "
        "where the network's name is not told.",
    )
    async def votes(root: cities.OwnSeat, info: Info) -> list[cities.OwnVote]:
        return (await _record(info, root)).votes

    @strawberry.field(
        graphql_type=list[OwnRemark],
        description="The city's remarks on results there; as many, and where, as the votes.",
    )
    async def remarks(root: cities.OwnSeat, info: Info) -> list[cities.OwnRemark]:
        return (await _record(info, root)).remarks


@strawberry.type(description="A city the viewer represents, and where it sits.")
class OwnCity(Shows):
    row = cities.OwnCity
    city: City = strawberry.field(description="The city.")
    seats: list[OwnSeat] = strawberry.field(description="Its seats of today in all networks.")


@strawberry.type
class ViewerCities:
    @strawberry.field(
        graphql_type=list[OwnCity],
        name="cities",
        description="The cities one represents, with their seats, also where others of the city sit.",
    )
    async def own_cities(root: models.Person, info: Info) -> list[cities.OwnCity]:
        return await cities.own_cities(await info.context.reading())
