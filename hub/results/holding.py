"""A result and its versions, held until the commit."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from hub import permissions
from hub.database import Work
from hub.errors import NotFound
from hub.models import Result, ResultVersion


async def held(work: Work, result_id: str) -> Result:
    """The result, if the viewer sees it, locked until the commit."""
    permissions.signed_in(work)
    result = await work.held(Result, (await permissions.find(work, Result, result_id)).id)
    if result is None:
        raise NotFound()
    return result


async def newest(work: Work, result: Result) -> ResultVersion:
    """The version being written, or the last that was issued."""
    versions = select(ResultVersion).where(ResultVersion.result_id == result.id)
    version = await work.row(versions.order_by(ResultVersion.number.desc()))
    assert version, "a result has a version from the beginning"
    return version


async def issued(work: Work, result_ids: Sequence[UUID]) -> dict[UUID, ResultVersion]:
    """The newest issued version of each that the viewer sees."""
    seen = (await permissions.visible(work, ResultVersion)).where(
        ResultVersion.result_id.in_(result_ids), ResultVersion.issued_at.is_not(None)
    )
    return {version.result_id: version for version in await work.rows(seen.order_by(ResultVersion.number))}
