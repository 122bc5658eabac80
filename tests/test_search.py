"""Search: words in any form, for those who may see them, and for nobody else."""

from typing import Any

import pytest

from tests.ballot_box import opened
from tests.cast import Hub, Person, Refused
from tests.sending import post_with, sent
from tests.topics import MERGE, propose

SEARCH = """
query (
  $text: String!, $network: ID, $board: ID, $author: ID, $city: ID, $kinds: [SearchKind!], $since: Date, $until: Date,
  $first: Int, $after: String
) {
  search(
    text: $text, network: $network, board: $board, author: $author, city: $city, kinds: $kinds, since: $since,
    until: $until, first: $first, after: $after
  ) {
    edges {
      cursor kind passage { text isMatch }
      node {
        id
        ... on Post { body position createdAt author { name } seat { city { name } } thread { title network { name } } }
        ... on Thread { title author { name } network { name } }
        ... on Person { name }
        ... on City { name voivodeship }
      }
    }
    totalCount hasMoreThanCounted correctedText
    pageInfo { hasNextPage endCursor }
  }
}
"""
START = "mutation ($i: StartThreadInput!) { startThread(input: $i) { thread { id posts { edges { node { id } } } } } }"
REPLY = "mutation ($i: ReplyInput!) { reply(input: $i) { post { id } } }"
EDIT = "mutation ($i: EditPostInput!) { editPost(input: $i) { post { id } } }"
REMOVE = "mutation ($i: RemovePostInput!) { removePost(input: $i) { post { id } } }"
HIDE = "mutation ($i: HidePostInput!) { hidePost(input: $i) { post { id } } }"
OPEN = "mutation ($i: SetThreadAudienceInput!) { setThreadAudience(input: $i) { thread { id } } }"
MOVE = "mutation ($i: MoveThreadInput!) { moveThread(input: $i) { thread { id } } }"


async def find(who: Person, text: str, **others: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await who.ask(SEARCH, text=text, **others))["search"]
    return found


async def ids(who: Person, text: str, **others: Any) -> list[str]:
    return [edge["node"]["id"] for edge in (await find(who, text, **others))["edges"]]


async def start(
    hub: Hub, who: Person, title: str, *bodies: str, board: str = "Trudne rozmowy"
) -> tuple[str, list[str]]:
    """A thread with these posts, on a board of the members' network."""
    network = await hub.network()
    said = {"boardId": network["boards"][board], "title": title, "body": bodies[0]}
    thread = (await who.ask(START, i=said))["startThread"]["thread"]
    posts = [thread["posts"]["edges"][0]["node"]["id"]]
    for body in bodies[1:]:
        posts.append((await who.ask(REPLY, i={"threadId": thread["id"], "body": body}))["reply"]["post"]["id"])
    return thread["id"], posts


async def test_a_post_is_found_in_any_form_of_its_words(hub: Hub, member: Person) -> None:
    _, (post,) = await start(hub, member, "Pytanie", "Jak Państwa sieci opisują **empirie** i zorze polarne?")
    for text in ("empirie", "EMPIRII", "empiria", "zorza polarna", "zorzy", "ZORZĄ polarną", "opisują zorze"):
        assert await ids(member, text, kinds=["POST"]) == [post], text
    _, (other,) = await start(hub, member, "Inne", "Warsztat o tym, jak działają miasta przedsiębiorcze i śnieżne.")
    assert other in await ids(member, "przedsiebiorcze")
    assert await ids(member, "sniezny", kinds=["POST"]) == [other]
    assert await ids(member, "zorza śnieżna") == []


async def test_passages_show_where_the_words_stand(hub: Hub, member: Person) -> None:
    await start(
        hub, member, "Pytanie", f"{'Dzień dobry. ' * 40}\n\n**Zorza** [polarna](https://a.example) <b>{'x ' * 300}"
    )
    (edge,) = (await find(member, "zorze"))["edges"]
    marked = [segment["text"] for segment in edge["passage"] if segment["isMatch"]]
    whole = "".join(segment["text"] for segment in edge["passage"])
    assert marked == ["Zorza"]
    assert whole.startswith("… ")
    assert whole.endswith(" …")
    assert "Dzień dobry. Zorza polarna <b>x x" in whole
    assert len(whole) < 260


