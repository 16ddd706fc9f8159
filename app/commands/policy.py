from __future__ import annotations

import click
from flask.cli import with_appcontext

from app.commands.output import emit
from app.web import doors


@click.command("policy")
@with_appcontext
def policy() -> None:
    """List every rule of the URL map with its door."""
    emit(doors.policy())
