"""The schema, put together from the nouns."""

import asyncio
from typing import Annotated

import strawberry
from graphql import GraphQLError
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from hub.errors import Invalid
from hub.models import Row
from schema.acts import Act
from schema.boards import Board
from schema.bookmarks import Bookmark, BookmarkMutation
from schema.cities import CityMutation
from schema.connections import MOST
from schema.context import Info
from schema.coordinating import CoordinatingMutation
from schema.directory import DirectoryQuery
from schema.documents import Reading
from schema.events import KINDS, EventQuery, EventSubscription
from schema.files import File, FileMutation, FileQuery
from schema.inbox import InboxMutation
from schema.joining.accepting import AcceptingMutation, AcceptingQuery
from schema.joining.invitations import Invitation
from schema.joining.inviting import InvitingMutation, InvitingQuery
from schema.joining.leaving import LeavingMutation
from schema.joining.requests import JoinRequest, RequestMutation
from schema.networks import NetworkQuery
from schema.notices import Notice, NoticeMutation, NoticeQuery
from schema.passkeys import PasskeyMutation
from schema.passwords import PasswordMutation
from schema.people import PeopleMutation, PeopleQuery, Person
from schema.personal_data import PersonalDataMutation, PersonalDataQuery
from schema.polls.polls import Poll
from schema.polls.voting import PollMutation
from schema.presence import PresenceMutation, PresenceSubscription
from schema.profiles import ProfileMutation
from schema.relations import Node, with_id
from schema.results.remarking import RemarkMutation
from schema.results.remarks import Remark
from schema.results.results import Result, ResultQuery
from schema.results.versions import ResultVersion
from schema.results.writing import ResultMutation
from schema.search import SearchQuery
from schema.seats import City, Seat, Standing
from schema.sessions import SessionMutation
from schema.signing_in import SignInMutation
from schema.threads import Post, Report, Thread, ThreadMutation
from schema.topics import Support, Topic, TopicMutation, TopicQuery
from schema.unread import UnreadMutation
from schema.webhooks import WebhookMutation

__all__ = ["schema"]


@strawberry.type(description="What can be read.")
class Query(
    PeopleQuery,
    PersonalDataQuery,
    NetworkQuery,
    DirectoryQuery,
    EventQuery,
    TopicQuery,
    InvitingQuery,
    AcceptingQuery,
    FileQuery,
    SearchQuery,
    NoticeQuery,
    ResultQuery,
):
    @strawberry.field(
        graphql_type=Node | None, description="Anything with an id; null when it is not there for the viewer."
    )
    async def node(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="Its id.")]
    ) -> Row | None:
        return await with_id(info, id)

    @strawberry.field(graphql_type=list[Node | None], description="The same for up to 100 ids, in their order.")
    async def nodes(
        self, info: Info, ids: Annotated[list[strawberry.ID], strawberry.argument(description="Their ids.")]
    ) -> list[Row | None]:
        if len(ids) > MOST:
            raise Invalid("ids", "Ask for 1 to {most} at a time.", most=MOST)
        return list(await asyncio.gather(*(with_id(info, id) for id in ids)))


@strawberry.type
class JoiningMutation(InvitingMutation, AcceptingMutation, RequestMutation, LeavingMutation):
    pass


@strawberry.type
class WhereMutation(UnreadMutation, BookmarkMutation, InboxMutation):
    pass


@strawberry.type(description="What can be done. A mutation takes one `input` and answers with what changed.")
class Mutation(
    PeopleMutation,
    SignInMutation,
    PasswordMutation,
    PasskeyMutation,
    SessionMutation,
    WebhookMutation,
    ProfileMutation,
    CoordinatingMutation,
    CityMutation,
    PersonalDataMutation,
    ThreadMutation,
    PollMutation,
    ResultMutation,
    RemarkMutation,
    FileMutation,
    WhereMutation,
    TopicMutation,
    PresenceMutation,
    NoticeMutation,
    JoiningMutation,
):
    pass


@strawberry.type(description="What can be followed, over the protocol graphql-transport-ws.")
class Subscription(EventSubscription, PresenceSubscription):
    pass


class Schema(strawberry.Schema):
    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Nothing here: the library would log a failing query's text, passwords included. See `schema.errors`."""


schema = Schema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    types=[
        Person,
        City,
        Seat,
        Standing,
        Board,
        Thread,
        Post,
        Poll,
        File,
        Topic,
        Support,
        Invitation,
        JoinRequest,
        Report,
        Notice,
        Bookmark,
        Result,
        ResultVersion,
        Remark,
        Act,
        *KINDS,
    ],
    extensions=[Reading],
    config=StrawberryConfig(disable_field_suggestions=True),
)
