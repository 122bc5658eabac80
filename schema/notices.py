"""What one is told of: notices, levels by network and thread, and mail."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry

from hub import models, notices, permissions
from hub.database import Work
from hub.errors import NotFound
from schema.connections import After, Connection, First, Order, page, sliced
from schema.context import Info
from schema.inputs import INPUT, Keyed, once
from schema.networks import Network
from schema.people import Person
from schema.polls.polls import Poll
from schema.relations import Node, belongs_to, row_loader
from schema.results.remarks import Remark
from schema.results.results import Result
from schema.results.versions import ResultVersion
from schema.threads import Post, Thread
from schema.threads.payloads import ThreadPayload

NEWEST_FIRST = Order("notices", (models.Notice.at, models.Notice.id), is_descending=True)


def _subject(model: type[models.Row], kinds: Collection[models.NoticeKind], description: str) -> Any:
    """What notices of these kinds tell of; it is looked for among nothing else."""

    async def one(root: Any, info: Info) -> Any:
        return await row_loader(info, model).load(root.subject_id) if root.kind in kinds else None

    return strawberry.field(resolver=one, description=description)


@strawberry.type(description="That something concerns the viewer. It is gone when what it tells of is out of sight.")
class Notice(Node):
    row = models.Notice
    kind: models.NoticeKind = strawberry.field(description="What it is.")
    at: datetime = strawberry.field(description="When.")
    seen_at: datetime | None = strawberry.field(
        description="When it was marked as seen; reading the post does as well."
    )
    actor: Person | None = belongs_to(models.Person, "actor_id", byline=True, description="Whose doing it is.")
    poll: Poll | None = _subject(models.Poll, notices.OF_POLLS, "The poll, if it tells of one.")

    @strawberry.field(description="Whether the viewer has opened it, or read its post.")
    async def is_seen(root: models.Notice, info: Info) -> bool:
        seen: bool = await info.context.loader(notices.count_unseen, _seen).load(root.id)
        return seen

    network: Network | None = belongs_to(models.Network, "network_id", description="Where.")
    thread: Thread | None = belongs_to(models.Thread, "thread_id", description="In which conversation, if in one.")
    post: Post | None = _subject(models.Post, notices.OF_POSTS, "The post, if it tells of one.")
    result: Result | None = _subject(
        models.Result, {models.NoticeKind.RESULT_RELEASED}, "The result, if it tells of one."
    )
    version: ResultVersion | None = _subject(
        models.ResultVersion, {models.NoticeKind.VERSION_ISSUED}, "The version of a result, if it tells of one."
    )
    remark: Remark | None = _subject(
        models.Remark, {models.NoticeKind.REMARK_ANSWERED}, "The remark, if it tells of one."
    )


@strawberry.type(description="What the viewer is told of a network.")
class NetworkNotices:
    network: models.Network = strawberry.field(graphql_type=Network, description="Which network.")
    level: models.NoticeLevel = strawberry.field(description="Of what.")
    mails: bool = strawberry.field(description="Whether also by mail.")


@strawberry.type(description="How the viewer is told of things.")
class NoticeSettings:
    is_on: bool = strawberry.field(description="Whether notices go out by mail at all.")
    at_once: bool = strawberry.field(
        description="Whether mentions and replies do at once; announcements, polls and answers to remarks always do."
    )
    rhythm: models.Rhythm = strawberry.field(description="How often a digest of the rest goes out.")
    weekday: int = strawberry.field(description="On which day a weekly one does; 0 is Monday.")
    hour: int = strawberry.field(description="At which hour, 0 to 23, in the viewer's time zone.")
    due_at: datetime | None = strawberry.field(description="When the next one is due.")

    @strawberry.field(description="By network.")
    async def networks(self, info: Info) -> list[NetworkNotices]:
        found = await notices.networks_of(await info.context.reading())
        return [NetworkNotices(network=network, level=it.level, mails=it.mails) for network, it in found]


@strawberry.type(description="What a link in a letter would end.")
class Unsubscription:
    network_name: str | None = strawberry.field(description="Of the network whose letters it ends; null for all.")
    network_name_en: str | None = strawberry.field(description="The same in English.")
    is_done: bool = strawberry.field(description="Whether they have ended already.")


@strawberry.type
class NoticeQuery:
    @strawberry.field(graphql_type=Connection[Notice], description="What concerns the viewer, the newest first.")
    async def notices(self, info: Info, first: First = None, after: After = None) -> Connection[models.Notice]:
        slice = sliced(NEWEST_FIRST, first, after)
        return await page(await info.context.reading(), models.Notice, NEWEST_FIRST, slice)

    @strawberry.field(description="How the viewer is told of things; null for a stranger.")
    async def notice_settings(self, info: Info) -> NoticeSettings | None:
        return await _settings(info) if info.context.viewer.person_id else None

    @strawberry.field(description="What the link of a letter would end; null when it is none of ours.")
    async def unsubscription(
        self, info: Info, link: Annotated[str, strawberry.argument(description="What stands in the link.")]
    ) -> Unsubscription | None:
        try:
            found = await notices.offered(await info.context.reading(), link)
        except NotFound:
            return None
        network = found.network
        names = (network.name, network.name_en) if network else (None, None)
        return Unsubscription(network_name=names[0], network_name_en=names[1], is_done=found.is_done)


@strawberry.input(description="How notices go out by mail; what is left out stays.")
class SetNoticeSettingsInput(Keyed):
    is_on: bool | None = strawberry.field(default=None, description="Whether by mail at all.")
    at_once: bool | None = strawberry.field(default=None, description="Whether mentions and replies at once.")
    rhythm: models.Rhythm | None = strawberry.field(default=None, description="How often a digest.")
    weekday: int | None = strawberry.field(default=None, description="On which day a weekly one; 0 is Monday.")
    hour: int | None = strawberry.field(default=None, description="At which hour, 0 to 23.")


@strawberry.input(description="What to be told of a network; what is left out stays.")
class SetNetworkNoticesInput(Keyed):
    network_id: strawberry.ID = strawberry.field(description="Which network.")
    level: models.NoticeLevel | None = strawberry.field(default=None, description="Of what.")
    mails: bool | None = strawberry.field(default=None, description="Whether also by mail.")


@strawberry.input(description="What to be told of a thread.")
class SetThreadNoticesInput(Keyed):
    thread_id: strawberry.ID = strawberry.field(description="Which thread.")
    level: models.NoticeLevel | None = strawberry.field(
        default=None, description="Of what: EVERYTHING follows it. Left out, it is as the network says."
    )


@strawberry.input(description="What one has seen.")
class SeeNoticesInput(Keyed):
    notice_ids: list[strawberry.ID] | None = strawberry.field(
        default=None, description="Which notices; all when left out."
    )


@strawberry.type(description="How the viewer is told of things, as it is now.")
class NoticeSettingsPayload:
    settings: NoticeSettings = strawberry.field(description="The settings.")


@strawberry.type(description="What is left to see.")
class SeeNoticesPayload:
    @strawberry.field(description="Notices that the viewer has not seen.")
    async def unseen_count(self, info: Info) -> int:
        return await notices.count_unseen(await info.context.reading())


@strawberry.type
class NoticeMutation:
    @strawberry.mutation(description="Sets how one is told of things by mail. Errors: INVALID (hour, weekday).")
    async def set_notice_settings(
        self, info: Info, input: Annotated[SetNoticeSettingsInput, INPUT]
    ) -> NoticeSettingsPayload:
        choice = notices.MailingChoice(input.is_on, input.at_once, input.rhythm, input.weekday, input.hour)
        await once(info, input, lambda who: notices.set_mailing(who, choice))
        return NoticeSettingsPayload(settings=await _settings(info))

    @strawberry.mutation(description="Sets what one is told of a network. Errors: NOT_FOUND.")
    async def set_network_notices(
        self, info: Info, input: Annotated[SetNetworkNoticesInput, INPUT]
    ) -> NoticeSettingsPayload:
        said = (input.network_id, input.level, input.mails)
        await once(info, input, lambda who: notices.set_network_level(who, *said))
        return NoticeSettingsPayload(settings=await _settings(info))

    @strawberry.mutation(description="Sets what one is told of a thread. Errors: NOT_FOUND.")
    async def set_thread_notices(self, info: Info, input: Annotated[SetThreadNoticesInput, INPUT]) -> ThreadPayload:
        said = (input.thread_id, input.level)
        return ThreadPayload(thread=await once(info, input, lambda who: notices.set_thread_level(who, *said)))

    @strawberry.mutation(description="Marks notices as seen. Errors: NOT_SIGNED_IN.")
    async def see_notices(self, info: Info, input: Annotated[SeeNoticesInput, INPUT]) -> SeeNoticesPayload:
        chosen: Sequence[str] | None = input.notice_ids
        await once(info, input, lambda who: notices.see(who, None if chosen is None else list(chosen)))
        return SeeNoticesPayload()


async def _seen(work: Work, notice_ids: list[UUID]) -> list[bool]:
    unseen = await notices.unseen_among(work, notice_ids)
    return [id not in unseen for id in notice_ids]


async def _settings(info: Info) -> NoticeSettings:
    work = await info.context.reading()
    permissions.signed_in(work)
    mailing = await notices.mailing_of(work)
    return NoticeSettings(
        is_on=mailing.is_on,
        at_once=mailing.at_once,
        rhythm=mailing.rhythm,
        weekday=mailing.weekday,
        hour=mailing.hour,
        due_at=mailing.due_at,
    )
