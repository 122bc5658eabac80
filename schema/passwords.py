"""Passwords: set, changed, and set anew by a mailed link."""

from typing import Annotated

import strawberry

from hub import people
from schema.context import Info
from schema.inputs import INPUT
from schema.people import ViewerPayload
from schema.sensitive import Sensitive
from schema.signing_in import SignInPayload, entered


@strawberry.input(description="A new password.")
class SetPasswordInput:
    new_password: str = strawberry.field(description="10 to 200 characters.")
    current_password: str | None = strawberry.field(default=None, description="Needed when there is one.")


@strawberry.input(description="Where to send a link that lets set a new password.")
class RequestPasswordResetInput:
    email: str = strawberry.field(description="The address of the account.")


@strawberry.input(description="A new password, by a mailed link.")
class ResetPasswordInput:
    secret: str = strawberry.field(description="What stands after the # of the link.")
    new_password: str = strawberry.field(description="10 to 200 characters.")


@strawberry.type(description="That a link was sent, if there is such an account.")
class RequestPasswordResetPayload:
    sent: bool = strawberry.field(description="Always true: it does not tell whether the address is known.")


@strawberry.type
class PasswordMutation:
    @strawberry.mutation(
        description="Sets one's password and signs out everywhere else; access tokens stay. "
        "Errors: INVALID (newPassword, currentPassword), RATE_LIMITED, NOT_ALLOWED for a token.",
        directives=[Sensitive()],
    )
    async def set_password(self, info: Info, input: Annotated[SetPasswordInput, INPUT]) -> ViewerPayload:
        new, current = input.new_password, input.current_password
        return ViewerPayload(viewer=await people.set_password(info.context.viewer, new, current))

    @strawberry.mutation(
        description="Mails a link that lets set a new password, once. Answers alike for every address. "
        "Errors: INVALID, RATE_LIMITED.",
        directives=[Sensitive()],
    )
    async def request_password_reset(
        self, info: Info, input: Annotated[RequestPasswordResetInput, INPUT]
    ) -> RequestPasswordResetPayload:
        await people.request_reset(info.context.viewer, input.email)
        return RequestPasswordResetPayload(sent=True)

    @strawberry.mutation(
        description="Sets a new password by a mailed link, signs in here and out everywhere else. "
        "Errors: INVALID (secret, newPassword), RATE_LIMITED.",
        directives=[Sensitive()],
    )
    async def reset_password(self, info: Info, input: Annotated[ResetPasswordInput, INPUT]) -> SignInPayload:
        return await entered(info, await people.reset_password(info.context.viewer, input.secret, input.new_password))
