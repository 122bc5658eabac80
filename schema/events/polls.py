"""Polls."""

import strawberry

from hub import models
from schema.events.event import Event, about
from schema.polls.polls import Poll


@strawberry.type
class OfPoll:
    poll: Poll | None = about(models.Poll)


@strawberry.type(description="A poll was opened.")
class PollOpened(Event, OfPoll):
    kind = models.EventKind.POLL_OPENED


@strawberry.type(description="A poll ends at another time, more took part in a secret one, or its outcome was stated.")
class PollChanged(Event, OfPoll):
    kind = models.EventKind.POLL_CHANGED


@strawberry.type(description="A poll has ended; its result is there for all who see it.")
class PollClosed(Event, OfPoll):
    kind = models.EventKind.POLL_CLOSED


@strawberry.type(
    description="A named ballot was cast or replaced. Told to who sees each vote at once, and to those whose it is."
)
class BallotCast(Event, OfPoll):
    kind = models.EventKind.BALLOT_CAST
