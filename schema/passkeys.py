"""Passkeys: made, removed, and used to sign in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import strawberry
from strawberry.scalars import JSON

from hub import models, people
from schema.context import Info
from schema.inputs import INPUT
from schema.sensitive import Sensitive

_CREDENTIAL = "What `navigator.credentials` gave, as `PublicKeyCredential.toJSON` writes it."


@strawberry.type(description="A way in by a key that a device keeps: WebAuthn, level 3.")
class Passkey:
    public_id: strawberry.ID = strawberry.field(name="id", description="To remove it.")
    name: str = strawberry.field(description="What its owner calls it.")
    created_at: datetime = strawberry.field(description="When it was made.")
    last_used_at: datetime | None = strawberry.field(description="When somebody last signed in with it.")


@strawberry.type
class ViewerPasskeys:
    @strawberry.field(
        graphql_type=list[Passkey] | None, description="The viewer's passkeys, the oldest first; null for a program."
    )
    async def passkeys(self, info: Info) -> Sequence[models.Passkey] | None:
        return None if info.context.viewer.token_id else await people.own_passkeys(await info.context.reading())


@strawberry.input(description="A passkey that the browser has made with the options of `startPasskey`.")
class AddPasskeyInput:
    credential: JSON = strawberry.field(description=_CREDENTIAL)
    name: str = strawberry.field(default="", description="What to call it; empty for the name of the browser.")


@strawberry.input(description="Which passkey to remove.")
class RemovePasskeyInput:
    passkey_id: strawberry.ID = strawberry.field(description="One of the viewer's `passkeys`.")


@strawberry.input(description="A passkey, shown with the options of `startPasskeySignIn`.")
class SignInWithPasskeyInput:
    credential: JSON = strawberry.field(description=_CREDENTIAL)


@strawberry.type(description="What a browser needs for the next step. It holds for one try, within five minutes.")
class PasskeyOptionsPayload:
    options: JSON = strawberry.field(
        description="For `PublicKeyCredential.parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON`."
    )


@strawberry.type(description="The passkeys one has now.")
class PasskeysPayload:
    passkeys: list[models.Passkey] = strawberry.field(graphql_type=list[Passkey], description="The oldest first.")


@strawberry.type
class PasskeyMutation:
    @strawberry.mutation(
        description="Begins to make a passkey. Errors: INVALID when there are too many, RATE_LIMITED.",
        directives=[Sensitive()],
    )
    async def start_passkey(self, info: Info) -> PasskeyOptionsPayload:
        return PasskeyOptionsPayload(options=JSON(await people.start_passkey(info.context.viewer)))

    @strawberry.mutation(
        description="Keeps a passkey. Errors: INVALID (credential, name), RATE_LIMITED.", directives=[Sensitive()]
    )
    async def add_passkey(self, info: Info, input: Annotated[AddPasskeyInput, INPUT]) -> PasskeysPayload:
        await people.add_passkey(info.context.viewer, input.name, input.credential)
        return await _left(info)

    @strawberry.mutation(description="Removes a passkey; it opens nothing any more.")
    async def remove_passkey(self, info: Info, input: Annotated[RemovePasskeyInput, INPUT]) -> PasskeysPayload:
        await people.remove_passkey(info.context.viewer, input.passkey_id)
        return await _left(info)

    @strawberry.mutation(
        description="Begins to sign in with a passkey. Errors: RATE_LIMITED.", directives=[Sensitive()]
    )
    async def start_passkey_sign_in(self, info: Info) -> PasskeyOptionsPayload:
        return PasskeyOptionsPayload(options=JSON(await people.start_passkey_sign_in(info.context.viewer)))


async def _left(info: Info) -> PasskeysPayload:
    await info.context.renew()
    return PasskeysPayload(passkeys=list(await people.own_passkeys(await info.context.reading())))
