"""Personal data: told, handed over, erased."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import LargeBinary, select
from websockets.exceptions import ConnectionClosed

from hub import clock, ids, outbox, people, personal_data
from hub.database import Viewer
from hub.errors import NotAllowed
from hub.models import (
    Invitation,
    InvitationForm,
    JoinRequest,
    LetterKind,
    Network,
    RequestOrigin,
    StandingKind,
    metadata,
)
from hub.models import Person as PersonRow
from tests.cast import ADDRESSES, Browser, Followed, Hub, Person, Refused
from tests.test_faces import picture
from tests.test_profiles import CHANGE, WHOLE, own_id, see

ENTER = "mutation ($input: RedeemSignInLinkInput!) { redeemSignInLink(input: $input) { viewer { email } } }"
ERASE = "mutation ($input: EraseAccountInput!) { eraseAccount(input: $input) { left } }"
CONFIRM = "mutation { confirmInformed { viewer { informedAt } } }"
POSTS = """{ network(slug: "obywateli") { threads(first: 20) { edges { node {
    author { id } posts(first: 100) { edges { node { id body author { id name isFormer } seat { city { name } } } } }
} } } } }"""
KEPT_IN = {"post.body", "thread.title", "act.reason"}
"""What stays as the record of a city, whoever it names."""


async def seated(hub: Hub, name: str = "member") -> Browser:
    """Somebody at a browser of their own."""
    browser = hub.browser()
    secret = await people.make_link(hub.operator, ADDRESSES[name], people.LINK_LASTS)
    assert (await browser.ask(ENTER, input={"secret": secret}))["data"]
    return browser


async def filled(hub: Hub, person: Person) -> Viewer:
    """The member with everything that the hub can know of somebody."""
    await person.ask(CHANGE, input=WHOLE)
    id = uuid_of(await own_id(person))
    viewer = Viewer(hub.database, who=id)
    await people.keep_face(viewer, people.square(picture()))
    await people.set_password(viewer, "poprawny koń bateria")
    network = await one(hub, select(Network).where(Network.slug == "obywateli"))
    later = clock.now() + timedelta(days=7)

    async def note(work: Any) -> None:
        coordinator = await work.row(select(PersonRow).where(PersonRow.email == ADDRESSES["coordinator"]))
        mine: dict[str, Any] = {"email": ADDRESSES["member"], "name": "Marta Wilk-Nowak", "function": "naczelniczka"}
        kind: dict[str, Any] = {"network_id": network.id, "kind": StandingKind.MEMBER}
        await work.add(
            Invitation(
                **mine, **kind, form=InvitationForm.PERSON, created_by_id=coordinator.id, expires_at=later, bounce="x"
            )
        )
        await work.add(JoinRequest(**mine, **kind, origin=RequestOrigin.ASKED, person_id=id, words="Marta prosi"))
        person_row = await work.get(PersonRow, id)
        await outbox.post(work, LetterKind.PASSWORD_CHANGED, to=person_row)
        await outbox.post(work, LetterKind.SIGN_IN_LINK, address=ADDRESSES["member"])

    await hub.database.transact(hub.operator, note)
    return viewer


def uuid_of(public: str) -> UUID:
    decoded = ids.decode(public)
    assert decoded
    return decoded[1]


async def one(hub: Hub, statement: Any) -> Any:
    async with hub.database.reading(hub.operator) as work:
        return await work.row(statement)


async def traces(hub: Hub, *needles: str) -> dict[str, int]:
    """In which columns of the whole database one of these texts stands."""
    found: dict[str, int] = {}
    async with hub.database.engine.connect() as connection:
        for table in metadata.sorted_tables:
            for column in table.columns:
                if isinstance(column.type, LargeBinary):
                    continue
                values = [str(value).lower() for value in await connection.scalars(select(column)) if value]
                if count := sum(any(needle.lower() in value for needle in needles) for value in values):
                    found[f"{table.name}.{column.name}"] = count
    return found


async def test_erasure_leaves_no_trace_of_the_person_and_all_of_the_citys_record(
    hub: Hub, member: Person, moderator: Person
) -> None:
    id = await own_id(member)
    await filled(hub, member)
    browser = await seated(hub)
    needles = ("Marta Wilk", ADDRESSES["member"], str(WHOLE["phone"]), str(WHOLE["did"]), str(WHOLE["seeks"]))
    assert {"person.name", "person.email", "invitation.email", "join_request.name"} <= set(await traces(hub, *needles))
    before = posts_of(await moderator.ask(POSTS), id)
    assert before

    wrong = await browser.ask(ERASE, input={"email": "moderator@zmp.example"})
    assert wrong["errors"][0]["extensions"] == {"code": "INVALID", "field": "email"}
    assert posts_of(await moderator.ask(POSTS), id) == before
    assert (await browser.ask(ERASE, input={"email": " Member@Tarnow.example "}))["data"]["eraseAccount"]["left"]

    left = {place: count for place, count in (await traces(hub, *needles)).items() if place not in KEPT_IN}
    assert left == {}
    after = posts_of(await moderator.ask(POSTS), id)
    assert [(post["id"], post["body"], post["seat"]) for post in after] == [
        (post["id"], post["body"], post["seat"]) for post in before
    ]
    assert {post["author"]["name"] for post in after} == {"osoba dawniej reprezentująca: Tarnów"}
    assert all(post["author"]["isFormer"] for post in after)
    english = await moderator.post({"query": POSTS}, **{"accept-language": "en"})
    named = {post["author"]["name"] for post in posts_of(english.json()["data"], id)}
    assert named == {"former representative of Tarnów"}


def posts_of(answer: dict[str, Any], person: str) -> list[dict[str, Any]]:
    threads = [edge["node"] for edge in answer["network"]["threads"]["edges"]]
    posts = [edge["node"] for thread in threads for edge in thread["posts"]["edges"]]
    return sorted((post for post in posts if post["author"]["id"] == person), key=lambda post: str(post["id"]))


async def test_who_is_erased_is_out_everywhere_and_can_come_in_by_no_way(hub: Hub, member: Person) -> None:
    id = await own_id(member)
    network = (await hub.network())["id"]
    browser, other = await seated(hub), await seated(hub)
    link = await people.make_link(hub.operator, ADDRESSES["member"], people.LINK_LASTS)
    async with member.hearing(network) as news:
        await news.batch()
        await browser.ask(ERASE, input={"email": ADDRESSES["member"]})
        with pytest.raises(ConnectionClosed) as closed:
            await _to_the_end(news)
        assert closed.value.rcvd
        assert closed.value.rcvd.code == 4403
    assert await browser.who() is None
    assert await other.who() is None
    with pytest.raises(Refused) as refused:
        await member.ask("{ viewer { email } }")
    assert refused.value.code == "NOT_SIGNED_IN"
    assert (await browser.ask(ENTER, input={"secret": link}))["errors"][0]["extensions"]["code"] == "INVALID"
    assert await people.make_link(hub.operator, ADDRESSES["member"], people.LINK_LASTS) is None
    seen = await see(await hub.person("moderator"), id)
    assert seen
    assert (seen["face"], seen["did"], seen["phone"]) == (None, None, None)


async def _to_the_end(news: Followed) -> None:
    while True:
        await news.message()


async def test_own_posts_can_be_removed_before(hub: Hub, member: Person, moderator: Person) -> None:
    id = await own_id(member)
    browser = await seated(hub)
    count = (await browser.ask("{ viewer { postCount } }"))["data"]["viewer"]["postCount"]
    before = await moderator.ask(POSTS)
    assert count == len([post for post in posts_of(before, id) if post["body"]]) > 0
    removed = await browser.ask("mutation { removeOwnPosts { count } }")
    assert removed["data"]["removeOwnPosts"]["count"] == count
    after = await moderator.ask(POSTS)
    assert {post["body"] for post in posts_of(after, id)} == {None}
    others = [post for edge in after["network"]["threads"]["edges"] for post in edge["node"]["posts"]["edges"]]
    assert len([post for post in others if post["node"]["body"]]) > 50, "nobody else's are touched"


async def test_a_copy_holds_everything_and_nothing_of_others(hub: Hub, member: Person, moderator: Person) -> None:
    id = await own_id(member)
    await filled(hub, member)
    browser = await seated(hub)
    answer = await browser.web.get("/personal-data.json")
    assert answer.headers["content-disposition"].startswith("attachment")
    copy = answer.json()
    assert copy["person"]["id"] == id
    for name in ("name", "did", "seeks", "phone"):
        assert copy["person"][name] == WHOLE[name]
    assert copy["person"]["email"] == ADDRESSES["member"]
    assert copy["person"]["face"].startswith("data:image/webp;base64,")
    assert copy["person"]["came from"]["by"] == "Krzysztof Walendziak", "who gave us the address is told"
    assert [place["city"] for place in copy["places"]] == ["Tarnów"]
    assert {post["id"] for post in copy["posts"]} == {post["id"] for post in posts_of(await moderator.ask(POSTS), id)}
    assert copy["results"]["versions"][0]["title"] == "Katalog zasad trudnej rozmowy"
    assert copy["ways in"]["sessions"]
    assert copy["ways in"]["tokens"][0]["name"] == "test"
    assert copy["requests"][0]["words"] == "Marta prosi"
    assert {letter["kind"] for letter in copy["letters"]} >= {"password_changed"}

    text = json.dumps(copy | {"posts": [], "threads": [], "results": {}}, ensure_ascii=False)
    async with hub.database.engine.connect() as connection:
        rows = (await connection.execute(select(PersonRow.name, PersonRow.email))).all()
    others = {part for name, email in rows for part in (name, email) if part and email != ADDRESSES["member"]}
    others -= {"Krzysztof Walendziak"}
    assert [part for part in others if part in text] == []
    for secret in ("argon2", "hash"):
        assert secret not in text


async def test_a_copy_is_handed_to_nobody_else(hub: Hub, member: Person) -> None:
    browser = await seated(hub, "outsider")
    assert (await browser.web.get("/personal-data.json")).json()["person"]["email"] == ADDRESSES["outsider"]
    for asking, status in ((hub.stranger, 401), (member, 403)):
        refused = await asking.web.get(f"{hub.origin}/personal-data.json", headers=asking.headers)
        assert refused.status_code == status
    with pytest.raises(NotAllowed):
        await personal_data.erase(Viewer(hub.database, who=None, token_id=UUID(int=1)), "x@y.example")


async def test_who_is_invited_is_told_from_whom_and_confirms_once(hub: Hub) -> None:
    network = await one(hub, select(Network).where(Network.slug == "obywateli"))
    coordinator = await one(hub, select(PersonRow).where(PersonRow.email == ADDRESSES["coordinator"]))
    new = await people.add(hub.operator, "Nowa Osoba", "nowa@tarnow.example")
    await people.add_standing(hub.operator, new, network, StandingKind.MODERATOR)

    async def invited(work: Any) -> None:
        await work.add(
            Invitation(
                network_id=network.id,
                form=InvitationForm.PERSON,
                kind=StandingKind.MODERATOR,
                email=new.email,
                created_by_id=coordinator.id,
                expires_at=work.at,
                accepted_by_id=new.id,
            )
        )

    await hub.database.transact(hub.operator, invited)
    person = await hub.person("nowa@tarnow.example")
    asked = "{ viewer { informedAt cameFrom { by { name } networkName at } } }"
    viewer = (await person.ask(asked))["viewer"]
    assert viewer["informedAt"] is None
    assert viewer["cameFrom"]["by"]["name"] == coordinator.name
    assert viewer["cameFrom"]["networkName"] == network.name
    first = (await person.ask(CONFIRM))["confirmInformed"]["viewer"]["informedAt"]
    assert first
    assert (await person.ask(CONFIRM))["confirmInformed"]["viewer"]["informedAt"] == first
