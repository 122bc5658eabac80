"""How invitations are made: to one, to a list, as a link, to an office; sent again and withdrawn."""

from typing import Annotated

import strawberry

from hub import joining, models
from schema.context import Info
from schema.inputs import INPUT, Keyed, once
from schema.joining.invitations import Invitation, InvitationLine, line
from schema.networks import Network

CITY = "The city's name, with the voivodeship where several share it (see `towns`), or its id."
AS = "Member or observer; a line of the list may say otherwise."


@strawberry.input(description="To invite one person by e-mail.")
class InvitePersonInput(Keyed):
    network_id: strawberry.ID = strawberry.field(description="Where to.")
    email: str = strawberry.field(description="Their address; the link in the letter proves that it is theirs.")
    kind: models.StandingKind = strawberry.field(description="As what.")
    city: str | None = strawberry.field(default=None, description=f"For representatives. {CITY}")
    name: str | None = strawberry.field(default=None, description="Who they are, if known.")
    function: str | None = strawberry.field(default=None, description="What they do in the town hall.")
    programme: str | None = strawberry.field(default=None, description="Through which programme their city comes.")


@strawberry.input(description="To invite all who stand on a list.")
class InviteListInput(Keyed):
    network_id: strawberry.ID = strawberry.field(description="Where to.")
    text: str = strawberry.field(description="A line for each: name; e-mail; city; function; member or observer.")
    kind: models.SeatKind = strawberry.field(description=AS)


@strawberry.input(description="To make a link that can be shared.")
class CreateInvitationLinkInput:
    network_id: strawberry.ID = strawberry.field(description="Where to.")
    kind: models.SeatKind = strawberry.field(description="As what those who use it take part.")
    most_uses: int = strawberry.field(description="How many may use it: 1 to 500.")
    hours: int = strawberry.field(description="For how many hours: 1 to 720.")
    city: str | None = strawberry.field(default=None, description=f"Only for this city. {CITY}")
    admits: bool = strawberry.field(default=False, description="Let them in at once; for those who coordinate.")


@strawberry.input(description="To invite a city through its office, which names its people.")
class InviteOfficeInput(Keyed):
    network_id: strawberry.ID = strawberry.field(description="Where to.")
    email: str = strawberry.field(description="The office's address.")
    city: str = strawberry.field(description=CITY)
    kind: models.SeatKind = strawberry.field(description="How the city will take part.")


@strawberry.input(description="Which invitation.")
class InvitationInput(Keyed):
    invitation_id: strawberry.ID = strawberry.field(description="Its id.")


@strawberry.type(description="The invitation as it is now.")
class InvitationPayload:
    invitation: models.Invitation = strawberry.field(graphql_type=Invitation, description="The invitation.")


@strawberry.type(description="What has become of each line.")
class InviteListPayload:
    network: models.Network = strawberry.field(graphql_type=Network, description="Where to.")
    lines: list[InvitationLine] = strawberry.field(description="In their order.")


@strawberry.type(description="A link, shown this once.")
class InvitationLinkPayload:
    invitation: models.Invitation = strawberry.field(graphql_type=Invitation, description="The invitation.")
    link: str = strawberry.field(description="Its address. Nobody can show it again.")


@strawberry.type
class InvitingQuery:
    @strawberry.field(description="What would become of each line. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (text).")
    async def invitation_preview(
        self,
        info: Info,
        network: Annotated[strawberry.ID, strawberry.argument(description="Where to.")],
        text: Annotated[str, strawberry.argument(description="The list as for `inviteList`.")],
        kind: Annotated[models.SeatKind, strawberry.argument(description=AS)],
    ) -> list[InvitationLine]:
        work = await info.context.reading()
        return [line(info, planned) for planned in await joining.preview(work, network, text, kind)]

    @strawberry.field(description="The names of all Polish towns, with the voivodeship where several share one.")
    async def towns(self, info: Info) -> list[str]:
        return (await joining.Towns.load(await info.context.reading())).names


@strawberry.type
class InvitingMutation:
    @strawberry.mutation(
        description="Invites one person. Errors: NOT_FOUND, NOT_ALLOWED, CONFLICT, INVALID (email, city, kind)."
    )
    async def invite_person(self, info: Info, input: Annotated[InvitePersonInput, INPUT]) -> InvitationPayload:
        who = (input.email, input.kind, input.city or "", input.name or "", input.function or "")
        said = (input.network_id, *who, input.programme or "")
        return InvitationPayload(invitation=await once(info, input, lambda by: joining.invite(by, *said)))

    @strawberry.mutation(
        description="Invites those lines that can be, and says which not and why. "
        "Errors: NOT_FOUND, NOT_ALLOWED, INVALID (text)."
    )
    async def invite_list(self, info: Info, input: Annotated[InviteListInput, INPUT]) -> InviteListPayload:
        said = (input.network_id, input.text, input.kind)
        network = await once(info, input, lambda by: joining.invite_list(by, *said))
        report = await joining.report(await info.context.reading(), network, input.text, input.kind)
        return InviteListPayload(network=network, lines=[line(info, planned) for planned in report])

    @strawberry.mutation(
        description="Makes a link and shows it once. Errors: NOT_FOUND, NOT_ALLOWED, INVALID (mostUses, hours, city)."
    )
    async def create_invitation_link(
        self, info: Info, input: Annotated[CreateInvitationLinkInput, INPUT]
    ) -> InvitationLinkPayload:
        said = (input.network_id, input.kind, input.city or "", input.most_uses, input.hours, input.admits)
        made = await joining.make_link(info.context.viewer, *said)
        await info.context.renew()
        origin = info.context.viewer.database.settings.origin
        return InvitationLinkPayload(invitation=made.invitation, link=f"{origin}/zaproszenie#{made.secret}")

    @strawberry.mutation(
        description="Asks a city's office to name its people. Errors: NOT_FOUND, NOT_ALLOWED, CONFLICT, INVALID."
    )
    async def invite_office(self, info: Info, input: Annotated[InviteOfficeInput, INPUT]) -> InvitationPayload:
        said = (input.network_id, input.email, input.city, input.kind)
        return InvitationPayload(invitation=await once(info, input, lambda by: joining.invite_office(by, *said)))

    @strawberry.mutation(
        description="Mails it again; the link of the earlier letter opens nothing any more. "
        "Errors: NOT_FOUND, NOT_ALLOWED, CONFLICT."
    )
    async def resend_invitation(self, info: Info, input: Annotated[InvitationInput, INPUT]) -> InvitationPayload:
        id = input.invitation_id
        return InvitationPayload(invitation=await once(info, input, lambda by: joining.resend(by, id)))

    @strawberry.mutation(
        description="From now on it opens nothing. Errors: NOT_FOUND, NOT_ALLOWED, CONFLICT when it was used."
    )
    async def withdraw_invitation(self, info: Info, input: Annotated[InvitationInput, INPUT]) -> InvitationPayload:
        id = input.invitation_id
        return InvitationPayload(invitation=await once(info, input, lambda by: joining.withdraw(by, id)))
