"""Topics: proposed, supported by cities, pasted from a wall of notes, merged when double; and who sees them."""

import asyncio

import pytest

from tests.cast import Hub, Person, Refused
from tests.test_threads import START
from tests.topics import (
    ATTACH,
    EDIT,
    MERGE,
    NEWS,
    PASTE,
    PREVIEW,
    WITHDRAW,
    WORDS,
    cities,
    listed,
    move,
    propose,
    seen,
    support,
)

OPEN, MEMBERS, ALL = "Konsultacje społeczne", "Trudne rozmowy", "Pytania i odpowiedzi"


@pytest.mark.any_database
async def test_a_member_proposes_a_topic_and_the_city_supports_it(hub: Hub, member: Person, observer: Person) -> None:
    network = await hub.network()
    async with observer.following(NEWS, network=network["id"]) as news:
        await news.batch()
        topic = await propose(member, network["boards"][OPEN], "  Mapa   konsultacji ")
        (heard,) = await news.hear(1)
    assert (heard["__typename"], heard["topic"]["title"]) == ("TopicProposed", "Mapa konsultacji")
    assert (topic["column"], topic["author"]["name"], topic["supportCount"]) == ("PROPOSED", "Marta Wilk", 1)
    assert cities(await seen(observer, topic["id"])) == ["Tarnów"]
    assert (await listed(observer, network["boards"][OPEN]))[-1]["id"] == topic["id"]


async def test_a_city_supports_a_topic_once_whoever_says_so_twenty_times_at_once(hub: Hub, member: Person) -> None:
    colleague, neighbour = await hub.person("colleague"), await hub.person("sylwia.gruszka@zabrze.example")
    board = (await hub.network())["boards"][MEMBERS]
    topic = (await propose(await hub.person("moderator"), board))["id"]
    counts = await asyncio.gather(*(support(who, topic) for _ in range(10) for who in (member, colleague)))
    assert set(counts) == {1}
    assert await support(neighbour, topic) == 2
    assert cities(await seen(member, topic)) == ["Tarnów", "Zabrze"]
    back = await asyncio.gather(*(support(who, topic, WITHDRAW) for _ in range(5) for who in (member, colleague)))
    assert set(back) == {1}
    assert cities(await seen(member, topic)) == ["Zabrze"]


@pytest.mark.any_database
async def test_observers_see_and_support_where_their_board_lets_them(
    hub: Hub, member: Person, observer: Person, moderator: Person
) -> None:
    network = await hub.network()
    hidden, shown = [await propose(member, network["boards"][board]) for board in (MEMBERS, OPEN)]
    asked = await propose(observer, network["boards"][ALL])
    assert asked["seat"]["city"]["name"] == "Bochnia"
    async with observer.following(NEWS, network=network["id"]) as news:
        await news.batch()
        for topic, code in ((hidden, "NOT_FOUND"), (shown, "NOT_ALLOWED")):
            with pytest.raises(Refused) as refused:
                await support(observer, topic["id"])
            assert refused.value.code == code
        await support(await hub.person("sylwia.gruszka@zabrze.example"), hidden["id"])
        assert await news.silence()
    assert await seen(observer, hidden["id"]) is None
    assert (await seen(observer, shown["id"]))["supportCount"] == 1
    assert (await seen(moderator, shown["id"]))["viewerCan"]["support"] == {
        "allowed": False,
        "reason": "Tematy popierają miasta, a Państwo żadnego tu nie reprezentują.",
    }


@pytest.mark.any_database
async def test_words_are_changed_by_whoever_proposed_it_and_by_moderators(
    hub: Hub, member: Person, moderator: Person
) -> None:
    topic = (await propose(member, (await hub.network())["boards"][MEMBERS]))["id"]
    words = {"topicId": topic, "title": "Jaśniej", **WORDS}
    with pytest.raises(Refused) as refused:
        await (await hub.person("colleague")).ask(EDIT, input=words)
    assert refused.value.code == "NOT_ALLOWED"
    assert (await seen(member, topic))["title"] == "Nowy temat"
    for who in (member, moderator):
        assert (await who.ask(EDIT, input=words))["editTopic"]["topic"]["title"] == "Jaśniej"


NOTES = "\n".join(f"{number}. Wyzwanie numer {number * number}" for number in range(1, 18))


@pytest.mark.any_database
async def test_seventeen_sticky_notes_become_seventeen_topics_and_bad_lines_are_named(
    hub: Hub, member: Person, moderator: Person
) -> None:
    board = (await hub.network())["boards"][MEMBERS]
    before = await listed(member, board)
    bad = f"{NOTES}\n\n- wyzwanie NUMER 4!\n• {'x' * 201}"
    lines = (await moderator.ask(PREVIEW, board=board, text=bad))["pastedTopics"]
    assert [line["number"] for line in lines if line["problem"]] == [19, 20]
    assert (lines[0]["title"], lines[17]["problem"]) == ("Wyzwanie numer 1", "Taki temat już tu jest.")
    for who, text, code in ((moderator, bad, "INVALID"), (member, NOTES, "NOT_ALLOWED")):
        with pytest.raises(Refused) as refused:
            await who.ask(PASTE, input={"boardId": board, "text": text})
        assert refused.value.code == code
    assert await listed(member, board) == before
    await moderator.ask(PASTE, input={"boardId": board, "text": NOTES})
    assert [it["title"] for it in (await listed(member, board))[len(before) :]] == [
        f"Wyzwanie numer {number * number}" for number in range(1, 18)
    ]


