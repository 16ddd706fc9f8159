from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from app.commands.output import emit, fault
from app.engines import competencies
from app.engines.documents import Document, Unreadable, extract, read


@click.group("documents")
def documents() -> None:
    """Documents of responsibilities."""


@documents.command("read")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
def read_files(files: tuple[Path, ...]) -> None:
    """Read FILES (txt, md, html, docx, pdf): responsibilities, their competencies, and what was left out and why.

    A file that describes several jobs gives an entry for each.
    """
    found: list[dict[str, Any]] = []
    faults: list[str] = []
    for file in files:
        try:
            found += [
                as_dict(str(file), document) for document in read(extract(file.read_bytes(), file.name))
            ]
        except Unreadable as reason:
            faults.append(f"{file}: {reason}")
    emit(found)
    if faults:
        fault("\n".join(faults))


def as_dict(file: str, document: Document) -> dict[str, Any]:
    """One document in the contract's form."""
    return {
        "file": file,
        "title": document.title,
        "responsibilities": [
            {
                "id": line.id,
                "label": line.label,
                "text": line.text,
                "line": line.line,
                "importance": line.importance,
                "competencies": [
                    {"id": match.id, "score": match.score}
                    for match in competencies.match(line.text, line.label, document.title)
                ],
            }
            for line in document.responsibilities
        ],
        "left_out": [{"text": line.text, "line": line.line, "why": line.why} for line in document.left_out],
    }
