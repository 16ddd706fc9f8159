"""Alembic's environment: one transaction for each migration, safe for child rows on SQLite."""

from __future__ import annotations

import sys

from alembic import context
from flask import current_app
from sqlalchemy.exc import OperationalError

from app.store.database import db

config = context.config
target_metadata = db.metadatas[None]


def include_object(thing, name, kind, reflected, compare_to):
    # Exclusion constraints and their indexes are written by hand; autogenerate must not drop them.
    return not (kind == "index" and name and name.startswith("ex_"))


def run() -> None:
    engine = current_app.extensions["migrate"].db.engine
    try:
        engine.connect().close()
    except OperationalError as error:
        sys.exit(f"colloquy: the database of DATABASE_URL cannot be opened: {error.orig}")
    with engine.connect() as connection:
        # A batch ALTER re-creates its table; with foreign keys on, that deletes child rows in silence, and the
        # pragma does nothing inside a transaction.
        raw = connection.connection.dbapi_connection if connection.dialect.name == "sqlite" else None
        if raw is not None:
            connection.rollback()
            raw.execute("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection,
            target_metadata=target_metadata,
            render_as_batch=True,
            compare_type=True,
            include_object=include_object,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()
            if raw is not None:
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                if broken:
                    raise RuntimeError(f"foreign keys broken by a migration: {broken[:5]}")
        connection.commit()
        if raw is not None:
            connection.rollback()
            raw.execute("PRAGMA foreign_keys=ON")


run()
