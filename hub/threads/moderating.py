"""What moderators do. Each act is a line of the network's log, with the reason if they gave one."""

from collections.abc import Sequence

from hub import acts, events, permissions, text
from hub.database import Work, transaction
from hub.errors import Invalid
from hub.models import ActKind, Audience, Board, EventKind, Post, ReportOutcome, Thread
from hub.threads.holding import held, held_post
from hub.threads.removing import take_away
from hub.threads.writing import start

REASON = 500


@transaction
async def hide_post(work: Work, post_id: str, reason: str) -> Post:
    """Takes away somebody's text for good; the reason stays in its place."""
    post, thread = await held_post(work, post_id)
    permissions.require(await permissions.why_not_hide(work, post, thread))
    why = text.line("reason", reason, REASON)
    await acts.note(work, ActKind.POST_HIDDEN, thread.network_id, post, why)
    return await take_away(work, post, thread, why, ReportOutcome.HIDDEN)


@transaction
async def announce(
    work: Work, board_id: str, title: str, body: str, seat_id: str | None = None, file_ids: Sequence[str] = ()
) -> Thread:
    """Starts a thread that reaches everybody who sees it at once."""
    permissions.require(await permissions.why_not_moderate(work, await permissions.find(work, Board, board_id)))
    thread = await start(work, board_id, title, body, seat_id, file_ids=file_ids)
    thread.is_announcement = True
    return thread


@transaction
async def pin(work: Work, thread_id: str, reason: str | None = None) -> Thread:
    """Puts a thread first on its board."""
    thread = await _moderated(work, thread_id)
    if not thread.is_pinned:
        thread.is_pinned = True
        await _note(work, ActKind.THREAD_PINNED, thread, reason)
    return thread


@transaction
async def unpin(work: Work, thread_id: str, reason: str | None = None) -> Thread:
    thread = await _moderated(work, thread_id)
    if thread.is_pinned:
        thread.is_pinned = False
        await _note(work, ActKind.THREAD_UNPINNED, thread, reason)
    return thread


@transaction
async def close(work: Work, thread_id: str, reason: str | None = None) -> Thread:
    """Ends a thread: it can be read, but nobody replies."""
    thread = await _moderated(work, thread_id)
    if thread.closed_at is None:
        thread.closed_at = work.at
        await _note(work, ActKind.THREAD_CLOSED, thread, reason)
    return thread


@transaction
async def reopen(work: Work, thread_id: str, reason: str | None = None) -> Thread:
    thread = await _moderated(work, thread_id)
    if thread.closed_at is not None:
        thread.closed_at = None
        await _note(work, ActKind.THREAD_REOPENED, thread, reason)
    return thread


@transaction
async def move(work: Work, thread_id: str, board_id: str, reason: str | None = None) -> Thread:
    """Puts a thread on another board of its network, whose audience it takes: see `set_audience`."""
    thread = await _moderated(work, thread_id)
    board = await permissions.find(work, Board, board_id)
    if board.network_id != thread.network_id:
        raise Invalid("boardId", "Choose a board of the same network.")
    if board.id != thread.board_id:
        thread.board_id, thread.is_pinned = board.id, False
        if board.audience is thread.audience:
            events.record(work, EventKind.THREAD_CHANGED, thread, thread)
        else:
            _give_audience(work, thread, board.audience)
        await acts.note(work, ActKind.THREAD_MOVED, thread.network_id, thread, _why(reason))
    return thread


@transaction
async def set_audience(work: Work, thread_id: str, audience: Audience, reason: str | None = None) -> Thread:
    """Opens a thread to observers, or closes it to them.

    What was written while it was not open to them stays with those it was written for.
    """
    thread = await _moderated(work, thread_id)
    if thread.audience is not audience:
        _give_audience(work, thread, audience)
        await acts.note(work, ActKind.THREAD_AUDIENCE_CHANGED, thread.network_id, thread, _why(reason))
    return thread


async def _moderated(work: Work, thread_id: str) -> Thread:
    thread = await held(work, thread_id)
    permissions.require(await permissions.why_not_moderate(work, thread))
    return thread


async def _note(work: Work, kind: ActKind, thread: Thread, reason: str | None) -> None:
    events.record(work, EventKind.THREAD_CHANGED, thread, thread)
    await acts.note(work, kind, thread.network_id, thread, _why(reason))


def _give_audience(work: Work, thread: Thread, audience: Audience) -> None:
    """The time of the newest post before an opening is not for observers, so an opened thread is as new as today."""
    was_open, is_open = thread.audience is not Audience.MEMBERS, audience is not Audience.MEMBERS
    thread.audience = audience
    if is_open and not was_open:
        thread.renew(work.at)
    events.record_audience(work, thread, was_open=was_open, is_open=is_open)


def _why(reason: str | None) -> str:
    return text.optional("reason", reason, REASON)
