"""Who sees a result from when, that the network adopts it, and that it is withdrawn."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select

from hub import acts, events, notices, permissions, text
from hub.database import Work, transaction
from hub.errors import Invalid
from hub.models import (
    ActKind,
    EventKind,
    NoticeKind,
    Result,
    ResultKind,
    Rung,
    Standing,
)
from hub.results.holding import held

_FIELDS = {rung: f"{rung.value}At" for rung in Rung.MEMBERS.and_above}
_LONGEST = timedelta(days=3 * 366)
Dates = Mapping[Rung, datetime | None]


@transaction
async def release(work: Work, result_id: str, dates: Dates) -> Result:
    """Says when each rung is reached; one whose time has come is reached at once, and none is ever taken back."""
    result = await held(work, result_id)
    permissions.require(await permissions.why_not_release(work, result))
    planned = {rung: max(at, work.at) if (at := dates.get(rung)) else None for rung in _FIELDS}
    for rung, at in result.dates.items():
        if result.rung in rung.and_above:
            planned[rung] = at
    _check(work, result, planned)
    result.members_at, result.observers_at, result.zmp_at, result.public_at = planned.values()
    await acts.note(work, ActKind.RESULT_RELEASED, result.network_id, result)
    events.record_result(work, EventKind.RESULT_CHANGED, result)
    await climb(work, result)
    return result


@transaction
async def adopt(work: Work, result_id: str) -> Result:
    """Notes that the network adopts the newest version. Rules of cooperation are from then on for observers too."""
    result = await held(work, result_id)
    permissions.require(await permissions.why_not_adopt(work, result))
    result.adopted_at, result.adopted_number = work.at, result.number
    if result.kind is ResultKind.RULES:
        result.observers_at = min(result.observers_at or work.at, work.at)
    events.record_result(work, EventKind.RESULT_CHANGED, result)
    await acts.note(work, ActKind.RESULT_ADOPTED, result.network_id, result)
    await climb(work, result)
    return result


@transaction
async def withdraw(work: Work, result_id: str, reason: str) -> Result:
    """Takes it back: that it was there stays known, its text is shown in its network only."""
    result = await held(work, result_id)
    permissions.require(await permissions.why_not_withdraw_result(work, result))
    result.withdrawn_at, result.withdrawal_reason = work.at, text.line("reason", reason, 500)
    events.record_result(work, EventKind.RESULT_WITHDRAWN, result)
    await acts.note(work, ActKind.RESULT_WITHDRAWN, result.network_id, result, result.withdrawal_reason)
    return result


@transaction
async def do_due(work: Work) -> None:
    """Releases what it is time for."""
    due = or_(
        *(
            (Result.rung == below) & (at <= work.at)
            for below, at in (
                (Rung.MEMBERS, Result.observers_at),
                (Rung.OBSERVERS, Result.zmp_at),
                (Rung.ZMP, Result.public_at),
            )
        )
    )
    waiting = select(Result).where(due, Result.withdrawn_at.is_(None)).order_by(Result.id).with_for_update()
    for result in await work.rows(waiting):
        await climb(work, result)


async def climb(work: Work, result: Result) -> None:
    """Reaches each rung whose time has come. Those who see it from then on are told."""
    for rung in Rung.MEMBERS.and_above:
        at = result.dates[rung]
        if result.rung in rung.and_above:
            continue
        if at is None or at > work.at or not result.number:
            break
        before = await _inside(work, result) if rung is Rung.OBSERVERS else None
        result.rung = rung
        kind = EventKind.RESULT_PUBLISHED if rung is Rung.PUBLIC else EventKind.RESULT_RELEASED
        events.record_result(work, kind, result)
        if before is not None:
            fresh = dict.fromkeys(await _inside(work, result) - before, NoticeKind.RESULT_RELEASED)
            await notices.tell_people(work, fresh, result.network_id, None, result.id, by_mail=False)


async def _inside(work: Work, result: Result) -> set[UUID]:
    """Who sees it in its network."""
    here = (Standing.network_id == result.network_id, Standing.until.is_(None))
    return await permissions.who_is_inside(work, result, await work.rows(select(Standing.person_id).where(*here)))


def _check(work: Work, result: Result, planned: Dates) -> None:
    before: datetime | None = None
    is_open = True
    for rung, at in planned.items():
        if result.rung in rung.and_above:
            continue
        if at is None:
            is_open = False
            continue
        field = _FIELDS[rung]
        if not is_open or (before and at < before):
            raise Invalid(field, "First come the members, then observers, the cities of ZMP, everybody.")
        if at > work.at + _LONGEST:
            raise Invalid(field, "Choose a time within three years.")
        if rung in Rung.ZMP.and_above and result.kind is ResultKind.RULES:
            raise Invalid(field, "Rules of cooperation stay within the network.")
        if rung is Rung.PUBLIC and result.adopted_at is None:
            raise Invalid(field, "Only what the network has adopted is published.")
        before = at
