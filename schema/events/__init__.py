"""News as the contract tells it.

`event` is what every line has, `stream` how lines are read and followed; the others say what can happen, one file for
what it happens to, and `own` for what only the viewer is told.
"""

from schema.events import discussion, own, people, polls, results
from schema.events.event import Event
from schema.events.stream import EventQuery, EventSubscription

KINDS = Event.__subclasses__()
"""All that can happen; each stands in the contract because it stands in one of these files."""

__all__ = ["KINDS", "Event", "EventQuery", "EventSubscription", "discussion", "own", "people", "polls", "results"]
