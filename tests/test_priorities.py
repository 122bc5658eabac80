"""From sticky notes to an order: topics are voted on, and what came out is written back to their board."""

from typing import Any

import pytest

from tests.ballot_box import closes, opened
from tests.cast import Hub, Person, Refused
from tests.test_preparing import asked, does
from tests.topics import BOARD, PASTE

ORDER = (
    """mutation ($input: WriteOrderBackInput!) { writeOrderBack(input: $input) { poll { arrangedAt board { id } } } }"""
)
NOTES = "Spacer z mapą\nKawiarenka obywatelska\nDyżur na targu"


async def topics_of(person: Person, board: str) -> list[dict[str, Any]]:
    found = (await person.ask(BOARD, id=board, order="PLACE", column="PROPOSED"))["node"]["topics"]["edges"]
    return [edge["node"] for edge in found]


async def test_the_order_of_a_vote_is_written_back_to_the_topics_of_its_board(
    hub: Hub, member: Person, observer: Person, moderator: Person
) -> None:
    board = (await hub.network())["boards"]["Trudne rozmowy"]
    await moderator.ask(PASTE, input={"boardId": board, "text": NOTES})
    before = await topics_of(moderator, board)
    asked_of = before[-3:]
    options = [{"topicId": topic["id"]} for topic in asked_of]
    given = {"kind": "RANKING", "voters": "MEMBERS", "boardId": board, "options": options}
    with pytest.raises(Refused) as refused:
        await opened(moderator, hub, **given | {"options": [*options, {"label": "Nic z tego"}]})
    assert refused.value.field == "options"
    poll = await opened(moderator, hub, **given)
    assert (poll["audience"], [option["label"] for option in poll["options"]]) == ("MEMBERS", NOTES.split("\n"))
    assert await asked(observer, poll) is None
    await does(member, "castBallot", poll, ranks=[["3"], ["1"], ["2"]])
    with pytest.raises(Refused) as refused:
        await moderator.ask(ORDER, input={"pollId": poll["id"]})
    assert refused.value.code == "NOT_ALLOWED"
    await closes(moderator, poll)
    with pytest.raises(Refused) as refused:
        await member.ask(ORDER, input={"pollId": poll["id"]})
    assert refused.value.code == "NOT_ALLOWED"
    assert await topics_of(moderator, board) == before
    written = (await moderator.ask(ORDER, input={"pollId": poll["id"]}))["writeOrderBack"]["poll"]
    assert written["arrangedAt"]
    assert [topic["title"] for topic in await topics_of(member, board)][:3] == [
        "Dyżur na targu",
        "Spacer z mapą",
        "Kawiarenka obywatelska",
    ]
    assert len(await topics_of(member, board)) == len(before)
