"""What is written: in boards of each audience, by each who may write, hidden, opened later, and in a closed network."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PIL import Image

from hub import boards, bookmarks, clock, files, networks, people, threads, topics
from hub.database import Work
from hub.models import (
    Act,
    Audience,
    City,
    Network,
    NetworkState,
    Post,
    ReactionKind,
    SeatKind,
    StandingKind,
    TopicKind,
)

if TYPE_CHECKING:
    from tests.matrix.world import World


async def discussions(world: "World") -> None:
    ours, elsewhere = world.rows["network.ours"], world.rows["network.elsewhere"]
    for name, network, audience in (
        ("members", ours, Audience.MEMBERS),
        ("open", ours, Audience.OPEN),
        ("all", ours, Audience.ALL),
        ("elsewhere", elsewhere, Audience.ALL),
    ):
        writer = world.viewer("outsider" if name == "elsewhere" else "member")
        board = await boards.create(world.hub.operator, network, f"Macierz {name}", audience, "Do macierzy")
        world.call(f"board.{name}", board)
        thread = await threads.start(writer, board.public_id, f"Rozmowa {name}", "Pierwszy wpis")
        world.call(f"thread.{name}", thread)
        first = await world.one(Post, Post.thread_id == thread.id)
        reply = await threads.reply(writer, thread.public_id, "Drugi wpis", first.public_id)
        world.call(f"post.{name}", await threads.edit_post(writer, reply.public_id, "Drugi wpis, poprawiony"))
    await _own_posts(world)
    await attachments(world)
    own = await bookmarks.put(world.viewer("member"), world.names["post.members"], "na zebranie")
    world.call("bookmark.members", own)
    moderator = world.viewer("moderator")
    hidden = await threads.reply(world.viewer("member"), world.names["thread.open"], "Do ukrycia")
    world.call("post.hidden", await threads.hide_post(moderator, hidden.public_id, "dane osobowe"))
    opened = await threads.start(world.viewer("member"), world.names["board.members"], "Otwarta potem", "Przedtem")
    world.call("thread.opened", opened)
    world.call("post.before", await world.one(Post, Post.thread_id == opened.id))
    await threads.set_audience(moderator, opened.public_id, Audience.OPEN)
    await _moderated(world)
    await _answered(world)
    world.call("post.since", await threads.reply(world.viewer("member"), opened.public_id, "Potem"))


async def _moderated(world: "World") -> None:
    """A thread that a moderator closed, with the line of the log, and one that was pinned."""
    moderator = world.viewer("moderator")
    closed = await threads.start(world.viewer("member"), world.names["board.members"], "Zamknięta", "Wpis")
    world.call("thread.closed", await threads.close(moderator, closed.public_id, "wszystko powiedziane"))
    world.call("act.ours", await world.one(Act, Act.subject == closed.public_id))
    await threads.pin(moderator, world.names["thread.open"])


async def _answered(world: "World") -> None:
    """Posts that somebody reacted to, reported, and was called by; a thread that asks for remarks."""
    member, coordinator = world.viewer("member"), world.viewer("coordinator")
    for name in ("members", "open", "elsewhere"):
        reader = world.viewer("outsider") if name == "elsewhere" else coordinator
        await threads.react(reader, world.names[f"post.{name}"], ReactionKind.USEFUL, True)
    world.call("report.own", await threads.report(member, world.names["post.own@moderator"], "pomyłka"))
    world.call("report.ours", await threads.report(coordinator, world.names["post.open"], "dane osobowe"))
    dismissed = await threads.report(coordinator, world.names["post.members"], "za długie")
    world.call("report.answered", await threads.dismiss(coordinator, dismissed.public_id, "można"))
    board, soon = world.names["board.open"], clock.today(clock.now())
    asking = await threads.start(member, board, "Proszę o uwagi", "Projekt", feedback_by=soon)
    await threads.reply(coordinator, asking.public_id, "@Tarnów: dobre")
    world.call("thread.asking", asking)


async def attachments(world: "World") -> None:
    """A file on a post of each audience, on one that was hidden, and an upload of the member's."""
    for name in ("members", "open", "elsewhere", "hidden", "upload"):
        writer = world.viewer("outsider" if name == "elsewhere" else "member")
        place = name if name in ("members", "elsewhere") else "open"
        network = world.names["network.elsewhere" if name == "elsewhere" else "network.ours"]
        with TemporaryDirectory() as folder:
            content = files.examined(_picture(folder), "mapa.png", Path(folder))
            file = await files.keep(writer, network, content)
        world.call(f"file.{name}", file)
        if name != "upload":
            ids = [file.public_id]
            post = await threads.reply(writer, world.names[f"thread.{place}"], "Z mapą", file_ids=ids)
            if name == "hidden":
                await threads.hide_post(world.viewer("moderator"), post.public_id, "dane osobowe")


def _picture(folder: str) -> Path:
    path = Path(folder, "sent")
    Image.new("RGB", (3, 2)).save(path, "PNG")
    return path


async def _own_posts(world: "World") -> None:
    """A post of each who may write in the thread for all; for the others it is the member's."""
    thread = world.names["thread.all"]
    for role in ("observer", "member", "moderator", "coordinator"):
        post = await threads.reply(world.viewer(role), thread, f"Wpis: {role}")
        world.names[f"post.own@{role}"] = post.public_id
    for role in ("stranger", "outsider", "revoked", "reading", "writing"):
        world.names[f"post.own@{role}"] = world.names["post.own@member"]


async def over(world: "World") -> None:
    """A network that is closed by now, in which the member sits and has written."""
    network = await world.one(Network, Network.slug == "kadry")
    await _set_state(world, network, NetworkState.WORKING)
    tarnow = await world.one(City, City.teryt == "1263011")
    seat = await networks.seat_city(world.hub.operator, network, tarnow, SeatKind.MEMBER)
    await people.add_standing(world.hub.operator, world.people["member"], network, StandingKind.MEMBER, seat.id)
    board = await boards.create(world.hub.operator, network, "Macierz", Audience.OPEN)
    thread = await threads.start(world.viewer("member"), board.public_id, "Na koniec", "Dziękujemy")
    topic = await topics.propose(
        world.viewer("member"), board.public_id, "Na koniec", "Bo to koniec.", TopicKind.OFFERS
    )
    world.call("topic.over", topic)
    world.call("network.over", network)
    world.call("board.over", board)
    world.call("thread.over", thread)
    world.call("post.over", await world.one(Post, Post.thread_id == thread.id))
    await _set_state(world, network, NetworkState.CLOSED)


async def _set_state(world: "World", network: Network, state: NetworkState) -> None:
    async def verb(work: Work) -> None:
        held = await work.get(Network, network.id)
        assert held
        held.state = state

    await world.do(verb)
