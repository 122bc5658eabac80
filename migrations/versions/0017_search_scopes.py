"""Tokens of the search index stand behind their entry's scope. It is filled by what follows: hub.search.complete."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """On PostgreSQL also without the list of what is still to be sorted in, through which every search goes."""
    _empty()
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX search_index SET (fastupdate = off)")
        op.execute("SELECT gin_clean_pending_list('search_index')")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX search_index RESET (fastupdate)")
    _empty()


def _empty() -> None:
    for table in ("search_entry", "search_word"):
        op.execute(f"DELETE FROM {table}")  # noqa: S608
