"""My city: where it sits, who speaks for it and what it said, also where one does not sit; nothing of others."""

from typing import Any

from sqlalchemy import update

from hub.models import Network
from tests.ballot_box import closes, opened, votes
from tests.cast import Hub, Person
from tests.drafts import REMARK, issued, started, versions

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


RECORD = """{ viewer { cities { seats {
    networkName votes { question words remark castBy { name } } remarks { title version body answer author { name } }
} } } }"""


async def said_in(person: Person, network: str | None = "Miasto obywateli") -> tuple[list[Any], list[Any]]:
    """Their city's votes and remarks there, other than those of the demo."""
    (own,) = (await person.ask(RECORD))["viewer"]["cities"]
    seats = [seat for seat in own["seats"] if seat["networkName"] == network]
    votes = [vote for seat in seats for vote in seat["votes"] if vote["question"].startswith("Czy zorza")]
    return votes, [remark for seat in seats for remark in seat["remarks"] if remark["body"].startswith("Zorza")]


async def test_what_ones_city_said_elsewhere_is_read_once_a_vote_is_over(
    hub: Hub, member: Person, moderator: Person, observer: Person, outsider: Person
) -> None:
    await _listed(hub, True)
    robert = await hub.person("robert.cich@tarnow.example")
    named, secret, by_person = [
        await opened(moderator, hub, question=f"Czy zorza {kind}?", **chosen)
        for kind, chosen in (("imienna", {}), ("tajna", {"isSecret": True}), ("osobista", {"isByPerson": True}))
    ]
    for poll in (named, secret, by_person):
        await votes(member, poll, "against", remark="Za krótko.")
    await votes(observer, named, "for")
    (version,) = versions(await issued(moderator, (await started(member, hub))["id"]))
    await member.ask(REMARK, input={"versionId": version["id"], "body": "Zorza w akapicie 2."})
    assert (await said_in(robert))[0] == [], "what others know only after the end"
    for poll in (named, secret, by_person):
        await closes(moderator, poll)

    [vote], [remark] = await said_in(robert)
    assert (vote["question"], vote["words"], vote["remark"]) == ("Czy zorza imienna?", "przeciw", "Za krótko.")
    assert (remark["version"], remark["answer"]) == (1, None)
    assert vote["castBy"] == remark["author"] != {"name": "Robert Cich"}
    assert await said_in(member) == ([vote], [remark])
    assert [one["words"] for one in (await said_in(observer))[0]] == ["opinia pozytywna"]
    assert await said_in(outsider) == ([], [])

    await _listed(hub, False)
    assert await said_in(robert, None) == ([], []), "a question would tell whose it is"
    assert await said_in(member) == ([vote], [remark])
