"""Requests to join: asked, answered, taken back."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from hub import joining, models
from schema.context import Info
from schema.inputs import INPUT, Keyed, once
from schema.joining.inviting import CITY
from schema.networks import Network
from schema.permissions import Permission, permission
from schema.relations import ForViewer, Node, belongs_to, row_loader
from schema.seats import City

if TYPE_CHECKING:
    from schema.people import Person


@strawberry.type(description="What the viewer may do with a request.")
class JoinRequestPermissions:
    answer: Permission = strawberry.field(description="Accept or refuse it.")


@strawberry.type(description="That somebody wants to join a network. For those who answer, and for whoever asked.")
class JoinRequest(Node):
    row = models.JoinRequest
    origin: models.RequestOrigin = strawberry.field(description="How it came.")
    kind: models.StandingKind = strawberry.field(description="What they want to be.")
    network: Network | None = belongs_to(
        models.Network, "network_id", description="Which network; null for who asked from outside."
    )
    person: Annotated["Person", strawberry.lazy("schema.people")] | None = belongs_to(
        models.Person, "person_id", byline=True, description="Who asks; null for somebody without an account."
    )
    name: str = strawberry.field(description="Their name.")
    email: str | None = strawberry.field(description="The address of somebody without an account.")
    city: City | None = belongs_to(models.City, "city_id", byline=True, description="For which city.")
    function: str = strawberry.field(description="What they do in the town hall.")
    words: str = strawberry.field(description="Why, or on whose word an office names them.")
    created_at: datetime = strawberry.field(description="When it came.")
    answered_at: datetime | None = strawberry.field(description="When it was answered; null while it waits.")
    answered_by: Annotated["Person", strawberry.lazy("schema.people")] | None = belongs_to(
        models.Person, "answered_by_id", byline=True, description="Who answered."
    )
    is_accepted: bool | None = strawberry.field(description="The answer; null while it waits.")
    reason: str = strawberry.field(description="Why it was refused.")

    @strawberry.field(description="The network's name in Polish.")
    async def network_name(root: models.JoinRequest, info: Info) -> str:
        return (await _network(root, info)).name

    @strawberry.field(description="The network's name in English.")
    async def network_name_en(root: models.JoinRequest, info: Info) -> str:
        return (await _network(root, info)).name_en

    @strawberry.field(description="What the viewer may do with it.", directives=[ForViewer()])
    async def viewer_can(root: models.JoinRequest, info: Info) -> JoinRequestPermissions:
        work = await info.context.reading()
        return JoinRequestPermissions(answer=permission(info, await joining.why_not_answer(work, root)))


async def _network(root: models.JoinRequest, info: Info) -> models.Network:
    network: models.Network = await row_loader(info, models.Network, byline=True).load(root.network_id)
    return network


@strawberry.input(description="To ask to join a network that is listed.")
class RequestToJoinInput(Keyed):
    network_id: strawberry.ID = strawberry.field(description="Which, of the `directory`.")
    city: str = strawberry.field(description=CITY)
    kind: models.SeatKind = strawberry.field(
        default=models.SeatKind.MEMBER, description="How the city would take part, if it does not sit there yet."
    )
    function: str | None = strawberry.field(default=None, description="What one does in the town hall.")
    words: str | None = strawberry.field(default=None, description="Why; at most 2,000 characters.")


@strawberry.input(description="Which request.")
class JoinRequestInput(Keyed):
    request_id: strawberry.ID = strawberry.field(description="Its id.")


@strawberry.input(description="To refuse a request.")
class RefuseRequestInput(Keyed):
    request_id: strawberry.ID = strawberry.field(description="Its id.")
    reason: str = strawberry.field(description="Why, told to whoever asked; 1 to 500 characters.")


@strawberry.type(description="The request as it is now.")
class JoinRequestPayload:
    request: models.JoinRequest = strawberry.field(graphql_type=JoinRequest, description="The request.")


@strawberry.type
class RequestMutation:
    @strawberry.mutation(
        description="Asks to join. Errors: NOT_SIGNED_IN, NOT_FOUND, NOT_ALLOWED, CONFLICT, INVALID (city, words)."
    )
    async def request_to_join(self, info: Info, input: Annotated[RequestToJoinInput, INPUT]) -> JoinRequestPayload:
        said = (input.network_id, input.city, input.kind, input.function or "", input.words or "")
        return JoinRequestPayload(request=await once(info, input, lambda who: joining.ask(who, *said)))

    @strawberry.mutation(
        description="Lets them in; who has no account is invited by mail. Errors: NOT_FOUND, NOT_ALLOWED, CONFLICT."
    )
    async def accept_request(self, info: Info, input: Annotated[JoinRequestInput, INPUT]) -> JoinRequestPayload:
        id = input.request_id
        return JoinRequestPayload(request=await once(info, input, lambda who: joining.accept_request(who, id)))

    @strawberry.mutation(description="Says no, and why. Errors: NOT_FOUND, NOT_ALLOWED, CONFLICT, INVALID (reason).")
    async def refuse_request(self, info: Info, input: Annotated[RefuseRequestInput, INPUT]) -> JoinRequestPayload:
        said = (input.request_id, input.reason)
        return JoinRequestPayload(request=await once(info, input, lambda who: joining.refuse_request(who, *said)))

    @strawberry.mutation(description="Takes back one's own request. Errors: NOT_FOUND, NOT_ALLOWED, CONFLICT.")
    async def take_back_request(self, info: Info, input: Annotated[JoinRequestInput, INPUT]) -> JoinRequestPayload:
        id = input.request_id
        return JoinRequestPayload(request=await once(info, input, lambda who: joining.take_back(who, id)))
