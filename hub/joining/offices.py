"""An invitation to a city's office, which names its people itself and says on whose word."""

from collections.abc import Sequence
from dataclasses import dataclass

from hub import cities, networks, permissions, text
from hub.database import Work, transaction
from hub.errors import Conflict, Invalid
from hub.joining import acceptance, invitations, requests
from hub.joining.present import Guest, present
from hub.models import Invitation, InvitationForm, Network, RequestOrigin, SeatKind, StandingKind

MOST = 20


@dataclass(frozen=True, slots=True)
class Nominee:
    name: str
    email: str
    function: str = ""


@transaction
async def invite_office(work: Work, network_id: str, email: str, city: str, kind: SeatKind) -> Invitation:
    """A letter to the office with a link to the page where it names its people."""
    network = await permissions.find(work, Network, network_id)
    permissions.require(await permissions.why_not_invite_as(work, network.id, StandingKind(kind.value)))
    town = await cities.find(work, "city", city)
    guest = Guest(text.email("email", email), StandingKind(kind.value), town)
    now = await present(work, network)
    permissions.require(now.why_not_city(guest.kind, town))
    if guest.place in now.invited:
        raise Conflict("There is an invitation for this address already. It can be sent again.")
    return await invitations.make(work, network, guest, InvitationForm.OFFICE)


@transaction
async def name_representatives(work: Work, secret: str, nominees: Sequence[Nominee], word: str) -> int:
    """The people a city sends, on whose word; each is a request that a coordinator confirms. Gives how many."""
    invitation = await acceptance.redeem(work, secret, InvitationForm.OFFICE)
    network = await networks.of_id(work, invitation.network_id)
    invitation.accepted_at, invitation.is_confirmed = work.at, False
    if not 1 <= len(nominees) <= MOST:
        raise Invalid("representatives", "Name 1 to {most} people, please.", most=MOST)
    words = text.line("word", word, invitations.SHORT)
    assert invitation.city_id, "an office is a city's"
    named = {text.email("email", nominee.email): nominee for nominee in nominees}
    for email, who in named.items():
        await requests.add(
            work,
            RequestOrigin.OFFICE,
            network,
            invitation.kind,
            name=text.line("name", who.name, invitations.SHORT),
            email=email,
            city_id=invitation.city_id,
            function=text.optional("function", who.function),
            words=words,
            invitation=invitation,
        )
    return len(named)
