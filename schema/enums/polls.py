"""Polls and how they are counted."""

from hub import counting, models
from schema.enums.describing import describe

describe(
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
describe(
    models.PollState,
    "How far a poll has come. It is never opened again.",
    draft="Not opened yet; only those who hold polls here see it.",
    open="One votes.",
    closed="Over.",
)
describe(
    models.Voters,
    "Who votes. Member cities and observers are always counted apart.",
    members="Member cities.",
    observers="Observer cities.",
    both="Member cities and observer cities.",
)
describe(
    models.ResultsFrom,
    "From when an audience sees how the vote goes.",
    opening="From the opening on, live.",
    own_vote="Once one's own vote is cast.",
    close="Once the poll has ended.",
)
describe(
    models.Ties,
    "What becomes of options that are tied for the first place.",
    stand="They are tied.",
    by_order="The one that stands first in the poll wins.",
    by_lot="A lot decides, drawn by the hub when the poll closes.",
)
describe(
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
describe(
    counting.Majority,
    "What it takes to pass.",
    simple="More for than against.",
    absolute="More than half of those who voted.",
    statutory="More than half of all who might have voted.",
    two_thirds="At least two thirds of those who voted.",
    three_fifths="At least three fifths of those who voted.",
)
describe(
    counting.Unranked,
    "What it means that a ballot ranks some options and not this one.",
    last="It comes after all that are ranked.",
    no_preference="The ballot has no preference in any pair with it.",
)
describe(
    counting.EqualRank,
    "What an instant runoff does with a ballot whose turn comes to several options of one rank.",
    exhausts_unless_one="It counts for the only one still in the race; with more of them it is exhausted.",
    exhausts="It is exhausted.",
    skipped="It goes on to the next rank.",
    waits="It counts for nobody until one of them is left.",
)
