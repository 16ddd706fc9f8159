"""The database: its session, its column types, and the one way to write.

Reads happen in deferred transactions. Writes happen inside ``with saving():`` alone, which ends the
read, begins anew (``BEGIN IMMEDIATE`` on SQLite: a deferred transaction that turns into a write is
answered "database is locked", whatever the time-out) and commits at its end. Whatever was loaded
before is read again inside, so that rules judge what is there now, not what was there a moment ago.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Engine, MetaData, event
from sqlalchemy.exc import IntegrityError, InvalidRequestError
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.orm.exc import ObjectDeletedError, StaleDataError
from sqlalchemy.types import TypeDecorator

from app.refusals import Conflict
from app.store.constraints import refusal_for


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base)

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Refuses naive datetimes on the way in; gives aware UTC ones on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime is not an instant")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


GONE = "Someone removed this a moment ago. Nothing was changed."

_writing: ContextVar[bool] = ContextVar("writing", default=False)


@contextmanager
def saving() -> Iterator[None]:
    """Everything inside is written together or not at all.

    Raises the :class:`~app.refusals.Refused` that belongs to a violated constraint.
    """
    db.session.rollback()
    token = _writing.set(True)
    try:
        yield
        db.session.commit()
    except IntegrityError as error:
        db.session.rollback()
        raise refusal_for(error) from error
    except (ObjectDeletedError, StaleDataError) as error:  # between the door and here somebody removed it
        db.session.rollback()
        raise Conflict(GONE) from error
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _writing.reset(token)


def lock(thing: Any) -> None:
    """Read ``thing`` again and hold it until the end of ``saving()``. SQLite's writer already holds everything.

    Its own row alone, whatever is loaded beside it; rows that only refer to it are not kept waiting.
    """
    db.session.flush()  # reading again forgets what was changed before and not yet written
    try:
        db.session.refresh(thing, with_for_update={"of": type(thing), "key_share": True})
    except InvalidRequestError as error:
        raise Conflict(GONE) from error


def prepare(engine: Engine) -> None:
    """Give an SQLite engine the settings that our promises rest on. Does nothing to PostgreSQL."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not begin transactions by itself
        cursor = connection.cursor()
        for pragma in (
            "busy_timeout=15000",
            "journal_mode=WAL",
            "synchronous=FULL",  # an acknowledgement is a promise
            "foreign_keys=ON",
            "secure_delete=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")
