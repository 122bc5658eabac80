"""How people say what they want to be told of."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, select

from hub import permissions
from hub.database import Work, transaction
from hub.errors import Invalid
from hub.models import (
    Mailing,
    Network,
    NetworkNotices,
    NoticeLevel,
    Person,
    Rhythm,
    Thread,
    ThreadNotices,
)
from hub.notices.hours import reckon
from hub.notices.marks import begin, mailing_row, mark_of
from hub.notices.readers import level


@dataclass(frozen=True)
class MailingChoice:
    """What is to change; None leaves a thing as it is."""

    is_on: bool | None = None
    at_once: bool | None = None
    rhythm: Rhythm | None = None
    weekday: int | None = None
    hour: int | None = None


@transaction
async def set_network_level(
    work: Work, network_id: str, level: NoticeLevel | None = None, mails: bool | None = None
) -> Network:
    """What the viewer is told of a network, and whether also by mail."""
    reader = permissions.signed_in(work)
    network = await permissions.find(work, Network, network_id)
    chosen = await mark_of(work, reader, network.id)
    chosen.level = chosen.level if level is None else level
    chosen.mails = chosen.mails if mails is None else mails
    return network


@transaction
async def set_thread_level(work: Work, thread_id: str, level: NoticeLevel | None) -> Thread:
    """What the viewer is told of a thread; without a level, as the network says."""
    reader = permissions.signed_in(work)
    thread = await permissions.find(work, Thread, thread_id)
    chosen = await work.get(ThreadNotices, (reader, thread.id))
    if level is None:
        if chosen:
            await work.session.delete(chosen)
        return thread
    if chosen is None:
        chosen = await work.add(ThreadNotices(person_id=reader, thread_id=thread.id))
    chosen.level, chosen.is_chosen, chosen.at = level, True, work.at
    return thread


@transaction
async def set_mailing(work: Work, choice: MailingChoice) -> Person:
    """When the viewer gets mail. Who takes digests again begins with what happens from now on."""
    person = await work.get(Person, permissions.signed_in(work))
    assert person, "who is signed in is somebody"
    mailing = await mailing_row(work, person.id)
    had_digests = mailing.due_at is not None
    for name, value in vars(choice).items():
        if value is not None:
            setattr(mailing, name, _fitting(name, value))
    reckon(mailing, person.time_zone, work.at)
    if mailing.due_at and not had_digests:
        await begin(work, person.id, anew=True)
    return person


async def mailing_of(work: Work) -> Mailing:
    """The viewer's, or as it is for who has chosen nothing."""
    reader = permissions.signed_in(work)
    return await work.get(Mailing, reader) or Mailing(person_id=reader)


async def networks_of(work: Work) -> list[tuple[Network, NetworkNotices]]:
    """What the viewer has chosen for each of their networks."""
    reader = permissions.signed_in(work)
    mine = and_(NetworkNotices.network_id == Network.id, NetworkNotices.person_id == reader)
    seen = (await permissions.visible(work, Network)).add_columns(NetworkNotices).outerjoin(NetworkNotices, mine)
    found = await work.execute(seen.order_by(Network.place))
    return [(network, chosen or NetworkNotices(person_id=reader, network_id=network.id)) for network, chosen in found]


async def thread_levels(work: Work, thread_ids: Sequence[UUID]) -> dict[UUID, NoticeLevel]:
    """What the viewer is told of each of these threads."""
    reader = work.viewer.person_id
    found = await work.execute(
        select(Thread.id, NetworkNotices, ThreadNotices)
        .outerjoin(
            NetworkNotices, and_(NetworkNotices.network_id == Thread.network_id, NetworkNotices.person_id == reader)
        )
        .outerjoin(ThreadNotices, and_(ThreadNotices.thread_id == Thread.id, ThreadNotices.person_id == reader))
        .where(Thread.id.in_(thread_ids))
    )
    return {id: level(network, thread) for id, network, thread in found}


def _fitting(name: str, value: object) -> object:
    most = {"hour": 23, "weekday": 6}.get(name)
    if most is not None and not 0 <= int(str(value)) <= most:
        raise Invalid(name, "Choose from 0 to {most}.", most=most)
    return value