async def test_names_come_first_and_the_newest_of_what_is_said(hub: Hub, member: Person) -> None:
    _, posts = await start(hub, member, "Zorza nad Tarnowem", "Pierwsza zorza.", "Druga zorza.", "Trzecia zorza.")
    found = await find(member, "zorza", first=2)
    assert [edge["kind"] for edge in found["edges"]] == ["THREAD", "POST"]
    rest = await find(member, "zorza", first=2, after=found["pageInfo"]["endCursor"])
    assert [edge["node"]["id"] for edge in found["edges"][1:] + rest["edges"]] == posts[::-1]
    assert (found["totalCount"], found["hasMoreThanCounted"]) == (4, False)
    assert (found["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasNextPage"]) == (True, False)
    assert [edge["kind"] for edge in (await find(member, "Tarnow"))["edges"]][:2] == ["CITY", "THREAD"]


async def test_a_phrase_is_found_as_it_stands(hub: Hub, member: Person) -> None:
    _, (post, _) = await start(hub, member, "A", "Wielka zorza polarna świeci.", "Polarna zorza świeci, wielka.")
    assert await ids(member, '"zorza polarna"') == [post]
    assert await ids(member, "„zorza POLARNA” świecić") == [post]
    assert len(await ids(member, "polarna zorza")) == 2
    assert await ids(member, '"zorza świeci polarna"') == []


async def test_one_typo_is_forgiven_when_nothing_matches(hub: Hub, member: Person) -> None:
    _, (post,) = await start(hub, member, "A", "Rozmowa o bioróżnorodności nad zorzą.")
    for text in ("biorżónorodność", "bioróżnorodnosc", "biróżnorodności", "bioróżnoroddności", "bioróżnoradności"):
        found = await find(member, f"rozmowa {text}")
        assert [edge["node"]["id"] for edge in found["edges"]] == [post], text
        assert found["correctedText"] in (None, "rozmowa bioróżnorodności")
    assert (await find(member, "biorżónorodność"))["correctedText"] == "bioróżnorodności"
    assert await ids(member, "biorźżnrodność") == [], "two are too many"
    _, (other,) = await start(hub, member, "B", "Tu jest bioróżnoradność.")
    found = await find(member, "bioróżnoradności")
    assert [edge["node"]["id"] for edge in found["edges"]] == [other], "what matches is not mended"
    assert found["correctedText"] is None


async def test_what_one_may_not_see_is_not_found_counted_or_offered(hub: Hub, member: Person, observer: Person) -> None:
    outsider = await hub.person("outsider")
    thread, (post,) = await start(hub, member, "Bioróżnorodność", "Niejawna bioróżnorodność.")
    for who in (observer, outsider):
        for text in ("bioróżnorodność", "biorżónorodność", '"niejawna bioróżnorodność"'):
            found = await find(who, text)
            assert (found["edges"], found["totalCount"], found["correctedText"]) == ([], 0, None)
    moderator = await hub.person("moderator")
    await moderator.ask(OPEN, i={"threadId": thread, "audience": "OPEN"})
    assert await ids(observer, "bioróżnorodność") == [thread], "what was written before stays with the members"
    assert set(await ids(member, "bioróżnorodność")) == {thread, post}
    assert await ids(outsider, "bioróżnorodność") == []


async def test_removed_and_hidden_posts_leave_the_index_at_once(hub: Hub, member: Person) -> None:
    _, (mine, hidden, edited) = await start(hub, member, "A", "Zorza pierwsza.", "Zorza druga.", "Zorza trzecia.")
    moderator = await hub.person("moderator")
    await member.ask(REMOVE, i={"postId": mine})
    await moderator.ask(HIDE, i={"postId": hidden, "reason": "bo tak"})
    await member.ask(EDIT, i={"postId": edited, "body": "Świt trzeci."})
    assert await ids(member, "zorza") == []
    assert await ids(member, "świtu") == [edited]
    async with hub.database.engine.connect() as connection:
        kept = await connection.exec_driver_sql("SELECT count(*) FROM search_word WHERE word LIKE '%zorz%'")
        assert kept.scalar() == 0, "nor does a word of theirs stay"


async def test_a_search_is_narrowed_down(hub: Hub, member: Person) -> None:
    moderator, network = await hub.person("moderator"), await hub.network()
    thread, (mine,) = await start(hub, member, "Zorza", "Zorza z Tarnowa.")
    theirs = (await moderator.ask(REPLY, i={"threadId": thread, "body": "Zorza moderatora."}))["reply"]["post"]["id"]
    viewer = "{ viewer { person { id } standings { seat { city { id } } } } }"
    me = (await member.ask(viewer))["viewer"]
    city = next(standing["seat"]["city"]["id"] for standing in me["standings"] if standing["seat"])
    board, other = (
        network["boards"]["Trudne rozmowy"],
        next(id for title, id in network["boards"].items() if title != "Trudne rozmowy"),
    )
    everything = {thread, mine, theirs}
    assert set(await ids(member, "zorza", network=network["id"])) == everything
    assert set(await ids(member, "zorza", board=board)) == everything
    assert set(await ids(member, "zorza", author=me["person"]["id"])) == {thread, mine}
    assert set(await ids(member, "zorza", city=city)) == {thread, mine}
    assert set(await ids(member, "zorza", kinds=["THREAD"])) == {thread}
    assert await ids(member, "zorza", until="2020-01-01") == []
    assert set(await ids(member, "zorza", since="2020-01-01", until="9999-12-31")) == everything
    assert await ids(member, "zorza", board=other) == []
    await moderator.ask(MOVE, i={"threadId": thread, "boardId": other})
    assert set(await ids(member, "zorza", board=other)) == everything
    assert await ids(member, "zorza", board=board) == []


