"""Who is at which thread, as this process has heard: kept in memory, and only for as long as it is fresh."""

import contextlib
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

LASTS = 30.0
"""Seconds that a person is here after they last said so."""
TYPING_LASTS = 8.0
KEPT = 10_000


class State(StrEnum):
    HERE = "here"
    TYPING = "typing"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Note:
    """What a person says of themselves; it travels as text, with ids only."""

    thread: UUID
    person: UUID
    state: State

    def __str__(self) -> str:
        return f"{self.thread} {self.person} {self.state}"

    @classmethod
    def read(cls, text: str) -> "Note":
        thread, person, state = text.split()
        return cls(UUID(thread), UUID(person), State(state))


@dataclass(frozen=True, slots=True)
class _Seen:
    here_until: float
    typing_until: float


class Attendance:
    def __init__(self) -> None:
        self._seen: dict[UUID, dict[UUID, _Seen]] = {}
        self._watched: dict[UUID, list[Callable[[], None]]] = defaultdict(list)

    def hear(self, note: Note) -> None:
        """Wakes those who watch that thread if anything is different now."""
        before = self.at(note.thread)
        self._take(note, time.monotonic())
        if self.at(note.thread) != before:
            for ring in self._watched.get(note.thread, ()):
                ring()

    def at(self, thread: UUID) -> dict[UUID, bool]:
        """Who is there, and whether they are writing."""
        now = time.monotonic()
        return {
            person: seen.typing_until > now
            for person, seen in self._seen.get(thread, {}).items()
            if seen.here_until > now
        }

    def where(self, person: UUID) -> list[UUID]:
        return [thread for thread, there in self._seen.items() if person in there]

    def lapses_in(self, thread: UUID) -> float:
        """Seconds until somebody there falls silent, if nothing is heard before."""
        now = time.monotonic()
        ends = [end for seen in self._seen.get(thread, {}).values() for end in (seen.here_until, seen.typing_until)]
        return min((end - now for end in ends if end > now), default=LASTS)

    @contextlib.contextmanager
    def watched(self, thread: UUID, ring: Callable[[], None]) -> Iterator[None]:
        """Rings while somebody watches that thread."""
        self._watched[thread].append(ring)
        try:
            yield
        finally:
            self._watched[thread].remove(ring)
            if not self._watched[thread]:
                del self._watched[thread]

    def _take(self, note: Note, now: float) -> None:
        there = self._seen.get(note.thread, {})
        if note.state is State.GONE:
            there.pop(note.person, None)
        elif note.person in there or self._has_room(now):
            typing_until = now + TYPING_LASTS if note.state is State.TYPING else now
            self._seen.setdefault(note.thread, there)[note.person] = _Seen(now + LASTS, typing_until)

    def _has_room(self, now: float) -> bool:
        """Makes room where it can: who has fallen silent is forgotten."""
        if sum(map(len, self._seen.values())) >= KEPT:
            fresh = {
                thread: {person: seen for person, seen in there.items() if seen.here_until > now}
                for thread, there in self._seen.items()
            }
            self._seen = {thread: there for thread, there in fresh.items() if there}
        return sum(map(len, self._seen.values())) < KEPT
