"""Making a network, finding it again, and changing its state and who may know of it."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from hub import acts, events, permissions
from hub.database import Work, transaction
from hub.models import ActKind, Network, NetworkState, Standing, Stream


@transaction
async def create(
    work: Work,
    slug: str,
    name: str,
    name_en: str,
    theme: str,
    theme_en: str,
    state: NetworkState,
    hue: int,
    place: int,
    is_listed: bool = False,
    shows_cities: bool = False,
    admits_heads_only: bool = False,
) -> Network:
    """A network and the streams of its news."""
    network = Network(
        slug=slug,
        name=name,
        name_en=name_en,
        theme=theme,
        theme_en=theme_en,
        state=state,
        hue=hue,
        place=place,
        is_listed=is_listed,
        shows_cities=shows_cities,
        admits_heads_only=admits_heads_only,
        created_at=work.at,
    )
    await work.add(network)
    for kind in events.OF_NETWORK:
        await work.add(Stream(kind=kind, about_id=network.id))
    return network


async def of_id(work: Work, id: UUID) -> Network:
    """The network a row refers to."""
    network = await work.get(Network, id)
    assert network, "networks are not removed"
    return network


@transaction
async def change(
    work: Work,
    network_id: str,
    state: NetworkState | None = None,
    is_listed: bool | None = None,
    shows_cities: bool | None = None,
    admits_heads_only: bool | None = None,
) -> Network:
    """What is given, changed. Whoever a new state lets in or out is told on their own stream."""
    permissions.signed_in(work)
    network = await permissions.find(work, Network, network_id)
    permissions.require(await permissions.why_not_coordinate(work, network.id))
    said = {
        "state": state,
        "is_listed": is_listed,
        "shows_cities": shows_cities,
        "admits_heads_only": admits_heads_only,
    }
    changed = {name: value for name, value in said.items() if value not in (None, getattr(network, name))}
    if not changed:
        return network
    before = network.state
    for name, value in changed.items():
        setattr(network, name, value)
    await _tell_whom_it_lets(work, network, before)
    events.record_network(work, network)
    await acts.note(work, ActKind.NETWORK_CHANGED, network.id, network, ", ".join(sorted(_said(changed))))
    return network


async def _tell_whom_it_lets(work: Work, network: Network, before: NetworkState) -> None:
    held = select(Standing).where(Standing.network_id == network.id, Standing.until.is_(None))
    for standing in await work.rows(held):
        if permissions.lets_in(before, standing.kind) != permissions.lets_in(network.state, standing.kind):
            events.record_standing(work, standing)


def _said(changed: Mapping[str, object]) -> list[str]:
    """For the log, in the words of the contract."""
    return [f"{name}: {getattr(value, 'value', value)}".lower() for name, value in changed.items()]
