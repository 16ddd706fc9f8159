"""Static files under addresses that carry their content's hash; htmx from its installed package."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from flask import Flask, url_for


@cache
def htmx_source() -> bytes:
    """htmx as the locked package carries it. No third-party file is kept in the repository."""
    return files("django_htmx").joinpath("static/django_htmx/htmx-4.min.js").read_bytes()


@cache
def htmx_version() -> str:
    return _hash_of(htmx_source())


def version_of(path: Path) -> str | None:
    """The first twelve digits of the file's SHA-256; None where there is no such file."""
    return _hash_of(path.read_bytes()) if path.is_file() else None


def _hash_of(content: bytes) -> str:
    return sha256(content).hexdigest()[:12]


def install(app: Flask) -> None:
    @app.url_defaults
    def _versioned(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "web.htmx":
            values["v"] = htmx_version()
        elif endpoint == "static" and "filename" in values:
            values.setdefault("v", version_of(Path(app.static_folder or "") / values["filename"]))

    def address(name: str) -> str:
        """For templates: the address of one of our own static files."""
        return url_for("static", filename=name)

    # A page names thirty files. What they hold changes with a release, which restarts the portal; or while one
    # works on them, under ``flask run --debug``.
    app.add_template_global(address if app.debug else cache(address), "asset")
