"""Profiles: who sees face, words and contacts, what one changes of oneself, and how a newcomer is met."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update

from hub import ids, people
from hub.models import Person as PersonRow
from hub.models import Standing
from tests.cast import ADDRESSES, Hub, Person, Refused

CHANGE = """mutation ($input: ChangeProfileInput!) { changeProfile(input: $input) {
    viewer { email phone sharesPhone sharesEmail timeZone person { id name did seeks phone email } } } }"""
FUNCTION = """mutation ($input: ChangeFunctionInput!) { changeFunction(input: $input) { standing { function } } }"""
INTRODUCE = """mutation ($input: IntroduceInput!) { introduce(input: $input) { viewer {
    standings { introducedAt } } } }"""
PERSON = "query ($id: ID!) { node(id: $id) { ... on Person { name did seeks phone email face } } }"
STANDINGS = "{ viewer { person { id } standings { id introducedAt network { id slug } } } }"
TOLD = """subscription ($network: ID!, $after: String) { networkEvents(network: $network, after: $after) {
    cursor control { __typename } events {
        __typename number actor { name }
        ... on PersonChanged { person { id name } }
        ... on NewcomerIntroduced { standing { person { name } seat { city { name } } } }
    } } }"""

WHOLE = {
    "name": "Marta Wilk-Nowak",
    "did": "Przeniosłam spotkania z ratusza do klubów osiedlowych.",
    "seeks": "Kogoś, kto zrobił panel obywatelski w małym mieście.",
    "phone": "14 688 24 00 wew. 12",
    "sharesPhone": True,
    "sharesEmail": True,
}


async def own_id(person: Person) -> str:
    return str((await person.ask(STANDINGS))["viewer"]["person"]["id"])


async def see(person: Person, id: str) -> dict[str, Any] | None:
    found: dict[str, Any] | None = (await person.ask(PERSON, id=id))["node"]
    return found


async def test_members_see_the_whole_profile_observers_the_name_and_outsiders_nobody(
    hub: Hub, member: Person, moderator: Person, observer: Person, outsider: Person
) -> None:
    id = await own_id(member)
    await member.ask(CHANGE, input=WHOLE)
    whole = {
        **{name: WHOLE[name] for name in ("name", "did", "seeks", "phone")},
        "email": ADDRESSES["member"],
    }
    for insider in (member, moderator, await hub.person("colleague"), await hub.person("coordinator")):
        seen = await see(insider, id)
        assert seen
        assert {name: seen[name] for name in whole} == whole
    seen = await see(observer, id)
    assert seen == {"name": WHOLE["name"], "did": None, "seeks": None, "phone": None, "email": None, "face": None}
    assert await see(outsider, id) is None
    assert await see(hub.stranger, id) is None


async def test_contacts_are_seen_only_when_they_are_shared(hub: Hub, member: Person, moderator: Person) -> None:
    id = await own_id(member)
    changed = await member.ask(CHANGE, input=WHOLE | {"sharesPhone": False, "sharesEmail": False})
    assert changed["changeProfile"]["viewer"]["phone"] == WHOLE["phone"], "one's own is kept"
    for viewer in (moderator, member):
        seen = await see(viewer, id)
        assert seen
        assert (seen["phone"], seen["email"], seen["did"]) == (None, None, WHOLE["did"])


async def test_the_byline_stays_when_somebody_leaves_and_the_profile_behind_it_goes(
    hub: Hub, member: Person, moderator: Person
) -> None:
    id = await own_id(member)
    await member.ask(CHANGE, input=WHOLE)
    for standing in (await member.ask(STANDINGS))["viewer"]["standings"]:
        await people.end_standing(hub.operator, uuid_of(standing["id"]))
    seen = await see(moderator, id)
    assert seen == {"name": WHOLE["name"], "did": None, "seeks": None, "phone": None, "email": None, "face": None}


def uuid_of(public: str) -> UUID:
    decoded = ids.decode(public)
    assert decoded
    return decoded[1]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("name", "x" * 101),
        ("did", "x" * 1001),
        ("seeks", "a\x07b"),
        ("phone", "proszę dzwonić"),
        ("phone", "+48"),
        ("timeZone", "Europa/Warszawa"),
    ],
)
async def test_what_does_not_fit_changes_nothing(hub: Hub, member: Person, field: str, value: str) -> None:
    before = await see(member, await own_id(member))
    with pytest.raises(Refused) as refused:
        await member.ask(CHANGE, input={"did": "To też nie.", field: value})
    assert (refused.value.code, refused.value.field) == ("INVALID", field)
    assert await see(member, await own_id(member)) == before


async def test_what_is_left_out_stays_and_what_is_empty_goes(member: Person) -> None:
    await member.ask(CHANGE, input=WHOLE)
    changed = await member.ask(CHANGE, input={"seeks": "", "timeZone": "Europe/Kyiv"})
    viewer = changed["changeProfile"]["viewer"]
    assert (viewer["timeZone"], viewer["person"]["seeks"], viewer["person"]["did"]) == (
        "Europe/Kyiv",
        None,
        WHOLE["did"],
    )


async def test_everybody_says_their_own_function_and_nobody_elses(
    member: Person, moderator: Person, outsider: Person
) -> None:
    (standing,) = (await member.ask(STANDINGS))["viewer"]["standings"]
    changed = await member.ask(FUNCTION, input={"standingId": standing["id"], "function": " sekretarz  miasta "})
    assert changed["changeFunction"]["standing"]["function"] == "sekretarz miasta"
    for other, code in ((moderator, "NOT_ALLOWED"), (outsider, "NOT_FOUND")):
        with pytest.raises(Refused) as refused:
            await other.ask(FUNCTION, input={"standingId": standing["id"], "function": "król"})
        assert refused.value.code == code
    held = "query ($id: ID!) { node(id: $id) { ... on Standing { function } } }"
    assert (await moderator.ask(held, id=standing["id"]))["node"]["function"] == "sekretarz miasta"


async def test_a_newcomer_introduces_themselves_and_the_others_are_told_once(
    hub: Hub, member: Person, observer: Person
) -> None:
    await _is_new(hub, "member")
    (standing,) = (await member.ask(STANDINGS))["viewer"]["standings"]
    assert standing["introducedAt"] is None
    network = standing["network"]["id"]
    said = {"networkId": network, "did": WHOLE["did"], "seeks": WHOLE["seeks"]}
    cursor = (await hub.network())["cursor"]
    async with (
        (await hub.person("moderator")).following(TOLD, network=network, after=cursor) as inside,
        observer.following(TOLD, network=network) as outside,
    ):
        await outside.batch()
        for _ in range(2):
            answer = await member.ask(INTRODUCE, input=said)
            assert answer["introduce"]["viewer"]["standings"][0]["introducedAt"]
        told = [event for event in await inside.hear(2) if event["__typename"] == "NewcomerIntroduced"]
        assert [event["standing"] for event in told] == [
            {"person": {"name": "Marta Wilk"}, "seat": {"city": {"name": "Tarnów"}}}
        ]
        assert [event["__typename"] for event in await outside.hear(1)] == ["NewcomerIntroduced"]
        assert await outside.silence()
    with pytest.raises(Refused) as refused:
        await (await hub.person("outsider")).ask(INTRODUCE, input=said)
    assert refused.value.code == "NOT_FOUND"


async def test_a_change_is_told_to_those_who_see_it(hub: Hub, member: Person, observer: Person) -> None:
    network = (await hub.network())["id"]
    async with (
        (await hub.person("moderator")).following(TOLD, network=network) as inside,
        observer.following(TOLD, network=network) as outside,
    ):
        await inside.batch()
        await outside.batch()
        await member.ask(CHANGE, input={"phone": "14 688 24 00"})
        assert [event["__typename"] for event in await inside.hear(1)] == ["PersonChanged"]
        assert await outside.silence(), "observers see no telephone, so they are told nothing of it"
        await member.ask(CHANGE, input={"name": "Marta Nowak"})
        (told,) = await outside.hear(1)
        assert told["person"]["name"] == "Marta Nowak"


async def _is_new(hub: Hub, name: str) -> None:
    async with hub.database.engine.begin() as connection:
        whose = select(PersonRow.id).where(PersonRow.email == ADDRESSES[name])
        await connection.execute(update(Standing).where(Standing.person_id.in_(whose)).values(introduced_at=None))
