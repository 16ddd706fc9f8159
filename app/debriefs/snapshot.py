"""The figures that a decision was made beside, as plain JSON, so that they stand whatever happens later. Pure."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from app.debriefs.sheet import Sheet
from app.engines.agreement import CONFIDENCE

DECIMALS = 3


def snapshot_of(sheet: Sheet) -> dict[str, Any]:
    """Mean and range on the scale of 1 to 5, weights by question, kits with versions, and which cards were in."""
    found = sheet.figures
    between = found.interval
    return {
        "mean": _rounded(found.mean),
        "interval": between and {"low": _rounded(between.low), "high": _rounded(between.high)},
        "confidence": CONFIDENCE,
        "lowest": _rounded(found.lowest),
        "highest": _rounded(found.highest),
        "raters": found.raters,
        "ratings": found.ratings,
        "weights": {str(question): weight for question, weight in sheet.weights.items()},
        "weights_reasons": sheet.weights_reasons,
        "kits": [{"kit": kit.id, "stage": kit.name, "version": kit.version} for kit in sheet.kits],
        "scorecards": [card.id for card in sheet.cards],
    }


def fingerprint(snapshot: dict[str, Any]) -> str:
    """Tells two snapshots apart: a form carries the one of the figures that its reader saw."""
    canonical = json.dumps(snapshot, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, DECIMALS)
