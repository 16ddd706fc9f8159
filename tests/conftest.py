"""What tests stand on: the two databases, the cast, a browser for each of them, a clock that stands still.

A test that asks for ``app``, ``browser``, ``cast`` or anything else of the portal runs once on each database;
``--database`` chooses one of them.
"""

from __future__ import annotations

import os
import shutil
import smtplib
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import hypothesis
import pytest
from flask import Flask

from tests.databases import Database, quick_folder
from tests.factories import NOW, Cast, make_cast
from tests.page import Browser
from tests.servers import PostgreSQL

DATABASES = ("sqlite", "postgresql")
NEEDS_BROWSER = os.environ.get("CI", "").lower() in ("1", "true") or "COLLOQUY_REQUIRE_BROWSER" in os.environ
_number = count(1)
_skipped_journeys: set[str] = set()

hypothesis.settings.register_profile("suite", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=[*DATABASES, "both"], default="both", help="run on this one alone")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" in metafunc.fixturenames:
        wanted = metafunc.config.getoption("--database")
        # A journey drives a real browser on one live server; what differs between databases is tested faster.
        kinds = [kind for kind in DATABASES if wanted in (kind, "both")]
        if "server" in metafunc.fixturenames:
            kinds = [kind for kind in kinds if kind == "sqlite"]
        metafunc.parametrize("database", kinds, indirect=True)


# The databases


@pytest.fixture(scope="session")
def _kept_open() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture(scope="session")
def postgresql_server(_kept_open: ExitStack) -> PostgreSQL:
    """The PostgreSQL of this run; started by the first test that needs it."""
    return _kept_open.enter_context(PostgreSQL())


@pytest.fixture(scope="session")
def _opened(_kept_open: ExitStack, request: pytest.FixtureRequest) -> Callable[[str], Database]:
    opened: dict[str, Database] = {}

    def open_once(kind: str) -> Database:
        if kind not in opened:
            folder = _kept_open.enter_context(quick_folder())
            (folder / "data").mkdir()
            if kind == "postgresql":
                url = request.getfixturevalue("postgresql_server").make_database("portal")
            else:
                url = f"sqlite:///{folder / 'portal.db'}"
            opened[kind] = Database(kind, url, folder / "data")
            _kept_open.callback(opened[kind].close)
        return opened[kind]

    return open_once


@pytest.fixture
def database(request: pytest.FixtureRequest, _opened: Callable[[str], Database]) -> Database:
    """The portal's database, empty; ``database.kind`` says which it is."""
    opened = _opened(request.param)
    opened.clear()
    return opened


@pytest.fixture
def empty_database(database: Database, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of another database of the same kind, without even tables: for migrations and commands."""
    name = f"empty_{next(_number)}"
    if database.kind == "postgresql":
        server: PostgreSQL = request.getfixturevalue("postgresql_server")
        yield server.make_database(name)
        server.drop_database(name)
    else:
        with quick_folder() as folder:
            yield f"sqlite:///{folder / name}.db"


# The portal and its people


@pytest.fixture
def app(database: Database, clock: Clock) -> Iterator[Flask]:
    """The portal, with its application context pushed, so that ``db.session`` works in the test itself."""
    settings = dict(database.app.config)
    with database.app.app_context():
        yield database.app
    database.app.config.clear()
    database.app.config.update(settings)


@pytest.fixture
def cast(app: Flask) -> Cast:
    """Everybody in the stories: see ``tests.factories`` for who does what."""
    return make_cast()


@pytest.fixture
def browser(app: Flask, database: Database) -> Callable[..., Browser]:
    """``browser(rita)`` is a browser in which rita is signed in; ``browser()`` one in which nobody is."""

    def open_browser(user: Any = None) -> Browser:
        return Browser(database, user)

    return open_browser


@pytest.fixture
def queries(app: Flask, database: Database) -> Callable[[], AbstractContextManager[list[str]]]:
    """``with queries() as statements:`` collects the SQL that is run inside, by the test and by the portal.

    What one page took is ``page.statements``.
    """
    return database.recording


# The world outside


class Clock:
    """What ``app.clock.now()`` says. It stands still until it is moved."""

    def __init__(self) -> None:
        self.instant = NOW

    def now(self) -> datetime:
        return self.instant

    def move(self, to: datetime | None = None, **by: float) -> datetime:
        """Set it ``to`` an instant, or move it ``by`` days, hours, minutes."""
        self.instant = to or self.instant + timedelta(**by)
        return self.instant


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A Monday morning, for every test."""
    standing = Clock()
    monkeypatch.setattr("app.clock.now", standing.now)
    return standing


@pytest.fixture(autouse=True)
def _no_street(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reaches beyond this machine, and none reaches a real mail server, not even this machine's."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def connect_here(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and str(address[0]) not in ("127.0.0.1", "localhost", "::1"):
            raise RuntimeError(f"a test tried to reach {address}")
        if self.family != socket.AF_UNIX and address[1] in (smtplib.SMTP_PORT, smtplib.SMTP_SSL_PORT, 587):
            raise RuntimeError("a test tried to send real mail")
        return connect(self, address)

    def look_up_here(host: Any, *arguments: Any, **named: Any) -> Any:
        if host not in (None, "", "127.0.0.1", "localhost", "::1", b"127.0.0.1", b"localhost"):
            raise RuntimeError(f"a test tried to look up {host}")
        return look_up(host, *arguments, **named)

    monkeypatch.setattr(socket.socket, "connect", connect_here)
    monkeypatch.setattr(socket, "getaddrinfo", look_up_here)


# The closing line


@pytest.fixture(scope="session")
def chromium() -> str:
    """The machine's Chromium; where there is none the test skips, or fails where a browser was demanded."""
    found = os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None
    )
    if found is None and NEEDS_BROWSER:
        pytest.fail("There is no Chromium here, and this run demands one.", pytrace=False)
    if found is None:
        pytest.skip("there is no Chromium here")
    return found


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and "/journeys/" in report.nodeid:
        _skipped_journeys.add(report.nodeid)


def pytest_unconfigure(config: pytest.Config) -> None:
    """The last line of all, so that nobody takes a run without a browser for the whole suite."""
    if _skipped_journeys:
        print(f"{len(_skipped_journeys)} browser journeys did NOT run: no Chromium here.")
