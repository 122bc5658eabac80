"""Signing in and out: by password, by a mailed link, in the demo."""

from typing import Annotated

import strawberry

from hub import models, people
from hub.errors import NotFound
from hub.people import SignedIn
from schema.context import Info
from schema.inputs import INPUT, Keyed
from schema.passkeys import SignInWithPasskeyInput
from schema.people import Viewer, the_viewer
from schema.sensitive import Sensitive


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
class SignInMutation:
    @strawberry.mutation(
        description="Signs in a browser by cookie. Errors: INVALID (password) when the two do not fit; RATE_LIMITED.",
        directives=[Sensitive()],
    )
    async def sign_in(self, info: Info, input: Annotated[SignInInput, INPUT]) -> SignInPayload:
        return await entered(info, await people.sign_in(info.context.viewer, input.email, input.password))

    @strawberry.mutation(
        description="Mails a link that signs in once. Answers alike for every address. Errors: INVALID, RATE_LIMITED.",
        directives=[Sensitive()],
    )
    async def request_sign_in_link(
        self, info: Info, input: Annotated[RequestSignInLinkInput, INPUT]
    ) -> RequestSignInLinkPayload:
        await people.request_link(info.context.viewer, input.email)
        return RequestSignInLinkPayload(sent=True)

    @strawberry.mutation(
        description="Signs in by a mailed link. Errors: INVALID (secret) when it is used or too old; RATE_LIMITED.",
        directives=[Sensitive()],
    )
    async def redeem_sign_in_link(self, info: Info, input: Annotated[RedeemSignInLinkInput, INPUT]) -> SignInPayload:
        return await entered(info, await people.redeem_link(info.context.viewer, input.secret))

    @strawberry.mutation(
        description="Signs in with a passkey. Errors: INVALID (credential) when it does not fit; RATE_LIMITED.",
        directives=[Sensitive()],
    )
    async def sign_in_with_passkey(self, info: Info, input: Annotated[SignInWithPasskeyInput, INPUT]) -> SignInPayload:
        return await entered(info, await people.sign_in_with_passkey(info.context.viewer, input.credential))

    @strawberry.mutation(
        description="Enters the demo. Errors: NOT_FOUND but in the demo, on the machine that serves it."
    )
    async def sign_in_to_demo(self, info: Info, input: Annotated[SignInToDemoInput, INPUT]) -> SignInPayload:
        if not info.context.may_enter_demo:
            raise NotFound()
        return await entered(info, await people.sign_in_to_demo(info.context.viewer, input.email))

    @strawberry.mutation(description="Ends the session of this browser.")
    async def sign_out(self, info: Info, input: Annotated[SignOutInput | None, INPUT] = None) -> SignOutPayload:
        await people.sign_out(info.context.viewer)
        info.context.leave()
        return SignOutPayload(signed_out=True)


async def entered(info: Info, signed_in: SignedIn) -> SignInPayload:
    """The rest of this operation is the newcomer's."""
    await info.context.enter(signed_in)
    viewer = await the_viewer(info)
    assert viewer, "a session belongs to a person"
    return SignInPayload(viewer=viewer)
