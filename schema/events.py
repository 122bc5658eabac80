"""News of a network: read by query, followed by subscription."""

from collections.abc import AsyncGenerator
from datetime import datetime
from typing import Annotated, ClassVar

import strawberry

from hub import events, ids, models, permissions
from hub.events import Batch
from schema.boards import Board
from schema.connections import First, size
from schema.context import Info
from schema.joining.invitations import Invitation
from schema.joining.requests import JoinRequest
from schema.networks import Network, Standing
from schema.notices import Notice
from schema.people import Person
from schema.polls.polls import Poll
from schema.relations import Shows, belongs_to
from schema.results.remarks import Remark
from schema.results.results import Result
from schema.threads import Post, Report, Thread
from schema.topics import Topic

AfterEvent = Annotated[
    str | None,
    strawberry.argument(description="A cursor of the network or of an earlier batch; without one, from now on."),
]
OfNetwork = Annotated[strawberry.ID, strawberry.argument(description="Whose news.")]


@strawberry.interface(description="Something that happened: one numbered line of a stream.")
class Event:
    kind: ClassVar[models.EventKind]
    number: int = strawberry.field(description="1, 2, 3 … without gaps within a stream.")
    at: datetime = strawberry.field(description="When.")
    actor: Person | None = belongs_to(
        models.Person, "actor_id", byline=True, description="Who did it; null when nobody in particular did."
    )

    @classmethod
    def is_type_of(cls, value: object, _: Info) -> bool:
        return isinstance(value, models.Event) and value.kind == cls.kind


@strawberry.type(description="A thread was started.")
class ThreadStarted(Event):
    kind = models.EventKind.THREAD_STARTED
    thread: Thread | None = belongs_to(models.Thread, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="A post was written.")
class PostAdded(Event):
    kind = models.EventKind.POST_ADDED
    post: Post | None = belongs_to(models.Post, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="A post was changed by its author.")
class PostEdited(Event):
    kind = models.EventKind.POST_EDITED
    post: Post | None = belongs_to(models.Post, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="A post was removed; its place stays.")
class PostRemoved(Event):
    kind = models.EventKind.POST_REMOVED
    post: Post | None = belongs_to(models.Post, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="Discussions were imported into a board; load it afresh.")
class ThreadsImported(Event):
    kind = models.EventKind.THREADS_IMPORTED
    board: Board | None = belongs_to(models.Board, "subject_id", description="The board; null when out of sight.")


@strawberry.type(description="A thread was opened to those who follow this stream; what was written before is not.")
class ThreadAppeared(Event):
    kind = models.EventKind.THREAD_APPEARED
    thread: Thread | None = belongs_to(models.Thread, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="A thread is out of sight for those who follow this stream; drop what you hold of it.")
class ThreadWithdrawn(Event):
    kind = models.EventKind.THREAD_WITHDRAWN

    @strawberry.field(description="Which thread it was.")
    def thread_id(root: models.Event) -> strawberry.ID:
        return strawberry.ID(ids.encode(models.Thread.prefix, root.subject_id))


@strawberry.type(description="Others may read or write in a thread than before.")
class ThreadAudienceChanged(Event):
    kind = models.EventKind.THREAD_AUDIENCE_CHANGED
    thread: Thread | None = belongs_to(models.Thread, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="A thread was pinned, closed or moved to another board, or the reverse.")
class ThreadChanged(Event):
    kind = models.EventKind.THREAD_CHANGED
    thread: Thread | None = belongs_to(models.Thread, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="A topic was proposed.")
class TopicProposed(Event):
    kind = models.EventKind.TOPIC_PROPOSED
    topic: Topic | None = belongs_to(models.Topic, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="A topic's words, column, place or threads changed, or it was merged into another.")
class TopicChanged(Event):
    kind = models.EventKind.TOPIC_CHANGED
    topic: Topic | None = belongs_to(models.Topic, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="A city supports a topic, or does not any more.")
class TopicSupported(Event):
    kind = models.EventKind.TOPIC_SUPPORTED
    topic: Topic | None = belongs_to(models.Topic, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="What others see of somebody has changed; load it afresh where it is shown.")
class PersonChanged(Event):
    kind = models.EventKind.PERSON_CHANGED
    person: Person = belongs_to(models.Person, "subject_id", byline=True, description="Who.")


@strawberry.type(description="Somebody new has introduced themselves.")
class NewcomerIntroduced(Event):
    kind = models.EventKind.NEWCOMER_INTRODUCED
    standing: Standing | None = belongs_to(
        models.Standing, "subject_id", description="Who, and for which city; null when out of sight."
    )


