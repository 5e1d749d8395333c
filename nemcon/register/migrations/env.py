"""Run by Alembic: the steps work on the connection that `schema.upgrade` hands over."""

from __future__ import annotations

from alembic import context

from nemcon.register.every_table import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    render_as_batch=False,
)
with context.begin_transaction():
    context.run_migrations()
