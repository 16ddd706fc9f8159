from __future__ import annotations

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from app import clock
from app.accounts import queries
from app.commands.output import emit, fault
from app.seeds import demo, load
from app.seeds.manifest import write


@click.command("seed")
@click.option("--profile", type=click.Choice(["demo", "load"]), required=True)
@click.option(
    "--size", type=click.IntRange(1, 1_000_000), default=100, show_default=True, help="Candidates, for load."
)
@click.option("--seed", type=int, default=7, show_default=True)
@click.option(
    "--manifest",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write who and what was made.",
)
@with_appcontext
def seed(profile: str, size: int, seed: int, manifest: Path | None) -> None:
    """Fill an empty database with a demo hire in progress, or with many candidates to measure with."""
    if not queries.is_empty():
        fault("This database already holds people. Seeding fills an empty one only.")
    settings = current_app.config["SETTINGS"]
    if not settings.is_local:
        fault("Seeding is for a local address only (BASE_URL): its people and passwords are not secret.")
    if profile == "demo":
        made = demo.plant(at=clock.now(), base_url=settings.base_url)
    else:
        made = load.plant(size=size, seed=seed, at=clock.now(), base_url=settings.base_url)
    if manifest is not None:
        write(manifest, made)
    emit(made)
