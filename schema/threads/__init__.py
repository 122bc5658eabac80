"""Threads as the contract shows them.

`thread` and `posts` are what is read, `history`, `reactions`, `mentions` and `reports` what gathers about them;
`writing`, `reading` and `moderating` are what authors, readers and moderators do.
"""

import strawberry

from schema.threads.moderating import ModeratingMutation
from schema.threads.posts import Post
from schema.threads.reading import ReadingMutation
from schema.threads.reports import Report
from schema.threads.thread import Thread
from schema.threads.writing import WritingMutation

__all__ = ["Post", "Report", "Thread", "ThreadMutation"]


@strawberry.type
class ThreadMutation(WritingMutation, ReadingMutation, ModeratingMutation):
    pass
