"""Threads and their posts.

`writing` is what their authors do, `moderating` what moderators do, each act a line of the log. Both hold a thread, by
`holding`, until they commit. A post takes in `quoting` and `mentioning` what it says, `history` keeps what it said
before, `removing` takes all of it away. `reacting` and `reporting` are what readers do; `showing` makes HTML of a post,
`window` gives those around a place. `exporting` makes Markdown of a thread, `answering` knows who answered one that
asks for remarks.
"""

from hub.threads.answering import answering_seats
from hub.threads.exporting import as_markdown
from hub.threads.history import Version, versions
from hub.threads.mentioning import Mentionable, MentionKind, mentionable
from hub.threads.moderating import announce, close, hide_post, move, pin, reopen, set_audience, unpin
from hub.threads.reacting import Reactions, react, reactions, reactions_of
from hub.threads.reporting import dismiss, report, report_counts, settle, to_resolve
from hub.threads.showing import bylines, html, quoted_in
from hub.threads.window import window
from hub.threads.writing import edit_post, own_post_count, remove_own_posts, remove_post, reply, start

__all__ = [
    "MentionKind",
    "Mentionable",
    "Reactions",
    "Version",
    "announce",
    "answering_seats",
    "as_markdown",
    "bylines",
    "close",
    "dismiss",
    "edit_post",
    "hide_post",
    "html",
    "mentionable",
    "move",
    "own_post_count",
    "pin",
    "quoted_in",
    "react",
    "reactions",
    "reactions_of",
    "remove_own_posts",
    "remove_post",
    "reopen",
    "reply",
    "report",
    "report_counts",
    "set_audience",
    "settle",
    "start",
    "to_resolve",
    "unpin",
    "versions",
    "window",
]
