"""Passwords by Argon2id (RFC 9106), in OWASP's profile of 19 MiB, two passes, one lane."""

from __future__ import annotations

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# Each hash takes 19 MiB and a core; more at once than there are cores only makes all of them wait.
_few_at_once = BoundedSemaphore(4)
# Verified where there is no such person, so that the answer takes as long as for a wrong password.
_nobody = _hasher.hash("nobody has this password")


def hashed(password: str) -> str:
    with _few_at_once:
        return _hasher.hash(password)


def is_right(password: str, stored: str | None) -> bool:
    """Whether ``password`` is the one that was stored; takes the same time where nothing is stored."""
    with _few_at_once:
        try:
            return _hasher.verify(stored or _nobody, password) and stored is not None
        except (VerificationError, InvalidHashError):
            return False
