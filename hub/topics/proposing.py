"""What brings topics to a board, and changes their words."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from hub import acts, events, permissions, text
from hub.database import Work, transaction
from hub.errors import Invalid
from hub.models import ActKind, Board, EventKind, Topic, TopicColumn, TopicKind, WorkForm
from hub.topics import notes, places
from hub.topics.holding import held, held_board
from hub.topics.notes import Note
from hub.topics.supporting import give

NEED_LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a topic, made clean."""

    title: str
    need: str
    kind: TopicKind
    form: WorkForm | None


@transaction
async def propose(
    work: Work,
    board_id: str,
    title: str,
    need: str,
    kind: TopicKind,
    form: WorkForm | None = None,
    seat_id: str | None = None,
) -> Topic:
    """A new topic, last of those proposed; the city that proposes it supports it."""
    board = await held_board(work, board_id)
    permissions.require(await permissions.why_not_post(work, board))
    seat = await permissions.acting_seat(work, board, seat_id)
    topic = await _add(work, board, await _last(work, board), _said(title, need, kind, form))
    topic.seat_id = seat
    if seat:
        await give(work, topic, seat)
    events.record(work, EventKind.TOPIC_PROPOSED, topic, board)
    return topic


@transaction
async def edit(work: Work, topic_id: str, title: str, need: str, kind: TopicKind, form: WorkForm | None) -> Topic:
    """Its proposer's new words, or a moderator's, which the log tells."""
    topic, board = await held(work, topic_id)
    permissions.require(await permissions.why_not_edit_topic(work, topic, board))
    said = _said(title, need, kind, form)
    topic.title, topic.need, topic.kind, topic.form = said.title, said.need, said.kind, said.form
    topic.edited_at = work.at
    if topic.author_id != work.viewer.person_id:
        await acts.note(work, ActKind.TOPIC_EDITED, topic.network_id, topic)
    events.record(work, EventKind.TOPIC_CHANGED, topic, board)
    return topic


@transaction
async def paste(work: Work, board_id: str, pasted: str) -> Board:
    """A topic a line, all or none. Raises Invalid (field text) that names the first line that does not fit."""
    board = await held_board(work, board_id)
    place = await _last(work, board)
    for note in await _notes(work, board, pasted):
        if note.problem:
            raise Invalid("text", "Line {number}: {problem}", number=note.number, problem=note.problem)
        topic = await _add(work, board, place, Said(note.title, "", TopicKind.SEEKS, None))
        events.record(work, EventKind.TOPIC_PROPOSED, topic, board)
        place = places.last(place)
    return board


async def preview(work: Work, board_id: str, pasted: str) -> Sequence[Note]:
    """What `paste` would make of it."""
    return await _notes(work, await permissions.find(work, Board, board_id), pasted)


async def _notes(work: Work, board: Board, pasted: str) -> Sequence[Note]:
    permissions.require(await permissions.why_not_moderate(work, board))
    there = select(Topic.title).where(Topic.board_id == board.id, Topic.merged_into_id.is_(None))
    return notes.read(pasted, await work.rows(there))


async def _add(work: Work, board: Board, place: str, said: Said) -> Topic:
    return await work.add(
        Topic(
            network_id=board.network_id,
            board_id=board.id,
            title=said.title,
            need=said.need,
            kind=said.kind,
            form=said.form,
            column=TopicColumn.PROPOSED,
            place=place,
            author_id=permissions.signed_in(work),
            created_at=work.at,
        )
    )


async def _last(work: Work, board: Board) -> str:
    return places.last(await work.row(select(func.max(Topic.place)).where(Topic.board_id == board.id)))


def _said(title: str, need: str, kind: TopicKind, form: WorkForm | None) -> Said:
    return Said(text.line("title", title), text.body("need", need, NEED_LIMIT), kind, form)
