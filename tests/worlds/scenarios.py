"""What differs between the worlds, and who must not notice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from tests.worlds import secrecy
from tests.worlds.mutations import AMONG_MEMBERS, INVITED, MEMBERS, OWN, RESULTS, SECRET, UNTRIED
from tests.worlds.running import Program
from tests.worlds.scripts import Script
from tests.worlds.stage import PEOPLE, Stage
from tests.worlds.steps import Ask, Get, Operate
from tests.worlds.values import WORDS, Id, Pool

INSIDE = "obywateli"
"""The network of which the blind see nothing, or not what members write."""

BLIND = ("stranger", "outsider", "reader", "watcher", "elsewhere", "host", "guest", "leaver")
"""Nobody; of another network a member, their reading program, an observer, a moderator and a coordinator; somebody of
no network; somebody who was put out."""
CITIES = ("1263011", "2478011")
"""Tarnów and Zabrze, which none of the blind represents: people are told where their own city sits, in all networks."""
THOROUGH = 6
"""So many types a program are asked for all they have, each type in its turn."""
PAGES = ("/", "/health", "/sieci/obywateli", "/personal-data.json", "/robots.txt", "/assets/nothing.js")


@dataclass(frozen=True)
class Scenario:
    name: str
    blind: Sequence[str]
    hidden: Callable[[Stage], Pool]
    """What is there from the beginning and is not for the blind."""
    known: Callable[[Stage], Pool]
    """What some of them know."""
    secret: Callable[[Script, int], None]
    """Adds a step that differs; it is so many already."""
    common: Callable[[Script, Stage], None]
    """Adds a step in both worlds by others than the blind."""
    succeeding: float = 0
    """The least share of the changes in its programs that must succeed: what is refused is no secret."""
    overview: Sequence[str] = ()
    """Documents that each of the blind asks in the end, whatever chance has asked for."""


def program(scenario: Scenario, stage: Stage, seed: str, written: set[str] | None = None) -> Program:
    """People begin to listen, one is put out; then secrets and questions in turn; and everybody looks around."""
    script = Script(Random(f"{scenario.name} {seed}"), written=written if written is not None else set())
    script.hidden.update({kind: list(ids) for kind, ids in scenario.hidden(stage).items()})
    script.common = scenario.known(stage)
    for who in script.random.sample(scenario.blind[1:], k=2):
        follows(script, who, "cyfrowe" if who in BLIND else INSIDE, stage)
    is_put_out(script, "leaver", stage)
    for number in range(script.random.randint(5, 8)):
        scenario.secret(script, number)
        for _ in range(script.random.choice((0, 1, 2))):
            looks(script, script.random.choice(scenario.blind))
        if script.random.random() < 0.3:
            scenario.common(script, stage)
    turn = int(seed) if seed.isdecimal() else int(seed, 16)
    for next in range(THOROUGH):
        script.both(script.random.choice(scenario.blind), script.thorough(THOROUGH * turn + next))
    for who in scenario.blind:
        script.both(who, script.survey())
        script.both(who, script.search())
        for document in scenario.overview:
            script.both(who, Ask(document))
    return script.steps


def follows(script: Script, who: str, slug: str, stage: Stage) -> None:
    script.both(who, script.subscription("networkEvents", network=stage.places[slug]["network"][0], after=None))
    script.both(who, script.subscription("personalEvents", after=None))


def is_put_out(script: Script, who: str, stage: Stage) -> None:
    """While they listen; from then on they are blind as well."""
    follows(script, who, INSIDE, stage)
    let_go = Operate("let_go", {"slug": INSIDE, "email": PEOPLE[who]}, hears_end=who)
    script.assumed |= {script.both("operator", let_go)}


def looks(script: Script, who: str) -> None:
    """Somebody blind asks for something, or tries to change it."""
    match script.random.choice(("query", "query", "node", "node", "node", "try", "try", "follow", "open")):
        case "query":
            script.both(who, script.query())
        case "node":
            script.both(who, script.node())
        case "try":
            script.probes(who, [name for name in (*SECRET, *OWN) if name not in UNTRIED])
        case "follow":
            script.both(who, script.subscription())
        case _:
            script.both(who, script.random.choice((script.face(), script.file(), *(Get((page,)) for page in PAGES))))


# A network's content and people, for all who are not in it


def _anything_inside(script: Script, number: int) -> None:
    if script.random.random() < 0.25:
        _by_an_operator(script, number)
    else:
        _in_secret(script, script.random.choice(list(SECRET)))


def _by_an_operator(script: Script, number: int) -> None:
    place = script.random.choice((INSIDE, "liderzy"))
    title = f"{script.random.choice(WORDS)} {number}"
    match script.random.choice(("board", "person", "network")):
        case "board":
            audience = script.random.choice(("members", "open", "all"))
            step = script.only("operator", Operate("add_board", {"slug": place, "title": title, "audience": audience}))
            script.knows(step, "board")
        case "person":
            kind, teryt = script.random.choice(("member", "observer")), script.random.choice(CITIES)
            given = {"slug": place, "email": f"zorza{number}@nigdzie.example", "kind": kind, "teryt": teryt}
            script.knows(script.only("operator", Operate("let_in", given)), "person", "seat", "standing")
        case _:
            given = {"slug": f"tajna{number}", "title": title, "coordinator": PEOPLE["coordinator"]}
            script.knows(script.only("operator", Operate("found_network", given)), "network", "board", "standing")


def _in_secret(script: Script, name: str) -> None:
    who = script.random.choice(SECRET[name])
    fixed = INVITED | ({"email": PEOPLE[who]} if name == "eraseAccount" else {})
    deed = script.mutation(name, script.hidden, isListed=False, **fixed)
    script.makes(script.only(who, deed), name, is_hidden=True)


def _elsewhere(script: Script, stage: Stage) -> None:
    name = script.random.choice(("startThread", "reply"))
    script.makes(
        script.both("coordinator", script.mutation(name, stage.places["cyfrowe"], idempotencyKey=None)),
        name,
        is_hidden=False,
    )


# What members write, for observers too


def _among_members(script: Script, _: int) -> None:
    if script.random.random() < 0.4:
        _closed_for_a_while(script)
    else:
        _in_secret(script, script.random.choice(("startThread", "reply", "reply", "reply", *AMONG_MEMBERS)))


def _closed_for_a_while(script: Script) -> None:
    """A thread that observers have read is closed to them, and perhaps opened again after something was written."""
    thread = script.random.choice([id for id in script.common["thread"] if id not in script.hidden["thread"]])
    closed = script.both("moderator", _turned(script, thread, "MEMBERS"))
    for _ in range(script.random.randint(1, 2)):
        deed = script.mutation("reply", script.common, threadId=thread, replyToId=None, seatId=None)
        script.makes(script.only(script.random.choice(SECRET["reply"]), deed, {closed}), "reply", is_hidden=True)
    if script.random.random() < 0.2:
        away = script.mutation("moveThread", script.common, threadId=thread, boardId=script.hidden["board"][0])
        script.only("moderator", away, {closed})
        script.hidden["thread"].append(thread)  # for good: it would come back in another place
    elif script.random.random() < 0.9:
        opened = script.both("coordinator", _turned(script, thread, script.random.choice(("OPEN", "ALL"))), {closed})
        fixed = {"threadId": thread, "replyToId": None, "seatId": None, "idempotencyKey": None}
        answer = script.both("member", script.mutation("reply", script.common, **fixed), {opened})
        script.makes(answer, "reply", is_hidden=False)


def _turned(script: Script, thread: Id, audience: str) -> Ask:
    fixed = {"threadId": thread, "audience": audience, "idempotencyKey": None}
    return script.mutation("setThreadAudience", script.common, **fixed)


def _in_the_open(script: Script, stage: Stage) -> None:
    closed = {id for ids in stage.for_members.values() for id in ids}
    pool = {kind: [id for id in ids if id not in closed] for kind, ids in stage.places[INSIDE].items()}
    name = script.random.choice(("startThread", "reply", "reply", "editPost", "hidePost", "pinThread", "closeThread"))
    who = script.random.choice(SECRET[name])
    script.makes(script.both(who, script.mutation(name, pool, idempotencyKey=None)), name, is_hidden=False)


# How a vote goes, before it is over

_LOOKING = """query ($id: ID!) { node(id: $id) { ... on Poll {
  resultsVisible awaitedVotes closesAt ballots { words } viewerVotes { isCast }
  viewerCan { cast { reason } close { reason } }
  columns { electors turnout isTooSmall tally { ballots winners } }
} } }"""


def _voted_in_secret(script: Script, _: int) -> None:
    """Tarnów votes in one world only, or otherwise in the other; then somebody blind looks at the poll itself."""
    (poll,) = script.hidden["poll"]
    who = script.random.choice(MEMBERS)
    first, second = (_vote(script, poll, said) for said in script.random.sample(("for", "against", "abstain"), k=2))
    script.differing(who, first, script.random.choice((second, None)))
    script.both(script.random.choice(("observer", "moderator", "neighbour")), Ask(_LOOKING, {"id": poll}))


def _vote(script: Script, poll: Id, said: str) -> Ask:
    fixed = {"pollId": poll, "marks": [{"option": said, "points": 1}], "ranks": [], "remark": "zorza", "seatId": None}
    return script.mutation("castBallot", script.hidden, **fixed)


# Whose a secret ballot is


def _swapped(script: Script, number: int) -> None:
    if number:
        looks(script, script.random.choice(secrecy.EVERYBODY))
    else:
        kind = script.random.randrange(2)
        secrecy.vote(script, str(script.hidden["poll"][kind]), is_ranking=kind == 1)


ANOTHER_NETWORK = Scenario(
    "another-network",
    BLIND,
    lambda stage: stage.places[INSIDE],
    lambda stage: _together(stage.places["cyfrowe"], stage.places[""]),
    _anything_inside,
    _elsewhere,
    succeeding=0.15,
)
WHAT_MEMBERS_WRITE = Scenario(
    "what-members-write",
    (*BLIND, "observer", "reading_observer", "neighbour"),
    lambda stage: stage.for_members,
    lambda stage: _together(stage.places[INSIDE], stage.places[""]),
    _among_members,
    _in_the_open,
    succeeding=0.6,
)
EARLY_RESULTS = Scenario(
    "early-results",
    (*BLIND, "observer", "reading_observer", "neighbour", "moderator", "coordinator"),
    lambda stage: {"poll": [stage.early]},
    lambda stage: _together({"poll": [stage.early]}, stage.places["cyfrowe"], stage.places[""]),
    _voted_in_secret,
    lambda script, stage: None,
    succeeding=0.9,
)
"""Whether a city voted, and how, before anybody may know: not even who moderates can tell."""
BALLOT_SECRECY = Scenario(
    "ballot-secrecy",
    secrecy.EVERYBODY,
    lambda stage: {"poll": list(stage.secret)},
    lambda stage: _together(stage.places[INSIDE], stage.places[""]),
    _swapped,
    lambda script, stage: None,
)
"""Which of those who voted said what: nobody of them, and nobody above them, can tell."""
SCENARIOS = (ANOTHER_NETWORK, WHAT_MEMBERS_WRITE, EARLY_RESULTS, BALLOT_SECRECY)
OVERVIEW = """{ network(slug: "obywateli") {
  boards { edges { node { id threadCount } } }
  threads(first: 20) { edges { node { id postCount posts(last: 5) { edges { node { id position } } } } } }
} }"""
CLOSED_FOR_A_WHILE = replace(
    WHAT_MEMBERS_WRITE,
    name="closed-for-a-while",
    blind=("stranger", "observer", "reading_observer", "neighbour"),
    secret=lambda script, _: _closed_for_a_while(script),
    overview=(OVERVIEW,),
)
"""Of what members write the part that observers come nearest to."""


BEFORE_RELEASE = replace(
    WHAT_MEMBERS_WRITE,
    name="before-release",
    blind=("stranger", "outsider", "observer", "reading_observer", "neighbour"),
    secret=lambda script, _: _in_secret(script, script.random.choice(RESULTS)),
    overview=("""{ network(slug: "obywateli") { results { edges { node { id title number } } } } }""",),
)
"""Of what members write the results that observers are to see later."""


def _together(*pools: Pool) -> Pool:
    kinds = {kind for pool in pools for kind in pool}
    return {kind: [id for pool in pools for id in pool.get(kind, ())] for kind in sorted(kinds)}
