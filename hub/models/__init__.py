"""The rows: facts only. Verbs stand beside them, in the files of the nouns; relations are asked for by statement.

`people`, `networks`, `threads`, `topics`, `discussion`, `reading`, `files`, `polls`, `rates`, `news`, `outbox` and
`webhooks` hold the rows of that name, `columns` what they are made of. No lazy relationships and no future import of
annotations in these files: SQLModel reads the types as they stand.
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
    NO_PERSON,
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
from hub.models.notices import (
    Mailing,
    NetworkNotices,
    Notice,
    NoticeKind,
    NoticeLevel,
    ReceivedMail,
    Rhythm,
    ThreadNotices,
)
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
    Scope,
    Session,
    SignInLink,
    TokenNetwork,
)
from hub.models.polls import (
    Ballot,
    Casting,
    Elector,
    Pile,
    Poll,
    PollKind,
    PollState,
    PreparedBallot,
    ResultsFrom,
    SecretBallot,
    SecretRemark,
    Ties,
    Voters,
)
from hub.models.rates import Spent
from hub.models.reading import Bookmark, ReadMark, Settled
from hub.models.search import SearchEntry, SearchKind, SearchWord
from hub.models.threads import Audience, Board, Post, Thread
from hub.models.topics import Support, Topic, TopicColumn, TopicKind, WorkForm
from hub.models.webhooks import Webhook, WebhookDelivery

BY_PREFIX: dict[str, type[Row]] = {
    model.prefix: model
    for model in (
        *(Person, City, Network, Seat, Standing, Board, Thread, Post, Topic, Support, File),
        *(Invitation, JoinRequest, Act, Poll, Report, Notice, Bookmark),
    )
}
"""The rows that can be asked for by their public id."""

__all__ = [
    "BY_PREFIX",
    "NOBODY",
    "NO_PERSON",
    "REPRESENTING",
    "AccessToken",
    "Act",
    "ActKind",
    "Audience",
    "Ballot",
    "Board",
    "Bookmark",
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
    "Mailing",
    "Mark",
    "Mention",
    "Network",
    "NetworkNotices",
    "NetworkState",
    "Notice",
    "NoticeKind",
    "NoticeLevel",
    "Passkey",
    "PasskeyChallenge",
    "Person",
    "Pile",
    "Poll",
    "PollKind",
    "PollState",
    "Post",
    "PostVersion",
    "PreparedBallot",
    "Quotation",
    "Reaction",
    "ReactionKind",
    "ReadMark",
    "ReceivedMail",
    "Report",
    "ReportOutcome",
    "RequestOrigin",
    "ResultsFrom",
    "Rhythm",
    "Row",
    "Scope",
    "SearchEntry",
    "SearchKind",
    "SearchWord",
    "Seat",
    "SeatKind",
    "SecretBallot",
    "SecretRemark",
    "Session",
    "Settled",
    "SignInLink",
    "Spent",
    "Standing",
    "StandingKind",
    "Stream",
    "StreamKey",
    "StreamKind",
    "Support",
    "Thread",
    "ThreadNotices",
    "Ties",
    "TokenNetwork",
    "Topic",
    "TopicColumn",
    "TopicKind",
    "UtcDateTime",
    "Voters",
    "Webhook",
    "WebhookDelivery",
    "WorkForm",
    "metadata",
]
