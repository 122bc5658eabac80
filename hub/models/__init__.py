"""The rows: facts only. Verbs stand beside them, in the files of the nouns; relations are asked for by statement.

`people`, `networks`, `threads`, `discussion`, `files`, `polls`, `news` and `outbox` hold the rows of that name,
`columns` what they are made of. No lazy relationships and no future import of annotations in these files: SQLModel
reads the types as they stand.
"""

from hub.models.columns import Row, UtcDateTime, metadata
from hub.models.discussion import (
    Mention,
    PostVersion,
    Quotation,
    Reaction,
    ReactionKind,
    Report,
    ReportOutcome,
)
from hub.models.files import File, FileOwner
from hub.models.networks import (
    REPRESENTING,
    Act,
    ActKind,
    City,
    Invitation,
    InvitationForm,
    InvitationState,
    JoinRequest,
    Network,
    NetworkState,
    RequestOrigin,
    Seat,
    SeatKind,
    Standing,
    StandingKind,
)
from hub.models.news import NOBODY, Event, EventKind, Mark, Stream, StreamKey, StreamKind
from hub.models.outbox import Lease, Letter, LetterKind
from hub.models.people import (
    AccessToken,
    Face,
    IdempotencyKey,
    Language,
    LinkPurpose,
    Passkey,
    PasskeyChallenge,
    Person,
    Session,
    SignInLink,
)
from hub.models.polls import (
    Ballot,
    Casting,
    Elector,
    Poll,
    PollKind,
    PollState,
    ResultsFrom,
    SecretBallot,
    Ties,
    Voters,
)
from hub.models.search import SearchEntry, SearchKind, SearchWord
from hub.models.threads import Audience, Board, Post, ReadMark, Thread

BY_PREFIX: dict[str, type[Row]] = {
    model.prefix: model
    for model in (
        Person,
        City,
        Network,
        Seat,
        Standing,
        Board,
        Thread,
        Post,
        File,
        Invitation,
        JoinRequest,
        Act,
        Poll,
        Report,
    )
}
"""The rows that can be asked for by their public id."""

__all__ = [
    "BY_PREFIX",
    "NOBODY",
    "REPRESENTING",
    "AccessToken",
    "Act",
    "ActKind",
    "Audience",
    "Ballot",
    "Board",
    "Casting",
    "City",
    "Elector",
    "Event",
    "EventKind",
    "Face",
    "File",
    "FileOwner",
    "IdempotencyKey",
    "Invitation",
    "InvitationForm",
    "InvitationState",
    "JoinRequest",
    "Language",
    "Lease",
    "Letter",
    "LetterKind",
    "LinkPurpose",
    "Mark",
    "Mention",
    "Network",
    "NetworkState",
    "Passkey",
    "PasskeyChallenge",
    "Person",
    "Poll",
    "PollKind",
    "PollState",
    "Post",
    "PostVersion",
    "Quotation",
    "Reaction",
    "ReactionKind",
    "ReadMark",
    "Report",
    "ReportOutcome",
    "RequestOrigin",
    "ResultsFrom",
    "Row",
    "SearchEntry",
    "SearchKind",
    "SearchWord",
    "Seat",
    "SeatKind",
    "SecretBallot",
    "Session",
    "SignInLink",
    "Standing",
    "StandingKind",
    "Stream",
    "StreamKey",
    "StreamKind",
    "Thread",
    "Ties",
    "UtcDateTime",
    "Voters",
    "metadata",
]
