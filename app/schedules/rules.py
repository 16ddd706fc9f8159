"""What can be asked of a search for a schedule, and what keeps an application from being scheduled. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from math import ceil
from typing import Any

from app.refusals import Conflict, Refused

Span = tuple[datetime, datetime]

MOST_CANDIDATES = 60
MOST_DAYS = 42  # of a window
USUAL_DAYS = 14
ENDING_SOON = timedelta(days=5)
LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 3
QUEUED, RUNNING, DONE, STOPPED, FAILED = "queued", "running", "done", "stopped", "failed"


@dataclass(frozen=True)
class Options:
    """What is asked of a search. Days are on the clocks of ``zone``; lengths are minutes, hours and seconds."""

    first_on: date
    last_on: date
    zone: str
    one_day: bool = True
    in_order: bool = True
    break_minutes: int = 15
    longest_hours: int = 8
    seconds: int = 20

    def written(self) -> dict[str, Any]:
        return asdict(self) | {"first_on": self.first_on.isoformat(), "last_on": self.last_on.isoformat()}

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> Options:
        days = {key: date.fromisoformat(written[key]) for key in ("first_on", "last_on")}
        return cls(**{**written, **days})


@dataclass(frozen=True)
class Blocker:
    """What keeps an application from being scheduled; ``fix`` says where it is put right."""

    fix: str  # "availability", "role" or "plan"
    words: str


@dataclass(frozen=True)
class StageFacts:
    """What is known of a stage. ``seats``: for each how many are needed, and how many may sit, are not away."""

    id: int
    name: str
    has_questions: bool
    seats: Sequence[tuple[int, int, int]]


def blockers(stages: Sequence[StageFacts] | None, has_availability: bool) -> list[Blocker]:
    """``stages``: those still to be booked; None where the plan has none at all."""
    found = []
    if stages is None:
        found.append(Blocker("role", "The role has no stages yet"))
    for stage in stages or ():
        if not stage.has_questions:
            found.append(Blocker("plan", f"{stage.name} has no questions"))
        for needed, may_sit, here in stage.seats:
            if may_sit < needed:
                found.append(
                    Blocker("plan", f"{stage.name} needs {needed}, and {may_sit or 'nobody'} may sit there")
                )
            elif here < needed:
                away = "everybody" if not here else "too many"
                found.append(
                    Blocker("plan", f"{away.capitalize()} for {stage.name} is away the next two weeks")
                )
    if not has_availability:
        found.append(Blocker("availability", "No times noted"))
    return list(dict.fromkeys(found))


def check_window(first_on: date, last_on: date, today: date) -> None:
    if last_on < first_on:
        raise Refused("The last day must not be before the first.", field="last_on")
    if last_on < today:
        raise Refused("These days are over. Choose days that are still to come.", field="last_on")
    if (last_on - first_on).days >= MOST_DAYS:
        raise Refused(f"Choose at most {MOST_DAYS} days.", field="last_on")
    if (first_on - today).days > 366:
        raise Refused("Choose days of the coming year.", field="first_on")


def check_chosen(names: Mapping[int, str], candidates: Mapping[int, int], blocked: Mapping[int, str]) -> None:
    """``names`` and ``candidates`` of the chosen applications by id; ``blocked``: what stands against which."""
    if not names:
        raise Refused("Choose at least one candidate.")
    if len(names) > MOST_CANDIDATES:
        raise Refused(f"Choose at most {MOST_CANDIDATES} candidates at once.")
    twice = [names[a] for a in names if list(candidates.values()).count(candidates[a]) > 1]
    if twice:
        raise Refused(f"{twice[0]} is chosen for two roles. Schedule one after the other.")
    if blocked:
        raise Refused(" ".join(f"{names[each]}: {words}." for each, words in blocked.items()))


def check_may_stop(state: str) -> None:
    if state not in (QUEUED, RUNNING):
        raise Conflict("This search is over.")


def check_bookable(run: Any, number: int) -> None:
    if run.booked_at is not None:
        raise Conflict("These interviews were booked already. Nothing was booked twice.")
    if run.state not in (DONE, STOPPED) or not 0 <= number < len(run.proposals or ()):
        raise Conflict("This proposal is no longer there. Look at the newer state.")


def pins_of(
    proposals: Sequence[Mapping[str, Any]], number: int, keeps: Collection[str]
) -> list[dict[str, Any]]:
    """The sessions of proposal ``number`` whose rounds are to be kept, as the engine gave them."""
    if not 0 <= number < len(proposals):
        return []
    assignments = [session["assignment"] for session in proposals[number]["sessions"]]
    return [each for each in assignments if each["round"] in keeps]


def urgency(applied_at: datetime, free_until: datetime | None, at: datetime) -> str | None:
    """Why an application cannot wait, in words; None where it can."""
    if free_until is not None and free_until - at <= ENDING_SOON:
        return "noted times end soon"
    return "waiting for three weeks" if at - applied_at >= timedelta(days=21) else None


def days_waiting(applied_at: datetime, at: datetime) -> int:
    return max(0, (at - applied_at).days)


def percentile(ordered: Sequence[float], share: float) -> float:
    """The least of these values, in rising order, that ``share`` of them do not exceed (nearest rank)."""
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def usual_window(today: date) -> tuple[date, date]:
    """From tomorrow, two weeks."""
    return today + timedelta(days=1), today + timedelta(days=USUAL_DAYS)


def ids_of(texts: Iterable[int | None], known: Collection[int] | None = None) -> list[int]:
    """The numbers among them once each, in order; with ``known`` only those."""
    return list(dict.fromkeys(each for each in texts if each and (known is None or each in known)))
