"""Networks, who is in them, how one comes, and what is done there."""

from hub import joining, models
from schema.enums.describing import describe

describe(models.Language, "A language of the interface and of sentences.", pl="Polish.", en="English.")
describe(
    models.NetworkState,
    "How far a network has come.",
    planned="Announced; nobody works in it yet.",
    forming="Its cities meet and agree on how to work.",
    working="At work.",
    closed="Ended; it can be read, but not written to.",
)
describe(
    models.SeatKind,
    "How a city takes part in a network.",
    member="It works in the network.",
    observer="It reads what is open to observers and gives its opinion on draft results.",
)
describe(
    models.StandingKind,
    "What one can be in a network.",
    member="Represents a member city.",
    observer="Represents an observer city.",
    moderator="Looks after its discussions.",
    coordinator="Looks after the network for the association.",
    imported="The author of imported posts, who cannot sign in.",
    service="A program that a coordinator lets in: no city, no vote, and it only reads.",
)
describe(
    models.Scope,
    "A kind of thing that an access token may be confined to. A network itself, and what it has published, stand open.",
    discussion="Boards, topics, threads, posts and their files.",
    polls="Polls; a service account's token opens them once they are closed, and never tells who voted how.",
    results="Results that are not published.",
    people="Who is who, seats, invitations and the log; no service account's token opens them.",
)
describe(
    models.ActKind,
    "What those who moderate and coordinate do.",
    post_hidden="A post was taken away.",
    report_dismissed="A reported post was looked at and left where it is.",
    posts_given="Imported posts were given to the person who wrote them.",
    thread_pinned="A thread was put first on its board.",
    thread_unpinned="It was put back among the others.",
    thread_closed="A thread was ended.",
    thread_reopened="It was opened for replies again.",
    thread_moved="A thread was put on another board.",
    thread_audience_changed="A thread was opened to observers, or closed to them.",
    topic_edited="A moderator changed the words of a topic.",
    topic_moved="A topic was put into another column.",
    topic_merged="A topic was merged into another.",
    person_invited="Somebody was invited.",
    invitation_withdrawn="An invitation was withdrawn.",
    request_accepted="A request to join was accepted.",
    request_refused="A request to join was refused.",
    standing_given="Somebody became something here.",
    standing_ended="Somebody ceased to be something here.",
    seat_handed_over="A representative was followed by another.",
    city_seated="A city took a seat.",
    seat_changed="A member city became an observer, or the reverse.",
    seat_ended="A city left.",
    program_admitted="A service account was given a token, for the scopes that the reason names.",
    network_changed="The network's state or listing changed.",
    poll_opened="A poll was opened.",
    poll_extended="A poll was let run longer.",
    poll_closed="A poll was ended early.",
    paper_entered="A city's ballot on paper was entered.",
    order_written="The order of a poll was written back to its board.",
    webhook_added="A coordinator lets the network's news be delivered to the machine that the reason names.",
    webhook_ended="That ended.",
    version_issued="A version of a result was put before the cities.",
    result_released="It was said who sees a result from when.",
    result_adopted="A result was adopted.",
    result_corrected="What was adopted was corrected.",
    result_withdrawn="A result was taken back.",
)
describe(
    models.InvitationForm,
    "How somebody is invited.",
    person="By e-mail, to one person.",
    office="By e-mail, to a city's office, which names its people.",
    link="By a link to be shared.",
)
describe(
    models.InvitationState,
    "How far an invitation has come.",
    waiting="It waits to be sent.",
    sent="The letter has left; the other mail server took it.",
    bounced="The letter came back.",
    open="A link that can be used.",
    joined="Whoever was invited is in.",
    answered="It was used, and a coordinator is to confirm who comes.",
    expired="Its time, or its number of uses, is over.",
    withdrawn="Somebody took it back.",
)
describe(
    models.RequestOrigin,
    "How a request to join came.",
    asked="Through the directory.",
    link="By a shared link.",
    office="Their city's office named them.",
    head="They were invited as a mayor or president, which a coordinator confirms.",
)
describe(
    joining.Outcome,
    "What becomes of a line of a list.",
    invited="An invitation goes to the person.",
    office="A letter goes to the office, which names its people.",
    already_here="This person is in the network already.",
    already_invited="There is an invitation for this address already.",
    refused="Nothing: something is wrong with it.",
)
describe(
    joining.LinkUse,
    "What became of the use of a link.",
    joined="They are in the network.",
    asked="Their request waits for an answer.",
    mailed="A letter is on its way to their address, with the link that lets them in.",
)
