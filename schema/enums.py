"""The words that fields choose from: the domain's own enums, described for the contract."""

from enum import StrEnum

import strawberry

from hub import counting, differences, inbox, joining, models, threads


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
    service="A program that a coordinator lets in: no city, no vote, and it only reads.",
)
_describe(
    models.Scope,
    "A kind of thing that an access token may be confined to. A network itself, and what it has published, stand open.",
    discussion="Boards, topics, threads, posts and their files.",
    polls="Polls; a service account's token opens them once they are closed, and never tells who voted how.",
    results="Results that are not published.",
    people="Who is who, seats, invitations and the log; no service account's token opens them.",
)
_describe(
    models.ActKind,
    "What those who moderate and coordinate do.",
    post_hidden="A post was taken away.",
    report_dismissed="A reported post was looked at and left where it is.",
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
_describe(
    models.ReactionKind,
    "What somebody says of a post without a word.",
    thanks="Thank you.",
    agreed="I agree.",
    useful="This will be of use.",
    congratulations="Congratulations.",
)
_describe(
    differences.ChangeKind,
    "What became of words when a post was edited.",
    kept="They stayed.",
    added="They came.",
    removed="They went.",
)
_describe(
    models.ReportOutcome,
    "What became of a report.",
    hidden="A moderator took the post away.",
    dismissed="A moderator looked at the post and left it where it is.",
    gone="The post was removed before.",
)
_describe(
    threads.MentionKind,
    "What can be mentioned.",
    person="Somebody.",
    city="All who represent a city here.",
    role="All who are this here.",
)
_describe(
    models.SearchKind,
    "What can be found.",
    person="Somebody, by name.",
    city="A town, by name.",
    thread="A discussion, by its title.",
    topic="A card of a board, by its title and the need behind it; not one merged into another.",
    poll="A vote that was opened, by its question and what is said of it.",
    result="A result, by its title and its text.",
    file="A file that hangs on something, by its name.",
    post="A post, by its text.",
)
_describe(
    models.Audience,
    "Who reads and writes. A board has an audience; a thread copies it when it starts and keeps it.",
    members="Member cities, moderators and coordinators read and write; for observers it does not exist.",
    open="Observers read too; member cities write.",
    all="Member cities and observers read and write.",
)
_describe(
    models.TopicColumn,
    "How far a topic has come.",
    proposed="Somebody has proposed it.",
    planned="It is to be dealt with.",
    in_work="It is being worked on.",
    done="It is done.",
)
_describe(
    models.TopicKind,
    "What a city says with a topic.",
    seeks="It looks for those who know.",
    offers="It can show what it knows.",
)
_describe(
    models.WorkForm,
    "How a city would like to work on a topic.",
    study_visit="By visiting each other.",
    workshop="In a workshop.",
    document="On a document.",
    pilot="By trying it out.",
    call="In a call.",
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
_describe(
    models.PollKind,
    "How one answers.",
    consent="For, for with remarks, against, or abstaining; observers in words of their own.",
    single="By choosing one option.",
    yes_no="By yes or no to each option.",
    approval="By approving options, as many as the poll says.",
    score="By giving points to options, each as many as the poll says.",
    dots="By spreading so many dots over the options.",
    ranking="By putting options in an order.",
    dates="By saying of each date: 2 it fits, 1 if need be, 0 it does not.",
)
_describe(
    models.PollState,
    "How far a poll has come. It is never opened again.",
    draft="Not opened yet; only those who hold polls here see it.",
    open="One votes.",
    closed="Over.",
)
_describe(
    models.Voters,
    "Who votes. Member cities and observers are always counted apart.",
    members="Member cities.",
    observers="Observer cities.",
    both="Member cities and observer cities.",
)
_describe(
    models.ResultsFrom,
    "From when an audience sees how the vote goes.",
    opening="From the opening on, live.",
    own_vote="Once one's own vote is cast.",
    close="Once the poll has ended.",
)
_describe(
    models.Ties,
    "What becomes of options that are tied for the first place.",
    stand="They are tied.",
    by_order="The one that stands first in the poll wins.",
    by_lot="A lot decides, drawn by the hub when the poll closes.",
)
_describe(
    counting.Method,
    "How ballots are counted; the guide names the source of each method.",
    irv="Instant runoff.",
    schulze="The Schulze method.",
    borda="Borda's count.",
    plurality="Most votes win.",
    approval="Most approvals win.",
    score="Most points win.",
    dots="Most dots win.",
    consent="For, against and abstaining, against a majority.",
)
_describe(
    counting.Majority,
    "What it takes to pass.",
    simple="More for than against.",
    absolute="More than half of those who voted.",
    statutory="More than half of all who might have voted.",
    two_thirds="At least two thirds of those who voted.",
    three_fifths="At least three fifths of those who voted.",
)
_describe(
    counting.Unranked,
    "What it means that a ballot ranks some options and not this one.",
    last="It comes after all that are ranked.",
    no_preference="The ballot has no preference in any pair with it.",
)
_describe(
    counting.EqualRank,
    "What an instant runoff does with a ballot whose turn comes to several options of one rank.",
    exhausts_unless_one="It counts for the only one still in the race; with more of them it is exhausted.",
    exhausts="It is exhausted.",
    skipped="It goes on to the next rank.",
    waits="It counts for nobody until one of them is left.",
)
_describe(
    models.NoticeKind,
    "Why something concerns one.",
    mention="One is mentioned, or one's city or role.",
    reply="Somebody answered one's post.",
    announcement="Those who moderate announce something to everybody.",
    poll_opened="A poll was opened.",
    poll_ending="A poll soon ends, and one's city has not voted.",
    ballot_prepared="A colleague has prepared the city's ballot.",
    review_due="What followed from a poll is to be looked at again.",
    result_released="A result was released to one.",
    version_issued="A newer version came: does it meet one's remark?",
    remark_answered="The authors answered one's remark.",
)
_describe(
    models.NoticeLevel,
    "What one is told of.",
    everything="Every post.",
    concerning="Mentions, replies to one, and threads one started, writes in or follows.",
    waiting="Only what waits for one's city: mentions, announcements, polls.",
    nothing="Nothing.",
)
_describe(
    models.Rhythm,
    "How often a digest goes out.",
    daily="Every day.",
    weekly="Once a week.",
    never="Never.",
)
_describe(
    inbox.WaitingKind,
    "Why something waits for the viewer.",
    mention="A post mentions the viewer, who has not written in its thread since.",
    review="A thread asks for remarks, and the viewer's city has written none.",
    report="Somebody asks the moderators, the viewer among them, to look at a post.",
    request="Somebody wants to join, and the viewer may answer.",
    vote="A poll is open, and the viewer's city, or the viewer, has not voted.",
    remark="A newer version has come, and the viewer's city has not said whether it meets its remark.",
    rules="Rules of cooperation are in force, and the viewer has not accepted them.",
)
_describe(
    models.ResultKind,
    "What a result is.",
    scheme="A scheme: how to go about something.",
    solution="A solution that works.",
    recommendation="A recommendation to others.",
    practice="A good practice.",
    rules="The network's rules of cooperation; they stay within it, and newcomers accept them.",
)
_describe(
    models.ResultState,
    "How far a result has come.",
    draft="Its authors write it.",
    under_opinion="A version was put before the cities.",
    adopted="The network has adopted it.",
    published="It was adopted, and everybody sees it.",
    withdrawn="It was taken back.",
)
_describe(
    models.Rung,
    "Who sees a result. Each sees what those after them see too.",
    authors="Its authors, and who moderates.",
    members="Member cities.",
    observers="Observers too.",
    zmp="All cities of the association.",
    public="Everybody.",
)
_describe(
    models.RemarkAnswer,
    "What the authors do about a remark.",
    accepted="They do what it asks for.",
    in_part="They do some of it.",
    rejected="They leave it as it is.",
)
_describe(
    models.Stance,
    "What a city says of its remark when the next version has come.",
    withdrawn="The version meets it.",
    maintained="It still stands.",
)
