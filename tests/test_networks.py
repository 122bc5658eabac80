"""Networks as coordinators shape them: how far they have come, who sits in them, and who may observe."""

from typing import Any

import pytest

from tests.cast import Hub, Person, Refused
from tests.test_threads import reply

CHANGE = "mutation ($input: ChangeNetworkInput!) { changeNetwork(input: $input) { network { id state isListed } } }"
SEAT = """
mutation ($input: SeatCityInput!) { seatCity(input: $input) { seat { id kind programme city { name } since until } } }
"""
CHANGE_SEAT = "mutation ($input: ChangeSeatInput!) { changeSeat(input: $input) { seat { id kind since until } } }"
END_SEAT = "mutation ($input: EndSeatInput!) { endSeat(input: $input) { seat { id until } } }"
ZMP = "mutation ($input: SetZmpMemberInput!) { setZmpMember(input: $input) { city { isZmpMember } } }"
LIST = """
mutation ($input: ListZmpMembersInput!) {
  listZmpMembers(input: $input) { lines { __typename line city { name isZmpMember } isNew reason } }
}
"""
NETWORK = """
query ($slug: String!) {
  network(slug: $slug) {
    state personCount memberCityCount observerCityCount lastActivityAt
    seats(first: 100) { edges { node { id kind programme city { id name isZmpMember } } } }
    formerSeats { edges { node { kind until city { name } } } }
    silentSeats { edges { node { city { name } } } }
    viewerCan { coordinate { allowed reason } readLog { allowed } }
  }
}
"""
NEWS = """
subscription ($network: ID!) {
  networkEvents(network: $network) {
    cursor
    control { __typename }
    events { __typename ... on NetworkChanged { network { state } } }
  }
}
"""
MINE = "{ networks { edges { node { slug } } } viewer { standings { kind network { slug } } } }"


async def network_as(person: Person, slug: str = "obywateli") -> dict[str, Any] | None:
    found: dict[str, Any] | None = (await person.ask(NETWORK, slug=slug))["network"]
    return found


async def seats(person: Person, slug: str = "obywateli") -> dict[str, dict[str, Any]]:
    found = await network_as(person, slug)
    assert found
    return {edge["node"]["city"]["name"]: edge["node"] for edge in found["seats"]["edges"]}


async def change(person: Person, hub: Hub, **what: Any) -> dict[str, Any]:
    network = await hub.network()
    changed: dict[str, Any] = await person.ask(CHANGE, input={"networkId": network["id"], **what})
    return changed


@pytest.fixture
async def coordinator(hub: Hub) -> Person:
    return await hub.person("coordinator")


# States


@pytest.mark.parametrize(
    ("state", "who_sees"),
    [
        ("PLANNED", {"moderator", "coordinator"}),
        ("FORMING", {"member", "moderator", "coordinator"}),
        ("WORKING", {"member", "observer", "moderator", "coordinator"}),
        ("CLOSED", {"member", "observer", "moderator", "coordinator"}),
    ],
)
async def test_the_state_says_who_is_in(hub: Hub, coordinator: Person, state: str, who_sees: set[str]) -> None:
    network, thread = await hub.network(), (await hub.network())["threads"]["Konsultacje społeczne"]["id"]
    await coordinator.ask(CHANGE, input={"networkId": network["id"], "state": state})
    for name in ("member", "observer", "moderator", "coordinator", "outsider"):
        person = await hub.person(name)
        sees = name in who_sees
        assert ((await network_as(person)) is not None) == sees, name
        assert ((await person.ask("query ($id: ID!) { node(id: $id) { id } }", id=thread))["node"] is not None) == sees
        slugs = {edge["node"]["slug"] for edge in (await person.ask(MINE))["networks"]["edges"]}
        assert ("obywateli" in slugs) == sees


async def test_a_closed_network_is_read_by_all_and_written_to_by_nobody(
    hub: Hub, coordinator: Person, member: Person, moderator: Person
) -> None:
    network = await hub.network()
    thread = network["threads"]["Trudne rozmowy"]
    await change(coordinator, hub, state="CLOSED")
    pin = "mutation ($input: ModerateThreadInput!) { pinThread(input: $input) { thread { id } } }"
    acts = [reply(person, thread["id"]) for person in (member, moderator, coordinator)]
    for act in (*acts, moderator.ask(pin, input={"threadId": thread["id"]})):
        with pytest.raises(Refused) as refused:
            await act
        assert (refused.value.code, "zamknięta" in refused.value.message) == ("NOT_ALLOWED", True)
    await change(coordinator, hub, state="WORKING")
    assert (await reply(member, thread["id"]))["position"] == thread["postCount"] + 1, "nothing was written meanwhile"


