"""The log of acts: what was moderated and coordinated in a network, by whom, when and why."""

from uuid import UUID

from hub.database import Work
from hub.models import Act, ActKind, Row


async def note(work: Work, kind: ActKind, network_id: UUID, subject: Row, reason: str = "") -> Act:
    """Writes a line of that network's log, in the transaction of the act."""
    actor = work.viewer.person_id
    return await work.add(
        Act(network_id=network_id, kind=kind, actor_id=actor, subject=subject.public_id, reason=reason, at=work.at)
    )
