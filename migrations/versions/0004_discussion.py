"""Discussion: history of posts, mentions, reactions, reports, reviews."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "post_version",
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_post_version_post_id")),
        sa.PrimaryKeyConstraint("post_id", "number", name=op.f("pk_post_version")),
    )
    op.create_table(
        "mention",
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mention_person_id")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_mention_post_id")),
        sa.PrimaryKeyConstraint("post_id", "person_id", name=op.f("pk_mention")),
    )
    op.create_index(op.f("ix_mention_person_id"), "mention", ["person_id"], unique=False)

    op.create_table(
        "quotation",
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("quoted_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_quotation_post_id")),
        sa.ForeignKeyConstraint(["quoted_id"], ["post.id"], name=op.f("fk_quotation_quoted_id")),
        sa.PrimaryKeyConstraint("post_id", "quoted_id", name=op.f("pk_quotation")),
    )
    op.create_index(op.f("ix_quotation_quoted_id"), "quotation", ["quoted_id"], unique=False)

    op.create_table(
        "reaction",
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reaction_person_id")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_reaction_post_id")),
        sa.PrimaryKeyConstraint("post_id", "person_id", "kind", name=op.f("pk_reaction")),
    )
    op.create_index(op.f("ix_reaction_person_id"), "reaction", ["person_id"], unique=False)

    op.create_table(
        "report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("reporter_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_by_id", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.String(32), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_report_network_id")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_report_post_id")),
        sa.ForeignKeyConstraint(["reporter_id"], ["person.id"], name=op.f("fk_report_reporter_id")),
        sa.ForeignKeyConstraint(["resolved_by_id"], ["person.id"], name=op.f("fk_report_resolved_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("post_id", "reporter_id", name=op.f("uq_report_post_id_reporter_id")),
    )
    op.create_index(op.f("ix_report_reporter_id"), "report", ["reporter_id"], unique=False)
    op.create_index("ix_report_network_id_created_at_id", "report", ["network_id", "created_at", "id"], unique=False)

    with op.batch_alter_table("post", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("under_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("mentioned", sa.Text(), nullable=False, server_default=""))
    _nest_replies()

    with op.batch_alter_table("thread", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("feedback_by", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "sorted_at", sa.DateTime(timezone=True), nullable=False, server_default="1970-01-01 00:00:00.000000"
            )
        )
        batch_op.drop_index("ix_thread_board_id_is_pinned_last_post_at_id")
        batch_op.create_index(
            "ix_thread_board_id_is_pinned_sorted_at_id", ["board_id", "is_pinned", "sorted_at", "id"], unique=False
        )
    op.execute("UPDATE thread SET sorted_at = last_post_at")


def _nest_replies() -> None:
    """A reply to a reply goes one level up, until none stands deeper than that."""
    op.execute("UPDATE post SET under_id = reply_to_id")
    deeper = (
        "UPDATE post SET under_id = (SELECT above.under_id FROM post AS above WHERE above.id = post.under_id)"
        " WHERE (SELECT above.under_id FROM post AS above WHERE above.id = post.under_id) IS NOT NULL"
    )
    while op.get_bind().execute(sa.text(deeper)).rowcount:
        pass


def downgrade() -> None:
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.drop_index("ix_thread_board_id_is_pinned_sorted_at_id")
        batch_op.create_index(
            "ix_thread_board_id_is_pinned_last_post_at_id",
            ["board_id", "is_pinned", "last_post_at", "id"],
            unique=False,
        )
        batch_op.drop_column("sorted_at")
        batch_op.drop_column("feedback_by")

    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.drop_column("mentioned")
        batch_op.drop_column("under_id")

    for table in ("report", "reaction", "quotation", "mention", "post_version"):
        op.drop_table(table)
