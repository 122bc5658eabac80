"""What is kept about people, told to them, handed over and taken away."""

from typing import Annotated

import strawberry

from hub import models, personal_data, threads
from hub.words import say
from schema.context import Info
from schema.inputs import INPUT, Keyed, once
from schema.people import Person, ViewerPayload


@strawberry.type(description="Who runs this hub and answers for personal data.")
class Operator:
    name: str = strawberry.field(description="Name and postal address, as its operator set them.")
    email: str = strawberry.field(description="Where to write; empty when its operator set none.")


@strawberry.type
class PersonalDataQuery:
    @strawberry.field(description="Who answers for personal data here; for everybody.")
    def operator(self, info: Info) -> Operator:
        settings = info.context.viewer.database.settings
        unnamed = say("Whoever runs this hub; they have not given their name yet.", info.context.viewer.language)
        return Operator(name=settings.operator or unnamed, email=settings.operator_email)


@strawberry.input(description="To note that one was told what is kept.")
class ConfirmInformedInput(Keyed):
    pass


@strawberry.input(description="To erase one's account.")
class EraseAccountInput:
    email: str = strawberry.field(description="One's own address, typed, so that nothing is erased by mistake.")


@strawberry.input(description="To let somebody sign in again.")
class ReactivatePersonInput(Keyed):
    person_id: strawberry.ID = strawberry.field(description="Who had switched their account off.")


@strawberry.type(description="That one is signed out for good.")
class AccountLeftPayload:
    left: bool = strawberry.field(description="Always true.")


@strawberry.type(description="That one's posts were removed.")
class PostsRemovedPayload:
    count: int = strawberry.field(description="How many.")


@strawberry.type(description="The person as they are now.")
class PersonPayload:
    person: models.Person = strawberry.field(graphql_type=Person, description="The person.")


@strawberry.type
class PersonalDataMutation:
    @strawberry.mutation(description="Notes that one was told what is kept about oneself. Errors: NOT_SIGNED_IN.")
    async def confirm_informed(
        self, info: Info, input: Annotated[ConfirmInformedInput | None, INPUT] = None
    ) -> ViewerPayload:
        asked = input or ConfirmInformedInput()
        return ViewerPayload(viewer=await once(info, asked, lambda who: personal_data.confirm_informed(who)))

    @strawberry.mutation(
        description="Removes all posts of the viewer's that they may still change. "
        "Errors: NOT_SIGNED_IN, NOT_ALLOWED (by token)."
    )
    async def remove_own_posts(self, info: Info) -> PostsRemovedPayload:
        removed = await threads.remove_own_posts(info.context.viewer)
        await info.context.renew()
        return PostsRemovedPayload(count=removed)

    @strawberry.mutation(
        description="Erases the viewer's account; posts stay as their city's record, without the name. "
        "Errors: NOT_SIGNED_IN, NOT_ALLOWED (by token), INVALID (email)."
    )
    async def erase_account(self, info: Info, input: Annotated[EraseAccountInput, INPUT]) -> AccountLeftPayload:
        await personal_data.erase(info.context.viewer, input.email)
        info.context.leave()
        return AccountLeftPayload(left=True)

    @strawberry.mutation(
        description="Switches the viewer's account off, until a coordinator switches it on. "
        "Errors: NOT_SIGNED_IN, NOT_ALLOWED (by token)."
    )
    async def deactivate_account(self, info: Info) -> AccountLeftPayload:
        await personal_data.deactivate(info.context.viewer)
        info.context.leave()
        return AccountLeftPayload(left=True)

    @strawberry.mutation(description="Lets somebody sign in again. Errors: NOT_FOUND, NOT_ALLOWED, CONFLICT.")
    async def reactivate_person(self, info: Info, input: Annotated[ReactivatePersonInput, INPUT]) -> PersonPayload:
        person_id = input.person_id
        return PersonPayload(person=await once(info, input, lambda who: personal_data.reactivate(who, person_id)))
