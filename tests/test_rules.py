"""Rules of cooperation: a versioned document that the member cities adopt by consent and newcomers accept."""

from typing import Any

import pytest
from sqlalchemy import select

from hub.models import Result, ResultKind
from tests.ballot_box import closes, opened, votes
from tests.cast import Hub, Person, Refused
from tests.drafts import ADOPT, edited, issued, versions, waits

pytestmark = pytest.mark.any_database

RULES = """query ($id: ID!) { node(id: $id) { ... on Network {
  rules { id number } rulesToAccept { id number differences(since: 1) { changes { kind text } } }
  acceptances { number standing { person { name } } }
} } }"""
ACCEPT = "mutation ($input: AcceptRulesInput!) { acceptRules(input: $input) { version { id acceptedAt } } }"
HEARD = "subscription { personalEvents { events { __typename ... on RulesAccepted { result { id } } } } }"


async def rules(person: Person, hub: Hub) -> dict[str, Any]:
    found: dict[str, Any] = (await person.ask(RULES, id=(await hub.network())["id"]))["node"]
    return found


async def test_rules_are_adopted_by_a_vote_that_passed_and_a_change_asks_everybody_again(
    hub: Hub, member: Person, moderator: Person, observer: Person
) -> None:
    first = (await rules(observer, hub))["rulesToAccept"]
    assert first["number"] == 1
    assert "Zasady współpracy" in str(await waits(observer, "RULES"))
    async with observer.following(HEARD) as news:
        await news.message()
        accepted = (await observer.ask(ACCEPT, input={"versionId": first["id"]}))["acceptRules"]["version"]
        heard = (await news.message())["payload"]["data"]["personalEvents"]["events"]
    assert accepted["acceptedAt"]
    assert [event["__typename"] for event in heard] == ["RulesAccepted"]
    assert (await rules(observer, hub))["rulesToAccept"] is None
    assert await waits(observer, "RULES") == []

    async with hub.database.reading(hub.operator) as work:
        row = await work.row(select(Result).where(Result.kind == ResultKind.RULES))
    assert row
    id = row.public_id
    await edited(moderator, id, "**Każde miasto ma jeden głos.**\n\nNotatka w trzy dni.", kind="RULES")
    version = versions(await issued(moderator, id))[0]["id"]
    with pytest.raises(Refused) as refused:
        await moderator.ask(ADOPT, input={"resultId": id})
    assert refused.value.code == "NOT_ALLOWED"
    assert (await rules(observer, hub))["rules"]["number"] == 1, "what is only proposed is not for observers"

    poll = await opened(moderator, hub, versionId=version, voters="MEMBERS", majority="SIMPLE")
    await votes(member, poll, "for")
    await closes(moderator, poll)
    await moderator.ask(ADOPT, input={"resultId": id})
    again = (await rules(observer, hub))["rulesToAccept"]
    assert again["number"] == 2
    assert {change["kind"] for part in again["differences"] for change in part["changes"]} >= {"ADDED", "REMOVED"}
    seen = (await rules(await hub.person("coordinator"), hub))["acceptances"]
    assert {it["number"] for it in seen} == {1, None}
    assert (await rules(member, hub))["acceptances"] == []
