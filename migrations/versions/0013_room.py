"""Polls in a room and in an office: on a board's topics, on paper, prepared by one and cast by another, reminded of."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_TIMES = ("remind_at", "review_due_at", "arranged_at")
_REFERENCES = (("poll", "board_id", "board"), ("casting", "prepared_by_id", "person"))


def upgrade() -> None:
    uuid = sa.Uuid().compile(dialect=op.get_bind().dialect)
    for table, column, to in _REFERENCES:
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} {uuid} CONSTRAINT fk_{table}_{column} REFERENCES {to} (id)"
        )
    with op.batch_alter_table("poll", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("shows_turnout", sa.Boolean(), nullable=False, server_default=sa.false()))
        for name in _TIMES:
            batch_op.add_column(sa.Column(name, sa.DateTime(timezone=True), nullable=True))
        for name in ("board_id", "remind_at", "review_due_at"):
            batch_op.create_index(batch_op.f(f"ix_poll_{name}"), [name], unique=False)
    with op.batch_alter_table("ballot", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("is_paper", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("casting", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("is_paper", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("approved_by", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "prepared_ballot",
        sa.Column("elector_id", sa.Uuid(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["elector_id"], ["elector.id"], name=op.f("fk_prepared_ballot_elector_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_prepared_ballot_person_id")),
        sa.PrimaryKeyConstraint("elector_id", name=op.f("pk_prepared_ballot")),
    )


def downgrade() -> None:
    op.drop_table("prepared_ballot")
    with op.batch_alter_table("casting") as batch_op:
        for name in ("approved_by", "prepared_by_id", "is_paper"):
            batch_op.drop_column(name)
    with op.batch_alter_table("ballot") as batch_op:
        batch_op.drop_column("is_paper")
    with op.batch_alter_table("poll") as batch_op:
        for name in ("board_id", "remind_at", "review_due_at"):
            batch_op.drop_index(batch_op.f(f"ix_poll_{name}"))
        for name in ("board_id", "shows_turnout", *_TIMES):
            batch_op.drop_column(name)