@strawberry.type(description="The network's state, listing or cities changed.")
class NetworkChanged(Event):
    kind = models.EventKind.NETWORK_CHANGED
    network: Network | None = belongs_to(
        models.Network, "subject_id", description="As it is now; null when out of sight."
    )


@strawberry.type(description="What the viewer is in a network has changed, or has ended.")
class StandingChanged(Event):
    kind = models.EventKind.STANDING_CHANGED
    standing: Standing | None = belongs_to(models.Standing, "subject_id", description="As it is now, if still visible.")


@strawberry.type(description="Somebody joined the network, left it, or became something else there.")
class PeopleChanged(Event):
    kind = models.EventKind.PEOPLE_CHANGED


@strawberry.type(description="The letter of an invitation was sent, or came back. Told to those who invite there.")
class InvitationChanged(Event):
    kind = models.EventKind.INVITATION_CHANGED
    invitation: Invitation | None = belongs_to(
        models.Invitation, "subject_id", description="As it is now; null when out of sight."
    )


@strawberry.type(description="Somebody wants to join a network that the viewer answers for.")
class RequestReceived(Event):
    kind = models.EventKind.REQUEST_RECEIVED
    request: JoinRequest | None = belongs_to(
        models.JoinRequest, "subject_id", description="As it is now; null when out of sight."
    )


@strawberry.type(description="A request to join was answered: the viewer's own, or one they could have answered.")
class RequestAnswered(Event):
    kind = models.EventKind.REQUEST_ANSWERED
    request: JoinRequest | None = belongs_to(
        models.JoinRequest, "subject_id", description="As it is now; null when out of sight."
    )


@strawberry.type(description="A poll was opened.")
class PollOpened(Event):
    kind = models.EventKind.POLL_OPENED
    poll: Poll | None = belongs_to(models.Poll, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="A poll ends at another time, more took part in a secret one, or its outcome was stated.")
class PollChanged(Event):
    kind = models.EventKind.POLL_CHANGED
    poll: Poll | None = belongs_to(models.Poll, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="A poll has ended; its result is there for all who see it.")
