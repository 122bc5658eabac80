"""What hangs off the news, in the transaction of the change: no verb has to think of it."""

from hub import files, notices, polls, results, search
from hub.database import Consequence, Database
from hub.settings import Settings

CONSEQUENCES: tuple[Consequence, ...] = (
    polls.decide,
    results.take_remarks,
    files.follow_removals,
    search.index,
    notices.tell,
)


def open_database(settings: Settings) -> Database:
    """The database, and with every change what follows from it."""
    return Database(settings, CONSEQUENCES)
