"""Polls, who may vote in them, and their ballots."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "poll",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("thread_id", sa.Uuid(), nullable=True),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("audience", sa.String(32), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.Column("voters", sa.String(32), nullable=False),
        sa.Column("is_by_person", sa.Boolean(), nullable=False),
        sa.Column("is_secret", sa.Boolean(), nullable=False),
        sa.Column("may_replace", sa.Boolean(), nullable=False),
        sa.Column("members_see", sa.String(32), nullable=False),
        sa.Column("observers_see", sa.String(32), nullable=False),
        sa.Column("method", sa.String(32), nullable=False),
        sa.Column("majority", sa.String(32), nullable=True),
        sa.Column("counts_abstentions", sa.Boolean(), nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.Column("ties", sa.String(32), nullable=False),
        sa.Column("unranked", sa.String(32), nullable=False),
        sa.Column("equal_rank", sa.String(32), nullable=False),
        sa.Column("lot", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Uuid(), nullable=True),
        sa.Column("turnout", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("review_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_poll_author_id")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["person.id"], name=op.f("fk_poll_closed_by_id")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_poll_network_id")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_poll_thread_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll")),
    )
    with op.batch_alter_table("poll", recreate="never") as batch_op:
        batch_op.create_index("ix_poll_network_id_created_at_id", ["network_id", "created_at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_poll_thread_id"), ["thread_id"], unique=False)

    op.create_table(
        "elector",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("poll_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("voter_id", sa.Uuid(), nullable=False),
        sa.Column("seat_id", sa.Uuid(), nullable=False),
        sa.Column("city_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("took_part", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["city_id"], ["city.id"], name=op.f("fk_elector_city_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_elector_person_id")),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_elector_poll_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_elector_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_elector")),
        sa.UniqueConstraint("poll_id", "voter_id", name=op.f("uq_elector_poll_id_voter_id")),
    )
    with op.batch_alter_table("elector", recreate="never") as batch_op:
        batch_op.create_index(batch_op.f("ix_elector_poll_id"), ["poll_id"], unique=False)

    op.create_table(
        "secret_ballot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("poll_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_secret_ballot_poll_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_secret_ballot")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("secret_ballot", recreate="never") as batch_op:
        batch_op.create_index(batch_op.f("ix_secret_ballot_poll_id"), ["poll_id"], unique=False)

    op.create_table(
        "ballot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("poll_id", sa.Uuid(), nullable=False),
        sa.Column("elector_id", sa.Uuid(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("cast_by_id", sa.Uuid(), nullable=False),
        sa.Column("cast_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cast_by_id"], ["person.id"], name=op.f("fk_ballot_cast_by_id")),
        sa.ForeignKeyConstraint(["elector_id"], ["elector.id"], name=op.f("fk_ballot_elector_id")),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_ballot_poll_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
        sa.UniqueConstraint("elector_id", name=op.f("uq_ballot_elector_id")),
    )
    with op.batch_alter_table("ballot", recreate="never") as batch_op:
        batch_op.create_index(batch_op.f("ix_ballot_poll_id"), ["poll_id"], unique=False)

    op.create_table(
        "casting",
        sa.Column("ballot_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["ballot_id"], ["ballot.id"], name=op.f("fk_casting_ballot_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_casting_person_id")),
        sa.PrimaryKeyConstraint("ballot_id", "number", name=op.f("pk_casting")),
    )

    if op.get_bind().dialect.name == "postgresql":  # the one clock that polls close by, whatever workers' clocks say
        op.execute("CREATE FUNCTION hub_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp()'")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION hub_now()")
    op.drop_table("casting")
    with op.batch_alter_table("ballot", recreate="never") as batch_op:
        batch_op.drop_index(batch_op.f("ix_ballot_poll_id"))

    op.drop_table("ballot")
    with op.batch_alter_table("secret_ballot", recreate="never") as batch_op:
        batch_op.drop_index(batch_op.f("ix_secret_ballot_poll_id"))

    op.drop_table("secret_ballot")
    with op.batch_alter_table("elector", recreate="never") as batch_op:
        batch_op.drop_index(batch_op.f("ix_elector_poll_id"))

    op.drop_table("elector")
    with op.batch_alter_table("poll", recreate="never") as batch_op:
        batch_op.drop_index(batch_op.f("ix_poll_thread_id"))
        batch_op.drop_index("ix_poll_network_id_created_at_id")

    op.drop_table("poll")
