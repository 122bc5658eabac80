"""How tests write results."""

from typing import Any

from tests.cast import Hub, Person

RESULT = """
fragment Result on Result {
  id title state number unansweredCount
  ladder { rung isReached }
  versions { edges { node { id number body revision issuedAt } } }
  remarks { edges { node { id body answer reply stance isObjection askedBy { number } seat { city { name } } } } }
}
"""
START = RESULT + "mutation ($input: StartResultInput!) { startResult(input: $input) { result { ...Result } } }"
EDIT = RESULT + "mutation ($input: EditResultInput!) { editResult(input: $input) { result { ...Result } } }"
ISSUE = RESULT + "mutation ($input: ResultInput!) { issueVersion(input: $input) { result { ...Result } } }"
ADOPT = RESULT + "mutation ($input: ResultInput!) { adoptResult(input: $input) { result { ...Result } } }"
RELEASE = RESULT + "mutation ($input: ReleaseResultInput!) { releaseResult(input: $input) { result { ...Result } } }"
WITHDRAW = RESULT + "mutation ($input: WithdrawResultInput!) { withdrawResult(input: $input) { result { ...Result } } }"
REMARK = "mutation ($input: AddRemarkInput!) { addRemark(input: $input) { remark { id } } }"
ANSWER = "mutation ($input: AnswerRemarkInput!) { answerRemark(input: $input) { remark { id answer } } }"
SETTLE = "mutation ($input: SettleRemarkInput!) { settleRemark(input: $input) { remark { id stance } } }"
SHOW = RESULT + "query ($id: ID!) { node(id: $id) { ...Result } }"
WAITS = """{ viewer { inbox { waiting { kind subject {
  ... on Remark { body } ... on ResultVersion { title }
} } } } }"""
TITLE = "Zorza nad ratuszem"
BODY = "Pierwszy akapit o zorzy.\n\nDrugi akapit."


async def started(member: Person, hub: Hub, **input: Any) -> dict[str, Any]:
    given = {"networkId": (await hub.network())["id"], "title": TITLE, "body": BODY} | input
    result: dict[str, Any] = (await member.ask(START, input=given))["startResult"]["result"]
    return result


async def edited(person: Person, id: str, body: str, **input: Any) -> dict[str, Any]:
    given = {"resultId": id, "title": TITLE, "body": body} | input
    result: dict[str, Any] = (await person.ask(EDIT, input=given))["editResult"]["result"]
    return result


async def issued(moderator: Person, id: str) -> dict[str, Any]:
    result: dict[str, Any] = (await moderator.ask(ISSUE, input={"resultId": id}))["issueVersion"]["result"]
    return result


async def shown(person: Person, id: str) -> dict[str, Any] | None:
    found: dict[str, Any] | None = (await person.ask(SHOW, id=id))["node"]
    return found


def versions(result: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The newest first."""
    return [edge["node"] for edge in result["versions"]["edges"]] if result else []


def remarks(result: dict[str, Any] | None) -> list[dict[str, Any]]:
    return [edge["node"] for edge in result["remarks"]["edges"]] if result else []


async def waits(person: Person, kind: str) -> list[str]:
    """What waits for them of that kind, in the inbox."""
    waiting = (await person.ask(WAITS))["viewer"]["inbox"]["waiting"]
    return [text for it in waiting if it["kind"] == kind for text in it["subject"].values()]
