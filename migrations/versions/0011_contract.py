"""A contract others build on: access tokens that open some networks, for a time."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("access_token", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("is_for_some", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("used_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "token_network",
        sa.Column("token_id", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["network_id"], ["network.id"], name=op.f("fk_token_network_network_id")),
        sa.ForeignKeyConstraint(["token_id"], ["access_token.id"], name=op.f("fk_token_network_token_id")),
        sa.PrimaryKeyConstraint("token_id", "network_id", name=op.f("pk_token_network")),
    )


def downgrade() -> None:
    op.drop_table("token_network")
    with op.batch_alter_table("access_token", recreate="never") as batch_op:
        batch_op.drop_column("expires_at")
        batch_op.drop_column("used_at")
        batch_op.drop_column("is_for_some")
