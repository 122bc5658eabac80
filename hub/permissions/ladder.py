"""The release ladder: who sees results, their versions and the remarks on them. Every route reads by these rules."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, or_, select

from hub.database import Work
from hub.models import (
    Audience,
    City,
    Remark,
    Result,
    ResultCity,
    ResultKind,
    ResultVersion,
    Rung,
    Scope,
    Seat,
    Standing,
)
from hub.permissions.held import having, looking_after, seeing
from hub.permissions.table import MAY, Right, Thing


def results_seen(work: Work, held: Sequence[Standing]) -> ColumnElement[bool]:
    held = _opening(held)
    return or_(_written(held), _inside(held), _outside(held))


def versions_seen(work: Work, held: Sequence[Standing]) -> ColumnElement[bool]:
    """Those issued; of what was adopted, and outside the network, no older ones and none of a withdrawn result."""
    held = _opening(held)
    is_issued = ResultVersion.issued_at.is_not(None)
    is_adopted = ResultVersion.number >= func.coalesce(Result.adopted_number, 1)
    outside = and_(is_issued, is_adopted, Result.withdrawn_at.is_(None), _outside(held))
    seen = or_(_written(held), and_(is_issued, _inside(held), _are_no_rules_to_come(held)), outside)
    return select(Result.id).where(Result.id == ResultVersion.result_id, seen).correlate(ResultVersion).exists()


def remarks_seen(work: Work, held: Sequence[Standing]) -> ColumnElement[bool]:
    """They stay with those for whom they were written, all of them in the network."""
    held = _opening(held)
    for_observers = and_(Remark.audience == Audience.OPEN, Remark.network_id.in_(seeing(held, Thing.DRAFT_RESULT)))
    readable = or_(_written(held), _inside(held))
    return and_(
        or_(Remark.network_id.in_(_networks_inside(held)), for_observers),
        select(Result.id).where(Result.id == Remark.result_id, readable).correlate(Remark).exists(),
    )


def is_released_to(result: Result, standing: Standing) -> bool:
    """Within the network."""
    if standing.kind in MAY[Thing.MEMBERS_BOARD, Right.SEE]:
        return result.rung is not Rung.AUTHORS
    return standing.kind in MAY[Thing.DRAFT_RESULT, Right.SEE] and result.audience is Audience.OPEN


def writes(standing: Standing, seats: Collection[UUID]) -> bool:
    """Whether who stands so is an author of what these seats write, or looks after it."""
    return bool(looking_after([standing], Thing.DRAFT_RESULT)) or standing.seat_id in author_seats([standing]) & set(
        seats
    )


def author_seats(held: Sequence[Standing]) -> set[UUID]:
    """The seats for which the standings may write results: those of member cities."""
    return {it.seat_id for it in having(held, Thing.DRAFT_RESULT, Right.DECIDE) if it.seat_id}


def _written(held: Sequence[Standing]) -> ColumnElement[bool]:
    """Of results: those whose drafts can be seen."""
    by_city = select(ResultCity.result_id).where(ResultCity.seat_id.in_(author_seats(held)))
    return or_(Result.network_id.in_(looking_after(held, Thing.DRAFT_RESULT)), Result.id.in_(by_city))


def _inside(held: Sequence[Standing]) -> ColumnElement[bool]:
    """Of results: those released to what one is in their network."""
    return or_(
        and_(_reached(Rung.MEMBERS), Result.network_id.in_(_networks_inside(held))),
        and_(_reached(Rung.OBSERVERS), Result.network_id.in_(seeing(held, Thing.DRAFT_RESULT))),
    )


def _are_no_rules_to_come(held: Sequence[Standing]) -> ColumnElement[bool]:
    """Of versions: observers see of the rules of cooperation those adopted."""
    return or_(
        Result.kind != ResultKind.RULES,
        ResultVersion.number <= func.coalesce(Result.adopted_number, 0),
        Result.network_id.in_(_networks_inside(held)),
    )


def _outside(held: Sequence[Standing]) -> ColumnElement[bool]:
    """Of results: those released to all cities of the association, if theirs is one, and to everybody; for programs of
    a network what it has adopted."""
    seats = {standing.seat_id for standing in held if standing.seat_id}
    of_zmp = select(City.id).join(Seat, Seat.city_id == City.id).where(Seat.id.in_(seats), City.is_zmp_member)
    to_zmp = and_(_reached(Rung.ZMP), of_zmp.correlate(None).exists()) if seats else false()
    programs = seeing(held, Thing.ADOPTED_RESULT) - seeing(held, Thing.DRAFT_RESULT)
    adopted = and_(_reached(Rung.MEMBERS), Result.adopted_at.is_not(None), Result.network_id.in_(programs))
    return or_(to_zmp, _reached(Rung.PUBLIC), adopted)


def _networks_inside(held: Sequence[Standing]) -> set[UUID]:
    """Where one sees what is for members, and no program does."""
    return seeing(held, Thing.MEMBERS_BOARD) & seeing(held, Thing.DRAFT_RESULT)


def _opening(held: Sequence[Standing]) -> list[Standing]:
    """Those that open results, of which the table speaks by the boards of the same audience."""
    return [standing.narrowed(Scope) for standing in held if standing.opens(Scope.RESULTS)]


def _reached(rung: Rung) -> ColumnElement[bool]:
    return Result.rung.in_(rung.and_above)
