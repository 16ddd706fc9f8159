from __future__ import annotations

import click
from flask import current_app

from app.post import worker as post_worker


@click.command("worker")
def worker() -> None:
    """Send what is in the outbox, until stopped."""
    post_worker.run(current_app._get_current_object())  # type: ignore[attr-defined]
