from __future__ import annotations

import click
from flask import current_app

from app.post import worker as post_worker
from app.schedules.jobs import solve_waiting


@click.command("worker")
def worker() -> None:
    """Send what is in the outbox and look for schedules, until stopped."""
    post_worker.run(current_app._get_current_object(), [solve_waiting])  # type: ignore[attr-defined]
