"""What each person wants to be told of: by network and thread, in the page and by mail."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, select

from hub import permissions
from hub.database import Work
from hub.models import Mailing, NetworkNotices, NoticeKind, NoticeLevel, Person, ThreadNotices

OF_POLLS = frozenset(
    {NoticeKind.POLL_OPENED, NoticeKind.POLL_ENDING, NoticeKind.BALLOT_PREPARED, NoticeKind.REVIEW_DUE}
)
OWN_LETTER = OF_POLLS | {NoticeKind.REMARK_ANSWERED}
"""Each has a letter of the same name."""
OF_POSTS = frozenset({NoticeKind.MENTION, NoticeKind.REPLY, NoticeKind.ANNOUNCEMENT})
_WAITS = OF_POLLS | {NoticeKind.MENTION, NoticeKind.ANNOUNCEMENT}
_WANTED = {
    NoticeLevel.EVERYTHING: frozenset(NoticeKind),
    NoticeLevel.CONCERNING: frozenset(NoticeKind),
    NoticeLevel.WAITING: _WAITS,
    NoticeLevel.NOTHING: frozenset[NoticeKind](),
}
AT_ONCE_FOR_ALL = OWN_LETTER | {NoticeKind.ANNOUNCEMENT}
"""What goes out at once whatever people chose for their mail."""


@dataclass(frozen=True, slots=True)
class Reader:
    person: Person
    network: NetworkNotices | None
    thread: ThreadNotices | None
    mailing: Mailing | None

    @property
    def level(self) -> NoticeLevel:
        """For the thread: what was chosen for it, or for the network; who writes in a thread follows it."""
        return level(self.network, self.thread)

    def wants(self, kind: NoticeKind) -> bool:
        return wants(self.level, kind)

    def takes_mail(self, kind: NoticeKind) -> bool:
        mailing = self.mailing or Mailing(person_id=self.person.id)
        here = self.network is None or self.network.mails
        return mailing.is_on and here and (mailing.at_once or kind in AT_ONCE_FOR_ALL)


def level(network: NetworkNotices | None, thread: ThreadNotices | None) -> NoticeLevel:
    of_network = network.level if network else NoticeLevel.CONCERNING
    if thread and (thread.is_chosen or of_network is NoticeLevel.CONCERNING):
        return thread.level
    return of_network


def wants(level: NoticeLevel, kind: NoticeKind) -> bool:
    return kind in _WANTED[level]


async def readers(work: Work, network_id: UUID, thread_id: UUID | None, people: Collection[UUID]) -> list[Reader]:
    """Those of these people who can be told anything at all."""
    found = await work.execute(
        select(Person, NetworkNotices, ThreadNotices, Mailing)
        .outerjoin(NetworkNotices, and_(NetworkNotices.person_id == Person.id, NetworkNotices.network_id == network_id))
        .outerjoin(ThreadNotices, and_(ThreadNotices.person_id == Person.id, ThreadNotices.thread_id == thread_id))
        .outerjoin(Mailing, Mailing.person_id == Person.id)
        .where(Person.id.in_(people), Person.email.is_not(None), permissions.may_sign_in())
        .order_by(Person.id)
    )
    return [Reader(*row) for row in found]


async def reader(work: Work, network_id: UUID, thread_id: UUID | None, person_id: UUID) -> Reader | None:
    return next(iter(await readers(work, network_id, thread_id, [person_id])), None)
