"""The worker: looks into the outbox every few seconds until it is told to stop, and does what else is its duty."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable, Sequence
from threading import Event, Thread

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from app import clock
from app.post import mail
from app.store.database import db

log = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 5
SECONDS_BETWEEN_DUTIES = 1  # somebody sits there and waits

Duty = Callable[[Event], None]  # does what is due, and ends soon once the event is set


def run(app: Flask, duties: Sequence[Duty] = ()) -> None:
    """Work until SIGTERM or SIGINT; what is under way is finished first.

    Each of ``duties`` has a thread of its own: mail does not wait for a long one.
    """
    stop = Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    threads = [Thread(target=_repeat, args=(app, duty, stop, SECONDS_BETWEEN_DUTIES)) for duty in duties]
    for thread in threads:
        thread.start()
    _repeat(app, lambda _stop: _deliver(app), stop, SECONDS_BETWEEN_LOOKS)
    for thread in threads:
        thread.join()


def _deliver(app: Flask) -> None:
    mail.deliver_due(app.config["SETTINGS"], clock.now())


def _repeat(app: Flask, duty: Duty, stop: Event, seconds: float) -> None:
    while not stop.is_set():
        with app.app_context():
            try:
                duty(stop)
            except SQLAlchemyError:
                log.exception("the database did not answer; trying again")
            except Exception:  # a worker that does half of its duties would not be missed
                stop.set()
                raise
            finally:
                db.session.remove()
        stop.wait(seconds)
