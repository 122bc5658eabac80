"""The directory: what everybody may know of networks that want to be known, strangers too."""

from typing import Any

from tests.cast import Hub, Person
from tests.test_networks import CHANGE

DIRECTORY = """
{ directory { id name nameEn theme state hue admitsHeadsOnly memberCities { name } observerCities { name } } }
"""


async def cards(person: Person) -> dict[str, dict[str, Any]]:
    return {card["name"]: card for card in (await person.ask(DIRECTORY))["directory"]}


async def test_a_stranger_sees_the_networks_that_want_to_be_known_and_their_cities(hub: Hub) -> None:
    found = await cards(hub.stranger)
    assert len(found) == 7
    assert "Sieć dla liderów" not in found
    obywateli = found["Miasto obywateli"]
    assert obywateli["state"] == "WORKING"
    names = [city["name"] for city in obywateli["memberCities"]]
    assert len(names) == 9
    assert {"Tarnów", "Cieszyn"} <= set(names)
    assert "Bochnia" in [city["name"] for city in obywateli["observerCities"]]


async def test_everybody_sees_the_same(hub: Hub, member: Person, outsider: Person) -> None:
    assert await cards(member) == await cards(outsider) == await cards(hub.stranger)


async def test_a_network_that_does_not_want_to_be_known_is_not_there(hub: Hub) -> None:
    coordinator, network = await hub.person("coordinator"), await hub.network()
    await coordinator.ask(CHANGE, input={"networkId": network["id"], "showsCities": False})
    card = (await cards(hub.stranger))["Miasto obywateli"]
    assert (card["memberCities"], card["observerCities"]) == (None, None)
    await coordinator.ask(CHANGE, input={"networkId": network["id"], "isListed": False, "showsCities": True})
    assert "Miasto obywateli" not in await cards(hub.stranger)


async def test_a_card_opens_nothing_else(hub: Hub) -> None:
    card = (await cards(hub.stranger))["Miasto obywateli"]
    node = "query ($id: ID!) { node(id: $id) { id } }"
    assert (await hub.stranger.ask(node, id=card["id"]))["node"] is None
    assert (await hub.stranger.ask('{ network(slug: "obywateli") { id } }'))["network"] is None
