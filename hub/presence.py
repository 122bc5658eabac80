"""Presence: who is at a thread and who writes there. Told from process to process, never stored.

It is off until a person chooses it, and mutual: one is told who is here only while one is shown to them. So nobody,
whatever their standing, can watch others unseen.
"""

from dataclasses import dataclass

from sqlalchemy import select

from hub import permissions
from hub.attendance import Note, State
from hub.database import Viewer, Work, transaction
from hub.errors import NotAllowed
from hub.models import Person, Thread


@dataclass(frozen=True, slots=True)
class Present:
    person: Person
    is_typing: bool


@dataclass(frozen=True, slots=True)
class Presence:
    people: list[Present]


async def choose(viewer: Viewer, is_shown: bool) -> Person:
    """Whether others see that the viewer is here. Who is not shown any more is gone at once."""
    person = await _choose(viewer, is_shown)
    live = viewer.database.live
    if not is_shown:
        for thread in live.attendance.where(person.id):
            live.pass_on(Note(thread, person.id, State.GONE))
    return person


@transaction
async def _choose(work: Work, is_shown: bool) -> Person:
    person = await permissions.viewer(work)
    person.shows_presence = is_shown
    return person


async def be_present(viewer: Viewer, thread_id: str, is_typing: bool) -> None:
    """Says that the viewer is there. Raises NotFound, and NotAllowed to who has not chosen to be seen."""
    viewer.require_writing()
    async with viewer.database.reading(viewer) as work:
        thread = await permissions.find(work, Thread, thread_id)
        person = await permissions.viewer(work)
    if not person.shows_presence:
        raise NotAllowed("Others see that you are here only once you have chosen so on the page of your account.")
    viewer.database.live.pass_on(Note(thread.id, person.id, State.TYPING if is_typing else State.HERE))


async def others(work: Work, thread: Thread) -> Presence:
    """Who else is there, by name; nobody for who is not shown there themselves."""
    me, here = permissions.signed_in(work), work.viewer.database.live.attendance.at(thread.id)
    if me not in here:
        return Presence([])
    may = await permissions.who_sees(work, thread, here.keys())
    shown = select(Person).where(Person.id.in_(may), Person.shows_presence).order_by(Person.name, Person.id)
    people = await work.rows(shown)
    if me not in {person.id for person in people}:
        return Presence([])
    return Presence([Present(person, here[person.id]) for person in people if person.id != me])
