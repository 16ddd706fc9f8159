"""Addresses that came from outside."""

from __future__ import annotations


def same_site(path: str | None) -> str | None:
    """``path`` where it is a path of this site, else None: no form or link may send a person elsewhere."""
    if not path or not path.startswith("/") or path.startswith(("//", "/\\")):
        return None
    return None if any(ord(c) < 32 for c in path) else path
