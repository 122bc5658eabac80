"""What an access token opens: some kinds of things."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("access_token", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("scope", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("access_token", recreate="never") as batch_op:
        batch_op.drop_column("scope")
