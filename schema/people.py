"""People, and how they sign in."""

from collections.abc import Awaitable
from typing import Annotated

import strawberry

from hub import demo, events, models, people, permissions
from hub.errors import NotFound
from hub.people import SignedIn
from schema import knowing
from schema.connections import After, Connection, First, page, sliced
from schema.context import Info
from schema.inputs import INPUT, Keyed, once
from schema.networks import BY_PLACE, Network, Standing
from schema.relations import ForViewer, Node


@strawberry.type(description="Somebody who takes part, or took part.")
class Person(Node):
    row = models.Person
    face: str | None = strawberry.field(
        resolver=knowing.face,
        directives=[ForViewer()],
        description="The address of their portrait, square WebP, for those who may see it.",
    )
    did: str | None = knowing.known("did", "What they did that others may learn from, for who shares a network.")
    seeks: str | None = knowing.known("seeks", "What they look for, for who shares a network.")
    phone: str | None = knowing.known("phone", "Their telephone, if they share it, for who shares a network.")
    email: str | None = knowing.known("email", "Their address, if they share it, for who shares a network.")

    @strawberry.field(
        description="Whether they have left for good; nothing is kept of them but what they wrote for their city."
    )
    def is_former(root: models.Person) -> bool:
        return root.erased_at is not None

    @strawberry.field(
        graphql_type=str, description="First name and surname; of who has left for good, what city they spoke for."
    )
    def name(root: models.Person, info: Info) -> str | Awaitable[str]:
        return root.name if root.erased_at is None else knowing.former_name(root, info)


@strawberry.type(description="Who asks.")
class Viewer:
    email: str = strawberry.field(description="The address one signs in with.")
    language: models.Language = strawberry.field(description="The language of mail and of the interface.")
    time_zone: str = strawberry.field(description="Where dates are told for, by its IANA name.")
    phone: str = strawberry.field(description="The telephone one gave, shared or not.")
    shares_phone: bool = strawberry.field(description="Whether the people of one's networks see it.")
    shares_email: bool = strawberry.field(description="Whether the people of one's networks see the address.")

    shows_presence: bool = strawberry.field(
        description="Whether others see that the viewer is at a thread and writes there; then the viewer sees them."
    )

    @strawberry.field(description="Follow `personalEvents` from here; of the same moment as the rest of the answer.")
    async def cursor(root: models.Person, info: Info) -> str:
        work = await info.context.reading()
        return await events.cursor(work, await events.personal_stream(work))

    @strawberry.field(graphql_type=Person, description="The viewer as others see them.")
    def person(root: models.Person) -> models.Person:
        return root

    @strawberry.field(description="Whether one can sign in with a password, or by mailed link only.")
    def has_password(root: models.Person) -> bool:
        return root.password_hash is not None

    @strawberry.field(graphql_type=list[Standing], description="What the viewer is, in all networks.")
    async def standings(root: models.Person, info: Info) -> list[models.Standing]:
        return await permissions.standings(await info.context.reading())

    @strawberry.field(graphql_type=Connection[Network], description="The same as `networks` of the query.")
    async def networks(
        root: models.Person, info: Info, first: First = None, after: After = None
    ) -> Connection[models.Network]:
        slice = sliced(BY_PLACE, first, after)
        return await page(await info.context.reading(), models.Network, BY_PLACE, slice)


@strawberry.type(description="An account of the demo.")
class DemoAccount:
    email: str = strawberry.field(description="Its address.")
    name: str = strawberry.field(description="Who it is.")
    description: str = strawberry.field(description="What one can try with it, in the viewer's language.")


@strawberry.type
class PeopleQuery:
    @strawberry.field(graphql_type=Viewer | None, description="Who asks; null for a stranger.")
    async def viewer(self, info: Info) -> models.Person | None:
        return await _viewer(info)

    @strawberry.field(
        graphql_type=list[DemoAccount],
        description="Accounts to enter with `signInToDemo`. None but in the demo, on the machine that serves it.",
    )
    def demo_accounts(self, info: Info) -> list[demo.Account]:
        return demo.accounts(info.context.viewer.language) if info.context.may_enter_demo else []


@strawberry.input(description="An address and its password.")
class SignInInput:
    email: str = strawberry.field(description="The address of the account.")
    password: str = strawberry.field(description="Its password.")


@strawberry.input(description="Where to send a link that signs in.")
class RequestSignInLinkInput:
    email: str = strawberry.field(description="The address of the account.")


