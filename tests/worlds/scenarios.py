"""What differs between the worlds, and who must not notice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from tests.worlds.running import Program
from tests.worlds.scripts import Script
from tests.worlds.stage import PEOPLE, Stage
from tests.worlds.steps import Ask, Get, Operate
from tests.worlds.values import WORDS, Id, Pool

INSIDE = "obywateli"
"""The network of which the blind see nothing, or not what members write."""

MEMBERS, MODERATORS, COORDINATORS = ("member", "colleague"), ("moderator", "coordinator"), ("coordinator",)
NOBODY = "zorza@nigdzie.example"
INVITED = {"email": NOBODY, "text": f"{NOBODY}, Zorza Polarna, Tarnów", "city": "Tarnów"}
"""None of the blind: who is invited knows."""
SECRET = {
    "startThread": MEMBERS + MODERATORS,
    "reply": MEMBERS + MODERATORS,
    "editPost": MEMBERS,
    "removePost": MEMBERS,
    "hidePost": MODERATORS,
    "setThreadAudience": MODERATORS,
    "pinThread": MODERATORS,
    "unpinThread": MODERATORS,
    "closeThread": MODERATORS,
    "reopenThread": MODERATORS,
    "moveThread": MODERATORS,
    "markRead": MEMBERS + COORDINATORS,
    "bePresent": MEMBERS,
    "changeSeat": COORDINATORS,
    "seatCity": COORDINATORS,
    "endSeat": COORDINATORS,
    "endStanding": COORDINATORS,
    "handOverSeat": COORDINATORS,
    "leaveNetwork": MEMBERS,
    "changeFunction": MEMBERS,
    "introduce": MEMBERS,
    "changeNetwork": COORDINATORS,
    "removeOwnPosts": MEMBERS,
    "deactivateAccount": MEMBERS,
    "eraseAccount": MEMBERS,
    "invitePerson": MODERATORS,
    "inviteList": COORDINATORS,
    "inviteOffice": COORDINATORS,
    "createInvitationLink": COORDINATORS,
    "resendInvitation": COORDINATORS,
    "withdrawInvitation": COORDINATORS,
    "acceptRequest": COORDINATORS,
    "refuseRequest": COORDINATORS,
}
"""Mutations that are a network's own affair, and who does them there."""
_ACCOUNT = "changes one's own account and nothing in a network"
_SECRET_OF_A_LETTER = "takes the secret of a letter; the operators' `let_in` stands for what it does"
_TOWNS = "says of a city what everybody may know"
OWN = {
    "signIn": _ACCOUNT,
    "requestSignInLink": _ACCOUNT,
    "redeemSignInLink": _ACCOUNT,
    "signInWithPasskey": _ACCOUNT,
    "signInToDemo": _ACCOUNT,
    "signOut": _ACCOUNT,
    "setPassword": _ACCOUNT,
    "requestPasswordReset": _ACCOUNT,
    "resetPassword": _ACCOUNT,
    "startPasskey": _ACCOUNT,
    "startPasskeySignIn": _ACCOUNT,
    "addPasskey": _ACCOUNT,
    "removePasskey": _ACCOUNT,
    "endSession": _ACCOUNT,
    "endOtherSessions": _ACCOUNT,
    "endToken": _ACCOUNT,
    "setLanguage": _ACCOUNT,
    "confirmInformed": _ACCOUNT,
    "reactivatePerson": "undoes what an operator or their own person has done, for all their networks",
    "setPresence": _ACCOUNT,
    "changeProfile": "changes what people of all one's networks see",
    "setZmpMember": _TOWNS,
    "listZmpMembers": _TOWNS,
    "acceptInvitation": _SECRET_OF_A_LETTER,
    "useInvitationLink": _SECRET_OF_A_LETTER,
    "nameRepresentatives": _SECRET_OF_A_LETTER,
    "requestToJoin": "is for those outside, who do it in both worlds",
    "takeBackRequest": "is for those outside, who do it in both worlds",
}
"""Mutations that are no network's own affair, and why not. The blind try them all the same."""
UNTRIED = {
    "signIn": "hashes a password each time, which takes as long as a program",
    "setPassword": "likewise",
    "startPasskey": "answers with a challenge, which is random",
    "startPasskeySignIn": "likewise",
}
"""Mutations that the blind do not try, and why."""

BLIND = ("stranger", "outsider", "reader", "watcher", "elsewhere", "host", "guest", "leaver")
"""Nobody; of another network a member, their reading program, an observer, a moderator and a coordinator; somebody of
no network; somebody who was put out."""
PAGES = ("/", "/health", "/sieci/obywateli", "/robots.txt", "/assets/nothing.js")


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
    for who in scenario.blind:
        script.both(who, script.survey())
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
            script.both(who, Get((script.random.choice(PAGES),)))


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
            kind, teryt = script.random.choice(("member", "observer")), script.random.choice(("2262011", "1263011"))
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
    if script.random.random() < 0.3:
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
    if script.random.random() < 0.7:
        script.both("coordinator", _turned(script, thread, script.random.choice(("OPEN", "ALL"))), {closed})


def _turned(script: Script, thread: Id, audience: str) -> Ask:
    fixed = {"threadId": thread, "audience": audience, "idempotencyKey": None}
    return script.mutation("setThreadAudience", script.common, **fixed)


def _in_the_open(script: Script, stage: Stage) -> None:
    closed = {id for ids in stage.for_members.values() for id in ids}
    pool = {kind: [id for id in ids if id not in closed] for kind, ids in stage.places[INSIDE].items()}
    name = script.random.choice(("startThread", "reply", "reply", "editPost", "hidePost", "pinThread", "closeThread"))
    who = script.random.choice(SECRET[name])
    script.makes(script.both(who, script.mutation(name, pool, idempotencyKey=None)), name, is_hidden=False)


AMONG_MEMBERS = (
    *("editPost", "removePost", "hidePost", "markRead", "bePresent"),
    *("pinThread", "unpinThread", "closeThread", "reopenThread", "moveThread"),
    *("invitePerson", "inviteList", "inviteOffice", "createInvitationLink", "resendInvitation", "withdrawInvitation"),
    *("acceptRequest", "refuseRequest"),
)
"""What observers do not notice, besides what is written."""

ANOTHER_NETWORK = Scenario(
    "another-network",
    BLIND,
    lambda stage: stage.places[INSIDE],
    lambda stage: _together(stage.places["cyfrowe"], stage.places[""]),
    _anything_inside,
    _elsewhere,
)
WHAT_MEMBERS_WRITE = Scenario(
    "what-members-write",
    (*BLIND, "observer", "reading_observer", "neighbour"),
    lambda stage: stage.for_members,
    lambda stage: _together(stage.places[INSIDE], stage.places[""]),
    _among_members,
    _in_the_open,
)
SCENARIOS = (ANOTHER_NETWORK, WHAT_MEMBERS_WRITE)


def _together(*pools: Pool) -> Pool:
    kinds = {kind for pool in pools for kind in pool}
    return {kind: [id for pool in pools for id in pool.get(kind, ())] for kind in sorted(kinds)}
