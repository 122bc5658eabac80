"""What the authors of a result do: begin it, and write the version to come, which nobody else sees."""

from collections.abc import Sequence
from dataclasses import dataclass

from hub import events, files, permissions, text
from hub.database import Work, transaction
from hub.errors import Conflict, NotAllowed
from hub.models import FileOwner, Network, Result, ResultKind, ResultVersion
from hub.results.holding import held, newest
from hub.results.origins import set_authors, set_origins

SUMMARY_LIMIT, CHANGES_LIMIT = 1_000, 2_000


@dataclass(frozen=True, slots=True)
class Draft:
    """What its authors say of a version, and of the result with it."""

    title: str
    body: str
    kind: ResultKind = ResultKind.RECOMMENDATION
    summary: str = ""
    changes: str = ""
    seat_ids: Sequence[str] = ()
    thread_ids: Sequence[str] = ()
    topic_ids: Sequence[str] = ()
    file_ids: Sequence[str] = ()
    base: str | None = None
    """The revision of the text it was written on; none writes over whatever is there."""


@transaction
async def start(work: Work, network_id: str, draft: Draft, seat_id: str | None = None) -> Result:
    """A new result with its first draft; the city it is written for is among its authors."""
    author = permissions.signed_in(work)
    network = await permissions.find(work, Network, network_id)
    permissions.require(await permissions.why_not_write_results(work, network.id))
    own = await permissions.author_seat(work, network.id, seat_id)
    title = text.line("title", draft.title)
    row = Result(network_id=network.id, kind=draft.kind, title=title, author_id=author, created_at=work.at)
    result = await work.add(row)
    await set_authors(work, result, draft.seat_ids, own)
    await set_origins(work, result, draft.thread_ids, draft.topic_ids)
    await new_version(work, result, 1, draft)
    await tell_authors(work, result)
    return result


@transaction
async def edit(work: Work, result_id: str, draft: Draft) -> Result:
    """Writes the version to come, and begins it when the last one was issued."""
    result = await held(work, result_id)
    permissions.require(await permissions.why_not_edit_result(work, result))
    version = await newest(work, result)
    if draft.base not in (None, version.revision):
        raise Conflict("Somebody else has saved this draft meanwhile; look at both texts, then save again.")
    own = await permissions.author_seat(work, result.network_id, None) if not draft.seat_ids else None
    await set_authors(work, result, draft.seat_ids, own)
    await set_origins(work, result, draft.thread_ids, draft.topic_ids)
    if version.issued_at:
        await new_version(work, result, version.number + 1, draft)
    else:
        await _write(work, result, version, draft)
    if not result.number:
        result.title, result.kind = text.line("title", draft.title), draft.kind
    await tell_authors(work, result)
    return result


@transaction
async def discard(work: Work, result_id: str) -> Result:
    """Throws the version to come away; the last one that was issued stays as it is."""
    result = await held(work, result_id)
    permissions.require(await permissions.why_not_edit_result(work, result))
    version = await newest(work, result)
    if version.issued_at or version.number == 1:
        raise NotAllowed("There is no draft of a next version to throw away.")
    await files.let_go(work, FileOwner.VERSION, {version.id})
    await work.session.delete(version)
    await tell_authors(work, result)
    return result


async def new_version(work: Work, result: Result, number: int, draft: Draft) -> ResultVersion:
    author = permissions.signed_in(work)
    row = ResultVersion(result_id=result.id, number=number, title="", body="", author_id=author, created_at=work.at)
    _say(row, draft)
    version = await work.add(row)
    await files.attach(work, FileOwner.VERSION, version.id, result.network_id, draft.file_ids)
    return version


async def tell_authors(work: Work, result: Result) -> None:
    events.record_draft(work, result, await permissions.who_writes(work, result))


async def _write(work: Work, result: Result, version: ResultVersion, draft: Draft) -> None:
    _say(version, draft)
    version.edited_at = work.at
    await files.attach(work, FileOwner.VERSION, version.id, result.network_id, draft.file_ids)


def _say(version: ResultVersion, draft: Draft) -> None:
    version.title = text.line("title", draft.title)
    version.body = text.body("body", draft.body)
    version.summary = text.optional_body("summary", draft.summary, SUMMARY_LIMIT)
    version.changes = text.optional_body("changes", draft.changes, CHANGES_LIMIT)
