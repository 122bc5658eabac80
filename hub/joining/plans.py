"""What will become of each line of a list, before and after: one plan is shown first and then carried out."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from hub import permissions, text
from hub.cities import Towns, plain
from hub.database import Work, transaction
from hub.errors import Conflict, HubError, Invalid
from hub.joining import invitations
from hub.joining.lists import Line, read
from hub.joining.present import Guest, Present, present
from hub.models import Invitation, InvitationForm, Network, SeatKind, StandingKind

MOST_LINES, MOST_CHARACTERS = 500, 100_000

_OFFICES = {
    *("sekretariat", "kancelaria", "urzad", "urzadmiasta", "um", "umig", "ug", "poczta", "biuro", "info", "office"),
}
"""Before the @, when nobody's name stands beside it, these are where an office gets its letters."""


class Outcome(StrEnum):
    INVITED = "invited"
    """Will be, or has been."""
    OFFICE = "office"
    """The same for an office, which names its people."""
    ALREADY_HERE = "already_here"
    ALREADY_INVITED = "already_invited"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PlannedLine:
    line: Line
    outcome: Outcome
    guest: Guest | None = None
    seats_city: bool = False
    """Whether the city will get a seat that it has not yet."""
    problem: HubError | None = None
    invitation: Invitation | None = None
    """The one that waits for this address."""


async def preview(work: Work, network_id: str, said: str, kind: SeatKind) -> list[PlannedLine]:
    """Nothing is done yet. A line that does not say otherwise is invited as `kind`."""
    network = await permissions.find(work, Network, network_id)
    permissions.require(await permissions.why_not_invite_as(work, network.id, StandingKind(kind.value)))
    return await _plan(work, network, said, kind)


@transaction
async def invite_list(work: Work, network_id: str, said: str, kind: SeatKind) -> Network:
    """Invites those lines that can be, and leaves the others alone; `report` tells which."""
    network = await permissions.find(work, Network, network_id)
    permissions.require(await permissions.why_not_invite_as(work, network.id, StandingKind(kind.value)))
    for planned in await _plan(work, network, said, kind):
        if planned.guest and planned.outcome in _FORMS:
            await invitations.make(work, network, planned.guest, _FORMS[planned.outcome])
    return network


_FORMS = {Outcome.INVITED: InvitationForm.PERSON, Outcome.OFFICE: InvitationForm.OFFICE}


async def report(work: Work, network: Network, said: str, kind: SeatKind) -> list[PlannedLine]:
    """How each line of a list stands after it was sent; asked again, the same."""
    lines = await _plan(work, network, said, kind)
    return [_sent(planned) if planned.outcome is Outcome.ALREADY_INVITED else planned for planned in lines]


def _sent(planned: PlannedLine) -> PlannedLine:
    assert planned.invitation, "what is invited has an invitation"
    is_office = planned.invitation.form is InvitationForm.OFFICE
    outcome = Outcome.OFFICE if is_office else Outcome.INVITED
    return PlannedLine(planned.line, outcome, planned.guest, planned.seats_city, None, planned.invitation)


async def _plan(work: Work, network: Network, said: str, kind: SeatKind) -> list[PlannedLine]:
    if len(said) > MOST_CHARACTERS:
        raise Invalid("text", "This list is too long. Please send it in parts.")
    towns, now = await Towns.load(work), await present(work, network)
    lines = read(said, towns.knows, towns.voivodeships)
    if not lines:
        raise Invalid("text", "There is nobody on this list yet.")
    if len(lines) > MOST_LINES:
        raise Invalid("text", "This list is too long. Please send it in parts.")
    return _outcomes(lines, towns, now, kind)


def _outcomes(lines: Sequence[Line], towns: Towns, now: Present, kind: SeatKind) -> list[PlannedLine]:
    planned: list[PlannedLine] = []
    seen: dict[object, int] = {}
    for line in lines:
        one = _outcome(line, towns, now, kind)
        if one.guest and (first := seen.setdefault(one.guest.place, line.number)) != line.number:
            one = _refused(line, Conflict("This address stands in line {line} already.", line=first))
        planned.append(one)
    return planned


def _outcome(line: Line, towns: Towns, now: Present, kind: SeatKind) -> PlannedLine:
    try:
        guest = _guest(line, towns, line.kind or kind)
    except HubError as problem:
        return _refused(line, problem)
    assert guest.city, "everybody on a list represents a city"
    is_new = guest.city.id not in now.seats
    if guest.place in now.here:
        return PlannedLine(line, Outcome.ALREADY_HERE, guest)
    if refusal := now.why_not(guest):
        return _refused(line, refusal, guest)
    if waiting := now.invited.get(guest.place):
        return PlannedLine(line, Outcome.ALREADY_INVITED, guest, is_new, None, waiting)
    return PlannedLine(line, Outcome.OFFICE if _is_office(guest) else Outcome.INVITED, guest, is_new)


def _guest(line: Line, towns: Towns, kind: SeatKind) -> Guest:
    if not line.email:
        raise Invalid("email", "There is no e-mail address in this line.")
    return Guest(
        email=text.email("email", line.email),
        city=towns.find("city", line.city),
        kind=StandingKind(kind.value),
        name=text.optional("name", line.name),
        function=text.optional("function", line.function),
    )


def _is_office(guest: Guest) -> bool:
    return not guest.name and plain(guest.email.partition("@")[0]).replace(" ", "") in _OFFICES


def _refused(line: Line, problem: HubError, guest: Guest | None = None) -> PlannedLine:
    return PlannedLine(line, Outcome.REFUSED, guest, problem=problem)