async def test_open_pages_follow_a_change_of_state(
    hub: Hub, coordinator: Person, member: Person, observer: Person
) -> None:
    """Members hear the new state; observers, whom a forming network does not have, lose the stream and are told."""
    network = await hub.network()
    personal = "subscription { personalEvents { cursor events { __typename } } }"
    async with (
        member.following(NEWS, network=network["id"]) as inside,
        observer.following(NEWS, network=network["id"]) as outside,
        observer.following(personal) as own,
    ):
        for news in (inside, outside):
            await news.batch()
        await own.message()
        await change(coordinator, hub, state="FORMING")
        heard = await inside.hear(1)
        assert {"__typename": "NetworkChanged", "network": {"state": "FORMING"}} in heard
        while (batch := await outside.batch())["control"] is None:
            assert not [event for event in batch["events"] if event.get("network")]
        assert batch["control"]["__typename"] == "AccessChanged"
        told = (await own.message())["payload"]["data"]["personalEvents"]["events"]
        assert [event["__typename"] for event in told] == ["StandingChanged"]
    with pytest.raises(Refused) as refused:
        async with observer.following(NEWS, network=network["id"]) as news:
            await news.batch()
    assert refused.value.code == "NOT_FOUND"


async def test_only_a_coordinator_changes_a_network(
    hub: Hub, member: Person, observer: Person, outsider: Person
) -> None:
    network = await hub.network()
    for name, code in (("member", "NOT_ALLOWED"), ("observer", "NOT_ALLOWED"), ("moderator", "NOT_ALLOWED")):
        with pytest.raises(Refused) as refused:
            await (await hub.person(name)).ask(CHANGE, input={"networkId": network["id"], "state": "CLOSED"})
        assert refused.value.code == code
    with pytest.raises(Refused) as refused:
        await outsider.ask(CHANGE, input={"networkId": network["id"], "state": "CLOSED"})
    assert refused.value.code == "NOT_FOUND"
    found = await network_as(member)
    assert found
    assert (found["state"], found["viewerCan"]["coordinate"]["allowed"]) == ("WORKING", False)


# Seats


async def test_a_city_takes_a_seat_changes_and_leaves_it_and_the_history_stays(
    hub: Hub, coordinator: Person, member: Person
) -> None:
    network, konin = await hub.network(), (await seats(coordinator, "cyfrowe"))["Konin"]["city"]["id"]
    said = {"networkId": network["id"], "city": konin, "kind": "MEMBER", "programme": "Rozwój lokalny"}
    seat = (await coordinator.ask(SEAT, input=said))["seatCity"]["seat"]
    assert (seat["kind"], seat["programme"], seat["until"]) == ("MEMBER", "Rozwój lokalny", None)
    found = await network_as(member)
    assert found
    assert "Konin" in [edge["node"]["city"]["name"] for edge in found["silentSeats"]["edges"]]
    with pytest.raises(Refused) as refused:
        await coordinator.ask(SEAT, input=said)
    assert refused.value.code == "CONFLICT"
    changed = await coordinator.ask(CHANGE_SEAT, input={"seatId": seat["id"], "kind": "OBSERVER"})
    now = changed["changeSeat"]["seat"]
    assert (await seats(member))["Konin"]["programme"] == "Rozwój lokalny"
    assert (await coordinator.ask(END_SEAT, input={"seatId": now["id"], "reason": "rezygnacja"}))["endSeat"]["seat"][
        "until"
    ]
    with pytest.raises(Refused) as refused:
        await coordinator.ask(END_SEAT, input={"seatId": now["id"], "reason": "rezygnacja"})
    assert refused.value.code == "CONFLICT"
    assert "Konin" not in await seats(member)
    found = await network_as(member)
    assert found
    former = [edge["node"] for edge in found["formerSeats"]["edges"] if edge["node"]["city"]["name"] == "Konin"]
    assert [(one["kind"], one["until"] is not None) for one in former] == [("MEMBER", True), ("OBSERVER", True)]


async def test_peoples_standings_end_with_their_citys_seat(hub: Hub, coordinator: Person, observer: Person) -> None:
    seat = (await seats(coordinator))["Bochnia"]["id"]
    await coordinator.ask(END_SEAT, input={"seatId": seat, "reason": "Miasto zrezygnowało"})
    assert await network_as(observer) is None
    assert (await observer.ask(MINE))["viewer"]["standings"] == []


