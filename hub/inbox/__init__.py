"""One inbox over all networks: what waits for the viewer, and what is new to them.

`sources` says what waits, one entry a kind; `waiting` asks them all at once; `news` are the threads with something
unread.
"""

from hub.inbox.news import Unread, news
from hub.inbox.sources import SETTLED_BY_HAND, WaitingKind
from hub.inbox.waiting import Waiting, count, put_back, settle, waiting

__all__ = [
    "SETTLED_BY_HAND",
    "Unread",
    "Waiting",
    "WaitingKind",
    "count",
    "news",
    "put_back",
    "settle",
    "waiting",
]
