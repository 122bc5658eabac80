"""Topics: on boards of each audience, with the support of a city; one that was double, and threads about them."""

from typing import TYPE_CHECKING

from hub import topics
from hub.models import Support, Topic, TopicKind, WorkForm

if TYPE_CHECKING:
    from hub.database import Viewer
    from tests.matrix.world import World

SAYS = ("Bo szukamy.", TopicKind.SEEKS, WorkForm.WORKSHOP)


async def proposals(world: "World") -> None:
    for name in ("members", "open", "all", "elsewhere"):
        writer = world.viewer("outsider" if name == "elsewhere" else "member")
        topic = await topics.propose(writer, world.names[f"board.{name}"], f"Temat {name}", *SAYS)
        world.call(f"topic.{name}", topic)
        world.call(f"support.{name}", await world.one(Support, Support.topic_id == topic.id))
    await topics.edit(world.viewer("member"), world.names["topic.open"], "Temat open", *SAYS)
    await _moderated(world, world.viewer("moderator"))
    await _threads(world, world.viewer("moderator"))


async def _moderated(world: "World", moderator: "Viewer") -> None:
    """A moderator's own topic, with the support of a city, and one that was double."""
    board = world.names["board.open"]
    own = await topics.propose(moderator, board, "Temat moderatorki", *SAYS)
    world.call("topic.moderators", own)
    await topics.support(world.viewer("member"), own.public_id)
    await topics.paste(moderator, board, "Temat podwójny")
    double = await world.one(Topic, Topic.title == "Temat podwójny")
    world.call("topic.merged", await topics.merge(moderator, double.public_id, own.public_id))


async def _threads(world: "World", moderator: "Viewer") -> None:
    """About a topic that all see a thread that only members do, and the reverse."""
    for thread, topic in (("members", "open"), ("open", "moderators"), ("all", "all"), ("opened", "members")):
        await topics.attach(moderator, world.names[f"thread.{thread}"], world.names[f"topic.{topic}"])