class PollClosed(Event):
    kind = models.EventKind.POLL_CLOSED
    poll: Poll | None = belongs_to(models.Poll, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(
    description="A named ballot was cast or replaced. Told to who sees each vote at once, and to those whose it is."
)
class BallotCast(Event):
    kind = models.EventKind.BALLOT_CAST
    poll: Poll | None = belongs_to(models.Poll, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="The draft, the authors or the dates of a result changed, or it was adopted.")
class ResultChanged(Event):
    kind = models.EventKind.RESULT_CHANGED
    result: Result | None = belongs_to(models.Result, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="A result was released to those who follow this stream, or to others.")
class ResultReleased(Event):
    kind = models.EventKind.RESULT_RELEASED
    result: Result | None = belongs_to(models.Result, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="A result was published.")
class ResultPublished(Event):
    kind = models.EventKind.RESULT_PUBLISHED
    result: Result | None = belongs_to(models.Result, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="A version of a result was put before the cities.")
class VersionIssued(Event):
    kind = models.EventKind.VERSION_ISSUED
    result: Result | None = belongs_to(models.Result, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="What was adopted has a newer version.")
class ResultCorrected(Event):
    kind = models.EventKind.RESULT_CORRECTED
    result: Result | None = belongs_to(models.Result, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="A result was taken back; drop what you show of its text.")
class ResultWithdrawn(Event):
    kind = models.EventKind.RESULT_WITHDRAWN
    result: Result | None = belongs_to(models.Result, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="The viewer has accepted the rules of cooperation.")
class RulesAccepted(Event):
    kind = models.EventKind.RULES_ACCEPTED
    result: Result | None = belongs_to(models.Result, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="Somebody remarked on a version of a result.")
class RemarkAdded(Event):
    kind = models.EventKind.REMARK_ADDED
    remark: Remark | None = belongs_to(models.Remark, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="A remark was answered, or withdrawn or maintained by its city.")
class RemarkChanged(Event):
    kind = models.EventKind.REMARK_CHANGED
    remark: Remark | None = belongs_to(models.Remark, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="A post mentions the viewer.")
class Mentioned(Event):
    kind = models.EventKind.MENTIONED
    post: Post | None = belongs_to(models.Post, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="People say something else of a post without a word than before.")
class ReactionsChanged(Event):
    kind = models.EventKind.REACTIONS_CHANGED
    post: Post | None = belongs_to(models.Post, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="Somebody asks those who moderate, the viewer among them, to look at a post.")
class ReportReceived(Event):
    kind = models.EventKind.REPORT_RECEIVED
    report: Report | None = belongs_to(models.Report, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="A report was answered: the viewer's own, or one they could have answered.")
class ReportResolved(Event):
    kind = models.EventKind.REPORT_RESOLVED
    report: Report | None = belongs_to(models.Report, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="Something concerns the viewer.")
class NoticeAdded(Event):
    kind = models.EventKind.NOTICE_ADDED
    notice: Notice | None = belongs_to(models.Notice, "subject_id", description="What; null when out of sight.")


@strawberry.type(description="The viewer has seen notices, perhaps on another device.")
class NoticesSeen(Event):
    kind = models.EventKind.NOTICES_SEEN


@strawberry.type(description="The viewer has read a thread further, or has marked it unread, on some device.")
class ThreadRead(Event):
    kind = models.EventKind.THREAD_READ
    thread: Thread | None = belongs_to(models.Thread, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="The viewer has marked many threads of a network as read.")
class ThreadsRead(Event):
    kind = models.EventKind.THREADS_READ
    network: Network | None = belongs_to(
        models.Network, "subject_id", description="As it is now; null when out of sight."
    )


@strawberry.type(description="The viewer has put, changed or removed a bookmark in a thread.")
class BookmarkChanged(Event):
    kind = models.EventKind.BOOKMARK_CHANGED
    thread: Thread | None = belongs_to(models.Thread, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="The viewer has ticked off something that waited for them, or put it back.")
class WaitingSettled(Event):
    kind = models.EventKind.WAITING_SETTLED
    thread: Thread | None = belongs_to(models.Thread, "subject_id", description="As it is now; null when out of sight.")


@strawberry.type(description="Something of a kind that this version cannot tell; the stream goes on.")
class Unreadable(Event):
    @classmethod
    def is_type_of(cls, value: object, _: Info) -> bool:
        return isinstance(value, models.Event) and value.kind not in set(models.EventKind)


@strawberry.type(description="The stream stands at this number. Sent at the start and every 15 seconds without news.")
class Heartbeat(Shows):
    row = events.Heartbeat
    head: int = strawberry.field(description="The number of its newest event.")


@strawberry.type(
    description="The cursor no longer fits: load a fresh snapshot and follow from its cursor. Then the end."
)
class ResyncRequired(Shows):
    row = events.ResyncRequired
    reason: str = strawberry.field(description="Why, for people who debug.")


@strawberry.type(description="What the viewer may see has changed: drop what you hold and load afresh. Then the end.")
class AccessChanged(Shows):
    row = events.AccessChanged
    reason: str = strawberry.field(description="Why, for people who debug.")


Control = Annotated[
    Heartbeat | ResyncRequired | AccessChanged,
    strawberry.union("Control", description="What a stream says besides its events; it has no number."),
]


@strawberry.type(description="Events after a cursor, in order, and the cursor to go on from.")
class EventBatch:
    cursor: str = strawberry.field(description="Follow on from here; opaque.")
    events: list[Event] = strawberry.field(description="At most 100, by number.")
    control: Control | None = strawberry.field(description="Said instead of events.")


@strawberry.type
class EventQuery:
    @strawberry.field(
        graphql_type=EventBatch,
        description="A network's events after a cursor, where sockets are blocked. Errors: NOT_FOUND.",
    )
    async def events(self, info: Info, network: OfNetwork, after: AfterEvent = None, first: First = None) -> Batch:
        work = await info.context.reading()
        stream = await events.network_stream(work, await permissions.find(work, models.Network, network))
        number = await events.position(work, stream, after)
        if number is None:
            return await events.resync(work, stream)
        _, batch = await events.after(work, stream.id, number, size("first", first))
        return batch


_FOLLOWED = "Streams are followed by schema.following, which executes a batch for all who ask the same."


@strawberry.type
class EventSubscription:
    """What can be followed. How it is followed stands in `following`: over the socket these only shape a batch."""

    @strawberry.subscription(
        graphql_type=EventBatch, description="A network's events as they happen, after a cursor. Errors: NOT_FOUND."
    )
    async def network_events(
        self, info: Info, network: OfNetwork, after: AfterEvent = None
    ) -> AsyncGenerator[Batch, None]:
        raise AssertionError(_FOLLOWED)
        yield

    @strawberry.subscription(
        graphql_type=EventBatch,
        description="What is addressed to the viewer, as it happens, after a cursor. Errors: NOT_SIGNED_IN.",
    )
    async def personal_events(self, info: Info, after: AfterEvent = None) -> AsyncGenerator[Batch, None]:
        raise AssertionError(_FOLLOWED)
        yield
