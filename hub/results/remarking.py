"""Remarks on a version, what the authors answer, and whether the next version meets them.

The remark of a ballot becomes one of these when the poll is over: before that it would tell how a city voted.
"""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from sqlalchemy import Select, func, select

from hub import events, notices, permissions, text
from hub.counting.consent import AGAINST
from hub.database import Work, transaction
from hub.errors import Invalid, NotAllowed, NotFound
from hub.models import (
    Ballot,
    Elector,
    EventKind,
    NoticeKind,
    Poll,
    Remark,
    RemarkAnswer,
    Result,
    ResultVersion,
    Stance,
    Standing,
)
from hub.results.comparing import paragraphs

LIMIT = 5_000


@transaction
async def remark(
    work: Work, version_id: str, body: str, paragraph: int | None = None, seat_id: str | None = None
) -> Remark:
    """A remark on a paragraph of a version, or on the whole, for the viewer's city if they represent one."""
    author = permissions.signed_in(work)
    version = await permissions.find(work, ResultVersion, version_id)
    result = await _result(work, version.result_id)
    permissions.require(await permissions.why_not_remark(work, result))
    if version.number != result.number:
        raise NotAllowed("Remarks are made on the newest version.")
    if paragraph is not None and not 1 <= paragraph <= len(paragraphs(version.body)):
        raise Invalid("paragraph", "There is no such paragraph in this version.")
    said = text.body("body", body, LIMIT)
    seat = await permissions.opining_seat(work, result.network_id, seat_id)
    made = _remark(work, result, version.id, author, said, paragraph=paragraph, seat_id=seat)
    return await _add(work, made)


@transaction
async def answer(work: Work, remark_id: str, answer: RemarkAnswer, reply: str) -> Remark:
    """What the authors do about it, and why. Its city is told, also by mail."""
    replier = permissions.signed_in(work)
    remark, result = await _held(work, remark_id)
    permissions.require(await permissions.why_not_answer_remark(work, result))
    remark.answer, remark.reply = answer, text.body("reply", reply, LIMIT)
    remark.answered_at, remark.answered_by_id = work.at, replier
    events.record(work, EventKind.REMARK_CHANGED, remark, remark)
    told = dict.fromkeys(await concerned(work, [remark]), NoticeKind.REMARK_ANSWERED)
    told.pop(replier, None)
    await notices.tell_again(work, told, remark.network_id, None, remark.id)
    return remark


@transaction
async def settle(work: Work, remark_id: str, stance: Stance) -> Remark:
    """Whether the newer version meets it: then it is withdrawn, else maintained."""
    settler = permissions.signed_in(work)
    remark, _ = await _held(work, remark_id)
    permissions.require(await permissions.why_not_settle_remark(work, remark))
    remark.stance, remark.stance_at, remark.stance_by_id = stance, work.at, settler
    events.record(work, EventKind.REMARK_CHANGED, remark, remark)
    return remark


async def take_remarks(work: Work) -> None:
    """What follows from the end of a poll on a version: the remarks of its named ballots are to be answered."""
    for poll_id in {news.subject_id for news in work.news if news.kind is EventKind.POLL_CLOSED}:
        poll = await work.get(Poll, poll_id)
        if poll and poll.version_id and not poll.is_secret:
            await _take(work, poll, poll.version_id)


async def unanswered(work: Work, result_ids: Sequence[UUID]) -> Select[UUID, int]:
    """How many remarks that the viewer sees wait for the authors' answer."""
    waiting = (await permissions.visible(work, Remark)).where(Remark.result_id.in_(result_ids), Remark.answer.is_(None))
    return waiting.with_only_columns(Remark.result_id, func.count()).group_by(Remark.result_id)


async def concerned(work: Work, remarks: Iterable[Remark]) -> set[UUID]:
    """Who speaks today for the cities that made them, and who made one for no city."""
    made = list(remarks)
    seats = {it.seat_id for it in made if it.seat_id}
    sitting = select(Standing.person_id).where(Standing.seat_id.in_(seats), Standing.until.is_(None))
    return {it.author_id for it in made if it.seat_id is None} | set(await work.rows(sitting))


async def _take(work: Work, poll: Poll, version_id: UUID) -> None:
    version = await work.get(ResultVersion, version_id)
    assert version, "a poll on a version has one"
    result = await _result(work, version.result_id)
    written = select(Ballot, Elector).join(Elector, Elector.id == Ballot.elector_id)
    found = await work.execute(written.where(Ballot.poll_id == poll.id, Ballot.remark != "").order_by(Ballot.cast_at))
    for ballot, elector in found.all():
        made = _remark(work, result, version_id, ballot.cast_by_id, ballot.remark, seat_id=elector.seat_id)
        made.audience, made.ballot_id, made.is_objection = poll.audience, ballot.id, AGAINST in _marks(ballot)
        await _add(work, made)


def _marks(ballot: Ballot) -> Collection[str]:
    marks: Collection[str] = ballot.said.get("marks", {})
    return marks


def _remark(
    work: Work,
    result: Result,
    version_id: UUID,
    author_id: UUID,
    body: str,
    paragraph: int | None = None,
    seat_id: UUID | None = None,
) -> Remark:
    return Remark(
        network_id=result.network_id,
        result_id=result.id,
        version_id=version_id,
        audience=result.audience,
        paragraph=paragraph,
        body=body,
        author_id=author_id,
        seat_id=seat_id,
        created_at=work.at,
    )


async def _add(work: Work, made: Remark) -> Remark:
    added = await work.add(made)
    events.record(work, EventKind.REMARK_ADDED, added, added)
    return added


async def _held(work: Work, remark_id: str) -> tuple[Remark, Result]:
    remark = await work.held(Remark, (await permissions.find(work, Remark, remark_id)).id)
    if remark is None:
        raise NotFound()
    return remark, await _result(work, remark.result_id)


async def _result(work: Work, id: UUID) -> Result:
    result = await work.get(Result, id)
    assert result, "what belongs to a result is not without it"
    return result
