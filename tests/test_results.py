"""Results climb the release ladder, and nobody sees them before; remarks are answered, and asked about by version 2."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from hub import clock, results
from hub.database import Viewer
from hub.models import Event, Result, Stream, StreamKind
from tests.ballot_box import closes, opened, votes
from tests.cast import Hub, Person, Refused
from tests.drafts import (
    ADOPT,
    ANSWER,
    BODY,
    RELEASE,
    REMARK,
    SETTLE,
    WITHDRAW,
    edited,
    issued,
    remarks,
    shown,
    started,
    versions,
    waits,
)

SEARCH = '{ search(text: "zorza") { edges { node { __typename } } } }'
BEYOND = "{ results { edges { node { title state currentVersion { html } networkCard { name } cities { name } } } } }"
PROBLEM = "Brakuje dostępności."


async def people(hub: Hub) -> dict[str, Person]:
    cast = {name: await hub.person(name) for name in ("member", "colleague", "moderator", "observer", "outsider")}
    return cast | {"neighbour": await hub.person("jan.kurek@cieszyn.example"), "stranger": hub.stranger}


async def found(person: Person) -> bool:
    return bool((await person.ask(SEARCH))["search"]["edges"])


async def seeing(cast: dict[str, Person], id: str) -> set[str]:
    """Those who see it; by search the same, and nobody its text alone."""
    seen = set()
    for name, person in cast.items():
        result = await shown(person, id)
        if name != "stranger":
            assert await found(person) == bool(versions(result)), name
        seen |= {name} if result else set()
    return seen


async def test_each_rung_of_the_ladder_lets_in_those_who_are_next_and_tells_their_stream(hub: Hub) -> None:
    cast = await people(hub)
    coordinator = await hub.person("coordinator")
    result = (await started(cast["member"], hub))["id"]
    authors = {"member", "colleague", "moderator"}
    assert await seeing(cast, result) == authors
    await issued(cast["moderator"], result)
    members = authors | {"neighbour"}
    assert await seeing(cast, result) == members

    later = (clock.now() + timedelta(days=3)).isoformat()
    ladder = {"resultId": result, "observersAt": later, "zmpAt": later}
    await coordinator.ask(RELEASE, input=ladder)
    await results.do_due(Viewer(hub.database))
    assert await seeing(cast, result) == members, "what is planned is not there yet"
    for rung, to in (
        (Result.observers_at, members | {"observer"}),
        (Result.zmp_at, {*members, "observer", "outsider"}),
    ):
        await come(hub, rung)
        assert await seeing(cast, result) == to

    with pytest.raises(Refused) as refused:
        await coordinator.ask(RELEASE, input=ladder | {"publicAt": later})
    assert (refused.value.code, refused.value.field) == ("INVALID", "publicAt")
    await cast["moderator"].ask(ADOPT, input={"resultId": result})
    await coordinator.ask(RELEASE, input=ladder | {"publicAt": clock.now().isoformat()})
    assert await seeing(cast, result) == set(cast)
    public = (await hub.stranger.ask(BEYOND))["results"]["edges"][0]["node"]
    assert (public["state"], "akapit o zorzy" in public["currentVersion"]["html"]) == ("PUBLISHED", True)

    withdrawn = await coordinator.ask(WITHDRAW, input={"resultId": result, "reason": "Błąd w kwotach."})
    assert withdrawn["withdrawResult"]["result"]["state"] == "WITHDRAWN"
    assert versions(await shown(hub.stranger, result)) == []
    assert versions(await shown(cast["observer"], result))
    assert await told(hub, StreamKind.PUBLIC) == ["result_published", "result_withdrawn"]
    assert await told(hub, StreamKind.ZMP) == ["result_released", "result_changed", "result_changed"] + await told(
        hub, StreamKind.PUBLIC
    )


async def come(hub: Hub, column: Any) -> None:
    """The time of that rung has come."""
    past = update(Result).where(column > clock.now()).values({column: clock.now() - timedelta(seconds=1)})
    await hub.database.transact(hub.operator, lambda work: work.execute(past))
    await results.do_due(Viewer(hub.database))


async def told(hub: Hub, kind: StreamKind) -> list[str]:
    async with hub.database.reading(hub.operator) as work:
        of_stream = select(Event.kind).join(Stream, Stream.id == Event.stream_id).where(Stream.kind == kind)
        return list(await work.rows(of_stream.order_by(Event.number)))


async def test_a_vote_is_on_a_version_and_its_remarks_are_answered_and_asked_about_by_the_next(
    hub: Hub, member: Person, observer: Person, moderator: Person
) -> None:
    coordinator = await hub.person("coordinator")
    result = (await started(member, hub))["id"]
    first = versions(await issued(moderator, result))[0]["id"]
    with pytest.raises(Refused) as refused:
        await opened(moderator, hub, versionId=first)
    assert (refused.value.code, refused.value.field) == ("INVALID", "voters"), "observers do not see it yet"
    await coordinator.ask(RELEASE, input={"resultId": result, "observersAt": clock.now().isoformat()})
    poll = await opened(moderator, hub, versionId=first, membersSee="OPENING", observersSee="CLOSE")
    await votes(observer, poll, "against", remark=PROBLEM)
    await observer.ask(REMARK, input={"versionId": first, "body": "A przykład?", "paragraph": 2})
    assert [it["body"] for it in remarks(await shown(member, result))] == ["A przykład?"]
    await edited(member, result, f"{BODY} Z tłumaczem.")
    with pytest.raises(Refused) as refused:
        await issued(moderator, result)
    assert refused.value.code == "NOT_ALLOWED"
    await closes(moderator, poll)
    made = {it["body"]: it for it in remarks(await shown(member, result))}
    assert made[PROBLEM]["isObjection"]
    assert made[PROBLEM]["seat"]["city"]["name"] == "Bochnia"

    for body, answer in ((PROBLEM, "ACCEPTED"), ("A przykład?", "REJECTED")):
        await member.ask(ANSWER, input={"remarkId": made[body]["id"], "answer": answer, "reply": "Dlatego."})
    with pytest.raises(Refused):
        await observer.ask(SETTLE, input={"remarkId": made[PROBLEM]["id"], "stance": "WITHDRAWN"})
    assert len(versions(await shown(observer, result))) == 1, "a draft is its authors' own"
    await issued(moderator, result)
    assert {PROBLEM, "A przykład?"} <= set(await waits(observer, "REMARK"))
    assert PROBLEM not in await waits(member, "REMARK")
    await observer.ask(SETTLE, input={"remarkId": made[PROBLEM]["id"], "stance": "WITHDRAWN"})
    assert PROBLEM not in await waits(observer, "REMARK")
    after = {it["body"]: it for it in remarks(await shown(member, result))}
    assert after[PROBLEM]["askedBy"]["number"] == 2
    assert (after[PROBLEM]["answer"], after[PROBLEM]["stance"]) == ("ACCEPTED", "WITHDRAWN")
    assert after["A przykład?"]["stance"] is None
    kinds = await observer.ask("{ notices { edges { node { kind } } } }")
    told = [edge["node"]["kind"] for edge in kinds["notices"]["edges"]]
    assert {"REMARK_ANSWERED", "VERSION_ISSUED", "RESULT_RELEASED"} <= set(told)
    with pytest.raises(Refused) as refused:
        await opened(moderator, hub, versionId=first)
    assert (refused.value.code, refused.value.field) == ("INVALID", "versionId")


@pytest.mark.any_database
def test_a_difference_is_told_by_paragraph_and_word() -> None:
    before = "Wstęp bez zmian.\n\nMikrofon trzyma urząd.\n\nTen akapit zniknie."
    after = "Wstęp bez zmian.\n\nNowy akapit na początku.\n\nMikrofon trzyma zawsze urząd."
    told = [[(it.kind.value, it.text.strip()) for it in part] for part in results.compared(before, after)]
    assert told[0] == [("kept", "Wstęp bez zmian.")]
    assert [("added", "Nowy akapit na początku.")] in told
    assert [("kept", "Mikrofon trzyma"), ("added", "zawsze"), ("kept", "urząd.")] in told
    assert [("removed", "Ten akapit zniknie.")] in told


@pytest.mark.any_database
async def test_two_authors_of_one_draft_do_not_overwrite_each_other(hub: Hub, member: Person) -> None:
    result = (await started(member, hub))["id"]
    colleague, base = await hub.person("colleague"), versions(await shown(member, result))[0]["revision"]
    theirs = versions(await edited(colleague, result, "Tekst koleżanki.", base=base))[0]
    with pytest.raises(Refused) as refused:
        await edited(member, result, "Tekst kolegi.", base=base)
    assert refused.value.code == "CONFLICT"
    assert versions(await shown(member, result))[0] == theirs, "nothing is lost"
    mine = await edited(member, result, "Tekst obojga.", base=theirs["revision"])
    assert versions(mine)[0]["body"] == "Tekst obojga."
