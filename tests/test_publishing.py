"""What is published is read by everybody, at one address for ever; before, it is not there."""

from typing import Any
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from tests.cast import Hub, Person
from tests.drafts import ADOPT, RELEASE, TITLE, WITHDRAW, issued, started
from tests.test_security import signed_in
from tests.test_services import service
from tests.test_tokens import COORDINATOR, made, program

ATOM = "{http://www.w3.org/2005/Atom}"
RUNGS = ("membersAt", "observersAt", "zmpAt", "publicAt")
CORRECT = "mutation ($input: CorrectResultInput!) { correctResult(input: $input) { result { id } } }"
NEWS = """subscription ($after: String) { publicEvents(after: $after) {
  cursor control { __typename }
  events { __typename number actor { name }
    ... on ResultPublished { result { id title cities { name } currentVersion { number html } network { id } } }
    ... on ResultCorrected { result { id } }
    ... on ResultWithdrawn { result { id withdrawalReason currentVersion { number } } }
  }
} }"""


async def adopted(hub: Hub, member: Person, moderator: Person, coordinator: Person) -> str:
    id = (await started(member, hub, summary="O zorzy <w skrócie>"))["id"]
    await issued(moderator, id)
    await coordinator.ask(RELEASE, input={"resultId": id, **dict.fromkeys(RUNGS[:3], "2020-01-01T00:00:00Z")})
    await coordinator.ask(ADOPT, input={"resultId": id})
    return str(id)


async def publish(coordinator: Person, id: str, at: str) -> None:
    dates = {rung: at if rung == "publicAt" else "2020-01-01T00:00:00Z" for rung in RUNGS}
    await coordinator.ask(RELEASE, input={"resultId": id, **dates})


async def test_a_result_is_a_page_a_line_of_the_feeds_and_news_from_its_publication_on(
    hub: Hub, member: Person, moderator: Person
) -> None:
    coordinator = await hub.person("coordinator")

    origin = hub.database.settings.origin

    async def got(path: str, **headers: str) -> tuple[int, str]:
        answer = await hub.web.get(f"{hub.origin}{path}", headers=headers)
        return answer.status_code, answer.text

    browser = await signed_in(hub, address=COORDINATOR)
    standing = await service(browser, (await hub.network())["id"])
    reader = program(hub, (await made(browser, serviceId=standing["id"]))["secret"])
    before = {path: await got(path) for path in ("/opracowania.atom", "/opracowania.ics", "/", "/sieci/obywateli")}
    id = await adopted(hub, member, moderator, coordinator)
    page = f"/opracowania/{id}"
    await publish(coordinator, id, "2028-01-01T00:00:00Z")
    assert await got(page) == await got(f"/opracowania/{id[:-1]}") == await got("/opracowania/nic"), "not there yet"
    assert {path: await got(path) for path in before} == before

    async with reader.following(NEWS) as news:
        assert (await news.message())["payload"]["data"]["publicEvents"]["control"] == {"__typename": "Heartbeat"}
        await publish(coordinator, id, "2020-01-01T00:00:00Z")
        batch = (await news.message())["payload"]["data"]["publicEvents"]
        (event,) = [it for it in batch["events"] if it["__typename"] == "ResultPublished"]
        assert event["actor"] is None, "who did it is not for everybody"
        assert (event["result"]["title"], event["result"]["network"]) == (TITLE, None)
        assert "Drugi akapit." in event["result"]["currentVersion"]["html"]

        answer = await hub.web.get(f"{hub.origin}{page}")
        assert answer.status_code == 200
        assert answer.headers["x-robots-tag"] == "all"
        for expected in (f'property="og:title" content="{TITLE}"', "O zorzy &lt;w skrócie&gt;", "Drugi akapit."):
            assert expected in answer.text
        known = {"if-none-match": answer.headers["etag"]}
        assert (await got(page, **known)) == (304, "")
        assert "published on" in (await got(page, **{"accept-language": "en"}))[1]
        assert f'href="{page}"' in (await got("/sieci/obywateli"))[1]
        entry = entries((await got("/opracowania.atom"))[1])[0]
        assert entry.findtext(f"{ATOM}id") == f"{origin}{page}"
        assert "<p>Drugi akapit.</p>" in (entry.findtext(f"{ATOM}content") or "")
        assert days((await got("/opracowania.ics"))[1])[f"{origin}{page}"] == "CONFIRMED"

        given = {"resultId": id, "title": TITLE, "body": "Poprawiony akapit.", "reason": "Literówka"}
        await coordinator.ask(CORRECT, input=given)
        assert "Poprawiony akapit." in (await got(page, **known))[1]
        await coordinator.ask(WITHDRAW, input={"resultId": id, "reason": "Błędne dane"})
        heard: list[dict[str, Any]] = []
        while "ResultWithdrawn" not in [it["__typename"] for it in heard]:
            heard += (await news.message())["payload"]["data"]["publicEvents"]["events"]
        assert "ResultCorrected" in [it["__typename"] for it in heard]
        assert heard[-1]["result"] == {"id": id, "withdrawalReason": "Błędne dane", "currentVersion": None}

    status, gone = await got(page)
    assert status == 410
    assert "Błędne dane" in gone
    assert "akapit" not in gone
    entry = entries((await got("/opracowania.atom"))[1])[0]
    assert (entry.findtext(f"{ATOM}summary"), entry.find(f"{ATOM}content")) == ("Błędne dane", None)
    assert days((await got("/opracowania.ics"))[1])[f"{origin}{page}"] == "CANCELLED"
    query = "query ($after: String!) { publicEvents(after: $after) { events { __typename number } } }"
    asked = (await reader.ask(query, after=batch["cursor"]))["publicEvents"]["events"]
    assert [it["number"] for it in asked] == [it["number"] for it in heard]


def entries(feed: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(feed).findall(f"{ATOM}entry")


def days(calendar: str) -> dict[str, str]:
    return {str(it["uid"]): str(it["status"]) for it in Calendar.from_ical(calendar).walk("VEVENT")}


@pytest.mark.any_database
async def test_a_network_that_does_not_want_to_be_known_has_no_page(hub: Hub) -> None:
    unlisted, nowhere = [await hub.web.get(f"{hub.origin}/sieci/{slug}") for slug in ("liderzy", "nigdzie")]
    assert (unlisted.status_code, unlisted.text) == (nowhere.status_code, nowhere.text)
    assert unlisted.headers["x-robots-tag"] == "noindex"
