"""The rows: facts only. Verbs stand beside them, in the files of the nouns; relations are asked for by statement.

`people`, `networks`, `joining`, `acts`, `threads`, `topics`, `discussion`, `reading`, `files`, `polls`, `results`,
`rates`, `news`, `outbox` and `webhooks` hold the rows of that name, `columns` what they are made of. No lazy
relationships and no future import of annotations in these files: SQLModel reads the types as they stand.
"""

from hub.models.acts import Act, ActKind
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
from hub.models.joining import Invitation, InvitationForm, InvitationState, JoinRequest, RequestOrigin
from hub.models.networks import (
    NO_PERSON,
    REPRESENTING,
    City,
    Network,
    NetworkState,
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
from hub.models.results import (
    Acceptance,
    Remark,
    RemarkAnswer,
    Result,
    ResultCity,
    ResultKind,
    ResultOrigin,
    ResultState,
    ResultVersion,
    Rung,
    Stance,
)
from hub.models.search import SearchEntry, SearchKind, SearchWord
from hub.models.threads import Audience, Board, Post, Thread
from hub.models.topics import Support, Topic, TopicColumn, TopicKind, WorkForm
from hub.models.webhooks import Webhook, WebhookDelivery

BY_PREFIX: dict[str, type[Row]] = {
    model.prefix: model
    for model in (
        *(Person, City, Network, Seat, Standing, Board, Thread, Post, Topic, Support, File),
        *(Invitation, JoinRequest, Act, Poll, Report, Notice, Bookmark, Result, ResultVersion, Remark),
    )
}
"""The rows that can be asked for by their public id."""

__all__ = [
    "BY_PREFIX",
    "NOBODY",
    "NO_PERSON",
    "REPRESENTING",
    "Acceptance",
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
    "Remark",
    "RemarkAnswer",
    "Report",
    "ReportOutcome",
    "RequestOrigin",
    "Result",
    "ResultCity",
    "ResultKind",
    "ResultOrigin",
    "ResultState",
    "ResultVersion",
    "ResultsFrom",
    "Rhythm",
    "Row",
    "Rung",
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
    "Stance",
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
