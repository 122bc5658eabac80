"""The table: who may do what by default, and what the state of a network leaves of it.

A cell is said in letters and words: R read, P post, V cast the city's vote, E edit, M moderate, – does not exist for
them. A few words beside the letters are rights too, `_MEANS` names them; the others say how far a right goes, and the
rule of the row keeps to it. docs/rights.md is the same table for people; a test renders one from the other.
"""

import re
from enum import StrEnum

from hub.models import Audience, NetworkState, Scope, StandingKind


class Right(StrEnum):
    SEE = "see"
    OPINE = "opine"
    POST = "post"
    DECIDE = "decide"
    MODERATE = "moderate"
    COORDINATE = "coordinate"


class Who(StrEnum):
    """The columns."""

    MEMBER = "member representative"
    OBSERVER = "observer representative"
    MODERATOR = "moderator"
    COORDINATOR = "coordinator"
    OUTSIDER = "signed-in outsider"
    STRANGER = "stranger"
    SERVICE = "service account of a network"


class Thing(StrEnum):
    """The rows. Some are not built yet; what they will say stands."""

    MEMBERS_BOARD = "members-only board"
    OPEN_BOARD = "open board"
    BOARD_FOR_ALL = "board for all"
    DRAFT_RESULT = "draft result under opinion"
    ADOPTED_RESULT = "adopted result"
    PUBLISHED_RESULT = "published result"
    MEMBERS_POLL = "poll for members"
    OBSERVERS_POLL = "poll for observers"
    RULES = "rules of cooperation"
    PEOPLE = "people"
    PLAN = "work plan"
    MINUTES = "meeting minutes"
    NETWORK = "the network itself"
    LOG = "log of acts"


NOTHING = "–"


def _row(*cells: str) -> dict[Who, str]:
    return dict(zip(Who, cells, strict=True))


# fmt: off
DEFAULTS: dict[Thing, dict[Who, str]] = {
    # member, observer, moderator, coordinator, outsider, stranger, service account
    Thing.MEMBERS_BOARD: _row("R P", NOTHING, "R P M", "R P M", NOTHING, NOTHING, "R if granted"),
    Thing.OPEN_BOARD: _row("R P", "R ¹", "R P M", "R P M", NOTHING, NOTHING, "R if granted"),
    Thing.BOARD_FOR_ALL: _row("R P", "R P", "R P M", "R P M", NOTHING, NOTHING, "R if granted"),
    Thing.DRAFT_RESULT: _row(
        "R, remark, V; authors E", "R, remark, V ²", "R M, remark", "R M, release", "– ³", NOTHING, NOTHING
    ),
    Thing.ADOPTED_RESULT: _row(
        "R, record use", "R, record use ²", "R", "R, publish", "– ³", NOTHING, "R if granted"
    ),
    Thing.PUBLISHED_RESULT: _row(
        "R, record use", "R, record use", "R", "R, correct, withdraw", "R", "R", "R, follow"
    ),
    Thing.MEMBERS_POLL: _row("R V", "R ⁴", "R M", "R M", NOTHING, NOTHING, "results after close"),
    Thing.OBSERVERS_POLL: _row("R", "R V", "R M", "R M", NOTHING, NOTHING, "results after close"),
    Thing.RULES: _row(
        "R, propose, V, accept", "R adopted, accept", "R E", "R E, put to vote", NOTHING, NOTHING, NOTHING
    ),
    Thing.PEOPLE: _row(
        "R, contacts they share", "R name, city, function", "R, invite", "R M", NOTHING,
        "cities, if the network allows", NOTHING,
    ),
    Thing.PLAN: _row(
        "R; E own city's items", "R opened milestones", "R E", "R E", NOTHING, NOTHING, "public dates"
    ),
    Thing.MINUTES: _row("R, remark", "– until released", "R E", "R E, release", NOTHING, NOTHING, NOTHING),
    Thing.NETWORK: _row("R", "R", "R", "R, coordinate", "card, if listed", "card, if listed", "R"),
    Thing.LOG: _row("R", NOTHING, "R", "R", NOTHING, NOTHING, NOTHING),
}
# fmt: on

