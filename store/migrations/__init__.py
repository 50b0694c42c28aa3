"""The history of the database's shape, applied by Alembic when a workspace is opened."""

#: The newest revision: a workspace at this revision needs no migration.
HEAD = "0002"