async def test_supports_and_threads_of_a_double_go_over_to_the_one_that_stays(
    hub: Hub, member: Person, moderator: Person
) -> None:
    boards = (await hub.network())["boards"]
    neighbour = await hub.person("sylwia.gruszka@zabrze.example")
    stays, double = [(await propose(member, boards[MEMBERS], title))["id"] for title in ("Hejt", "Mowa nienawiści")]
    older = (await propose(neighbour, boards[MEMBERS], "Hejt w sieci"))["id"]
    await support(neighbour, double)
    start = {"boardId": boards[MEMBERS], "title": "Co robimy?", "body": "Pytam.", "topicId": double}
    await member.ask(START, input=start)
    for goes, into in ((older, double), (double, stays)):
        await moderator.ask(MERGE, input={"topicId": goes, "intoId": into})
    left, merged = await seen(member, stays), await seen(member, older)
    assert (left["supportCount"], sorted(cities(left)), left["threadCount"]) == (2, ["Tarnów", "Zabrze"], 1)
    assert merged["mergedInto"] == {"id": stays, "title": "Hejt"}
    assert (merged["supportCount"], cities(merged)) == (0, [])
    assert not {older, double} & {it["id"] for it in await listed(member, boards[MEMBERS])}
    with pytest.raises(Refused) as refused:
        await support(member, double)
    assert refused.value.code == "NOT_ALLOWED"
    elsewhere = (await propose(member, boards[OPEN]))["id"]
    with pytest.raises(Refused) as refused:
        await moderator.ask(MERGE, input={"topicId": stays, "intoId": elsewhere})
    assert (refused.value.code, refused.value.field) == ("INVALID", "intoId")


@pytest.mark.any_database
async def test_a_thread_of_members_about_an_open_topic_tells_observers_nothing(
    hub: Hub, member: Person, observer: Person
) -> None:
    network = await hub.network()
    topic = (await propose(member, network["boards"][OPEN]))["id"]
    thread = network["threads"][MEMBERS]["id"]
    moderator = await hub.person("moderator")
    async with observer.following(NEWS, network=network["id"]) as news:
        await news.batch()
        await moderator.ask(ATTACH, input={"threadId": thread, "topicId": topic})
        assert await news.silence()
    assert (await seen(member, topic))["threads"]["edges"][0]["node"]["id"] == thread
    assert ((await seen(observer, topic))["threadCount"], (await seen(member, topic))["threadCount"]) == (0, 1)


@pytest.mark.any_database
async def test_the_board_lists_topics_by_hand_by_support_and_by_column(hub: Hub, member: Person) -> None:
    board = (await hub.network())["boards"][MEMBERS]
    by_support = [topic["supportCount"] for topic in await listed(member, board, order="SUPPORT")]
    assert by_support == sorted(by_support, reverse=True)
    by_hand = await listed(member, board)
    assert [topic["place"] for topic in by_hand] == sorted(topic["place"] for topic in by_hand)
    assert await listed(member, board, "IN_WORK") == [topic for topic in by_hand if topic["column"] == "IN_WORK"]


@pytest.mark.any_database
async def test_only_moderators_move_topics(hub: Hub, member: Person) -> None:
    board = (await hub.network())["boards"][MEMBERS]
    topic = (await propose(member, board))["id"]
    before = await listed(member, board)
    with pytest.raises(Refused) as refused:
        await move(member, topic, "DONE")
    assert refused.value.code == "NOT_ALLOWED"
    assert await listed(member, board) == before


@pytest.mark.any_database
async def test_a_board_of_many_topics_takes_as_many_statements_as_one_of_few(
    hub: Hub, member: Person, moderator: Person
) -> None:
    board = (await hub.network())["boards"][MEMBERS]
    question = """
    query ($id: ID!) {
      network(slug: "obywateli") { id cursor }
      node(id: $id) {
        ... on Board {
          id topicCount viewerCan { arrangeTopics { allowed } }
          topics(first: 100) { edges { node {
            id title place threadCount author { name }
            supports(first: 20) { edges { node { seat { id city { name } } } } }
          } } }
        }
      }
    }
    """
    few = await _fewest(hub, member, question, board)
    text = "\n".join(f"Karteczka {number}" for number in range(60))
    await moderator.ask(PASTE, input={"boardId": board, "text": text})
    assert await _fewest(hub, member, question, board) == few <= 10


async def _fewest(hub: Hub, person: Person, question: str, board: str) -> int:
    """Statements that the question takes; a job may say something of its own meanwhile."""
    counts = []
    for _ in range(3):
        async with hub.statements() as heard:
            await person.ask(question, id=board)
        counts.append(len(heard))
    return min(counts)
