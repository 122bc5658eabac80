"""Threads, posts, topics, and what is found among them."""

from hub import differences, models, threads
from schema.enums.describing import describe

describe(
    models.ReactionKind,
    "What somebody says of a post without a word.",
    thanks="Thank you.",
    agreed="I agree.",
    useful="This will be of use.",
    congratulations="Congratulations.",
)
describe(
    differences.ChangeKind,
    "What became of words when a post was edited.",
    kept="They stayed.",
    added="They came.",
    removed="They went.",
)
describe(
    models.ReportOutcome,
    "What became of a report.",
    hidden="A moderator took the post away.",
    dismissed="A moderator looked at the post and left it where it is.",
    gone="The post was removed before.",
    confirmed="A moderator confirmed that the post is whose claim it was.",
)
describe(
    threads.MentionKind,
    "What can be mentioned.",
    person="Somebody.",
    city="All who represent a city here.",
    role="All who are this here.",
)
describe(
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
describe(
    models.Audience,
    "Who reads and writes. A board has an audience; a thread copies it when it starts and keeps it.",
    members="Member cities, moderators and coordinators read and write; for observers it does not exist.",
    open="Observers read too; member cities write.",
    all="Member cities and observers read and write.",
)
describe(
    models.TopicColumn,
    "How far a topic has come.",
    proposed="Somebody has proposed it.",
    planned="It is to be dealt with.",
    in_work="It is being worked on.",
    done="It is done.",
)
describe(
    models.TopicKind,
    "What a city says with a topic.",
    seeks="It looks for those who know.",
    offers="It can show what it knows.",
)
describe(
    models.WorkForm,
    "How a city would like to work on a topic.",
    study_visit="By visiting each other.",
    workshop="In a workshop.",
    document="On a document.",
    pilot="By trying it out.",
    call="In a call.",
)
