"""News: written in the transaction of the change, read in order from a cursor.

An event is recorded on every stream whose audience may know of it, so a follower needs one stream a network and
nothing inside a stream is ever filtered. `recording` notes what has happened, `reading` gives it from one of the
`cursors` on, `admission` says whether who follows still may.
"""

from hub.events.admission import Admission, admissions, is_over
from hub.events.cursors import cursor_before
from hub.events.reading import (
    BATCH,
    KEPT_EVENTS,
    KEPT_FOR,
    AccessChanged,
    Batch,
    Heartbeat,
    ResyncRequired,
    after,
    cursor,
    network_stream,
    personal_stream,
    position,
    prune,
    resync,
    stream_of,
)
from hub.events.recording import (
    OF_NETWORK,
    reauthorise,
    record,
    record_audience,
    record_ballot,
    record_invitation,
    record_mention,
    record_network,
    record_newcomer,
    record_notice,
    record_own,
    record_person,
    record_report,
    record_request,
    record_standing,
    record_turnout,
)

__all__ = [
    "BATCH",
    "KEPT_EVENTS",
    "KEPT_FOR",
    "OF_NETWORK",
    "AccessChanged",
    "Admission",
    "Batch",
    "Heartbeat",
    "ResyncRequired",
    "admissions",
    "after",
    "cursor",
    "cursor_before",
    "is_over",
    "network_stream",
    "personal_stream",
    "position",
    "prune",
    "reauthorise",
    "record",
    "record_audience",
    "record_ballot",
    "record_invitation",
    "record_mention",
    "record_network",
    "record_newcomer",
    "record_notice",
    "record_own",
    "record_person",
    "record_report",
    "record_request",
    "record_standing",
    "record_turnout",
    "resync",
    "stream_of",
]
