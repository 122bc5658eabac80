"""Networks, who is in them, and who comes."""

import strawberry

from hub import models
from schema.events.event import Event, about
from schema.joining.invitations import Invitation
from schema.joining.requests import JoinRequest
from schema.networks import Network
from schema.people import Person
from schema.seats import Standing


@strawberry.type
class OfJoinRequest:
    request: JoinRequest | None = about(models.JoinRequest)


@strawberry.type(description="What others see of somebody has changed; load it afresh where it is shown.")
class PersonChanged(Event):
    kind = models.EventKind.PERSON_CHANGED
    person: Person = about(models.Person, byline=True, description="Who.")


@strawberry.type(description="Somebody new has introduced themselves.")
class NewcomerIntroduced(Event):
    kind = models.EventKind.NEWCOMER_INTRODUCED
    standing: Standing | None = about(models.Standing, description="Who, and for which city; null when out of sight.")


@strawberry.type(description="The network's state, listing or cities changed.")
class NetworkChanged(Event):
    kind = models.EventKind.NETWORK_CHANGED
    network: Network | None = about(models.Network)


@strawberry.type(description="What the viewer is in a network has changed, or has ended.")
class StandingChanged(Event):
    kind = models.EventKind.STANDING_CHANGED
    standing: Standing | None = about(models.Standing, description="As it is now, if still visible.")


@strawberry.type(description="Somebody joined the network, left it, or became something else there.")
class PeopleChanged(Event):
    kind = models.EventKind.PEOPLE_CHANGED


@strawberry.type(description="The letter of an invitation was sent, or came back. Told to those who invite there.")
class InvitationChanged(Event):
    kind = models.EventKind.INVITATION_CHANGED
    invitation: Invitation | None = about(models.Invitation)


@strawberry.type(description="Somebody wants to join a network that the viewer answers for.")
class RequestReceived(Event, OfJoinRequest):
    kind = models.EventKind.REQUEST_RECEIVED


@strawberry.type(description="A request to join was answered: the viewer's own, or one they could have answered.")
class RequestAnswered(Event, OfJoinRequest):
    kind = models.EventKind.REQUEST_ANSWERED
