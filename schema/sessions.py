"""Where one is signed in and which programs act in one's name; and how to end that."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from hub import models, people
from hub.database import Viewer, Work
from hub.errors import Invalid
from schema.context import Info
from schema.inputs import INPUT, Keyed, once
from schema.networks import Network
from schema.relations import row_loader
from schema.seats import Standing


@strawberry.type(description="A browser one is signed in with.")
class Session:
    public_id: strawberry.ID = strawberry.field(name="id", description="To sign out there.")
    device: str = strawberry.field(description="What the browser called itself, in short; empty when unknown.")
    created_at: datetime = strawberry.field(description="When one signed in there.")
    last_used_at: datetime = strawberry.field(description="When it was last used, to the hour.")

    @strawberry.field(description="Whether it is the one that asks.")
    def is_current(root: models.Session, info: Info) -> bool:
        return root.id == info.context.viewer.session_id


@strawberry.type(description="A program's way in, in one's name.")
class AccessToken:
    public_id: strawberry.ID = strawberry.field(name="id", description="To end it.")
    name: str = strawberry.field(description="What it is for.")
    may_write: bool = strawberry.field(description="Whether it may change things, or only read.")
    scopes: list[models.Scope] | None = strawberry.field(description="The kinds of things that it opens; null for all.")
    created_at: datetime = strawberry.field(description="When it was made.")
    used_at: datetime | None = strawberry.field(description="When it was last used, to the day; null for never.")
    expires_at: datetime | None = strawberry.field(description="When it ends by itself; null for never.")
    ended_at: datetime | None = strawberry.field(description="When it was ended.")

    @strawberry.field(
        graphql_type=list[Network] | None, description="The networks that it opens; null for all of one's own."
    )
    async def networks(root: models.AccessToken, info: Info) -> list[models.Network] | None:
        if not root.is_for_some:
            return None
        opened = await info.context.loader(people.networks_of_tokens, _opened).load(root.id)
        found = await row_loader(info, models.Network).load_many(opened)
        return [network for network in found if network]


async def _opened(work: Work, tokens: list[UUID]) -> list[list[UUID]]:
    return list((await people.networks_of_tokens(work, tokens)).values())


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


@strawberry.input(description="What a program is to be let in for.")
class CreateTokenInput(Keyed):
    name: str = strawberry.field(description="What it is for, at most 100 characters.")
    may_write: bool = strawberry.field(default=False, description="Whether it may change things, or only read.")
    network_ids: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="Networks of the viewer's that it opens; none for all of them."
    )
    scopes: list[models.Scope] = strawberry.field(
        default_factory=list,
        description="Kinds of things that it opens; none for all, or for a service account for what is published.",
    )
    service_id: strawberry.ID | None = strawberry.field(
        default=None,
        description="The standing of a service account whose token it is to be: it reads, in its own network only. "
        "For who coordinates there.",
    )
    expires_at: datetime | None = strawberry.field(
        default=None, description="When it ends by itself: within a year, or after 90 days if not said."
    )


@strawberry.type(description="A new access token.")
class CreateTokenPayload:
    token: models.AccessToken = strawberry.field(graphql_type=AccessToken, description="The access token.")
    secret: str = strawberry.field(description="What the program sends. It is told here and never again.")


@strawberry.input(description="To let a program into a network.")
class AddServiceInput(Keyed):
    network_id: strawberry.ID = strawberry.field(description="Which network, of those the viewer coordinates.")
    name: str = strawberry.field(description="What others see it as, at most 100 characters.")


@strawberry.type(description="The service account's place in the network; `endStanding` ends it, and its tokens.")
class AddServicePayload:
    standing: models.Standing = strawberry.field(graphql_type=Standing, description="What it is in the network.")


@strawberry.input(description="Which access token to end.")
class EndTokenInput(Keyed):
    token_id: strawberry.ID = strawberry.field(description="One of the viewer's, or of a service account's `tokens`.")


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

    @strawberry.mutation(
        description="Makes an access token, in person only: no token makes another. Errors: NOT_ALLOWED, INVALID."
    )
    async def create_token(self, info: Info, input: Annotated[CreateTokenInput, INPUT]) -> CreateTokenPayload:
        secrets: list[str] = []

        async def make(who: Viewer | Work) -> models.AccessToken:
            token, secret = await _made(who, input)
            secrets.append(secret)
            return token

        token = await once(info, input, make, people.was_told)
        return CreateTokenPayload(token=token, secret=secrets[-1])

    @strawberry.mutation(
        description="Lets a program into a network, in person only. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (name)."
    )
    async def add_service(self, info: Info, input: Annotated[AddServiceInput, INPUT]) -> AddServicePayload:
        said = (input.network_id, input.name)
        return AddServicePayload(standing=await once(info, input, lambda who: people.add_service(who, *said)))

    @strawberry.mutation(description="Ends an access token; what it follows closes within a second.")
    async def end_token(self, info: Info, input: Annotated[EndTokenInput, INPUT]) -> EndTokenPayload:
        ending = once(info, input, lambda who: people.end_own_token(who, input.token_id), people.end_own_token)
        return EndTokenPayload(token=await ending)


async def _made(who: Viewer | Work, input: CreateTokenInput) -> tuple[models.AccessToken, str]:
    said = (input.scopes, input.expires_at)
    if input.service_id is None:
        return await people.make_own_token(who, input.name, input.may_write, input.network_ids, *said)
    if input.may_write or input.network_ids:
        raise Invalid("serviceId", "A service account only reads, and in its own network.")
    return await people.make_service_token(who, input.service_id, input.name, *said)


async def _left(info: Info) -> SessionsPayload:
    await info.context.renew()
    return SessionsPayload(sessions=list(await people.own_sessions(await info.context.reading())))
