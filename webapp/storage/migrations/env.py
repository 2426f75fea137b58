"""Alembic's environment: runs on the connection that `webapp.storage.migrate` hands over, and on no other."""

from alembic import context

from webapp.storage.base import Base
from webapp.storage.models import Agency  # noqa: F401 — completes the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