async def test_people_are_found_by_the_name_they_have_now(hub: Hub, member: Person) -> None:
    change = "mutation ($i: ChangeProfileInput!) { changeProfile(input: $i) { viewer { person { id } } } }"
    me = (await member.ask(change, i={"name": "Zdzisława Brzęczyszczykiewicz"}))["changeProfile"]["viewer"]["person"]
    assert await ids(member, "brzeczyszczykiewicz", kinds=["PERSON"]) == [me["id"]]
    outsider = await hub.person("outsider")
    assert await ids(outsider, "brzeczyszczykiewicz") == []


HOSTILE = (
    "NEAR(qa qb)", '"', '""" OR "', "qa OR NOT", "qa:qb*", "tokens : qx", "'; DROP TABLE search_entry; --", "{tokens}",
    "% _ %", "!|&<->", "🙈", "ͺ", "qa\u202e", "\\", "(((((", "AND", "x" * 200, "qz " * 66,
)  # fmt: skip


async def test_no_text_is_more_than_words(member: Person) -> None:
    for text in HOSTILE:
        assert (await find(member, text))["edges"] == [], text


@pytest.mark.any_database
async def test_what_cannot_be_asked_is_refused(hub: Hub, member: Person) -> None:
    for text in ("", "  ", "x" * 201, "a\u0007b"):
        with pytest.raises(Refused) as refused:
            await find(member, text)
        assert (refused.value.code, refused.value.field) == ("INVALID", "text")
    for others in ({"first": 0}, {"first": 101}, {"after": "zorza"}):
        with pytest.raises(Refused) as refused:
            await find(member, "zorza", **others)
        assert refused.value.code == "INVALID"
    with pytest.raises(Refused) as refused:
        await find(member, "zorza", network="nic")
    assert refused.value.code == "NOT_FOUND"
    with pytest.raises(Refused) as refused:
        await find(hub.stranger, "zorza")
    assert refused.value.code == "NOT_SIGNED_IN"


async def test_a_page_costs_few_statements_and_a_post_two_more(hub: Hub, member: Person) -> None:
    thread, _ = await start(hub, member, "Tarnów i Bochnia", "Tarnów pierwszy.", "Tarnów drugi.")
    async with hub.statements() as said:
        found = await find(member, "Tarnów")
    assert {edge["kind"] for edge in found["edges"]} >= {"CITY", "THREAD", "POST"}
    assert len(said) <= 10
    async with hub.statements() as said:
        await member.ask(REPLY, i={"threadId": thread, "body": "Słowa, o których nikt nie pisał."})
    assert len([statement for statement in said if "search_" in statement]) == 2


async def test_topics_votes_and_files_are_found_while_they_stand(hub: Hub, member: Person, observer: Person) -> None:
    network, moderator = await hub.network(), await hub.person("moderator")
    board = network["boards"]["Trudne rozmowy"]
    topic = await propose(member, board, "Zorza w parku", need="Szukamy kogoś, kto widział żyrafę.")
    other = await propose(member, board, "Zorze nad rynkiem")
    poll = await opened(
        moderator, hub, kind="CONSENT", audience="MEMBERS", voters="MEMBERS", question="Czy zorza jest potrzebna?"
    )
    file = await sent(hub, member, name="Zorza polarna.pdf")
    post = await post_with(hub, member, file["id"])
    mine = {topic["id"], other["id"], poll["id"], file["id"]}
    assert set(await ids(member, "zorzy")) == mine
    assert await ids(member, "żyrafy", board=board) == [topic["id"]]
    assert await ids(observer, "zorza") == []
    await moderator.ask(MERGE, input={"topicId": other["id"], "intoId": topic["id"]})
    await member.ask(REMOVE, i={"postId": post})
    assert set(await ids(member, "zorzy")) == {topic["id"], poll["id"]}
    async with hub.database.engine.connect() as connection:
        kept = await connection.exec_driver_sql("SELECT count(*) FROM search_word WHERE word LIKE '%polarn%'")
        assert kept.scalar() == 0, "the name of a file goes with it"
