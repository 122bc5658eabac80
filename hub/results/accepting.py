"""The rules of cooperation: which are in force, and who has accepted which version of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select

from hub import events, permissions
from hub.database import Work, transaction
from hub.models import Acceptance, EventKind, Result, ResultKind, ResultVersion, Standing, StandingKind


@dataclass(frozen=True, slots=True)
class Accepted:
    """Somebody of the network, and the newest version of the rules in force that they have accepted."""

    standing: Standing
    number: int | None
    at: datetime | None


@transaction
async def accept(work: Work, version_id: str) -> ResultVersion:
    """The viewer accepts the rules in force. A second time changes nothing."""
    person = permissions.signed_in(work)
    version = await permissions.find(work, ResultVersion, version_id)
    result = await work.get(Result, version.result_id)
    assert result, "a version is one of a result"
    permissions.require(await permissions.why_not_accept(work, result, version))
    if await work.get(Acceptance, (version.id, person)) is None:
        await work.add(Acceptance(version_id=version.id, person_id=person, at=work.at))
        events.record_own(work, EventKind.RULES_ACCEPTED, result)
    return version


async def rules_of(work: Work, network_ids: Sequence[UUID], *which: ColumnElement[bool]) -> dict[UUID, ResultVersion]:
    """The version in force of each network that has rules."""
    seen = (await permissions.visible(work, ResultVersion)).join(
        Result, and_(Result.id == ResultVersion.result_id, Result.adopted_number == ResultVersion.number)
    )
    in_force = seen.where(
        Result.network_id.in_(network_ids), Result.kind == ResultKind.RULES, Result.withdrawn_at.is_(None), *which
    )
    found = await work.execute(in_force.add_columns(Result.network_id).order_by(Result.adopted_at))
    return {network_id: version for version, network_id in found}


async def to_accept(work: Work, network_ids: Sequence[UUID]) -> dict[UUID, ResultVersion]:
    """Those of them that the viewer, who takes part there, has not accepted yet."""
    person = work.viewer.person_id
    here = {standing.network_id for standing in await permissions.standings(work)} & set(network_ids)
    mine = select(Acceptance.version_id).where(
        Acceptance.version_id == ResultVersion.id, Acceptance.person_id == person
    )
    return await rules_of(work, list(here), ~mine.exists()) if person and here else {}


async def accepted_at(work: Work, version_ids: Sequence[UUID]) -> dict[UUID, datetime]:
    """When the viewer accepted each of these."""
    mine = (Acceptance.version_id.in_(version_ids), Acceptance.person_id == work.viewer.person_id)
    return await work.pairs(select(Acceptance.version_id, Acceptance.at).where(*mine))


async def acceptances(work: Work, network_id: UUID) -> list[Accepted]:
    """Of everybody in the network, for those who coordinate it; none for others."""
    rules = (await rules_of(work, [network_id])).get(network_id)
    if rules is None or await permissions.why_not_coordinate(work, network_id):
        return []
    accepted = select(Acceptance.person_id, ResultVersion.number, Acceptance.at).join(
        ResultVersion, ResultVersion.id == Acceptance.version_id
    )
    newest = accepted.where(ResultVersion.result_id == rules.result_id).order_by(ResultVersion.number)
    by_person = {person: (number, at) for person, number, at in await work.execute(newest)}
    here = (await permissions.visible(work, Standing)).where(
        Standing.network_id == network_id, Standing.until.is_(None), Standing.kind != StandingKind.IMPORTED
    )
    return [
        Accepted(standing, *by_person.get(standing.person_id, (None, None)))
        for standing in await work.rows(here.order_by(Standing.id))
    ]
