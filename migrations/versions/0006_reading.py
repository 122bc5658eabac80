"""Where people read on: counted places, bookmarks, what they have settled."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

REMOVED = sa.text("removed_at IS NOT NULL")
MINE_OR_REMOVED = "(post.author_id = read_mark.person_id OR post.removed_at IS NOT NULL)"
OF_THREAD = "FROM post WHERE post.thread_id = read_mark.thread_id"
CAME = """
    SELECT stay.person_id, thread.id AS thread_id, coalesce((
        SELECT max(post.position) FROM post WHERE post.thread_id = thread.id AND post.created_at < stay.since
    ), 0) AS position
    FROM thread JOIN (
        SELECT person_id, network_id, min(since) AS since FROM standing
        WHERE until IS NULL GROUP BY person_id, network_id
    ) AS stay ON stay.network_id = thread.network_id
"""
"""How far each person's threads had come when they did."""
AT_LEAST = """
    UPDATE read_mark SET position = (
        SELECT came.position FROM (:came) AS came
        WHERE came.person_id = read_mark.person_id AND came.thread_id = read_mark.thread_id
    ) WHERE EXISTS (
        SELECT 1 FROM (:came) AS came
        WHERE came.person_id = read_mark.person_id AND came.thread_id = read_mark.thread_id
        AND came.position > read_mark.position
    )
"""
MISSING = """
    INSERT INTO read_mark (person_id, thread_id, position, at)
    SELECT came.person_id, came.thread_id, came.position, thread.last_post_at
    FROM (:came) AS came JOIN thread ON thread.id = came.thread_id
    WHERE NOT EXISTS (
        SELECT 1 FROM read_mark
        WHERE read_mark.person_id = came.person_id AND read_mark.thread_id = came.thread_id
    ) AND (came.position > 0 OR EXISTS (
        SELECT 1 FROM post WHERE post.thread_id = came.thread_id AND post.author_id = came.person_id
    ))
"""
COUNTED = """
    UPDATE read_mark SET
        open_position = coalesce((
            SELECT max(post.open_position) :of_thread AND post.position <= read_mark.position
        ), 0),
        passed = (SELECT count(*) :of_thread AND post.position > read_mark.position AND :not_new),
        open_passed = (
            SELECT count(post.open_position) :of_thread AND post.position > read_mark.position AND :not_new
        )
"""
OPEN_POSTS = """
    UPDATE thread SET open_post_count = (
        SELECT count(post.open_position) FROM post WHERE post.thread_id = thread.id AND post.removed_at IS NULL
    )
"""


def _written_out(change: str) -> str:
    for name, text in ((":came", CAME), (":of_thread", OF_THREAD), (":not_new", MINE_OR_REMOVED)):
        change = change.replace(name, text)
    return change


def upgrade() -> None:
    with op.batch_alter_table("thread", recreate="never") as batch_op:
        batch_op.add_column(sa.Column("open_post_count", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("read_mark", recreate="never") as batch_op:
        for name in ("passed", "open_position", "open_passed"):
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
        batch_op.create_index("ix_read_mark_thread_id_position", ["thread_id", "position"], unique=False)
    with op.batch_alter_table("post", recreate="never") as batch_op:
        batch_op.drop_index("ix_post_author_id")
        batch_op.create_index("ix_post_author_id_thread_id_position", ["author_id", "thread_id", "position"])
        batch_op.create_index("ix_post_thread_id_created_at", ["thread_id", "created_at"])
        batch_op.create_index(
            "ix_post_removed", ["thread_id", "position"], sqlite_where=REMOVED, postgresql_where=REMOVED
        )
    op.create_table(
        "bookmark",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("post_id", sa.Uuid(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_bookmark_person_id")),
        sa.ForeignKeyConstraint(["thread_id"], ["thread.id"], name=op.f("fk_bookmark_thread_id")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_bookmark_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bookmark")),
    )
    with op.batch_alter_table("bookmark", recreate="never") as batch_op:
        batch_op.create_index("uq_bookmark_person_id_subject_id", ["person_id", "subject_id"], unique=True)
        batch_op.create_index("ix_bookmark_thread_id", ["thread_id"], unique=False)
    op.create_table(
        "settled",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_settled_person_id")),
        sa.PrimaryKeyConstraint("person_id", "subject_id", name=op.f("pk_settled")),
    )
    for change in (AT_LEAST, MISSING, COUNTED, OPEN_POSTS):
        op.execute(_written_out(change))


def downgrade() -> None:
    op.drop_table("settled")
    op.drop_table("bookmark")
    with op.batch_alter_table("post", recreate="never") as batch_op:
        batch_op.drop_index("ix_post_removed")
        batch_op.drop_index("ix_post_thread_id_created_at")
        batch_op.drop_index("ix_post_author_id_thread_id_position")
        batch_op.create_index("ix_post_author_id", ["author_id"])
    with op.batch_alter_table("read_mark", recreate="never") as batch_op:
        batch_op.drop_index("ix_read_mark_thread_id_position")
        for name in ("passed", "open_position", "open_passed"):
            batch_op.drop_column(name)
    with op.batch_alter_table("thread", recreate="never") as batch_op:
        batch_op.drop_column("open_post_count")
