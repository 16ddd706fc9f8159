"""The tests' own footing: each test begins with nothing, requests are apart from their test."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text

from app import clock as app_clock
from app.store.database import db
from app.store.user import User
from tests.databases import Database
from tests.factories import NOW, Cast, make_person
from tests.page import Browser
from tests.servers import PREFIX, PostgreSQL, sweep


def test_each_test_begins_with_nobody(app: Flask) -> None:
    assert db.session.scalars(select(User)).all() == []
    make_person("Rita Reyes", "coordinator")


def test_each_test_begins_with_nobody_even_after_another_made_somebody(app: Flask) -> None:
    assert db.session.scalars(select(User)).all() == []


def test_ids_begin_anew_for_each_test(cast: Cast, database: Database) -> None:
    user, candidate = cast.rita.id, cast.cleo.id
    db.session.remove()
    database.clear()
    assert make_person("Someone else").id == user
    assert (user == candidate) == (database.kind == "sqlite")


def test_the_database_is_the_one_that_was_asked_for(app: Flask, database: Database) -> None:
    asked = "SELECT sqlite_version()" if database.kind == "sqlite" else "SHOW server_version_num"
    version = str(db.session.scalar(text(asked)))
    assert version.startswith("3.") if database.kind == "sqlite" else int(version) >= 160000


def test_two_people_in_two_browsers_are_two_people(browser: Callable[..., Browser], cast: Cast) -> None:
    rita, ada, nobody = browser(cast.rita), browser(cast.ada), browser()
    assert [rita.get("/people").status, ada.get("/people").status, nobody.get("/people").status] == [
        403,
        200,
        302,
    ]
    assert rita.get("/people").status == 403


def test_an_empty_database_has_not_even_tables(empty_database: str, database: Database) -> None:
    assert empty_database != database.url
    assert ("postgresql" in empty_database) == (database.kind == "postgresql")


def test_the_clock_stands_still_until_it_is_moved(clock: object) -> None:
    assert app_clock.now() == NOW
    clock.move(hours=2)  # type: ignore[attr-defined]
    assert app_clock.now() == NOW + timedelta(hours=2)


def test_no_test_reaches_the_street() -> None:
    with socket.socket() as plug, pytest.raises(RuntimeError, match="tried to reach"):
        plug.connect(("192.0.2.1", 80))
    with socket.socket() as plug, pytest.raises(RuntimeError, match="real mail"):
        plug.connect(("127.0.0.1", 25))


def test_a_killed_run_leaves_nothing_that_the_next_does_not_sweep_away(postgresql_server: PostgreSQL) -> None:
    nobody = 2**22 + 1  # no process has this number
    left = postgresql_server.folder.with_name(f"{PREFIX}{nobody}-left")
    left.mkdir()
    sweep()
    assert (left.exists(), postgresql_server.folder.exists()) == (False, True)
