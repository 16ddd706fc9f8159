from __future__ import annotations

import json
from pathlib import Path

import click

from app.commands.output import emit, fault
from app.engines import competencies
from app.engines.documents import Unreadable, extract, read
from app.engines.questions import LEVELS, export

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class StageOption(click.ParamType):
    """NAME:MINUTES, such as "System design:60"."""

    name = "NAME:MINUTES"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            export.parse_stage(value)
        except export.Unusable as reason:
            self.fail(str(reason), param, ctx)
        return value


@click.group("questions")
def questions() -> None:
    """Interview questions."""


@questions.command("generate")
@click.argument("file", type=FILE)
@click.option("--level", type=click.Choice(LEVELS), required=True)
@click.option(
    "--stage", "stages", type=StageOption(), multiple=True, required=True, help='Such as "Panel:60"; repeat.'
)
@click.option("--seed", type=int, default=1, show_default=True)
def generate(file: Path, level: str, stages: tuple[str, ...], seed: int) -> None:
    """Question sets for the responsibilities that FILE documents."""
    try:
        documents = read(extract(file.read_bytes(), file.name))
    except Unreadable as reason:
        fault(f"{file}: {reason}")
    responsibilities = [
        (
            line.id,
            line.importance,
            [match.id for match in competencies.match(line.text, line.label, document.title)],
            line.text,
        )
        for document in documents
        for line in document.responsibilities
    ]
    emit(export.generated(responsibilities, stages, level, seed))


@questions.command("lint")
@click.argument("file", required=False, type=FILE)
def lint(file: Path | None) -> None:
    """Lint the library; or FILE, an exported set or any JSON list of questions. Exit 1 where there are faults."""
    given = None
    if file is not None:
        try:
            given = json.loads(file.read_text("utf-8"))
        except (ValueError, RecursionError) as reason:
            fault(f"{file}: not JSON: {reason}")
    try:
        result = export.linted(given)
    except ValueError as reason:
        fault(f"{file}: {reason}")
    emit(result)
    if result["faults"]:
        raise click.exceptions.Exit(1)
