"""What puts a version before the cities: it stays as it is from then on, and the one before is history."""

from sqlalchemy import Select, or_, select

from hub import acts, events, notices, permissions
from hub.database import Work, transaction
from hub.errors import NotAllowed
from hub.models import ActKind, EventKind, NoticeKind, Poll, Remark, Result, ResultVersion, Stance
from hub.results.holding import held, newest
from hub.results.releasing import climb
from hub.results.remarking import concerned
from hub.results.writing import Draft, new_version


@transaction
async def issue(work: Work, result_id: str) -> Result:
    """Puts the draft before the member cities, and before all it is released to; asks who remarked on older ones."""
    result = await held(work, result_id)
    permissions.require(await permissions.why_not_issue(work, result))
    await _check_votes(work, result)
    version = await newest(work, result)
    if version.issued_at:
        raise NotAllowed("There is no draft to issue; write the next version first.")
    await _issue(work, result, version, EventKind.VERSION_ISSUED)
    await acts.note(work, ActKind.VERSION_ISSUED, result.network_id, result)
    return result


@transaction
async def correct(work: Work, result_id: str, draft: Draft, reason: str) -> Result:
    """A newer version of what was adopted, at once before all who see it."""
    result = await held(work, result_id)
    permissions.require(await permissions.why_not_correct(work, result))
    version = await newest(work, result)
    corrected = await new_version(work, result, version.number + 1, draft)
    result.adopted_number = corrected.number
    await _issue(work, result, corrected, EventKind.RESULT_CORRECTED)
    await acts.note(work, ActKind.RESULT_CORRECTED, result.network_id, result, reason)
    return result


async def _issue(work: Work, result: Result, version: ResultVersion, kind: EventKind) -> None:
    for older in await work.rows(_issued(result)):
        older.superseded_at = older.superseded_at or work.at
    version.issued_at = work.at
    result.number, result.title = version.number, version.title
    if result.members_at is None or result.members_at > work.at:
        result.members_at = work.at
    await work.session.flush()
    events.record_result(work, kind, result)
    await climb(work, result)
    if version.number > 1:
        await _ask_again(work, result, version)


async def _ask_again(work: Work, result: Result, version: ResultVersion) -> None:
    """Those whose remarks still stand: does the new version meet them?"""
    standing = or_(Remark.stance.is_(None), Remark.stance != Stance.WITHDRAWN)
    remarks = await work.rows(select(Remark).where(Remark.result_id == result.id, standing))
    for remark in remarks:
        remark.asked_by_id, remark.stance, remark.stance_at, remark.stance_by_id = version.id, None, None, None
    people = await permissions.who_is_inside(work, result, await concerned(work, remarks))
    told = dict.fromkeys(people, NoticeKind.VERSION_ISSUED)
    await notices.tell_people(work, told, result.network_id, None, version.id, by_mail=False)


async def _check_votes(work: Work, result: Result) -> None:
    versions = select(ResultVersion.id).where(ResultVersion.result_id == result.id)
    is_open = (Poll.version_id.in_(versions), Poll.opened_at.is_not(None), Poll.closed_at.is_(None))
    if await work.row(select(Poll.id).where(*is_open)):
        raise NotAllowed("The vote on this version is still open.")


def _issued(result: Result) -> Select[ResultVersion]:
    return select(ResultVersion).where(ResultVersion.result_id == result.id, ResultVersion.issued_at.is_not(None))
