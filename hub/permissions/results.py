"""What one may do with results and the remarks on them, and if not, why."""

from uuid import UUID

from sqlalchemy import select

from hub import ids
from hub.database import Work
from hub.errors import HubError, Invalid, NotAllowed
from hub.models import Poll, Remark, Result, ResultCity, ResultKind, ResultState, ResultVersion, Seat
from hub.permissions.acting import why_not, why_not_coordinate
from hub.permissions.held import having
from hub.permissions.ladder import author_seats, writes
from hub.permissions.seeing import standings
from hub.permissions.table import Right, Thing

_MODERATE = "Only those who moderate this network may do that."
_IS_WITHDRAWN = "This result has been withdrawn."


async def why_not_write_results(work: Work, network_id: UUID) -> HubError | None:
    """What keeps the viewer from starting a result there, or None: member cities may, and who looks after it."""
    refusal = NotAllowed("Results are written by the member cities of a network.")
    if await why_not(work, network_id, Thing.DRAFT_RESULT, Right.DECIDE, refusal) is None:
        return None
    return await _why_not_look_after(work, network_id, refusal)


async def why_not_edit_result(work: Work, result: Result) -> HubError | None:
    """What keeps the viewer from writing its next version, or None; once adopted it is corrected by who coordinates."""
    if result.withdrawn_at:
        return NotAllowed(_IS_WITHDRAWN)
    if result.adopted_at and result.kind is not ResultKind.RULES:
        return NotAllowed("This result has been adopted; whoever coordinates the network can correct it.")
    return await _why_not_author(work, result)


async def why_not_issue(work: Work, result: Result) -> HubError | None:
    if result.withdrawn_at:
        return NotAllowed(_IS_WITHDRAWN)
    return await _why_not_look_after(work, result.network_id, NotAllowed(_MODERATE))


async def why_not_release(work: Work, result: Result) -> HubError | None:
    """What keeps the viewer from saying who sees it when, or None."""
    return NotAllowed(_IS_WITHDRAWN) if result.withdrawn_at else await why_not_coordinate(work, result.network_id)


async def why_not_adopt(work: Work, result: Result) -> HubError | None:
    """What keeps the viewer from noting that the network adopts its newest version, or None."""
    if refusal := await why_not_issue(work, result):
        return refusal
    if not result.number:
        return NotAllowed("It has no version yet that was issued.")
    if result.adopted_number == result.number:
        return NotAllowed("This version has been adopted.")
    return await _why_not_agreed(work, result)


async def why_not_correct(work: Work, result: Result) -> HubError | None:
    if not result.adopted_at or result.kind is ResultKind.RULES:
        return NotAllowed("What has not been adopted is not corrected but written on.")
    return await why_not_release(work, result)


async def why_not_withdraw_result(work: Work, result: Result) -> HubError | None:
    return await why_not_release(work, result)


async def why_not_remark(work: Work, result: Result) -> HubError | None:
    if result.state is not ResultState.UNDER_OPINION and not (result.kind is ResultKind.RULES and result.number):
        return NotAllowed("Remarks are made while a result is under opinion.")
    refusal = NotAllowed("Remarks are made by the cities of the network, members and observers.")
    return await why_not(work, result.network_id, Thing.DRAFT_RESULT, Right.OPINE, refusal)


async def why_not_answer_remark(work: Work, result: Result) -> HubError | None:
    return NotAllowed(_IS_WITHDRAWN) if result.withdrawn_at else await _why_not_author(work, result)


async def why_not_settle_remark(work: Work, remark: Remark) -> HubError | None:
    """What keeps the viewer from withdrawing or maintaining it, or None: its city does, or its author who has none."""
    seats = {standing.seat_id for standing in await standings(work)} - {None}
    is_theirs = remark.seat_id in seats if remark.seat_id else remark.author_id == work.viewer.person_id
    if not is_theirs:
        return NotAllowed("A remark is withdrawn or maintained by those who made it.")
    if remark.asked_by_id is None:
        return NotAllowed("One is asked about a remark when the next version comes.")
    refusal = NotAllowed("Remarks are made by the cities of the network, members and observers.")
    return await why_not(work, remark.network_id, Thing.DRAFT_RESULT, Right.OPINE, refusal)


async def why_not_accept(work: Work, result: Result, version: ResultVersion) -> HubError | None:
    if result.kind is not ResultKind.RULES or result.adopted_number != version.number or result.withdrawn_at:
        return NotAllowed("Only the rules of cooperation that the network has adopted are accepted.")
    refusal = NotAllowed("The rules are accepted by those who take part in the network.")
    return await why_not(work, result.network_id, Thing.RULES, Right.SEE, refusal)


async def author_seat(work: Work, network_id: UUID, seat_id: str | None) -> UUID | None:
    """The seat the viewer writes results for there; none for who has none. Raises Invalid when that is not clear."""
    return _chosen(author_seats([it for it in await standings(work) if it.network_id == network_id]), seat_id)


async def opining_seat(work: Work, network_id: UUID, seat_id: str | None) -> UUID | None:
    """The seat the viewer remarks for there; none for who has none. Raises Invalid when that is not clear."""
    held = [it for it in await standings(work) if it.network_id == network_id]
    return _chosen({it.seat_id for it in having(held, Thing.DRAFT_RESULT, Right.OPINE) if it.seat_id}, seat_id)


def _chosen(seats: set[UUID], seat_id: str | None) -> UUID | None:
    if seat_id is not None:
        chosen = ids.decode(seat_id)
        if chosen is None or chosen[0] != Seat.prefix or chosen[1] not in seats:
            raise Invalid("seatId", "You do not represent that city here.")
        return chosen[1]
    if len(seats) > 1:
        raise Invalid("seatId", "Choose the city you write for.")
    return next(iter(seats), None)


async def _why_not_author(work: Work, result: Result) -> HubError | None:
    seats = await work.rows(select(ResultCity.seat_id).where(ResultCity.result_id == result.id))
    held = [it for it in await standings(work) if it.network_id == result.network_id]
    if not any(writes(standing, seats) for standing in held):
        return NotAllowed("Only its authors may do that, and those who moderate the network.")
    return await why_not_write_results(work, result.network_id)


async def _why_not_look_after(work: Work, network_id: UUID, refusal: HubError) -> HubError | None:
    if await why_not(work, network_id, Thing.DRAFT_RESULT, Right.MODERATE, refusal) is None:
        return None
    return await why_not(work, network_id, Thing.DRAFT_RESULT, Right.COORDINATE, refusal)


async def _why_not_agreed(work: Work, result: Result) -> HubError | None:
    """The newest vote on the version has to be over, and passed where something was decided; of rules there is one."""
    of_version = select(ResultVersion.id).where(
        ResultVersion.result_id == result.id, ResultVersion.number == result.number
    )
    poll = await work.row(
        select(Poll)
        .where(Poll.version_id.in_(of_version), Poll.opened_at.is_not(None))
        .order_by(Poll.opened_at.desc(), Poll.id.desc())
    )
    if poll and poll.closed_at is None:
        return NotAllowed("The vote on this version is still open.")
    if (poll and poll.passed is False) or (result.kind is ResultKind.RULES and not (poll and poll.passed)):
        return NotAllowed("The member cities have not consented to this version.")
    return None
