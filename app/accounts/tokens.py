"""One-use tokens: 192 random bits for the person, their hash for the database."""

from __future__ import annotations

from hashlib import sha256
from secrets import token_urlsafe


def new_token() -> str:
    return token_urlsafe(24)


def token_hash(token: str) -> str:
    """SHA-256 is enough for a random token of this length: there is nothing to guess."""
    return sha256(token.encode()).hexdigest()
