"""Service accounts: a program's own place in a network, looked after by who coordinates it.

Its place is a standing like any other, so it is seen in who is who, logged, and ended like any other.
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select

from hub import acts, permissions, text
from hub.database import Work, transaction
from hub.errors import NotFound
from hub.models import ActKind, Network, Standing, StandingKind
from hub.people import accounts
from hub.people.standings import add_standing


@transaction
async def add_service(work: Work, network_id: str, name: str) -> Standing:
    """It sees nothing before a token is made for it. In person only."""
    permissions.in_person(work)
    network = await permissions.find(work, Network, network_id)
    permissions.require(await permissions.why_not_coordinate(work, network.id))
    account = await accounts.add(work, text.line("name", name, 100), None)
    standing = await add_standing(work, account, network, StandingKind.SERVICE)
    await acts.note(work, ActKind.STANDING_GIVEN, network.id, standing)
    return standing


async def looked_after(work: Work, standing_id: str) -> Standing:
    """The service account with that standing. Raises NotAllowed for a program, and where one does not coordinate."""
    permissions.in_person(work)
    standing = await permissions.find(work, Standing, standing_id)
    if standing.kind is not StandingKind.SERVICE or standing.until is not None:
        raise NotFound()
    permissions.require(await permissions.why_not_coordinate(work, standing.network_id))
    return standing


async def looked_after_among(work: Work, standings: Collection[UUID]) -> Sequence[Standing]:
    """Those of these standings that are service accounts' in networks which the viewer coordinates."""
    services = select(Standing).where(Standing.id.in_(standings), Standing.kind == StandingKind.SERVICE)
    return [it for it in await work.rows(services) if not await permissions.why_not_coordinate(work, it.network_id)]


async def is_looked_after(work: Work, person_id: UUID) -> bool:
    """Whether the account is a program's in a network that the viewer coordinates."""
    its = await work.rows(select(Standing.id).where(Standing.person_id == person_id))
    return bool(await looked_after_among(work, its))
