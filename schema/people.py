"""People, and who of them asks."""

from collections.abc import Awaitable
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from hub import demo, events, joining, models, notices, people, permissions, personal_data, threads
from schema import knowing
from schema.bookmarks import ViewerBookmarks
from schema.connections import After, Connection, First, page, sliced
from schema.context import Info
from schema.inbox import ViewerInbox
from schema.inputs import INPUT, Keyed, once
from schema.networks import BY_PLACE, BY_STANDING, Network
from schema.origins import Origin
from schema.own_cities import ViewerCities
from schema.passkeys import ViewerPasskeys
from schema.relations import ForViewer, Node, has_many
from schema.seats import Standing
from schema.sessions import ViewerSessions
from schema.webhooks import ViewerWebhooks

if TYPE_CHECKING:
    from schema.joining.requests import JoinRequest


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
        description="Whether they wrote elsewhere and were brought in with their posts: a name as it was given there."
    )
    def is_imported(root: models.Person) -> bool:
        return root.import_key is not None

    standings: Connection[Standing] = has_many(
        models.Standing,
        "person_id",
        BY_STANDING,
        models.Standing.until.is_(None),
        description="What they are today in networks that the viewer sees too.",
    )
    is_deactivated: bool | None = strawberry.field(
        resolver=knowing.is_deactivated,
        directives=[ForViewer()],
        description="Whether they have switched their account off for a while, for who shares a network.",
    )

    @strawberry.field(
        graphql_type=str, description="First name and surname; of who has left for good, what city they spoke for."
    )
    def name(root: models.Person, info: Info) -> str | Awaitable[str]:
        return root.name if root.erased_at is None else knowing.former_name(root, info)


@strawberry.type(description="Who asks.")
class Viewer(ViewerInbox, ViewerBookmarks, ViewerSessions, ViewerPasskeys, ViewerCities, ViewerWebhooks):
    @strawberry.field(description="The address one signs in with; empty for a service account.")
    def email(root: models.Person) -> str:
        return root.email or ""

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
        stream = events.of_viewer(await info.context.reading())
        return str(await info.context.loader(events.heads, events.heads, comes_last=True).load(stream))

    @strawberry.field(description="Notices that one has neither opened nor read the post of.")
    async def unseen_notice_count(root: models.Person, info: Info) -> int:
        return await notices.count_unseen(await info.context.reading())

    informed_at: datetime | None = strawberry.field(
        description="When one was told what is kept about oneself; null until then."
    )

    @strawberry.field(description="Posts one wrote that can be read, where one is still something.")
    async def post_count(root: models.Person, info: Info) -> int:
        return await threads.own_post_count(await info.context.reading())

    @strawberry.field(graphql_type=Origin | None, description="Who gave one's name and address, for who was invited.")
    async def came_from(root: models.Person, info: Info) -> personal_data.Origin | None:
        return await personal_data.origin(await info.context.reading(), root)

    @strawberry.field(graphql_type=Person, description="The viewer as others see them.")
    def person(root: models.Person) -> models.Person:
        return root

    @strawberry.field(description="Whether one can sign in with a password, or by mailed link only.")
    def has_password(root: models.Person) -> bool:
        return root.password_hash is not None

    @strawberry.field(
        graphql_type=list[Annotated["JoinRequest", strawberry.lazy("schema.joining.requests")]],
        description="Where the viewer has asked to join, the newest first, at most 100.",
    )
    async def requests(root: models.Person, info: Info) -> list[models.JoinRequest]:
        return await joining.own_requests(await info.context.reading())

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
        return await the_viewer(info)

    @strawberry.field(
        graphql_type=list[DemoAccount],
        description="Accounts to enter with `signInToDemo`. None but in the demo, on the machine that serves it.",
    )
    def demo_accounts(self, info: Info) -> list[demo.Account]:
        return demo.accounts(info.context.viewer.language) if info.context.may_enter_demo else []


@strawberry.input(description="A language.")
class SetLanguageInput(Keyed):
    language: models.Language = strawberry.field(description="The language of mail and of the interface.")


@strawberry.type(description="Who asks, as it is now.")
class ViewerPayload:
    viewer: models.Person = strawberry.field(graphql_type=Viewer, description="The viewer.")


@strawberry.type
class PeopleMutation:
    @strawberry.mutation(description="Sets one's language.")
    async def set_language(self, info: Info, input: Annotated[SetLanguageInput, INPUT]) -> ViewerPayload:
        language = input.language
        return ViewerPayload(viewer=await once(info, input, lambda who: people.set_language(who, language)))


async def the_viewer(info: Info) -> models.Person | None:
    id = info.context.viewer.person_id
    return await (await info.context.reading()).get(models.Person, id) if id else None
