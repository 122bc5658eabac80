"""The words that fields choose from: the domain's own enums, described for the contract."""

from enum import StrEnum

import strawberry

from hub import joining, models


def _describe(kind: type[StrEnum], description: str, **values: str) -> None:
    definition = strawberry.enum(kind, description=description).__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = values[value.name.lower()]


_describe(models.Language, "A language of the interface and of sentences.", pl="Polish.", en="English.")
_describe(
    models.NetworkState,
    "How far a network has come.",
    planned="Announced; nobody works in it yet.",
    forming="Its cities meet and agree on how to work.",
    working="At work.",
    closed="Ended; it can be read, but not written to.",
)
_describe(
    models.SeatKind,
    "How a city takes part in a network.",
    member="It works in the network.",
    observer="It reads what is open to observers and gives its opinion on draft results.",
)
_describe(
    models.StandingKind,
    "What one can be in a network.",
    member="Represents a member city.",
    observer="Represents an observer city.",
    moderator="Looks after its discussions.",
    coordinator="Looks after the network for the association.",
    imported="The author of imported posts, who cannot sign in.",
)
_describe(
    models.ActKind,
    "What those who moderate and coordinate do.",
    post_hidden="A post was taken away.",
    thread_pinned="A thread was put first on its board.",
    thread_unpinned="It was put back among the others.",
    thread_closed="A thread was ended.",
    thread_reopened="It was opened for replies again.",
    thread_moved="A thread was put on another board.",
    thread_audience_changed="A thread was opened to observers, or closed to them.",
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
    network_changed="The network's state or listing changed.",
)
_describe(
    models.Audience,
    "Who reads and writes. A board has an audience; a thread copies it when it starts and keeps it.",
    members="Member cities, moderators and coordinators read and write; for observers it does not exist.",
    open="Observers read too; member cities write.",
    all="Member cities and observers read and write.",
)
_describe(
    models.InvitationForm,
    "How somebody is invited.",
    person="By e-mail, to one person.",
    office="By e-mail, to a city's office, which names its people.",
    link="By a link to be shared.",
)
_describe(
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
_describe(
    models.RequestOrigin,
    "How a request to join came.",
    asked="Through the directory.",
    link="By a shared link.",
    office="Their city's office named them.",
    head="They were invited as a mayor or president, which a coordinator confirms.",
)
_describe(
    joining.Outcome,
    "What becomes of a line of a list.",
    invited="An invitation goes to the person.",
    office="A letter goes to the office, which names its people.",
    already_here="This person is in the network already.",
    already_invited="There is an invitation for this address already.",
    refused="Nothing: something is wrong with it.",
)
_describe(
    joining.LinkUse,
    "What became of the use of a link.",
    joined="They are in the network.",
    asked="Their request waits for an answer.",
    mailed="A letter is on its way to their address, with the link that lets them in.",
)
