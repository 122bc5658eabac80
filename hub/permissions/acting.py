"""What one may do with what one sees, and if not, why: a refusal is an error to be raised, or to be told beforehand."""

from uuid import UUID

from hub import ids
from hub.database import Work
from hub.errors import HubError, Invalid, NotAllowed
from hub.models import Board, Person, Post, Report, Seat, Standing, Thread
from hub.permissions.held import having
from hub.permissions.seeing import standings
from hub.permissions.table import OF_AUDIENCE, STATES, Right, Thing

Discussed = Board | Thread
"""What has an audience of its own."""


def require(refusal: HubError | None) -> None:
    """Raises what speaks against it, if anything does."""
    if refusal:
        raise refusal


async def why_not(work: Work, network_id: UUID, thing: Thing, right: Right, refusal: HubError) -> HubError | None:
    """None when one of the viewer's standings there has the right and the network's state leaves it.

    `refusal` is what to say when no standing has it.
    """
    held = having(await _held(work, network_id), thing, right)
    state = work.state_of(network_id)
    if any(right in STATES[state][standing.kind] for standing in held):
        return None
    return NotAllowed("This network is closed. It can be read, but not written to.") if held else refusal


async def why_not_post(work: Work, where: Discussed) -> HubError | None:
    """What keeps the viewer from writing there, or None."""
    if isinstance(where, Thread) and where.closed_at:
        return NotAllowed(
            "A moderator closed this conversation on {date}; you can still read it.", date=where.closed_at
        )
    refusal = NotAllowed("Observers read here; the cities of the network write.")
    return await why_not(work, where.network_id, OF_AUDIENCE[where.audience], Right.POST, refusal)


async def why_not_upload(work: Work, network_id: UUID) -> HubError | None:
    """What keeps the viewer from sending files to that network: who may write anything there may."""
    refusal: HubError | None = NotAllowed("Observers read here; the cities of the network write.")
    for thing in OF_AUDIENCE.values():
        assert refusal
        refusal = await why_not(work, network_id, thing, Right.POST, refusal)
        if refusal is None:
            break
    return refusal


async def why_not_change(work: Work, post: Post, thread: Thread) -> HubError | None:
    """What keeps the viewer from editing or removing that post, or None."""
    if post.author_id != work.viewer.person_id:
        return NotAllowed("Only its author may change a post.")
    if post.is_removed:
        return NotAllowed("This post has been removed.")
    return await why_not_post(work, thread)


async def why_not_hide(work: Work, post: Post, thread: Thread) -> HubError | None:
    """What keeps the viewer from hiding somebody's post, or None."""
    if post.is_removed:
        return NotAllowed("This post has been removed.")
    return await _unless_moderating(work, thread.network_id, OF_AUDIENCE[thread.audience])


async def why_not_resolve(work: Work, network_id: UUID) -> HubError | None:
    """What keeps the viewer from answering reports there, or None."""
    return await _unless_moderating(work, network_id, Thing.MEMBERS_BOARD)


async def _unless_moderating(work: Work, network_id: UUID, thing: Thing) -> HubError | None:
    """Whatever the network's state: also in a closed one somebody may have to take away what hurts a person."""
    if having(await _held(work, network_id), thing, Right.MODERATE):
        return None
    return NotAllowed("Only those who moderate this network may do that.")


def why_not_report(work: Work, post: Post) -> HubError | None:
    """What keeps the viewer from reporting a post they see, or None."""
    if post.author_id == work.viewer.person_id:
        return NotAllowed("This is your own post; you can change or remove it.")
    return NotAllowed("This post has been removed.") if post.is_removed else None


def why_not_claim(work: Work, post: Post, author: Person) -> HubError | None:
    """What keeps the viewer from saying that an imported post is theirs, or None."""
    if author.import_key is None or author.erased_at:
        return NotAllowed("This post was not imported; its author is known.")
    return why_not_report(work, post)


def why_not_confirm(work: Work, report: Report) -> HubError | None:
    """What keeps who moderates from confirming such a claim, or None."""
    if not report.is_claim:
        return NotAllowed("Nobody claims this post.")
    if report.reporter_id == work.viewer.person_id:
        return NotAllowed("Somebody else has to confirm that these posts are yours.")
    return None


async def why_not_react(work: Work, post: Post, thread: Thread) -> HubError | None:
    """What keeps the viewer from saying something of a post without a word, or None."""
    if post.is_removed:
        return NotAllowed("This post has been removed.")
    return await why_not_post(work, thread)


async def why_not_moderate(work: Work, where: Discussed) -> HubError | None:
    refusal = NotAllowed("Only those who moderate this network may do that.")
    return await why_not(work, where.network_id, OF_AUDIENCE[where.audience], Right.MODERATE, refusal)


async def why_not_coordinate(work: Work, network_id: UUID) -> HubError | None:
    refusal = NotAllowed("Only those who coordinate this network may do that.")
    return await why_not(work, network_id, Thing.NETWORK, Right.COORDINATE, refusal)


async def why_not_read_log(work: Work, network_id: UUID) -> HubError | None:
    refusal = NotAllowed("The log is for member cities and those who moderate or coordinate.")
    return await why_not(work, network_id, Thing.LOG, Right.SEE, refusal)


async def why_not_list_cities(work: Work) -> HubError | None:
    """What keeps the viewer from saying which cities belong to the association: whoever coordinates a network may."""
    if having(await standings(work), Thing.NETWORK, Right.COORDINATE):
        return None
    return NotAllowed("Only those who coordinate networks may do that.")


async def acting_seat(work: Work, where: Discussed, seat_id: str | None) -> UUID | None:
    """The seat one writes for there: the only one, or the chosen one; none for who has no seat.

    Raises Invalid when there are several to choose from, or when the chosen one is not among them.
    """
    seats = await _seats(work, where)
    if seat_id is not None:
        chosen = ids.decode(seat_id)
        if chosen is None or chosen[0] != Seat.prefix or chosen[1] not in seats:
            raise Invalid("seatId", "You do not represent that city here.")
        return chosen[1]
    if len(seats) > 1:
        raise Invalid("seatId", "Choose the city you write for.")
    return next(iter(seats), None)


async def acts_for_a_city(work: Work, where: Discussed) -> bool:
    return bool(await _seats(work, where))


async def _seats(work: Work, where: Discussed) -> set[UUID | None]:
    """The seats the viewer may write for there."""
    held = having(await _held(work, where.network_id), OF_AUDIENCE[where.audience], Right.POST)
    return {standing.seat_id for standing in held if standing.is_representative}


async def _held(work: Work, network_id: UUID) -> list[Standing]:
    return [standing for standing in await standings(work) if standing.network_id == network_id]
