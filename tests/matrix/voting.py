"""What is voted on: open, for members only, over, not open yet, elsewhere; two have ballots of those who may vote."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hub import clock, polls
from hub.counting import Method
from hub.models import Audience, Person, PollKind, ResultsFrom, Voters

if TYPE_CHECKING:
    from tests.matrix.world import World

_OPTIONS = (polls.Option("Ścieżka", "Przez park"), polls.Option("Most"))
_AT_ONCE: dict[str, Any] = {"members_see": ResultsFrom.OPENING, "observers_see": ResultsFrom.CLOSE}


async def questions(world: "World") -> None:
    """Members see every vote at once, observers the result."""
    tomorrow = clock.now() + timedelta(days=1)
    await _asked(world, "open", **_AT_ONCE)
    await _asked(world, "members", voters=Voters.MEMBERS, audience=Audience.MEMBERS)
    await _asked(world, "draft", opens_at=tomorrow)
    await _asked(world, "ranked", kind=PollKind.RANKING, options=_OPTIONS, method=Method.IRV, **_AT_ONCE)
    await _asked(world, "closed", kind=PollKind.SINGLE, options=_OPTIONS)
    await _asked(world, "elsewhere", **_AT_ONCE)
    for role, said in (("member", "for"), ("observer", "for_with_remarks"), ("member", "against")):
        await polls.cast(world.viewer(role), world.names["poll.open"], polls.Choice({said: 1}, remark="Bo tak."))
    await polls.cast(world.viewer("member"), world.names["poll.ranked"], polls.Choice(ranks=[["2"], ["1"]]))
    await polls.cast(world.viewer("member"), world.names["poll.closed"], polls.Choice({"1": 1}))
    await polls.prepare(world.viewer("member"), world.names["poll.members"], polls.Choice({"for": 1}), "Sekretarz")
    await polls.extend(world.viewer("moderator"), world.names["poll.open"], clock.now() + timedelta(days=90))
    await polls.close(world.viewer("moderator"), world.names["poll.closed"], "wszyscy głosowali")
    await polls.state_outcome(world.viewer("moderator"), world.names["poll.closed"], "Robimy ścieżkę.", tomorrow)


async def _asked(world: "World", name: str, **how: Any) -> None:
    network, asker = world.names["network.ours"], world.people["coordinator"]
    if name == "elsewhere":
        network = world.names["network.elsewhere"]
        asker = await world.one(Person, Person.email == "moderator.cyfrowe@zmp.example")
    thread = world.names["thread.open"] if name == "open" else None
    question = polls.Proposal(f"Macierz {name}?", description="Po co pytamy", **how)
    asking = replace(world.hub.operator, who=asker.id)
    world.call(f"poll.{name}", await polls.open_(asking, network, question, thread))
