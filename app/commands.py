"""The flask commands. All print JSON on standard output and messages on standard error.

Exit 0: done; 1: the input has faults, which are named; 2: wrong usage.
"""

from __future__ import annotations

import json
from typing import Any

import click
from flask import Flask

from app.web import doors


def emit(value: Any) -> None:
    """Print ``value`` as JSON: the same value, the same bytes."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


@click.command("policy")
def policy() -> None:
    """List every rule of the URL map with its door."""
    emit(doors.policy())


def install(app: Flask) -> None:
    app.cli.add_command(policy)
