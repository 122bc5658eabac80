"""Piles of alike ballots, for tallies that cost the same however many have voted; polls from files; secret remarks."""

import hashlib
import json

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_IMPORTED: dict[str, type[sa.String] | type[sa.Integer]] = {
    "imported_from": sa.String,
    "eligible": sa.Integer,
    "needed": sa.Integer,
    "budget": sa.Integer,
}


def upgrade() -> None:
    op.create_table(
        "pile",
        sa.Column("poll_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_pile_poll_id")),
        sa.PrimaryKeyConstraint("poll_id", "kind", "digest", name=op.f("pk_pile")),
    )
    op.create_table(
        "secret_remark",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("poll_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_secret_remark_poll_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_secret_remark")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("secret_remark", recreate="never") as batch_op:
        batch_op.create_index(batch_op.f("ix_secret_remark_poll_id"), ["poll_id"], unique=False)
    with op.batch_alter_table("poll", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("turnout_at", sa.DateTime(timezone=True), nullable=True))
        for name, kind in _IMPORTED.items():
            batch_op.add_column(sa.Column(name, kind, nullable=True))
    _pile_up()


def _pile_up() -> None:
    """The ballots that were cast before there were piles."""
    ballot = sa.table("ballot", sa.column("poll_id", sa.Uuid), sa.column("elector_id", sa.Uuid), _said())
    elector = sa.table("elector", sa.column("id", sa.Uuid), sa.column("kind", sa.String))
    names = [sa.column(name, sa.String) for name in ("kind", "digest")]
    pile = sa.table("pile", sa.column("poll_id", sa.Uuid), *names, sa.column("count", sa.Integer), _said())
    cast = sa.select(ballot.c.poll_id, elector.c.kind, ballot.c.said)
    piles: dict[tuple[object, ...], dict[str, object]] = {}
    counts: dict[tuple[object, ...], int] = {}
    for poll_id, kind, what in op.get_bind().execute(cast.where(ballot.c.elector_id == elector.c.id)):
        digest = hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()[:32]
        key = (poll_id, kind, digest)
        piles[key] = {"poll_id": poll_id, "kind": kind, "digest": digest, "said": what}
        counts[key] = counts.get(key, 0) + 1
    if piles:
        op.bulk_insert(pile, [row | {"count": counts[key]} for key, row in piles.items()])


def _said() -> sa.ColumnClause[object]:
    return sa.column("said", sa.JSON)


def downgrade() -> None:
    with op.batch_alter_table("poll", recreate="never") as batch_op:
        for name in (*_IMPORTED, "turnout_at"):
            batch_op.drop_column(name)
    with op.batch_alter_table("secret_remark", recreate="never") as batch_op:
        batch_op.drop_index(batch_op.f("ix_secret_remark_poll_id"))
    op.drop_table("secret_remark")
    op.drop_table("pile")
