"""What concerns the viewer, or what they did themselves, perhaps on another device."""

import strawberry

from hub import models
from schema.events.event import Event, about
from schema.networks import Network
from schema.notices import Notice
from schema.threads import Post, Thread


@strawberry.type
class OfThread:
    thread: Thread | None = about(models.Thread)


@strawberry.type(description="A post mentions the viewer.")
class Mentioned(Event):
    kind = models.EventKind.MENTIONED
    post: Post | None = about(models.Post)


@strawberry.type(description="Something concerns the viewer.")
class NoticeAdded(Event):
    kind = models.EventKind.NOTICE_ADDED
    notice: Notice | None = about(models.Notice, description="What; null when out of sight.")


@strawberry.type(description="The viewer has seen notices, perhaps on another device.")
class NoticesSeen(Event):
    kind = models.EventKind.NOTICES_SEEN


@strawberry.type(description="The viewer has read a thread further, or has marked it unread, on some device.")
class ThreadRead(Event, OfThread):
    kind = models.EventKind.THREAD_READ


@strawberry.type(description="The viewer has marked many threads of a network as read.")
class ThreadsRead(Event):
    kind = models.EventKind.THREADS_READ
    network: Network | None = about(models.Network)


@strawberry.type(description="The viewer has put, changed or removed a bookmark in a thread.")
class BookmarkChanged(Event, OfThread):
    kind = models.EventKind.BOOKMARK_CHANGED


@strawberry.type(description="The viewer has ticked off something that waited for them, or put it back.")
class WaitingSettled(Event, OfThread):
    kind = models.EventKind.WAITING_SETTLED
