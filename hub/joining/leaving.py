"""Leaving a network oneself; ending what somebody is there, or a whole city's seat, as its coordinator."""

from uuid import UUID

from hub import acts, events, networks, outbox, people, permissions, text
from hub.database import Work, transaction
from hub.errors import Conflict
from hub.joining import invitations, seats
from hub.models import ActKind, Invitation, InvitationForm, LetterKind, Network, Person, Seat, Standing

REASON = 500


@transaction
async def leave(work: Work, network_id: str) -> Network:
    """All that the viewer is there ends; what they wrote stays with their city."""
    person_id = permissions.signed_in(work)
    network = await permissions.find(work, Network, network_id)
    if await permissions.is_last_coordinator(work, network.id, person_id):
        raise Conflict("You are the only one who coordinates this network. Invite another coordinator first.")
    for standing in await permissions.standings(work):
        if standing.network_id == network.id:
            await _end(work, standing)
    await _end_links(work, network.id, person_id)
    return network


@transaction
async def end_standing(work: Work, standing_id: str, reason: str) -> Standing:
    """A person is told, with the reason, and what was prepared in their place is withdrawn."""
    seen = await permissions.find(work, Standing, standing_id)
    permissions.require(await permissions.why_not_coordinate(work, seen.network_id))
    standing = await seats.held(work, seen.id)
    if standing.seat_id is None and await permissions.is_last_coordinator(
        work, standing.network_id, standing.person_id
    ):
        raise Conflict("Nobody else coordinates this network. Invite another coordinator first.")
    why = text.line("reason", reason, REASON)
    await _end(work, standing, why)
    await invitations.withdraw_where(work, Invitation.replaces_id == standing.id)
    await _end_links(work, standing.network_id, standing.person_id)
    return standing


@transaction
async def end_seat(work: Work, seat_id: str, reason: str) -> Seat:
    """The city leaves the network with all who represent it; its record stays."""
    seat, network = await networks.held_seat(work, seat_id)
    why = text.line("reason", reason, REASON)
    for standing in await networks.held_standings(work, seat):
        await _end(work, standing, why)
    seat.until = work.at
    await invitations.withdraw_where(work, Invitation.network_id == seat.network_id, Invitation.city_id == seat.city_id)
    events.record_network(work, network)
    await acts.note(work, ActKind.SEAT_ENDED, network.id, seat, why)
    return seat


async def _end(work: Work, standing: Standing, reason: str = "") -> None:
    await people.end_standing(work, standing.id)
    await acts.note(work, ActKind.STANDING_ENDED, standing.network_id, standing, reason)
    person = await work.get(Person, standing.person_id)
    if person and person.email and person.id != work.viewer.person_id:
        await outbox.post(work, LetterKind.STANDING_ENDED, to=person, about=standing.id)


async def _end_links(work: Work, network_id: UUID, person_id: UUID) -> None:
    """Links that somebody made who may not be here any more are in hands that nobody looks after."""
    if not await permissions.may_invite(work, network_id, person_id):
        await invitations.withdraw_where(
            work,
            Invitation.network_id == network_id,
            Invitation.form == InvitationForm.LINK,
            Invitation.created_by_id == person_id,
        )
