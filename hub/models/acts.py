"""The log of a network."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from hub import clock
from hub.models.columns import Row, moment, reference, words


class ActKind(StrEnum):
    """What those who moderate and coordinate do: noun, then past participle."""

    POST_HIDDEN = "post_hidden"
    REPORT_DISMISSED = "report_dismissed"
    POSTS_GIVEN = "posts_given"
    THREAD_PINNED = "thread_pinned"
    THREAD_UNPINNED = "thread_unpinned"
    THREAD_CLOSED = "thread_closed"
    THREAD_REOPENED = "thread_reopened"
    THREAD_MOVED = "thread_moved"
    THREAD_AUDIENCE_CHANGED = "thread_audience_changed"
    TOPIC_EDITED = "topic_edited"
    TOPIC_MOVED = "topic_moved"
    TOPIC_MERGED = "topic_merged"
    PERSON_INVITED = "person_invited"
    INVITATION_WITHDRAWN = "invitation_withdrawn"
    REQUEST_ACCEPTED = "request_accepted"
    REQUEST_REFUSED = "request_refused"
    STANDING_GIVEN = "standing_given"
    STANDING_ENDED = "standing_ended"
    SEAT_HANDED_OVER = "seat_handed_over"
    CITY_SEATED = "city_seated"
    SEAT_CHANGED = "seat_changed"
    SEAT_ENDED = "seat_ended"
    PROGRAM_ADMITTED = "program_admitted"
    NETWORK_CHANGED = "network_changed"
    POLL_OPENED = "poll_opened"
    POLL_EXTENDED = "poll_extended"
    POLL_CLOSED = "poll_closed"
    PAPER_ENTERED = "paper_entered"
    ORDER_WRITTEN = "order_written"
    WEBHOOK_ADDED = "webhook_added"
    """Its news leaves for the machine that the reason names."""
    WEBHOOK_ENDED = "webhook_ended"
    VERSION_ISSUED = "version_issued"
    RESULT_RELEASED = "result_released"
    """To somebody more, or at another time."""
    RESULT_ADOPTED = "result_adopted"
    RESULT_CORRECTED = "result_corrected"
    RESULT_WITHDRAWN = "result_withdrawn"


class Act(Row, table=True):
    """A line of a network's log of what was moderated and coordinated, which its members can read."""

    prefix = "act"
    __table_args__ = (Index("ix_act_network_id_at_id", "network_id", "at", "id"),)
    network_id: UUID = reference("network.id")
    kind: ActKind = Field(sa_type=words(ActKind))
    actor_id: UUID | None = reference("person.id", default=None)
    subject: str
    """The public id of what it was done to."""
    reason: str = ""
    at: datetime = moment(default_factory=clock.now)
