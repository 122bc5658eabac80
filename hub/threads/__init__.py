"""Threads and their posts.

`writing` is what their authors do, `moderating` what moderators do, each act a line of the log. Both hold a thread, by
`holding`, until they commit.
"""

from hub.threads.holding import post_counts
from hub.threads.moderating import close, hide_post, move, pin, reopen, set_audience, unpin
from hub.threads.writing import edit_post, own_post_count, remove_own_posts, remove_post, reply, start

__all__ = [
    "close",
    "edit_post",
    "hide_post",
    "move",
    "own_post_count",
    "pin",
    "post_counts",
    "remove_own_posts",
    "remove_post",
    "reopen",
    "reply",
    "set_audience",
    "start",
    "unpin",
]
