"""Invitations, the lines of a list, and what the bearer of a secret is told."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from hub import joining, models, people
from hub.words import say_error
from schema.context import Info
from schema.networks import Network
from schema.relations import Node, belongs_to, row_loader
from schema.seats import City

if TYPE_CHECKING:
    from schema.people import Person


@strawberry.type(description="A way into one network, in one kind of standing, until it ends. For those who invite.")
class Invitation(Node):
    row = models.Invitation
    form: models.InvitationForm = strawberry.field(description="To a person, to an office, or as a link.")
    kind: models.StandingKind = strawberry.field(description="What the invited will be here.")
    state: models.InvitationState = strawberry.field(description="How far it has come.")
    network: Network | None = belongs_to(models.Network, "network_id", description="Where it leads.")
    city: City | None = belongs_to(models.City, "city_id", byline=True, description="For which city, if for one.")
    email: str | None = strawberry.field(description="The address it goes to; a link has none.")
    name: str = strawberry.field(description="Who it is for, as whoever invited put it.")
    function: str = strawberry.field(description="What they do in the town hall.")
    programme: str = strawberry.field(description="The programme through which the city comes.")
    uses: int = strawberry.field(description="How often a link was used.")
    most_uses: int = strawberry.field(description="How often it can be.")
    admits: bool = strawberry.field(description="Whether who uses the link comes in without an answer.")
    created_by: Annotated["Person", strawberry.lazy("schema.people")] = belongs_to(
        models.Person, "created_by_id", byline=True, description="Who invites."
    )
    created_at: datetime = strawberry.field(description="When it was made.")
    expires_at: datetime = strawberry.field(description="When it ends by itself.")
    sent_at: datetime | None = strawberry.field(description="When the last letter left.")
    bounced_at: datetime | None = strawberry.field(description="When the letter came back.")
    bounce: str = strawberry.field(description="What the other mail server said.")
    accepted_at: datetime | None = strawberry.field(description="When it was accepted.")
    accepted_by: Annotated["Person", strawberry.lazy("schema.people")] | None = belongs_to(
        models.Person, "accepted_by_id", byline=True, description="Who came in by it."
    )


@strawberry.type(description="What will become of one line of a list, or has.")
class InvitationLine:
    number: int = strawberry.field(description="Which line, from 1.")
    text: str = strawberry.field(description="The line as it stands.")
    outcome: joining.Outcome = strawberry.field(description="What will become of it, or has.")
    email: str = strawberry.field(description="The address that was read in it.")
    name: str = strawberry.field(description="The name.")
    function: str = strawberry.field(description="The function.")
    city: City | None = strawberry.field(description="The city, once it is known which.")
    kind: models.StandingKind | None = strawberry.field(description="As what.")
    seats_city: bool = strawberry.field(description="Whether the city gets a seat it has not yet.")
    problem: str | None = strawberry.field(description="What is wrong with it, in the viewer's language.")


def line(info: Info, planned: joining.PlannedLine) -> InvitationLine:
    guest, read = planned.guest, planned.line
    city: Any = guest.city if guest else None
    return InvitationLine(
        number=read.number,
        text=read.text,
        outcome=planned.outcome,
        email=guest.email if guest else read.email,
        name=guest.name if guest else read.name,
        function=guest.function if guest else read.function,
        city=city,
        kind=guest.kind if guest else None,
        seats_city=planned.seats_city,
        problem=say_error(planned.problem, info.context.viewer.language) if planned.problem else None,
    )


@strawberry.type(description="What a secret opens, as its bearer is told; the network itself stays closed to them.")
class InvitationOffer:
    form: models.InvitationForm = strawberry.field(description="To a person, to an office, or as a link.")
    kind: models.StandingKind = strawberry.field(description="What one will be.")
    email: str | None = strawberry.field(description="The address it was sent to.")
    name: str = strawberry.field(description="Who it is for, as whoever invites put it.")
    function: str = strawberry.field(description="What they do in the town hall.")
    admits: bool = strawberry.field(description="Whether a link lets in without an answer.")
    expires_at: datetime = strawberry.field(description="When it ends by itself.")
    city: City | None = belongs_to(models.City, "city_id", byline=True, description="For which city, if for one.")

    @strawberry.field(description="The network's name in Polish.")
    async def network_name(root: models.Invitation, info: Info) -> str:
        return (await _network(root, info)).name

    @strawberry.field(description="The network's name in English.")
    async def network_name_en(root: models.Invitation, info: Info) -> str:
        return (await _network(root, info)).name_en

    @strawberry.field(description="What it is about, in Polish.")
    async def theme(root: models.Invitation, info: Info) -> str:
        return (await _network(root, info)).theme

    @strawberry.field(description="What it is about, in English.")
    async def theme_en(root: models.Invitation, info: Info) -> str:
        return (await _network(root, info)).theme_en

    @strawberry.field(description="The hue of its colour, in degrees of OKLCH.")
    async def hue(root: models.Invitation, info: Info) -> int:
        return (await _network(root, info)).hue

    @strawberry.field(description="Whether a coordinator confirms whoever comes.")
    async def is_confirmed_first(root: models.Invitation, info: Info) -> bool:
        return (await _network(root, info)).admits_heads_only

    @strawberry.field(description="Who invites.")
    async def invited_by(root: models.Invitation, info: Info) -> str:
        inviting: models.Person = await row_loader(info, models.Person, byline=True).load(root.created_by_id)
        return inviting.name

    @strawberry.field(description="Whether that address has no account yet, so that one says one's name.")
    async def is_newcomer(root: models.Invitation, info: Info) -> bool:
        work = await info.context.reading()
        return root.email is not None and await people.with_email(work, root.email) is None


async def _network(root: models.Invitation, info: Info) -> models.Network:
    network: models.Network = await row_loader(info, models.Network, byline=True).load(root.network_id)
    return network
