"""How tests ask questions and vote."""

from typing import Any

from tests.cast import Hub, Person

POLL = """
fragment Poll on Poll {
  id state question audience closesAt closedAt resultsVisible awaitedVotes outcome
  options { key label }
  columns {
    kind electors turnout isTooSmall
    tally {
      ballots winners methodsDisagree pairs { over under ballots }
      rounds { eliminated totals { option total } }
      counts { method passed winners ranking totals { option total } }
    }
  }
  ballots { seat { city { name } } words remark history { person { name } } }
  viewerVotes { isCast kind seat { id city { name } } ballot { words remark } }
  viewerCan { cast { allowed reason } close { allowed } extend { allowed } withdraw { allowed } }
}
"""
OPEN = POLL + "mutation ($input: OpenPollInput!) { openPoll(input: $input) { poll { ...Poll } } }"
CAST = POLL + "mutation ($input: CastBallotInput!) { castBallot(input: $input) { poll { ...Poll } } }"
CLOSE = POLL + "mutation ($input: ClosePollInput!) { closePoll(input: $input) { poll { ...Poll } } }"
EXTEND = POLL + "mutation ($input: ExtendPollInput!) { extendPoll(input: $input) { poll { ...Poll } } }"
OUTCOME = POLL + "mutation ($input: StateOutcomeInput!) { stateOutcome(input: $input) { poll { ...Poll } } }"
WITHDRAW = "mutation ($input: WithdrawPollInput!) { withdrawPoll(input: $input) { pollId } }"
SHOW = POLL + "query ($id: ID!) { node(id: $id) { ...Poll } }"

QUESTION = "Jaka jest opinia Państwa miasta o wersji 2?"


async def opened(moderator: Person, hub: Hub, **input: Any) -> dict[str, Any]:
    network = (await hub.network(input.pop("slug", "obywateli")))["id"]
    given = {"networkId": network, "question": QUESTION} | input
    poll: dict[str, Any] = (await moderator.ask(OPEN, input=given))["openPoll"]["poll"]
    return poll


async def shown(person: Person, poll: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = (await person.ask(SHOW, id=poll["id"]))["node"]
    return found


async def votes(person: Person, poll: dict[str, Any], *marks: str, **input: Any) -> dict[str, Any]:
    given = {"pollId": poll["id"], "marks": [{"option": key} for key in marks]} | input
    cast: dict[str, Any] = (await person.ask(CAST, input=given))["castBallot"]["poll"]
    return cast


async def closes(moderator: Person, poll: dict[str, Any]) -> dict[str, Any]:
    closed: dict[str, Any] = (await moderator.ask(CLOSE, input={"pollId": poll["id"]}))["closePoll"]["poll"]
    return closed


def column(poll: dict[str, Any], kind: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in poll["columns"] if one["kind"] == kind)
    return found


def totals(poll: dict[str, Any], kind: str) -> dict[str, float]:
    """By the poll's own method, without what has nothing."""
    counted = column(poll, kind)["tally"]["counts"][0]["totals"]
    return {one["option"]: one["total"] for one in counted if one["total"]}
