"""What Alembic runs: the revisions, on the connection and in the transaction that bot/storage/migrate.py opened."""

from alembic import context

from bot.storage.migrate import OPTIONS
from bot.storage.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, **OPTIONS)
context.run_migrations()
