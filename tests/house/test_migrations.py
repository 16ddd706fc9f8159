"""Migrations go up, down and up again on a filled database, and nobody's rows are lost on the way."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Text, inspect, text

from app.store.database import db
from tests import factories
from tests.databases import open_portal

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
REVISIONS = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]  # newest first


@pytest.fixture
def portal(empty_database: str, tmp_path: Path) -> Iterator[Flask]:
    """A portal on an empty database of its own, which the test may take apart."""
    house = open_portal(empty_database, tmp_path)
    with house.app_context():
        upgrade()
        yield house
        db.session.remove()
        db.engine.dispose()


def fill() -> None:
    cast = factories.make_cast()
    interview = factories.make_interview(factories.make_application(cast.cleo), cast.ivo, cast.ines)
    factories.submit(factories.scorecard_of(interview, cast.ivo), 3, None)
    factories.make_seat(interview.stage, cast.ivo, cast.ines)
    factories.make_availability(cast.cleo, factories.NOW)
    db.session.remove()


def rows() -> dict[str, list[dict[str, Any]]]:
    """Everything in the database, by table."""
    with db.engine.connect() as connection:
        tables = sorted(set(inspect(connection).get_table_names()) - {"alembic_version"})
        found = {}
        for table in tables:
            answer = connection.execute(text(f'SELECT * FROM "{table}"')).mappings()
            found[table] = sorted((dict(row) for row in answer), key=repr)
    return found


def test_the_migrations_make_what_the_models_say(portal: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, db.metadatas[None])
    # Exclusion constraints are written by hand, with the index that PostgreSQL gives them.
    assert [d for d in differences if not (d[0] == "remove_index" and d[1].name.startswith("ex_"))] == []


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_nobody_loses_a_row_when_a_migration_is_taken_back_and_made_again(
    portal: Flask, revision: str
) -> None:
    downgrade(revision=revision)
    upgrade()
    fill()
    before = rows()
    downgrade(revision=f"{revision}-1")
    upgrade()
    assert rows() == before
    assert sum(map(len, before.values())) > 30


def test_everything_can_be_taken_back_and_made_again(portal: Flask) -> None:
    made = rows()
    downgrade(revision="base")
    assert rows() == {}
    upgrade()
    assert rows() == made


REBUILDING = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "rebuilt", "{head}"
def upgrade():
    with op.batch_alter_table("role") as batch:
        batch.alter_column("title", type_=sa.Text())
"""


def test_a_migration_that_rebuilds_a_parent_table_keeps_its_children(portal: Flask, tmp_path: Path) -> None:
    migrations = shutil.copytree(MIGRATIONS, tmp_path / "migrations")
    (migrations / "versions" / "rebuilt.py").write_text(REBUILDING.format(head=REVISIONS[0]))
    fill()
    before = rows()
    upgrade(directory=str(migrations))
    assert rows() == before


def test_a_parent_table_that_is_rebuilt_without_the_guard_loses_its_children(portal: Flask) -> None:
    """The control: with foreign keys on, SQLite deletes them. PostgreSQL alters a table in place."""
    factories.make_role(responsibilities=2)
    db.session.remove()
    with db.engine.begin() as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("role") as batch:
            batch.alter_column("title", type_=Text())
    kept = 0 if db.engine.dialect.name == "sqlite" else 2
    assert [len(rows()[table]) for table in ("role", "responsibility")] == [1, kept]
