"""Results as everybody may read them, for pages and feeds that need no signing in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from hub import permissions
from hub.database import Work
from hub.models import City, File, FileOwner, Network, Result, ResultVersion, Rung
from hub.results.holding import issued
from hub.results.origins import authors

_FEED = 100


@dataclass(frozen=True, slots=True)
class Published:
    """A public result; without text and files once it was withdrawn."""

    result: Result
    version: ResultVersion | None
    cities: Sequence[City]
    network: Network | None
    """None when it does not want to be known."""
    files: Sequence[File] = ()

    @property
    def since(self) -> datetime:
        """When everybody could read it first."""
        assert self.result.public_at, "what is public became so at some time"
        return self.result.public_at

    @property
    def changed_at(self) -> datetime:
        """When it was published, corrected or withdrawn last."""
        corrected_at = self.version and self.version.issued_at
        return max(at for at in (self.since, corrected_at, self.result.withdrawn_at) if at)


async def published(work: Work, id: UUID | None = None, network_id: UUID | None = None) -> list[Published]:
    """The newest hundred, or that one, or those of a network; withdrawn ones too. To be asked as a stranger."""
    seen = (await permissions.visible(work, Result)).where(Result.rung == Rung.PUBLIC)
    if id:
        seen = seen.where(Result.id == id)
    if network_id:
        seen = seen.where(Result.network_id == network_id)
    found = await work.rows(seen.order_by(Result.public_at.desc(), Result.id.desc()).limit(_FEED))
    ids = [result.id for result in found]
    versions, cities = await issued(work, ids), await authors(work, ids)
    known = select(Network).where(Network.id.in_({result.network_id for result in found}), permissions.is_listed())
    networks = {network.id: network for network in await work.rows(known)}
    files = await _files(work, [version.id for version in versions.values()])
    return [
        Published(
            result,
            version := versions.get(result.id),
            cities.get(result.id, []),
            networks.get(result.network_id),
            [file for file in files if version and file.owner_id == version.id],
        )
        for result in found
    ]


async def _files(work: Work, versions: Sequence[UUID]) -> Sequence[File]:
    if not versions:
        return ()
    seen = await permissions.visible(work, File)
    return await work.rows(
        seen.where(File.owner == FileOwner.VERSION, File.owner_id.in_(versions)).order_by(File.place, File.id)
    )
