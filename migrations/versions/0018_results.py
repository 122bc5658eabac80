"""Results in versions, how far they are released, remarks on them, and who accepted the rules of cooperation."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "result",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rung", sa.String(32), nullable=False),
        sa.Column("members_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("observers_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("zmp_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("public_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("adopted_number", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawal_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_result_author_id")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_result_network_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result")),
    )
    with op.batch_alter_table("result", recreate="never") as batch_op:
        batch_op.create_index("ix_result_network_id_created_at_id", ["network_id", "created_at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_result_rung"), ["rung"], unique=False)

    op.create_table(
        "result_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("result_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_result_version_author_id")),
        sa.ForeignKeyConstraint(["result_id"], ["result.id"], name=op.f("fk_result_version_result_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_version")),
        sa.UniqueConstraint("result_id", "number", name=op.f("uq_result_version_result_id_number")),
    )
    op.create_table(
        "result_city",
        sa.Column("result_id", sa.Uuid(), nullable=False),
        sa.Column("seat_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["result_id"], ["result.id"], name=op.f("fk_result_city_result_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_result_city_seat_id")),
        sa.PrimaryKeyConstraint("result_id", "seat_id", name=op.f("pk_result_city")),
    )
    with op.batch_alter_table("result_city", recreate="never") as batch_op:
        batch_op.create_index(batch_op.f("ix_result_city_seat_id"), ["seat_id"], unique=False)

    op.create_table(
        "result_origin",
        sa.Column("result_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["result_id"], ["result.id"], name=op.f("fk_result_origin_result_id")),
        sa.PrimaryKeyConstraint("result_id", "subject_id", name=op.f("pk_result_origin")),
    )
    op.create_table(
        "remark",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("result_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("audience", sa.String(32), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("is_objection", sa.Boolean(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("seat_id", sa.Uuid(), nullable=True),
        sa.Column("ballot_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(32), nullable=True),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("stance", sa.String(32), nullable=True),
        sa.Column("stance_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stance_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["answered_by_id"], ["person.id"], name=op.f("fk_remark_answered_by_id")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["result_version.id"], name=op.f("fk_remark_asked_by_id")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_remark_author_id")),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballot.id"], name=op.f("fk_remark_ballot_id")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_remark_network_id")),
        sa.ForeignKeyConstraint(["result_id"], ["result.id"], name=op.f("fk_remark_result_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_remark_seat_id")),
        sa.ForeignKeyConstraint(["stance_by_id"], ["person.id"], name=op.f("fk_remark_stance_by_id")),
        sa.ForeignKeyConstraint(["version_id"], ["result_version.id"], name=op.f("fk_remark_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
        sa.UniqueConstraint("ballot_id", name=op.f("uq_remark_ballot_id")),
    )
    with op.batch_alter_table("remark", recreate="never") as batch_op:
        batch_op.create_index(batch_op.f("ix_remark_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_remark_result_id"), ["result_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_remark_version_id"), ["version_id"], unique=False)

    op.create_table(
        "acceptance",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_acceptance_person_id")),
        sa.ForeignKeyConstraint(["version_id"], ["result_version.id"], name=op.f("fk_acceptance_version_id")),
        sa.PrimaryKeyConstraint("version_id", "person_id", name=op.f("pk_acceptance")),
    )
    with op.batch_alter_table("acceptance", recreate="never") as batch_op:
        batch_op.create_index(batch_op.f("ix_acceptance_person_id"), ["person_id"], unique=False)

    # Alembic adds a reference by a statement of its own, which SQLite does not have.
    uuid = sa.Uuid().compile(dialect=op.get_bind().dialect)
    op.execute(
        f"ALTER TABLE poll ADD COLUMN version_id {uuid} CONSTRAINT fk_poll_version_id REFERENCES result_version (id)"
    )
    op.create_index(op.f("ix_poll_version_id"), "poll", ["version_id"], unique=False)
    op.add_column("poll", sa.Column("passed", sa.Boolean(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("poll", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_poll_version_id"))
        batch_op.drop_column("passed")
        batch_op.drop_column("version_id")
    for table in ("acceptance", "remark", "result_origin", "result_city", "result_version", "result"):
        op.drop_table(table)