@strawberry.input(description="A mailed link.")
class RedeemSignInLinkInput:
    secret: str = strawberry.field(description="What stands after the # of the link.")


@strawberry.input(description="Which account of the demo to enter.")
class SignInToDemoInput:
    email: str = strawberry.field(description="One of `demoAccounts`.")


@strawberry.input(description="To sign out.")
class SignOutInput(Keyed):
    pass


@strawberry.input(description="A new password.")
class SetPasswordInput:
    new_password: str = strawberry.field(description="10 to 200 characters.")
    current_password: str | None = strawberry.field(default=None, description="Needed when there is one.")


@strawberry.input(description="A language.")
class SetLanguageInput(Keyed):
    language: models.Language = strawberry.field(description="The language of mail and of the interface.")


@strawberry.type(description="Who asks, as it is now.")
class ViewerPayload:
    viewer: models.Person = strawberry.field(graphql_type=Viewer, description="The viewer.")


@strawberry.type(description="Who has signed in.")
class SignInPayload:
    viewer: models.Person = strawberry.field(graphql_type=Viewer, description="The viewer.")


@strawberry.type(description="That nobody is signed in any more.")
class SignOutPayload:
    signed_out: bool = strawberry.field(description="Always true.")


@strawberry.type(description="That a link was sent, if there is such an account.")
class RequestSignInLinkPayload:
    sent: bool = strawberry.field(description="Always true: it does not tell whether the address is known.")


@strawberry.type
class PeopleMutation:
    @strawberry.mutation(
        description="Signs in a browser by cookie. Errors: INVALID (password) when the two do not fit."
    )
    async def sign_in(self, info: Info, input: Annotated[SignInInput, INPUT]) -> SignInPayload:
        return await _enter(info, await people.sign_in(info.context.viewer, input.email, input.password))

    @strawberry.mutation(
        description="Mails a link that signs in once. Answers alike for every address. Errors: INVALID."
    )
    async def request_sign_in_link(
        self, info: Info, input: Annotated[RequestSignInLinkInput, INPUT]
    ) -> RequestSignInLinkPayload:
        await people.request_link(info.context.viewer, input.email)
        return RequestSignInLinkPayload(sent=True)

    @strawberry.mutation(description="Signs in by a mailed link. Errors: INVALID (secret) when it is used or too old.")
    async def redeem_sign_in_link(self, info: Info, input: Annotated[RedeemSignInLinkInput, INPUT]) -> SignInPayload:
        return await _enter(info, await people.redeem_link(info.context.viewer, input.secret))

    @strawberry.mutation(
        description="Enters the demo. Errors: NOT_FOUND but in the demo, on the machine that serves it."
    )
    async def sign_in_to_demo(self, info: Info, input: Annotated[SignInToDemoInput, INPUT]) -> SignInPayload:
        if not info.context.may_enter_demo:
            raise NotFound()
        return await _enter(info, await people.sign_in_to_demo(info.context.viewer, input.email))

    @strawberry.mutation(description="Ends the session of this browser.")
    async def sign_out(self, info: Info, input: Annotated[SignOutInput | None, INPUT] = None) -> SignOutPayload:
        await people.sign_out(info.context.viewer)
        info.context.leave()
        return SignOutPayload(signed_out=True)

    @strawberry.mutation(description="Sets one's password. Errors: INVALID (newPassword, currentPassword).")
    async def set_password(self, info: Info, input: Annotated[SetPasswordInput, INPUT]) -> ViewerPayload:
        new, current = input.new_password, input.current_password
        return ViewerPayload(viewer=await people.set_password(info.context.viewer, new, current))

    @strawberry.mutation(description="Sets one's language.")
    async def set_language(self, info: Info, input: Annotated[SetLanguageInput, INPUT]) -> ViewerPayload:
        language = input.language
        return ViewerPayload(viewer=await once(info, input, lambda who: people.set_language(who, language)))


async def _viewer(info: Info) -> models.Person | None:
    id = info.context.viewer.person_id
    return await (await info.context.reading()).get(models.Person, id) if id else None


async def _enter(info: Info, signed_in: SignedIn) -> SignInPayload:
    """The rest of this operation is the newcomer's."""
    await info.context.enter(signed_in)
    viewer = await _viewer(info)
    assert viewer, "a session belongs to a person"
    return SignInPayload(viewer=viewer)
