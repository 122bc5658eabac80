"""Ballots from elsewhere, counted here: a poll for each vote in the file. All of a file is loaded, or nothing."""

from pathlib import Path

from sqlalchemy import select

from hub import counting, polls
from hub.database import Work, transaction
from hub.errors import NotFound
from hub.importing.authors import Authors, writing_as
from hub.models import Network, Poll

_AUTHOR = "Import"


@transaction
async def load_ballots(work: Work, file: Path, network_slug: str | None = None) -> tuple[Network, list[Poll]]:
    """In that network, or in the first. Raises BadFile, which names the line that does not fit."""
    elections = counting.read(file)
    of_name = select(Network).where(Network.slug == network_slug) if network_slug else select(Network)
    network = await work.row(of_name.order_by(Network.place).limit(1))
    if network is None:
        raise NotFound()
    author = await writing_as(work, network, _AUTHOR, Authors())
    return network, [await polls.load(work, author, network, election, file.name) for election in elections]
