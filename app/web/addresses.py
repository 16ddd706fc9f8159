"""Addresses that came from outside."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from werkzeug.routing import BaseConverter, IntegerConverter, Map

LARGEST = 2**31 - 1  # what a row's number can be on either database


class RowNumber(IntegerConverter):
    """``<int:...>`` in an address: a number that no row can have matches nothing (404), asking no database."""

    regex = r"\d{1,10}"  # Python itself refuses to read thousands of digits

    def __init__(self, url_map: Map, max: int = LARGEST, **options: Any) -> None:
        super().__init__(url_map, max=max, **options)


class Slug(BaseConverter):
    """``<slug:...>`` in an address: small letters, digits and hyphens, as the library names its questions."""

    regex = r"[a-z0-9][a-z0-9-]{0,119}"


def path_of(url: str) -> str | None:
    """The path and query of an address; None where it is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts.path + (f"?{parts.query}" if parts.query else "")


def same_site(path: str | None) -> str | None:
    """``path`` where it is a path of this site, else None: no form or link may send a person elsewhere."""
    if not path or not path.startswith("/") or path.startswith(("//", "/\\")):
        return None
    return None if any(ord(c) < 32 for c in path) else path
