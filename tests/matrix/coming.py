"""Who is invited and who asks to come in: an invitation of each form, and requests that wait."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from hub import joining
from hub.database import Work
from hub.models import Invitation, JoinRequest, Letter, RequestOrigin, SeatKind, Standing, StandingKind
from hub.people import secret_hash

if TYPE_CHECKING:
    from tests.matrix.world import World


async def coming(world: "World") -> None:
    ours = world.names["network.ours"]
    moderator = world.viewer("moderator")
    zofia = ("zofia@tarnow.example", StandingKind.MEMBER, "Tarnów", "Zofia")
    office = ("sekretariat@tarnow.example", "Tarnów", SeatKind.MEMBER)
    for name, verb in (
        ("person", lambda work: joining.invite(work, ours, *zofia)),
        ("office", lambda work: joining.invite_office(work, ours, *office)),
        ("handing", lambda work: _hand_over(work, world.rows["standing.ours"])),
    ):
        by = world.viewer("member") if name == "handing" else moderator
        world.call(f"invitation.{name}", await world.hub.database.transact(by, partial(_delivered, verb, name)))
        world.names[f"secret.{name}"] = name
    link = await joining.make_link(moderator, ours, SeatKind.MEMBER, "", 20, 1, False)
    world.call("invitation.link", link.invitation)
    world.names |= {"secret.link": link.secret, "secret.never": "never"}
    await _requests(world)


async def _delivered(verb: Callable[[Work], Awaitable[Invitation]], secret: str, work: Work) -> Invitation:
    """Without its letter; with what the outbox does when it sends one, and the mail server when nobody is there."""
    invitation = await verb(work)
    await work.execute(delete(Letter).where(Letter.about_id == invitation.id))
    invitation.secret_hash = secret_hash(secret)
    if secret == "person":
        invitation.sent_at = invitation.bounced_at = work.at
        invitation.bounce = "Nobody of that name"
    return invitation


async def _hand_over(work: Work, standing: Standing) -> Invitation:
    """By the member, who leaves."""
    await joining.hand_over(work, standing.public_id, None, "Ola Nowa", "ola@tarnow.example")
    made = await work.row(select(Invitation).where(Invitation.replaces_id == standing.id))
    assert made
    return made


async def _requests(world: "World") -> None:
    network, tarnow = world.rows["network.ours"], world.rows["invitation.person"].city_id
    outsider = world.people["outsider"]
    for name, origin, email in (("asked", RequestOrigin.ASKED, None), ("named", RequestOrigin.OFFICE, "j@x.example")):
        request = JoinRequest(
            network_id=network.id,
            origin=origin,
            kind=StandingKind.MEMBER,
            person_id=None if email else outsider.id,
            name=outsider.name,
            email=email,
            city_id=tarnow,
            function="naczelniczka",
            words="Chcemy pracować razem.",
        )
        world.call(f"request.{name}", await world.add(request))
    for model in (Invitation, JoinRequest):
        world.names[f"{model.prefix}.never"] = f"{model.prefix}_{'0' * 26}"
