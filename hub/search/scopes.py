"""Scopes: where an entry can be searched for. What is written in another costs a search nothing, and so tells nothing.

Each token of the index stands behind the scope of its entry. A scope may let too many in, never too few: who sees an
entry is said by `permissions.visible`, as for every other read.
"""

from uuid import UUID

from hub import permissions
from hub.database import Work
from hub.models import Audience

EVERYBODY = "0" * 7
"""Names of people and cities."""
SIZE = len(EVERYBODY)


def within(network_id: UUID, is_open: bool) -> str:
    """What is there for all of a network, or for its members alone; two networks may fall into one."""
    return f"{network_id.hex[-SIZE + 1 :]}{'o' if is_open else 'i'}"


def of_audience(network_id: UUID, audience: Audience) -> str:
    return within(network_id, audience is not Audience.MEMBERS)


async def searched(work: Work, network_id: UUID | None) -> list[str]:
    """Those the viewer looks in: of that network, or of all theirs."""
    inside = await permissions.networks_inside(work)
    networks = {standing.network_id for standing in await permissions.standings(work)}
    chosen = networks if network_id is None else networks & {network_id}
    theirs = {within(network, is_open) for network in chosen for is_open in {True, network not in inside}}
    return [EVERYBODY, *sorted(theirs)]
