"""Topics on boards: columns, support, order."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_PLACE = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "topic",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("board_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("need", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("form", sa.String(32), nullable=True),
        sa.Column("column", sa.String(32), nullable=False),
        sa.Column("place", _PLACE, nullable=False),
        sa.Column("support_count", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("seat_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("merged_into_id", sa.Uuid(), nullable=True),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_topic_author_id")),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_topic_board_id")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["topic.id"], name=op.f("fk_topic_merged_into_id")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_topic_network_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_topic_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
        sa.UniqueConstraint("board_id", "place", name=op.f("uq_topic_board_id_place")),
    )
    with op.batch_alter_table("topic", recreate="never") as batch_op:
        batch_op.create_index("ix_topic_board_id_support_count_id", ["board_id", "support_count", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_topic_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_topic_merged_into_id"), ["merged_into_id"], unique=False)

    op.create_table(
        "support",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.Column("seat_id", sa.Uuid(), nullable=False),
        sa.Column("given_by_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["given_by_id"], ["person.id"], name=op.f("fk_support_given_by_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_support_seat_id")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_support_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support")),
        sa.UniqueConstraint("topic_id", "seat_id", name=op.f("uq_support_topic_id_seat_id")),
    )
    with op.batch_alter_table("support", recreate="never") as batch_op:
        batch_op.create_index(batch_op.f("ix_support_given_by_id"), ["given_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_support_seat_id"), ["seat_id"], unique=False)

    # Alembic adds a reference by a statement of its own, which SQLite does not have.
    uuid = sa.Uuid().compile(dialect=op.get_bind().dialect)
    op.execute(f"ALTER TABLE thread ADD COLUMN topic_id {uuid} CONSTRAINT fk_thread_topic_id REFERENCES topic (id)")
    op.create_index(op.f("ix_thread_topic_id"), "thread", ["topic_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_thread_topic_id"))
        batch_op.drop_column("topic_id")

    op.drop_table("support")
    op.drop_table("topic")
