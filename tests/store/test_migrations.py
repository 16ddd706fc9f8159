"""Migrations go up, down and up again with data in the tables, on both databases."""

from __future__ import annotations

from typing import Any

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from app import create_app
from app.store.database import db
from tests.factories import make_application, make_cast, make_interview, make_plan, make_role, submit


def rows(connection: Any) -> dict[str, int]:
    """How many rows each table holds."""
    names = sorted(set(inspect(connection).get_table_names()) - {"alembic_version"})
    return {name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar() for name in names}


@pytest.fixture
def fresh(empty_database, tmp_path):
    app = create_app({"SECRET_KEY": "k" * 40, "DATA_DIR": str(tmp_path), "DATABASE_URL": empty_database})
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def fill() -> None:
    people = make_cast()
    role = make_role(hiring_manager=people.hugo)
    make_plan(role)
    interview = make_interview(make_application(people.cleo, role), people.ivo, people.ines)
    submit(interview.scorecards[0], 4, 2)


def test_the_newest_step_goes_down_and_up_and_no_child_row_is_lost(fresh):
    upgrade()
    fill()
    with db.engine.connect() as connection:
        before = rows(connection)
    db.session.remove()
    downgrade(revision="0001")
    upgrade()
    with db.engine.connect() as connection:
        assert rows(connection) == before
    assert before["rating"] == 2 and before["occupancy"] == 3


def test_all_the_way_down_leaves_nothing_behind(fresh):
    upgrade()
    fill()
    db.session.remove()
    downgrade(revision="base")
    with db.engine.connect() as connection:
        assert rows(connection) == {}
    upgrade()
    fill()


def test_the_migrations_make_what_the_models_say(fresh):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = compare_metadata(context, db.metadata)
    # The exclusion constraint's own index is written by hand.
    assert [change for change in found if "ex_occupancy_overlap" not in str(change)] == []
