"""The one thing a candidate can change: in which zone times are shown."""

from __future__ import annotations

from datetime import datetime

from app import zones
from app.history.record import record
from app.refusals import Refused
from app.store.candidate import Candidate


def choose_zone(candidate: Candidate, zone: str, *, at: datetime) -> None:
    """Show this candidate's times in ``zone``. Choosing the same again changes nothing."""
    if not zones.is_zone(zone):
        raise Refused("There is no time zone of this name. Choose one from the list.", field="zone")
    if candidate.zone == zone:
        return
    candidate.zone = zone
    record(
        "candidate.zone_chosen",
        candidate,
        by=None,
        at=at,
        candidate_id=candidate.id,
        who="The candidate",
        zone=zone.replace("_", " "),
    )
