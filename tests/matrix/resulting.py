"""Results on each rung of the ladder, with remarks on two of them; the member's city wrote them all."""

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from hub import clock, events, polls, results
from hub.counting import Majority
from hub.models import RemarkAnswer, ResultKind, Rung, Stance, Stream, StreamKind, Voters
from tests.matrix.roles import ROLES

if TYPE_CHECKING:
    from tests.matrix.world import World

_TEXT = "Pierwszy akapit.\n\nDrugi akapit."
_MADE = {"draft": None, "members": Rung.MEMBERS, "observers": Rung.OBSERVERS, "zmp": Rung.ZMP, "public": Rung.PUBLIC}


async def drawn_up(world: "World") -> None:
    await _begin(world)
    for name, rung in _MADE.items():
        await _made(world, name, rung)
    await _remarked(world)
    await _rules(world)
    await _gone(world)


async def _begin(world: "World") -> None:
    """Where each role's stream stands before there is anything of results."""
    async with world.hub.database.reading(world.hub.operator) as work:
        streams = await work.rows(select(Stream).where(Stream.about_id == world.rows["network.ours"].id))
        cursors = {stream.kind: await events.cursor(work, stream) for stream in streams}
    for role in ROLES:
        world.names[f"cursor.late@{role}"] = cursors[StreamKind.EVERYONE if role == "observer" else StreamKind.MEMBERS]


async def _made(world: "World", name: str, rung: Rung | None) -> None:
    member, coordinator = world.viewer("member"), world.viewer("coordinator")
    origins = {"thread_ids": [world.names["thread.open"]], "topic_ids": [world.names["topic.open"]]}
    draft = results.Draft(f"Wynik {name}", _TEXT, summary="O czym to jest.", changes="Nic.", **origins)  # type: ignore[arg-type]
    result = await results.start(member, world.names["network.ours"], draft)
    if rung:
        result = await results.issue(coordinator, result.public_id)
    if rung in Rung.ZMP.and_above:
        result = await results.adopt(coordinator, result.public_id)
    now, later = clock.now(), clock.now() + timedelta(days=30)
    if rung:
        rungs = Rung.MEMBERS.and_above[: 3 + (rung is Rung.PUBLIC)]
        dates = {it: now if rung in it.and_above else later for it in rungs}
        result = await results.release(coordinator, result.public_id, dates)
    world.call(f"result.{name}", result)
    async with world.hub.database.reading(member) as work:
        world.call(f"version.{name}", await results.newest(work, result))


async def _remarked(world: "World") -> None:
    """On the first version of what members see, and of what observers see; of the latter there is a second version,
    and a draft of a third."""
    for name, role in (("members", "member"), ("observers", "observer")):
        remark = await results.remark(world.viewer(role), world.names[f"version.{name}"], "Brak przykładu.", 2)
        world.call(f"remark.{name}", remark)
    await results.answer(world.viewer("member"), world.names["remark.observers"], RemarkAnswer.IN_PART, "Dodamy.")
    result = world.names["result.observers"]
    for number in (2, 3):
        await results.edit(world.viewer("member"), result, results.Draft("Wynik", f"{_TEXT} Wersja {number}."))
        if number == 2:
            await results.issue(world.viewer("moderator"), result)
    await results.settle(world.viewer("observer"), world.names["remark.observers"], Stance.MAINTAINED)
    async with world.hub.database.reading(world.viewer("observer")) as work:
        newest = (await results.issued(work, [world.rows["result.observers"].id])).values()
    world.call("version.second", next(iter(newest)))


async def _rules(world: "World") -> None:
    member, moderator = world.viewer("member"), world.viewer("moderator")
    network = world.names["network.ours"]
    draft = results.Draft("Zasady współpracy", _TEXT, ResultKind.RULES)
    rules = await results.start(member, network, draft)
    await results.issue(moderator, rules.public_id)
    async with world.hub.database.reading(member) as work:
        version = await results.newest(work, rules)
    asked = polls.Proposal("Przyjmujemy?", voters=Voters.MEMBERS, majority=Majority.SIMPLE)
    poll = await polls.open_(moderator, network, asked, version_id=version.public_id)
    await polls.cast(member, poll.public_id, polls.Choice({"for": 1}))
    await polls.close(moderator, poll.public_id)
    world.call("result.rules", await results.adopt(moderator, rules.public_id))
    world.call("version.rules", version)
    await results.accept(world.viewer("moderator"), version.public_id)


async def _gone(world: "World") -> None:
    """One that was published, corrected and taken back."""
    coordinator, now = world.viewer("coordinator"), clock.now()
    dates = dict.fromkeys(Rung.MEMBERS.and_above[:2], now)
    result = await results.start(world.viewer("member"), world.names["network.ours"], results.Draft("Wzór", _TEXT))
    await results.issue(coordinator, result.public_id)
    await results.release(coordinator, result.public_id, dates)
    await results.adopt(coordinator, result.public_id)
    await results.correct(coordinator, result.public_id, results.Draft("Wzór", f"{_TEXT} Drugi."), "pomyłka")
    await results.withdraw(coordinator, result.public_id, "nieaktualny")