_MEANS = {
    "R": Right.SEE,
    "P": Right.POST,
    "V": Right.DECIDE,
    "M": Right.MODERATE,
    "remark": Right.OPINE,
    "invite": Right.MODERATE,
    "release": Right.COORDINATE,
    "publish": Right.COORDINATE,
    "correct": Right.COORDINATE,
    "withdraw": Right.COORDINATE,
    "put to vote": Right.COORDINATE,
    "coordinate": Right.COORDINATE,
}


def rights_in(who: Who, cell: str) -> frozenset[Right]:
    """What a cell grants; `SCOPE` says what of it a token opens. An observer city's vote is an opinion, and decides
    nothing."""
    if cell.startswith(NOTHING):
        return frozenset()
    found = {right for word, right in _MEANS.items() if re.search(rf"\b{word}\b", cell)}
    if who is Who.OBSERVER and Right.DECIDE in found:
        found = found - {Right.DECIDE} | {Right.OPINE}
    return frozenset(found)


_COLUMN = {
    StandingKind.MEMBER: Who.MEMBER,
    StandingKind.OBSERVER: Who.OBSERVER,
    StandingKind.MODERATOR: Who.MODERATOR,
    StandingKind.COORDINATOR: Who.COORDINATOR,
    StandingKind.IMPORTED: Who.MEMBER,
    StandingKind.SERVICE: Who.SERVICE,
}

MAY: dict[tuple[Thing, Right], frozenset[StandingKind]] = {
    (thing, right): frozenset(kind for kind, who in _COLUMN.items() if right in rights_in(who, row[who]))
    for thing, row in DEFAULTS.items()
    for right in Right
}
"""The table, turned round: which standings have a right over a thing."""

PROFILES = frozenset(
    kind for kind in MAY[Thing.PEOPLE, Right.SEE] if "name, city, function" not in DEFAULTS[Thing.PEOPLE][_COLUMN[kind]]
)
"""Who sees of people more than name, city and function: face, words and the contacts they share."""

OF_AUDIENCE = {
    Audience.MEMBERS: Thing.MEMBERS_BOARD,
    Audience.OPEN: Thing.OPEN_BOARD,
    Audience.ALL: Thing.BOARD_FOR_ALL,
}
"""Boards, threads and what is in them, by the audience they have."""

SCOPE = dict.fromkeys(Thing, Scope.DISCUSSION) | {
    Thing.DRAFT_RESULT: Scope.RESULTS,
    Thing.ADOPTED_RESULT: Scope.RESULTS,
    Thing.MEMBERS_POLL: Scope.POLLS,
    Thing.OBSERVERS_POLL: Scope.POLLS,
    Thing.PEOPLE: Scope.PEOPLE,
    Thing.LOG: Scope.PEOPLE,
    Thing.PUBLISHED_RESULT: None,
    Thing.NETWORK: None,
}
"""What a token must open for it; a network and what it has published stand open to each of its programs."""

_NONE: frozenset[Right] = frozenset()
_READ = frozenset({Right.SEE})
_ALL = frozenset(Right)


def _state(*rights: frozenset[Right]) -> dict[StandingKind, frozenset[Right]]:
    return dict(zip(StandingKind, rights, strict=True))


STATES: dict[NetworkState, dict[StandingKind, frozenset[Right]]] = {
    # member, observer, moderator, coordinator, author of imported posts, service account
    NetworkState.PLANNED: _state(_NONE, _NONE, _ALL, _ALL, _ALL, _NONE),
    NetworkState.FORMING: _state(_ALL, _NONE, _ALL, _ALL, _ALL, _READ),
    NetworkState.WORKING: _state(_ALL, _ALL, _ALL, _ALL, _ALL, _READ),
    NetworkState.CLOSED: _state(_READ, _READ, _READ, _READ | {Right.COORDINATE}, _READ, _READ),
}
"""What the state of a network leaves of the rights in it."""


def lets_in(state: NetworkState, kind: StandingKind) -> bool:
    return Right.SEE in STATES[state][kind]
