"""Threads, posts, topics and boards."""

import strawberry

from hub import ids, models
from schema.boards import Board
from schema.events.event import Event, about
from schema.threads import Post, Report, Thread
from schema.topics import Topic


@strawberry.type
class OfPost:
    post: Post | None = about(models.Post)


@strawberry.type
class OfReport:
    report: Report | None = about(models.Report)


@strawberry.type
class OfThread:
    thread: Thread | None = about(models.Thread)


@strawberry.type
class OfTopic:
    topic: Topic | None = about(models.Topic)


@strawberry.type(description="A thread was started.")
class ThreadStarted(Event, OfThread):
    kind = models.EventKind.THREAD_STARTED


@strawberry.type(description="A post was written.")
class PostAdded(Event, OfPost):
    kind = models.EventKind.POST_ADDED


@strawberry.type(description="A post was changed by its author.")
class PostEdited(Event, OfPost):
    kind = models.EventKind.POST_EDITED


@strawberry.type(description="A post was removed; its place stays.")
class PostRemoved(Event, OfPost):
    kind = models.EventKind.POST_REMOVED


@strawberry.type(description="Discussions were imported into a board; load it afresh.")
class ThreadsImported(Event):
    kind = models.EventKind.THREADS_IMPORTED
    board: Board | None = about(models.Board, description="The board; null when out of sight.")


@strawberry.type(description="A thread was opened to those who follow this stream; what was written before is not.")
class ThreadAppeared(Event, OfThread):
    kind = models.EventKind.THREAD_APPEARED


@strawberry.type(description="A thread is out of sight for those who follow this stream; drop what you hold of it.")
class ThreadWithdrawn(Event):
    kind = models.EventKind.THREAD_WITHDRAWN

    @strawberry.field(description="Which thread it was.")
    def thread_id(root: models.Event) -> strawberry.ID:
        return strawberry.ID(ids.encode(models.Thread.prefix, root.subject_id))


@strawberry.type(description="Others may read or write in a thread than before.")
class ThreadAudienceChanged(Event, OfThread):
    kind = models.EventKind.THREAD_AUDIENCE_CHANGED


@strawberry.type(description="A thread was pinned, closed or moved to another board, or the reverse.")
class ThreadChanged(Event, OfThread):
    kind = models.EventKind.THREAD_CHANGED


@strawberry.type(description="People say something else of a post without a word than before.")
class ReactionsChanged(Event, OfPost):
    kind = models.EventKind.REACTIONS_CHANGED


@strawberry.type(description="Somebody asks those who moderate, the viewer among them, to look at a post.")
class ReportReceived(Event, OfReport):
    kind = models.EventKind.REPORT_RECEIVED


@strawberry.type(description="A report was answered: the viewer's own, or one they could have answered.")
class ReportResolved(Event, OfReport):
    kind = models.EventKind.REPORT_RESOLVED


@strawberry.type(description="A topic was proposed.")
class TopicProposed(Event, OfTopic):
    kind = models.EventKind.TOPIC_PROPOSED


@strawberry.type(description="A topic's words, column, place or threads changed, or it was merged into another.")
class TopicChanged(Event, OfTopic):
    kind = models.EventKind.TOPIC_CHANGED


@strawberry.type(description="A city supports a topic, or does not any more.")
class TopicSupported(Event, OfTopic):
    kind = models.EventKind.TOPIC_SUPPORTED
