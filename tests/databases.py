"""The portal on a database of its own, made once by running the migrations and emptied before each test."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import event

from app import create_app
from app.store.database import db
from tests.servers import is_alive

BASE_URL = "http://localhost"
SECRET_KEY = "a key for the tests alone, which guards nothing"
NOT_COUNTED = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA")


class Database:
    """One database with the portal on it. ``kind`` is "sqlite" or "postgresql"."""

    def __init__(self, kind: str, url: str, data_dir: Path) -> None:
        self.kind = kind
        self.url = url
        self.data_dir = data_dir
        self.app = open_portal(url, data_dir)
        self._recorders: list[list[str]] = []
        with self.app.app_context():
            upgrade()
            self.engine = db.engine
            db.session.remove()
        event.listen(self.engine, "before_cursor_execute", self._note)
        self.tables = [table.name for table in db.metadatas[None].sorted_tables]
        if kind == "postgresql":
            self._spread_ids()

    def _note(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(NOT_COUNTED):
            for recorder in self._recorders:
                recorder.append(statement)

    @contextmanager
    def recording(self) -> Iterator[list[str]]:
        """The SQL statements that run meanwhile, without those that begin and end transactions."""
        statements: list[str] = []
        self._recorders.append(statements)
        try:
            yield statements
        finally:
            self._recorders = [recorder for recorder in self._recorders if recorder is not statements]

    def clear(self) -> None:
        """Delete every row and start the ids anew. Only tables with rows in them cost anything."""
        asked = " UNION ALL ".join(f"SELECT '{t}' WHERE EXISTS (SELECT 1 FROM \"{t}\")" for t in self.tables)
        with closing(self.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute(asked)
            filled = [name for (name,) in cursor.fetchall()]
            deletes = "".join(f'DELETE FROM "{name}";' for name in filled)
            if self.kind == "sqlite":
                cursor.executescript(
                    f"PRAGMA foreign_keys=OFF; BEGIN IMMEDIATE; {deletes} COMMIT; PRAGMA foreign_keys=ON;"
                )
            elif filled:
                # A table left locked by a test is a fault of that test: say so instead of waiting for ever.
                cursor.execute(
                    "SET LOCAL lock_timeout = '10s'; SET LOCAL session_replication_role = replica;"
                    + deletes
                    + "".join(
                        f"SELECT setval('{self.sequences[n]}', {self._first_id(n)}, false);"
                        for n in filled
                        if n in self.sequences
                    )
                )
            connection.commit()
        if any(self.data_dir.iterdir()):
            _empty(self.data_dir)

    def _spread_ids(self) -> None:
        """On PostgreSQL every table counts from another number, so that one thing's id is never another's."""
        with closing(self.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute(
                "SELECT c.relname, pg_get_serial_sequence(quote_ident(c.relname), 'id') FROM pg_class c "
                "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'id' "
                "WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"
            )
            self.sequences = {table: sequence for table, sequence in cursor.fetchall() if sequence}
            for table, sequence in self.sequences.items():
                cursor.execute(f"SELECT setval('{sequence}', {self._first_id(table)}, false)")
            connection.commit()

    def _first_id(self, table: str) -> int:
        return 1000 * (1 + self.tables.index(table)) + 1 if table in self.tables else 1

    def close(self) -> None:
        with self.app.app_context():
            db.session.remove()
            for engine in db.engines.values():
                engine.dispose()


def open_portal(url: str, data_dir: Path, **settings: str) -> Flask:
    """The portal with the settings that tests use, and ``settings`` on top."""
    environ = {"DATABASE_URL": url, "DATA_DIR": str(data_dir), "BASE_URL": BASE_URL, "SECRET_KEY": SECRET_KEY}
    portal = create_app(environ | settings)
    portal.testing = True
    return portal


@contextmanager
def quick_folder() -> Iterator[Path]:
    """A temporary folder in memory where the machine has that: our commits wait for the disk, by promise."""
    memory = Path("/dev/shm")
    place = memory if memory.is_dir() else Path(tempfile.gettempdir())
    prefix = f"colloquy-tests-{os.getuid()}-"
    for left in place.glob(prefix + "*"):  # by a run that was killed
        if not is_alive(int(left.name.removeprefix(prefix).split("-")[0])):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{prefix}{os.getpid()}-", dir=place))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _empty(folder: Path) -> None:
    for entry in folder.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
