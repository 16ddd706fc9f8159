"""What changes the questions of a plan."""

from __future__ import annotations

from app.question_sets.kits import freeze

__all__ = ["freeze"]
