"""Polls: a question, who may answer it, their ballots, and what these come to.

`proposing` checks what is to be asked, `asking` of which topics, and `days` knows working days; `opening` writes down
who may vote, `choices` says what a ballot may hold, `casting` stores it, `preparing` keeps one for a colleague to cast
and `entering` takes those on paper, `piles` keeps alike ones together; `reminding` tells of the end, `closing` ends the
poll, `naming` knows whose ballot is whose, `tallies` counts by `hub.counting` and `wording` says a ballot in words;
`exporting` hands out what is over, `calendar` what is ahead, and `loading` takes in what is over elsewhere.
"""

from hub.polls.asking import topics_in_order
from hub.polls.calendar import calendar
from hub.polls.casting import cast
from hub.polls.choices import Choice
from hub.polls.closing import close, do_due, extend, state_outcome, tell_turnout
from hub.polls.days import after as working_days_after
from hub.polls.entering import enter
from hub.polls.exporting import MEDIA, exported
from hub.polls.loading import load
from hub.polls.naming import Named, Prepared, Vote, ballots, electorate, own
from hub.polls.opening import held, open_, withdraw
from hub.polls.preparing import discard, prepare
from hub.polls.proposing import Option, Proposal
from hub.polls.reminding import remind
from hub.polls.tallies import Column, awaited, columns, decide, disagree, secret_remarks, winners
from hub.polls.wording import answers, worded

__all__ = [
    "MEDIA",
    "Choice",
    "Column",
    "Named",
    "Option",
    "Prepared",
    "Proposal",
    "Vote",
    "answers",
    "awaited",
    "ballots",
    "calendar",
    "cast",
    "close",
    "columns",
    "decide",
    "disagree",
    "discard",
    "do_due",
    "electorate",
    "enter",
    "exported",
    "extend",
    "held",
    "load",
    "open_",
    "own",
    "prepare",
    "remind",
    "secret_remarks",
    "state_outcome",
    "tell_turnout",
    "topics_in_order",
    "winners",
    "withdraw",
    "worded",
    "working_days_after",
]
