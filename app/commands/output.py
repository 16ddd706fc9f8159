"""How commands answer."""

from __future__ import annotations

import json
from typing import Any, NoReturn

import click


def emit(value: Any) -> None:
    """Print ``value`` as JSON on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def fault(message: str) -> NoReturn:
    """Name a fault of the input on standard error and end with exit code 1."""
    click.echo(message, err=True)
    raise click.exceptions.Exit(1)
