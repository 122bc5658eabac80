"""What was written and voted elsewhere, brought onto a board through the verbs that people use.

`discussions` reads whole discussions, `facebook` posts and comments as people collect them, `ballots` votes; `authors`
are those who wrote them: people who cannot sign in, until their posts are given to somebody who can, or their name is
taken away. `claiming` is how somebody says on the page that they are theirs.
"""

from hub.importing.authors import forget_name, give_posts
from hub.importing.ballots import load_ballots
from hub.importing.claiming import claim, confirm
from hub.importing.discussions import WORDLESS, load_threads
from hub.importing.facebook import Told, load_facebook

__all__ = [
    "WORDLESS",
    "Told",
    "claim",
    "confirm",
    "forget_name",
    "give_posts",
    "load_ballots",
    "load_facebook",
    "load_threads",
]
