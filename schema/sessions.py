"""Where one is signed in and which programs act in one's name; and how to end that."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import strawberry

from hub import models, people
from schema.context import Info
from schema.inputs import INPUT, Keyed


@strawberry.type(description="A browser one is signed in with.")
class Session:
    public_id: strawberry.ID = strawberry.field(name="id", description="To sign out there.")
    device: str = strawberry.field(description="What the browser called itself, in short; empty when unknown.")
    created_at: datetime = strawberry.field(description="When one signed in there.")
    last_used_at: datetime = strawberry.field(description="When it was last used, to the hour.")

    @strawberry.field(description="Whether it is the one that asks.")
    def is_current(root: models.Session, info: Info) -> bool:
        return root.id == info.context.viewer.session_id


@strawberry.type(description="A program's way in, in one's name. It is made on the hub's command line.")
class AccessToken:
    public_id: strawberry.ID = strawberry.field(name="id", description="To end it.")
    name: str = strawberry.field(description="What it is for.")
    may_write: bool = strawberry.field(description="Whether it may change things, or only read.")
    created_at: datetime = strawberry.field(description="When it was made.")
    ended_at: datetime | None = strawberry.field(description="When it was ended.")


@strawberry.type
class ViewerSessions:
    @strawberry.field(
        graphql_type=list[Session] | None,
        description="Where the viewer is signed in, the last used first; null for a program.",
    )
    async def sessions(self, info: Info) -> Sequence[models.Session] | None:
        return None if info.context.viewer.token_id else await people.own_sessions(await info.context.reading())

    @strawberry.field(
        graphql_type=list[AccessToken] | None,
        description="The viewer's access tokens, the newest first; null for a program.",
    )
    async def tokens(self, info: Info) -> Sequence[models.AccessToken] | None:
        return None if info.context.viewer.token_id else await people.own_tokens(await info.context.reading())


@strawberry.input(description="Where to sign out.")
class EndSessionInput:
    session_id: strawberry.ID = strawberry.field(description="One of the viewer's `sessions`.")


@strawberry.input(description="Which access token to end.")
class EndTokenInput:
    token_id: strawberry.ID = strawberry.field(description="One of the viewer's `tokens`.")


@strawberry.input(description="To sign out elsewhere.")
class EndOtherSessionsInput(Keyed):
    pass


@strawberry.type(description="Where one is still signed in.")
class SessionsPayload:
    sessions: list[models.Session] = strawberry.field(graphql_type=list[Session], description="The last used first.")


@strawberry.type(description="The access token, ended.")
class EndTokenPayload:
    token: models.AccessToken = strawberry.field(graphql_type=AccessToken, description="The access token.")


@strawberry.type
class SessionMutation:
    @strawberry.mutation(description="Signs out elsewhere; what is open there closes within a second.")
    async def end_session(self, info: Info, input: Annotated[EndSessionInput, INPUT]) -> SessionsPayload:
        await people.end_session(info.context.viewer, input.session_id)
        return await _left(info)

    @strawberry.mutation(description="Signs out everywhere but here.")
    async def end_other_sessions(
        self, info: Info, input: Annotated[EndOtherSessionsInput | None, INPUT] = None
    ) -> SessionsPayload:
        await people.end_other_sessions(info.context.viewer)
        return await _left(info)

    @strawberry.mutation(description="Ends an access token; what it follows closes within a second.")
    async def end_token(self, info: Info, input: Annotated[EndTokenInput, INPUT]) -> EndTokenPayload:
        return EndTokenPayload(token=await people.end_own_token(info.context.viewer, input.token_id))


async def _left(info: Info) -> SessionsPayload:
    await info.context.renew()
    return SessionsPayload(sessions=list(await people.own_sessions(await info.context.reading())))
