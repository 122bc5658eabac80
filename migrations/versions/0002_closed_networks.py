"""Closed networks: profiles, faces, passkeys, invitations, requests, the log of acts, the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # No table is made anew: SQLite would drop the old one, which others refer to, within the transaction.
    op.create_table(
        "lease",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("holder", sa.Uuid(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )
    op.create_table(
        "act",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_act_actor_id")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_act_network_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_act")),
    )
    with op.batch_alter_table("act", recreate="never") as batch_op:
        batch_op.create_index("ix_act_network_id_at_id", ["network_id", "at", "id"], unique=False)

    op.create_table(
        "face",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("image", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_face_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_face")),
    )
    op.create_table(
        "letter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("language", sa.String(32), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["to_id"], ["person.id"], name=op.f("fk_letter_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    with op.batch_alter_table("letter", recreate="never") as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_due_at"), ["due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_to_id"), ["to_id"], unique=False)

    op.create_table(
        "passkey",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_passkey_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkey_credential_id")),
    )
    with op.batch_alter_table("passkey", recreate="never") as batch_op:
        batch_op.create_index(batch_op.f("ix_passkey_person_id"), ["person_id"], unique=False)

    op.create_table(
        "passkey_challenge",
        sa.Column("challenge", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_passkey_challenge_person_id")),
        sa.PrimaryKeyConstraint("challenge", name=op.f("pk_passkey_challenge")),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("form", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("city_id", sa.Uuid(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("function", sa.String(), nullable=False),
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=True),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("most_uses", sa.Integer(), nullable=False),
        sa.Column("admits", sa.Boolean(), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bounced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bounce", sa.String(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by_id", sa.Uuid(), nullable=True),
        sa.Column("is_confirmed", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["accepted_by_id"], ["person.id"], name=op.f("fk_invitation_accepted_by_id")),
        sa.ForeignKeyConstraint(["city_id"], ["city.id"], name=op.f("fk_invitation_city_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["person.id"], name=op.f("fk_invitation_created_by_id")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_invitation_network_id")),
        sa.ForeignKeyConstraint(["replaces_id"], ["standing.id"], name=op.f("fk_invitation_replaces_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_invitation_secret_hash")),
    )
    with op.batch_alter_table("invitation", recreate="never") as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_email"), ["email"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitation_network_id"), ["network_id"], unique=False)

    op.create_table(
        "join_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("city_id", sa.Uuid(), nullable=True),
        sa.Column("function", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("invitation_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Uuid(), nullable=True),
        sa.Column("is_accepted", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["answered_by_id"], ["person.id"], name=op.f("fk_join_request_answered_by_id")),
        sa.ForeignKeyConstraint(["city_id"], ["city.id"], name=op.f("fk_join_request_city_id")),
        sa.ForeignKeyConstraint(["invitation_id"], ["invitation.id"], name=op.f("fk_join_request_invitation_id")),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_join_request_network_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_join_request_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_request")),
    )
    with op.batch_alter_table("join_request", recreate="never") as batch_op:
        batch_op.create_index(batch_op.f("ix_join_request_network_id"), ["network_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_join_request_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("city", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("is_zmp_member", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("network", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("is_listed", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("shows_cities", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("admits_heads_only", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("person", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("time_zone", sa.String(), nullable=False, server_default="Europe/Warsaw"))
        batch_op.add_column(sa.Column("did", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("seeks", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("phone", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("shares_phone", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("shares_email", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("shows_presence", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("informed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("deactivated_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("seat", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("programme", sa.String(), nullable=False, server_default=""))

    with op.batch_alter_table("session", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("device", sa.String(), nullable=False, server_default=""))

    with op.batch_alter_table("sign_in_link", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("purpose", sa.String(32), nullable=False, server_default="sign_in"))

    with op.batch_alter_table("standing", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("introduced_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("thread", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("is_pinned", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("last_open_position", sa.Integer(), nullable=False, server_default="0"))
        batch_op.drop_index("ix_thread_board_id_last_post_at_id")
        batch_op.create_index(
            "ix_thread_board_id_is_pinned_last_post_at_id",
            ["board_id", "is_pinned", "last_post_at", "id"],
            unique=False,
        )

    op.add_column("post", sa.Column("open_position", sa.Integer(), nullable=True))
    op.create_index("uq_post_thread_id_open_position", "post", ["thread_id", "open_position"], unique=True)
    _number_open_posts()
    op.drop_column("thread", "opened_after")


def _number_open_posts() -> None:
    """What was written since a thread was opened is numbered anew for observers, who count nothing else."""
    op.execute(
        "UPDATE post SET open_position = position - (SELECT opened_after FROM thread WHERE id = thread_id)"
        " WHERE EXISTS (SELECT 1 FROM thread"
        " WHERE id = thread_id AND audience <> 'members' AND position > opened_after)"
    )
    op.execute("UPDATE thread SET last_open_position = last_position - opened_after WHERE audience <> 'members'")


def downgrade() -> None:
    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.add_column(sa.Column("opened_after", sa.Integer(), nullable=False, server_default="0"))

    op.execute("UPDATE thread SET opened_after = last_position - last_open_position WHERE audience <> 'members'")
    op.drop_index("uq_post_thread_id_open_position", "post")
    op.drop_column("post", "open_position")

    with op.batch_alter_table("thread", schema=None) as batch_op:
        batch_op.drop_index("ix_thread_board_id_is_pinned_last_post_at_id")
        batch_op.create_index("ix_thread_board_id_last_post_at_id", ["board_id", "last_post_at", "id"], unique=False)
        batch_op.drop_column("last_open_position")
        batch_op.drop_column("closed_at")
        batch_op.drop_column("is_pinned")

    with op.batch_alter_table("standing", schema=None) as batch_op:
        batch_op.drop_column("introduced_at")

    with op.batch_alter_table("sign_in_link", schema=None) as batch_op:
        batch_op.drop_column("purpose")

    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.drop_column("device")

    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.drop_column("programme")

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_column("erased_at")
        batch_op.drop_column("deactivated_at")
        batch_op.drop_column("informed_at")
        batch_op.drop_column("asked_at")
        batch_op.drop_column("seen_at")
        batch_op.drop_column("shows_presence")
        batch_op.drop_column("shares_email")
        batch_op.drop_column("shares_phone")
        batch_op.drop_column("phone")
        batch_op.drop_column("seeks")
        batch_op.drop_column("did")
        batch_op.drop_column("time_zone")

    with op.batch_alter_table("network", schema=None) as batch_op:
        batch_op.drop_column("admits_heads_only")
        batch_op.drop_column("shows_cities")
        batch_op.drop_column("is_listed")

    with op.batch_alter_table("city", schema=None) as batch_op:
        batch_op.drop_column("is_zmp_member")

    with op.batch_alter_table("join_request", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_join_request_person_id"))
        batch_op.drop_index(batch_op.f("ix_join_request_network_id"))

    op.drop_table("join_request")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_network_id"))
        batch_op.drop_index(batch_op.f("ix_invitation_email"))

    op.drop_table("invitation")
    op.drop_table("passkey_challenge")
    with op.batch_alter_table("passkey", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passkey_person_id"))

    op.drop_table("passkey")
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letter_to_id"))
        batch_op.drop_index(batch_op.f("ix_letter_due_at"))

    op.drop_table("letter")
    op.drop_table("face")
    with op.batch_alter_table("act", schema=None) as batch_op:
        batch_op.drop_index("ix_act_network_id_at_id")

    op.drop_table("act")
    op.drop_table("lease")
