"""What standings come to: which of them have a right, and in which networks."""

from collections.abc import Iterable
from uuid import UUID

from hub.models import Standing
from hub.permissions.table import MAY, SCOPE, Right, Thing


def having(held: Iterable[Standing], thing: Thing, right: Right) -> list[Standing]:
    """Those of the standings that have the right over such a thing."""
    return [standing for standing in held if standing.kind in MAY[thing, right] and standing.opens(SCOPE[thing])]


def seeing(held: Iterable[Standing], thing: Thing) -> set[UUID]:
    """The networks in which such a thing can be seen."""
    return networks_of(having(held, thing, Right.SEE))


def networks_of(held: Iterable[Standing]) -> set[UUID]:
    return {standing.network_id for standing in held}


def looking_after(held: Iterable[Standing], thing: Thing) -> set[UUID]:
    """The networks in which the standings moderate or coordinate such a thing."""
    return networks_of([*having(held, thing, Right.MODERATE), *having(held, thing, Right.COORDINATE)])
