"""My city: where it sits and who speaks for it, also where one does not sit oneself; and nothing of other cities."""

from typing import Any

from sqlalchemy import update

from hub.models import Network
from tests.cast import Hub, Person

CITIES = """{ viewer { cities { city { name } seats {
    kind networkName slug hue people { function person { name phone did } } } } } }"""


async def seats_of(person: Person) -> dict[str, Any]:
    """By the network's name, as told."""
    (own,) = (await person.ask(CITIES))["viewer"]["cities"]
    assert own["city"]["name"] == "Tarnów"
    return {seat["networkName"]: seat for seat in own["seats"]}


async def _listed(hub: Hub, is_listed: bool) -> None:
    async with hub.database.engine.begin() as connection:
        await connection.execute(update(Network).values(is_listed=is_listed))


async def test_one_sees_who_speaks_for_ones_city_in_networks_one_is_not_in(hub: Hub, member: Person) -> None:
    await _listed(hub, True)
    seats = await seats_of(member)
    assert set(seats) == {"Miasto obywateli", "Miasto przedsiębiorcze", "Miasto cyfrowe"}
    assert seats["Miasto obywateli"]["slug"] == "obywateli"
    assert seats["Miasto cyfrowe"]["slug"] is None, "it leads nowhere for who is not in it"
    (robert,) = seats["Miasto cyfrowe"]["people"]
    assert robert["person"]["name"] == "Robert Cich"
    assert robert["function"]
    assert (robert["person"]["phone"], robert["person"]["did"]) == (None, None), "profiles are for who shares a network"


async def test_a_network_that_is_not_listed_keeps_its_name(hub: Hub, member: Person) -> None:
    await _listed(hub, False)
    (own,) = (await member.ask(CITIES))["viewer"]["cities"]
    told = [(seat["networkName"], seat["slug"], seat["hue"]) for seat in own["seats"]]
    assert told[0][:2] == ("Miasto obywateli", "obywateli")
    assert set(told[1:]) == {(None, None, None)}
    assert {person["person"]["name"] for seat in own["seats"] for person in seat["people"]} >= {"Robert Cich"}


async def test_who_represents_no_city_has_none_and_nobody_sees_anothers(
    hub: Hub, moderator: Person, outsider: Person
) -> None:
    await _listed(hub, True)
    assert (await moderator.ask(CITIES))["viewer"]["cities"] == []
    (own,) = (await outsider.ask(CITIES))["viewer"]["cities"]
    assert own["city"]["name"] == "Gdynia"
    assert {seat["networkName"] for seat in own["seats"]} == {"Miasto cyfrowe"}
