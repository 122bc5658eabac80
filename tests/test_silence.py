"""Accounts switched off and on again, and who is silent for a year."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from hub import clock, people, personal_data
from hub.models import (
    Letter,
    LetterKind,
)
from hub.models import Person as PersonRow
from tests.cast import ADDRESSES, Hub, Person, Refused
from tests.test_personal_data import one, seated, uuid_of
from tests.test_profiles import own_id

DEACTIVATE = "mutation { deactivateAccount { left } }"
REACTIVATE = (
    "mutation ($input: ReactivatePersonInput!) { reactivatePerson(input: $input) { person { isDeactivated } } }"
)


async def test_an_account_switched_off_is_closed_until_a_coordinator_opens_it(
    hub: Hub, member: Person, moderator: Person, outsider: Person
) -> None:
    id = await own_id(member)
    browser = await seated(hub)
    assert (await browser.ask(DEACTIVATE))["data"]["deactivateAccount"]["left"]
    assert await browser.who() is None
    with pytest.raises(Refused):
        await member.ask("{ viewer { email } }")
    assert await people.make_link(hub.operator, ADDRESSES["member"], people.LINK_LASTS) is None
    away = "query ($id: ID!) { node(id: $id) { ... on Person { name isDeactivated } } }"
    assert (await moderator.ask(away, id=id))["node"] == {"name": "Marta Wilk", "isDeactivated": True}

    for other, code in ((moderator, "NOT_ALLOWED"), (outsider, "NOT_FOUND"), (hub.stranger, "NOT_SIGNED_IN")):
        with pytest.raises(Refused) as refused:
            await other.ask(REACTIVATE, input={"personId": id})
        assert refused.value.code == code
    coordinator = await hub.person("coordinator")
    assert (await coordinator.ask(REACTIVATE, input={"personId": id}))["reactivatePerson"]["person"] == {
        "isDeactivated": False
    }
    assert await (await seated(hub)).who() == ADDRESSES["member"]


async def test_who_is_silent_for_a_year_is_asked_once_and_coordinators_learn_who_did_not_answer(
    hub: Hub, member: Person
) -> None:
    id = uuid_of(await own_id(member))
    silent = "query ($id: ID!) { node(id: $id) { ... on Standing { isSilent } } }"
    standing = (await member.ask("{ viewer { standings { id } } }"))["viewer"]["standings"][0]["id"]
    coordinator = await hub.person("coordinator")
    everybody = select(PersonRow.id).where(PersonRow.email.is_not(None))
    await _set(hub, everybody, seen_at=clock.now())
    assert await personal_data.ask_the_silent(hub.operator) == 0
    await _set(hub, select(PersonRow.id).where(PersonRow.id == id), seen_at=clock.now() - timedelta(days=366))
    await _set(hub, select(PersonRow.id).where(PersonRow.id == id), created_at=clock.now() - timedelta(days=800))
    assert await personal_data.ask_the_silent(hub.operator) == 1
    assert await personal_data.ask_the_silent(hub.operator) == 0
    letter = await one(hub, select(Letter).where(Letter.kind == LetterKind.STILL_HERE))
    assert letter.to_id == id
    assert (await coordinator.ask(silent, id=standing))["node"]["isSilent"] is False, "a month is left to answer"

    await _set(hub, select(PersonRow.id).where(PersonRow.id == id), asked_at=clock.now() - timedelta(days=31))
    assert (await coordinator.ask(silent, id=standing))["node"]["isSilent"] is True
    moderator = await hub.person("moderator")
    assert (await moderator.ask(silent, id=standing))["node"]["isSilent"] is None
    await seated(hub)
    assert (await coordinator.ask(silent, id=standing))["node"]["isSilent"] is False, "who comes in has answered"


async def _set(hub: Hub, whose: Any, **values: Any) -> None:
    async with hub.database.engine.begin() as connection:
        await connection.execute(update(PersonRow).where(PersonRow.id.in_(whose)).values(**values))
