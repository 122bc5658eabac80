"""What people are told of: a notice of the open and of the members' post for each role, and one of somebody else's."""

from typing import TYPE_CHECKING

from hub import notices
from hub.database import Work
from hub.models import Mailing, Notice, NoticeKind, Person, Post

if TYPE_CHECKING:
    from tests.matrix.world import World


async def told(world: "World") -> None:
    for person in {person.id: person for person in world.people.values()}.values():
        roles = [role for role, one in world.people.items() if one.id == person.id]
        for name in ("open", "members"):
            notice = await world.add(_notice(world, person, world.rows[f"post.{name}"]))
            world.names |= {f"notice.{name}@{role}": notice.public_id for role in roles}
        await world.do(lambda work, person=person: _reckoned(work, person))  # type: ignore[misc]
    for name in ("open", "members"):
        world.names[f"notice.{name}@stranger"] = world.names[f"notice.{name}@member"]
    other = await world.one(Person, Person.email == "tomasz.gawron@tarnow.example")
    world.call("notice.theirs", await world.add(_notice(world, other, world.rows["post.open"])))
    token = notices.unsubscribe_token(world.hub.settings, other.id, world.rows["network.ours"].id)
    world.names |= {"unsubscribe.link": token, "unsubscribe.never": token[::-1]}


async def _reckoned(work: Work, person: Person) -> None:
    """As the job would do it."""
    mailing = await work.get(Mailing, person.id)
    mailing = await work.add(Mailing(person_id=person.id)) if mailing is None else mailing
    mailing.due_at, mailing.zone = work.at, person.time_zone


def _notice(world: "World", person: Person, post: Post) -> Notice:
    return Notice(
        person_id=person.id,
        kind=NoticeKind.MENTION,
        network_id=world.rows["network.ours"].id,
        thread_id=post.thread_id,
        subject_id=post.id,
        actor_id=world.people["member"].id,
    )
