"""The worker's part: takes searches from the queue one by one and carries them out."""

from __future__ import annotations

import logging
from threading import Event
from time import monotonic

from app import clock
from app.schedules import actions, queries
from app.schedules.rules import Options
from app.schedules.search import search
from app.store.database import db, saving

log = logging.getLogger(__name__)

SECONDS_BETWEEN_NOTES = 1.0


def solve_waiting(stop: Event, steps: int | None = None) -> None:
    """Work until the queue is empty or ``stop`` is set; a search under way then goes back into the queue."""
    while not stop.is_set():
        with saving():
            run = actions.claim(clock.now())
        if run is None or run.lease is None:
            return
        _solve(run.id, run.lease, stop, steps)


def _solve(run_id: int, lease: str, stop: Event, steps: int | None) -> None:
    run = queries.get_run(run_id)
    assert run is not None
    problem, seconds = run.problem, Options.read(run.options).seconds
    db.session.rollback()  # no transaction stays open while it thinks
    last, goes_on = -SECONDS_BETWEEN_NOTES, True

    def tell(progress: dict[str, object]) -> bool:
        nonlocal last, goes_on
        if monotonic() - last >= SECONDS_BETWEEN_NOTES:
            with saving():
                goes_on = actions.note(run_id, lease, progress, clock.now())
            last = monotonic()
        return goes_on and not stop.is_set()

    try:
        proposals = search(problem, seconds=seconds, tell=tell, steps=steps)
    except Exception:
        log.exception("the search %s broke", run_id)
        with saving():
            actions.fail(run_id, lease, clock.now())
        return
    with saving():
        if stop.is_set():
            actions.give_back(run_id, lease)
        else:
            actions.finish(run_id, lease, proposals, clock.now())
