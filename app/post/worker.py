"""The worker: looks into the outbox every few seconds until it is told to stop."""

from __future__ import annotations

import logging
import signal
from threading import Event

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from app import clock
from app.post import mail
from app.store.database import db

log = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 5


def run(app: Flask) -> None:
    """Work until SIGTERM or SIGINT; what is under way is finished first."""
    stop = Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    while not stop.is_set():
        with app.app_context():
            try:
                mail.deliver_due(app.config["SETTINGS"], clock.now())
            except SQLAlchemyError:
                log.exception("the database did not answer; trying again")
            finally:
                db.session.remove()
        stop.wait(SECONDS_BETWEEN_LOOKS)
