"""Where topics stand: by hand, in columns, also when many hands move at once."""

import asyncio
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.topics import places
from tests.cast import Hub, Person, Refused
from tests.topics import NEWS, PASTE, listed, move, propose

BOARD = "Trudne rozmowy"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=60))
def test_there_is_room_between_any_two_places(steps: list[float]) -> None:
    order = [places.last(None)]
    for step in steps:
        at = int(step * (len(order) + 1))
        low, high = order[at - 1] if at else "", order[at] if at < len(order) else None
        order.insert(at, places.between(low, high) if high else places.last(low))
    assert order == sorted(set(order))


def test_what_is_put_at_the_end_a_thousand_times_keeps_its_places_short() -> None:
    place = places.last(None)
    for _ in range(1000):
        place = places.last(place)
    assert len(place) <= 5
    assert places.last("z" * 9) > "z" * 9


@pytest.mark.any_database
async def test_a_topic_is_put_first_after_another_and_into_an_empty_column(
    hub: Hub, member: Person, moderator: Person
) -> None:
    board = (await hub.network())["boards"][BOARD]
    first, second, third = [(await propose(member, board, title))["id"] for title in ("1", "2", "3")]

    async def ids(column: str) -> list[str]:
        return [topic["id"] for topic in await listed(member, board, column)]

    for topic, after in ((first, None), (second, None), (third, second)):
        await move(moderator, topic, "DONE", after)
    assert (await ids("DONE"))[:3] == [second, third, first]
    await move(moderator, second, "DONE", first)
    assert (await ids("DONE"))[:3] == [third, first, second]
    with pytest.raises(Refused) as refused:
        await move(moderator, third, "PLANNED", first)
    assert (refused.value.code, refused.value.field) == ("INVALID", "afterId")
    assert (await ids("DONE"))[:3] == [third, first, second]


async def test_moves_at_once_end_as_if_they_had_come_one_after_another(hub: Hub, moderator: Person) -> None:
    """In the order in which everybody has heard of them."""
    network = await hub.network()
    board, coordinator = network["boards"][BOARD], await hub.person("coordinator")
    await moderator.ask(PASTE, input={"boardId": board, "text": "A\nB\nC\nD\nE\nF\nG\nH"})
    order = [topic["id"] for topic in await listed(moderator, board, "PROPOSED")]
    random, moves = Random(7), {}
    for topic in order:
        moves[topic] = random.choice([None, *(other for other in order if other != topic)])
    async with moderator.following(NEWS, network=network["id"]) as news:
        await news.batch()
        hands = zip(moves.items(), [moderator, coordinator] * len(order), strict=False)
        await asyncio.gather(*(move(hand, topic, "PROPOSED", after) for (topic, after), hand in hands))
        heard = await news.hear(len(order))
    for topic in (event["topic"]["id"] for event in heard):
        order.remove(topic)
        order.insert(order.index(after) + 1 if (after := moves[topic]) else 0, topic)
    found = await listed(moderator, board, "PROPOSED")
    assert [topic["id"] for topic in found] == order
    assert len({topic["place"] for topic in await listed(moderator, board)}) == len(await listed(moderator, board))
