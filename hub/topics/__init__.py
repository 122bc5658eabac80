"""Topics of a board.

`proposing` is what brings them and changes their words, `notes` reads a pasted list, `supporting` is what cities do,
`arranging` what moderators do, `gathering` ties threads to them. All hold the board, by `holding`, until they commit:
so places, supports and mergers follow one another, and `places` has room for each.
"""

from hub.topics.arranging import lead, merge, move
from hub.topics.gathering import attach, thread_counts
from hub.topics.holding import topic_counts
from hub.topics.notes import Note
from hub.topics.proposing import edit, paste, preview, propose
from hub.topics.supporting import own_supports, support, withdraw

__all__ = [
    "Note",
    "attach",
    "edit",
    "lead",
    "merge",
    "move",
    "own_supports",
    "paste",
    "preview",
    "propose",
    "support",
    "thread_counts",
    "topic_counts",
    "withdraw",
]
