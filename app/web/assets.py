"""Static files under addresses that carry their content's hash; htmx from its installed package."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from flask import Flask


@cache
def htmx_source() -> bytes:
    """htmx as the locked package carries it. No third-party file is kept in the repository."""
    return files("django_htmx").joinpath("static/django_htmx/htmx-4.min.js").read_bytes()


@cache
def _hash_of(path: str, _changed: int) -> str:
    return sha256(Path(path).read_bytes()).hexdigest()[:12]


def version_of(path: Path) -> str | None:
    """The first twelve digits of the file's SHA-256; None where there is no such file."""
    return _hash_of(str(path), path.stat().st_mtime_ns) if path.is_file() else None


def install(app: Flask) -> None:
    @app.url_defaults
    def _versioned(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "web.htmx":
            values["v"] = sha256(htmx_source()).hexdigest()[:12]
        elif endpoint == "static" and "filename" in values:
            values.setdefault("v", version_of(Path(app.static_folder or "") / values["filename"]))