async def test_observers_come_from_cities_of_the_association_to_networks_at_work(
    hub: Hub, coordinator: Person, member: Person
) -> None:
    network, tarnow = await hub.network(), (await seats(coordinator))["Tarnów"]
    nowhere = (await named(coordinator, "Nowogrodziec"))["id"]
    said = {"networkId": network["id"], "city": "Nowogrodziec", "kind": "OBSERVER"}
    with pytest.raises(Refused) as refused:
        await coordinator.ask(SEAT, input=said)
    assert (refused.value.code, "Nowogrodziec" in refused.value.message) == ("NOT_ALLOWED", True)
    await coordinator.ask(ZMP, input={"cityId": nowhere, "isMember": True})
    assert (await coordinator.ask(SEAT, input=said))["seatCity"]["seat"]["kind"] == "OBSERVER"
    await coordinator.ask(ZMP, input={"cityId": tarnow["city"]["id"], "isMember": False})
    with pytest.raises(Refused) as refused:
        await coordinator.ask(CHANGE_SEAT, input={"seatId": tarnow["id"], "kind": "OBSERVER"})
    assert refused.value.code == "NOT_ALLOWED"
    assert (await seats(member))["Tarnów"]["kind"] == "MEMBER"
    await change(coordinator, hub, state="FORMING")
    other = await named(coordinator, "Gdynia")
    with pytest.raises(Refused) as refused:
        await coordinator.ask(SEAT, input={**said, "city": other["id"]})
    assert (refused.value.code, "dopiero" in refused.value.message) == ("NOT_ALLOWED", True)


async def test_the_demo_has_cities_in_several_networks_and_22_people_from_9_cities(
    hub: Hub, coordinator: Person
) -> None:
    """The facts of EMPIRIE: the first meeting of Miasto obywateli, and who sits where."""
    people = 'query { network(slug: "obywateli") { people(first: 100) { edges { node { kind person { id } } } } } }'
    entries = [edge["node"] for edge in (await coordinator.ask(people))["network"]["people"]["edges"]]
    obywateli = await seats(coordinator)
    members = {name for name, seat in obywateli.items() if seat["kind"] == "MEMBER"}
    assert len({entry["person"]["id"] for entry in entries if entry["kind"] == "MEMBER"}) == 22
    assert len(members) == 9
    assert obywateli["Tarnów"]["programme"] == "Rozwój lokalny"
    for city, others in (
        ("Tarnów", ["przedsiebiorcze"]),
        ("Zabrze", ["przedsiebiorcze"]),
        ("Przemyśl", ["dostepne"]),
        ("Kędzierzyn-Koźle", ["dostepne"]),
    ):
        assert city in members
        for slug in others:
            assert (await seats(coordinator, slug))[city]["kind"] == "MEMBER"
    przedsiebiorcze, dostepne = await seats(coordinator, "przedsiebiorcze"), await seats(coordinator, "dostepne")
    assert "Jasło" in przedsiebiorcze.keys() & dostepne.keys()
    assert dostepne["Goleniów"]["programme"] == "", "not among the 29 of the programme"


# Who belongs to the association


async def test_a_pasted_list_marks_towns_and_reports_each_line(hub: Hub, coordinator: Person) -> None:
    pasted = "Gdynia\n  kedzierzyn-kozle \n\nAtlantyda\nKrzyżanów Wielki\nMiasto Nowogrodziec"
    lines = (await coordinator.ask(LIST, input={"names": pasted}))["listZmpMembers"]["lines"]
    assert {line["__typename"] for line in lines} == {"ListedTown"}
    assert [line["city"] and line["city"]["name"] for line in lines] == [
        "Gdynia",
        "Kędzierzyn-Koźle",
        None,
        None,
        "Nowogrodziec",
    ]
    assert lines[4]["isNew"]
    assert lines[4]["city"]["isZmpMember"]
    assert "Atlantyda" in lines[2]["reason"]
    assert lines[0]["reason"] is None
    again = (await coordinator.ask(LIST, input={"names": "Nowogrodziec"}))["listZmpMembers"]["lines"]
    assert not again[0]["isNew"]


async def test_only_who_coordinates_says_who_belongs(
    hub: Hub, coordinator: Person, member: Person, moderator: Person
) -> None:
    town = await named(coordinator, "Nowogrodziec")
    for person in (member, moderator):
        for act in (
            person.ask(ZMP, input={"cityId": town["id"], "isMember": True}),
            person.ask(LIST, input={"names": "Nowogrodziec"}),
        ):
            with pytest.raises(Refused) as refused:
                await act
            assert refused.value.code == "NOT_ALLOWED"
    for names in ("", "\n".join(["Gdynia"] * 1001)):
        with pytest.raises(Refused) as refused:
            await coordinator.ask(LIST, input={"names": names})
        assert (refused.value.code, refused.value.field) == ("INVALID", "names")
    lines = (await coordinator.ask(LIST, input={"names": "Nowogrodziec"}))["listZmpMembers"]["lines"]
    assert lines[0]["isNew"], "it was not marked by those who may not"


async def named(person: Person, name: str) -> dict[str, Any]:
    """A town, found as a pasted list finds it, and left unmarked."""
    find = "mutation ($input: ListZmpMembersInput!) { listZmpMembers(input: $input) { lines { isNew city { id } } } }"
    (line,) = (await person.ask(find, input={"names": name}))["listZmpMembers"]["lines"]
    if line["isNew"]:
        await person.ask(ZMP, input={"cityId": line["city"]["id"], "isMember": False})
    town: dict[str, Any] = line["city"]
    return town
