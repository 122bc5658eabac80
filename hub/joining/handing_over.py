"""Handing over a seat: to somebody who is here, or to an address. Its votes, remarks and open tasks stay with it."""

from uuid import UUID

from hub import acts, networks, outbox, people, permissions, text
from hub.database import Work, transaction
from hub.errors import NotAllowed
from hub.joining import invitations, seats
from hub.joining.present import Guest
from hub.models import ActKind, City, Invitation, LetterKind, Person, Seat, Standing


@transaction
async def hand_over(
    work: Work,
    standing_id: str,
    to_id: str | None = None,
    name: str = "",
    email: str = "",
    function: str = "",
    reason: str = "",
) -> Standing:
    """By who leaves, a colleague on the same seat, or a coordinator on the office's letter.

    To a person who is here it passes at once, and the new standing is given back; to an address when its invitation is
    accepted, and until then the old one stands.
    """
    seen = await permissions.find(work, Standing, standing_id)
    permissions.require(await permissions.why_not_hand_over(work, seen))
    before = await seats.held(work, seen.id)
    if before.seat_id is None:
        raise NotAllowed("Only a city's seat can be handed over.")
    why = text.optional("reason", reason, 500)
    if to_id is None:
        await _invite(work, before, name, email, function)
        await acts.note(work, ActKind.SEAT_HANDED_OVER, before.network_id, before, why)
        return before
    return await _pass(work, before, await permissions.find(work, Person, to_id), function, why)


async def _pass(work: Work, before: Standing, to: Person, function: str, reason: str) -> Standing:
    seat = await work.get(Seat, before.seat_id)
    network = await networks.of_id(work, before.network_id)
    assert seat, "a representative has a seat"
    if not await permissions.is_in(work, network.id, to.id):
        raise NotAllowed("This person is not in this network. Give their e-mail address to invite them.")
    said = text.optional("function", function)
    after = await seats.admit(work, network, to, before.kind, seat.city_id, said)
    await replace_standing(work, before.id)
    await acts.note(work, ActKind.SEAT_HANDED_OVER, before.network_id, after, reason)
    return after


async def _invite(work: Work, before: Standing, name: str, email: str, function: str) -> Invitation:
    seat = await work.get(Seat, before.seat_id)
    assert seat, "a representative has a seat"
    network = await networks.of_id(work, before.network_id)
    city = await work.get(City, seat.city_id)
    guest = Guest(
        email=text.email("email", email),
        kind=before.kind,
        city=city,
        name=text.line("name", name, invitations.SHORT),
        function=text.optional("function", function),
    )
    await invitations.withdraw_where(work, Invitation.replaces_id == before.id)
    return await invitations.make(work, network, guest, replaces_id=before.id)


async def replace_standing(work: Work, standing_id: UUID) -> None:
    """Ends it, if it has not ended yet, and tells who held it."""
    standing = await work.get(Standing, standing_id)
    if standing is None or standing.until is not None:
        return
    await people.end_standing(work, standing.id)
    person = await work.get(Person, standing.person_id)
    if person and person.email and person.id != work.viewer.person_id:
        await outbox.post(work, LetterKind.STANDING_ENDED, to=person, about=standing.id)
