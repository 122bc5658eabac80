"""How invitations are used: by one person, by whoever has a link, by an office."""

from typing import Annotated

import strawberry

from hub import joining, limits, models
from schema.context import Info
from schema.inputs import INPUT
from schema.joining.invitations import InvitationOffer
from schema.joining.inviting import CITY
from schema.joining.requests import JoinRequest
from schema.people import Viewer
from schema.seats import Standing
from schema.sensitive import Sensitive
from schema.signing_in import entered

SECRET = "What stands after the # of the link."  # noqa: S105 - what is said of one


@strawberry.input(description="To accept an invitation that was mailed to one.")
class AcceptInvitationInput:
    secret: str = strawberry.field(description=SECRET)
    name: str | None = strawberry.field(default=None, description="One's name, for an address without an account.")


@strawberry.input(description="To come in by a shared link, or to ask.")
class UseInvitationLinkInput:
    secret: str = strawberry.field(description=SECRET)
    city: str | None = strawberry.field(default=None, description=f"Where the link is not for one city. {CITY}")
    name: str | None = strawberry.field(default=None, description="A stranger's name.")
    email: str | None = strawberry.field(default=None, description="A stranger's address, to be proven by mail.")
    function: str | None = strawberry.field(default=None, description="What one does in the town hall.")
    words: str | None = strawberry.field(default=None, description="Something to those who answer.")


@strawberry.input(description="Somebody whom an office sends.")
class RepresentativeInput:
    name: str = strawberry.field(description="First name and surname.")
    email: str = strawberry.field(description="Their own address; they are invited once a coordinator confirms them.")
    function: str | None = strawberry.field(default=None, description="What they do in the town hall.")


@strawberry.input(description="The people a city sends.")
class NameRepresentativesInput:
    secret: str = strawberry.field(description=SECRET)
    representatives: list[RepresentativeInput] = strawberry.field(description="1 to 20 people.")
    word: str = strawberry.field(description="On whose word, such as: nominated by the mayor on 3 June.")


@strawberry.type(description="Who has come in, and as what.")
class AcceptInvitationPayload:
    viewer: models.Person = strawberry.field(graphql_type=Viewer, description="Who is signed in now.")
    standing: models.Standing | None = strawberry.field(
        graphql_type=Standing | None, description="What they are now; null while a coordinator is to confirm it."
    )
    request: models.JoinRequest | None = strawberry.field(
        graphql_type=JoinRequest | None, description="What the coordinator confirms."
    )


@strawberry.type(description="What has become of it.")
class UseInvitationLinkPayload:
    use: joining.LinkUse = strawberry.field(description="It does not tell whether a stranger's address is known here.")


@strawberry.type(description="That a coordinator will confirm them.")
class NameRepresentativesPayload:
    named_count: int = strawberry.field(description="How many people were named.")


@strawberry.type
class AcceptingQuery:
    @strawberry.field(
        graphql_type=InvitationOffer | None,
        description="What a secret opens; null alike when it was used, ended, withdrawn or never was.",
    )
    async def invitation_offer(
        self, info: Info, secret: Annotated[str, strawberry.argument(description=SECRET)]
    ) -> models.Invitation | None:
        return await joining.offered(await info.context.reading(), secret)


@strawberry.type
class AcceptingMutation:
    @strawberry.mutation(
        description="Signs in whom the invitation was mailed to, with a new account if there is none, and gives what "
        "was promised. Errors: INVALID (secret, name), CONFLICT when they are there already, RATE_LIMITED.",
        directives=[Sensitive()],
    )
    async def accept_invitation(
        self, info: Info, input: Annotated[AcceptInvitationInput, INPUT]
    ) -> AcceptInvitationPayload:
        await info.context.viewer.tries(limits.REDEEM)
        accepted = await joining.accept(info.context.viewer, input.secret, input.name or "")
        viewer = (await entered(info, accepted.signed_in)).viewer
        return AcceptInvitationPayload(viewer=viewer, standing=accepted.standing, request=accepted.request)

    @strawberry.mutation(
        description="Uses a shared link once. Errors: INVALID (secret, city, name, email), NOT_ALLOWED, CONFLICT, "
        "RATE_LIMITED.",
        directives=[Sensitive()],
    )
    async def use_invitation_link(
        self, info: Info, input: Annotated[UseInvitationLinkInput, INPUT]
    ) -> UseInvitationLinkPayload:
        await info.context.viewer.tries(limits.REDEEM)
        who = (input.city or "", input.name or "", input.email or "", input.function or "", input.words or "")
        use = await joining.use_link(info.context.viewer, input.secret, *who)
        await info.context.renew()
        return UseInvitationLinkPayload(use=use)

    @strawberry.mutation(
        description="An office names its people, once. Errors: INVALID (secret, representatives, name, email, word), "
        "RATE_LIMITED.",
        directives=[Sensitive()],
    )
    async def name_representatives(
        self, info: Info, input: Annotated[NameRepresentativesInput, INPUT]
    ) -> NameRepresentativesPayload:
        await info.context.viewer.tries(limits.REDEEM)
        named = [joining.Nominee(one.name, one.email, one.function or "") for one in input.representatives]
        count = await joining.name_representatives(info.context.viewer, input.secret, named, input.word)
        return NameRepresentativesPayload(named_count=count)
