"""The database's history, by Alembic: numbered versions named for what they bring."""
