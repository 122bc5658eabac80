"""Runs the versions on the connection that `hub.migrating` hands over."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlmodel import AutoString

from hub.models import UtcDateTime, metadata


def plainly(kind: str, item: Any, _: AutogenContext) -> str | Literal[False]:
    """Versions name the databases' own types, so that an old one does not change with the code."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, AutoString | sa.Enum):
        return f"sa.String({getattr(item, 'length', None) or ''})"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    render_item=plainly,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
