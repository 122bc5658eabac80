"""Which towns belong to the Association of Polish Cities."""

from typing import Annotated

import strawberry

from hub import cities, models
from hub.words import say_error
from schema.context import Info
from schema.inputs import INPUT, Keyed, once
from schema.relations import Shows
from schema.seats import City


@strawberry.input(description="Whether a town belongs to the association.")
class SetZmpMemberInput(Keyed):
    city_id: strawberry.ID = strawberry.field(description="Which town.")
    is_member: bool = strawberry.field(description="Whether it belongs; observers must.")


@strawberry.input(description="A list of towns that belong to the association.")
class ListZmpMembersInput:
    names: str = strawberry.field(
        description="A town a line, at most 1,000; with the voivodeship where several share a name."
    )


@strawberry.type(description="The town as it is now.")
class CityPayload:
    city: models.City = strawberry.field(graphql_type=City, description="The town.")


@strawberry.type(description="What became of one line of a list.")
class ListedTown(Shows):
    row = cities.Listed
    line: str = strawberry.field(description="The line as it was given.")
    city: City | None = strawberry.field(description="The town it names; null when it names none, or several.")
    is_new: bool = strawberry.field(description="Whether the town was not marked before.")

    @strawberry.field(description="Why the line was left out; null when it was not.")
    def reason(root: cities.Listed, info: Info) -> str | None:
        return say_error(root.refusal, info.context.viewer.language) if root.refusal else None


@strawberry.type(description="What became of each line.")
class ListZmpMembersPayload:
    lines: list[cities.Listed] = strawberry.field(graphql_type=list[ListedTown], description="In their order.")


@strawberry.type
class CityMutation:
    @strawberry.mutation(description="Says whether a town belongs to the association. Errors: NOT_FOUND, NOT_ALLOWED.")
    async def set_zmp_member(self, info: Info, input: Annotated[SetZmpMemberInput, INPUT]) -> CityPayload:
        said = (input.city_id, input.is_member)
        return CityPayload(city=await once(info, input, lambda who: cities.set_member(who, *said)))

    @strawberry.mutation(
        description="Marks the towns of a list as belonging to the association; lines that name none are reported, "
        "the others count. Errors: NOT_ALLOWED, INVALID (names)."
    )
    async def list_zmp_members(self, info: Info, input: Annotated[ListZmpMembersInput, INPUT]) -> ListZmpMembersPayload:
        return ListZmpMembersPayload(lines=await cities.list_members(info.context.viewer, input.names))
