"""Whether the viewer may do a thing, and if not, why: the server's own checks, told beforehand."""

import strawberry

from hub.errors import HubError
from hub.words import say_error
from schema.context import Info


@strawberry.type(description="Whether the viewer may do it.")
class Permission:
    allowed: bool = strawberry.field(description="Whether.")
    reason: str | None = strawberry.field(description="If not, why, as a sentence in the viewer's language.")


def permission(info: Info, refusal: HubError | None) -> Permission:
    reason = say_error(refusal, info.context.viewer.language) if refusal else None
    return Permission(allowed=refusal is None, reason=reason)
