"""Alembic's entry: runs the migrations on the connection that service/storing/store.py hands over."""

from alembic import context

from service.storing.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
