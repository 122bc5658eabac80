"""What people are in networks: given, ended."""

from uuid import UUID

from sqlalchemy import select

from hub import events, marks, text
from hub.database import Work, transaction
from hub.errors import NotFound
from hub.models import Network, Person, Standing, StandingKind
from hub.people import accounts, links


@transaction
async def invite_coordinator(work: Work, email: str) -> str:
    """Makes that person a coordinator of every network and gives the secret of a link that signs them in."""
    address = text.email("email", email)
    person = await accounts.with_email(work, address)
    if person is None:
        person = await accounts.add(work, address.partition("@")[0], address)
    held = await work.rows(
        select(Standing.network_id).where(
            Standing.person_id == person.id,
            Standing.kind == StandingKind.COORDINATOR,
            Standing.until.is_(None),
        )
    )
    for network in await work.rows(select(Network)):
        if network.id not in held:
            await add_standing(work, person, network, StandingKind.COORDINATOR)
    secret = await links.make_link(work, address, links.INVITATION_LASTS)
    if secret is None:
        raise NotFound()
    return secret


@transaction
async def add_standing(
    work: Work, person: Person, network: Network, kind: StandingKind, seat_id: UUID | None = None, function: str = ""
) -> Standing:
    standing = await work.add(
        Standing(
            person_id=person.id,
            network_id=network.id,
            kind=kind,
            seat_id=seat_id,
            function=function,
            since=work.at,
        )
    )
    if person.email:
        await marks.begin(work, standing)
    if kind is not StandingKind.IMPORTED:
        events.record_standing(work, standing)
    return standing


@transaction
async def end_standing(work: Work, standing_id: UUID) -> Standing:
    """What the person was there they are no longer; their open pages learn it within a second."""
    standing = await work.get(Standing, standing_id)
    if standing is None or standing.until is not None:
        raise NotFound()
    standing.until = work.at
    if standing.kind is StandingKind.SERVICE:
        await accounts.close(work, standing.person_id)
    events.record_standing(work, standing)
    return standing
