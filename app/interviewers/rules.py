"""When a person may be asked to interview, how often, and what stands against a time. Pure.

Hours are times on a wall clock, "Mondays 9 to 12 in Berlin", and become instants for each date alone: they hold
through the changes of the clocks.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.refusals import Refused

Span = tuple[datetime, datetime]
Hours = tuple[tuple[int, int], ...]  # of one day: (from, to) in minutes since midnight on the wall clock
Week = tuple[Hours, ...]  # Monday first

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NEVER: Week = ((),) * 7
USUAL_HOURS: Week = (((8 * 60, 18 * 60),),) * 5 + ((),) * 2  # of who has set nothing
WARNING, NOTE = "warning", "note"
_SHORT = {
    "away": "away",
    "hours": "outside {whose} hours",
    "kept-free": "rather not",
    "day": "beyond {whose} limit that day",
    "week": "beyond {whose} limit that week",
    "close": "close to another interview",
}
WRITING_UP_MINUTES = 20  # what a scorecard takes after each interview, counted in the load


class Limits(NamedTuple):
    """Most interviews on a local day and in an ISO week of local days; minutes between two."""

    most_a_day: int = 3
    most_a_week: int = 8
    buffer_minutes: int = 10


USUAL_LIMITS = Limits()


class Pause(NamedTuple):
    """Local days on which a person is not asked, both ends included; no end: until further notice."""

    starts_on: date
    ends_on: date | None = None
    reason: str = ""

    def covers(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class Finding(NamedTuple):
    """What stands against asking a person: ``code`` names it and them, so that each is accepted for itself."""

    kind: str
    code: str
    message: str


@dataclass(frozen=True)
class Terms:
    """``is_own``: set by the person or for them; else the usual ones, which are only assumed."""

    zone: str
    hours: Week = USUAL_HOURS
    kept_free: Week = NEVER
    limits: Limits = USUAL_LIMITS
    pauses: tuple[Pause, ...] = ()
    is_own: bool = False

    def windows(self, start: datetime, end: datetime) -> list[Span]:
        """When the person may be asked between two instants, in UTC, in order, joined where they touch."""
        return self._spans(self.hours, start, end)

    def rather_free(self, start: datetime, end: datetime) -> list[Span]:
        """The hours between two instants that the person would rather keep free."""
        return self._spans(self.kept_free, start, end)

    def pause_on(self, day: date) -> Pause | None:
        return next((pause for pause in self.pauses if pause.covers(day)), None)

    def day_of(self, instant: datetime) -> date:
        """The person's local day."""
        return instant.astimezone(ZoneInfo(self.zone)).date()

    def works_on(self, day: date) -> bool:
        return bool(self.hours[day.weekday()]) and self.pause_on(day) is None

    def capacity(self, days: Iterable[date]) -> int:
        """How many interviews these days of one week have room for, by the limits."""
        open_days = sum(self.works_on(day) for day in days)
        return min(self.limits.most_a_week, open_days * self.limits.most_a_day)

    def left(self, days: Sequence[date], booked: Counter[date]) -> int:
        """How many more ``days`` have room for. ``days``: the rest of a week; ``booked``: by day, all of it."""
        room = sum(max(0, self.limits.most_a_day - booked[day]) for day in days if self.works_on(day))
        return max(0, min(room, self.limits.most_a_week - booked.total()))

    def _spans(self, week: Week, start: datetime, end: datetime) -> list[Span]:
        spans: list[Span] = []
        day, last = self.day_of(start), self.day_of(end)
        while day <= last:
            if self.pause_on(day) is None:
                for since, until in week[day.weekday()]:
                    spans += on_clock(day, since, until, self.zone)
            if day == date.max:
                break
            day += timedelta(days=1)
        return united((max(a, start), min(b, end)) for a, b in spans if a < end and start < b)


@lru_cache(maxsize=8192)  # proposals ask for the same days again and again
def on_clock(day: date, since: int, until: int, zone: str) -> tuple[Span, ...]:
    """The instants at which the clocks of ``zone`` show ``since`` to ``until`` (minutes) on ``day``, in UTC.

    Where the clocks change inside, each part is read by its own offset: what they skip is not there, and what they
    show twice is there twice.
    """
    midnight = datetime.combine(day, time(), UTC)
    tz = ZoneInfo(zone)
    reach = timedelta(hours=16)  # farther than any offset, so the day lies inside whatever the zone
    first, last = midnight - reach, midnight + timedelta(days=1) + reach
    parts = [(first, last, _offset(first, tz))]
    if _offset(last, tz) != parts[0][2]:
        change = _change(first, last, tz)
        parts = [(first, change, _offset(first, tz)), (change, last, _offset(last, tz))]
    wall = midnight + timedelta(minutes=since), midnight + timedelta(minutes=until)
    spans = [(max(wall[0] - by, begins), min(wall[1] - by, ends)) for begins, ends, by in parts]
    return tuple(united(span for span in spans if span[0] < span[1]))


def _offset(instant: datetime, tz: ZoneInfo) -> timedelta:
    return instant.astimezone(tz).utcoffset() or timedelta()


def _change(first: datetime, last: datetime, tz: ZoneInfo) -> datetime:
    """The second at which the offset changes between two instants with different offsets (halving)."""
    before = _offset(first, tz)
    while last - first > timedelta(seconds=1):
        middle = first + timedelta(seconds=(last - first).total_seconds() // 2)
        first, last = (middle, last) if _offset(middle, tz) == before else (first, middle)
    return last


def united(spans: Iterable[Span]) -> list[Span]:
    """The same time in order, with spans that touch or overlap made into one."""
    together: list[Span] = []
    for start, end in sorted(spans):
        if together and start <= together[-1][1]:
            together[-1] = (together[-1][0], max(end, together[-1][1]))
        else:
            together.append((start, end))
    return together


def findings(terms: Terms, span: Span, booked: Iterable[Span], who: str, person: int = 0) -> list[Finding]:
    """What stands against asking ``who`` (with this id) for ``span``, beside what they have ``booked``.

    Against terms that the person set, a warning; against those that are only assumed, a note. ``booked`` must reach
    over the whole local week; times that overlap ``span`` count but are no matter of a buffer.
    """
    return list(_findings(terms, span, list(booked), who, person))


def _findings(terms: Terms, span: Span, booked: list[Span], who: str, person: int) -> Iterator[Finding]:
    day, kind = terms.day_of(span[0]), WARNING if terms.is_own else NOTE
    pause = terms.pause_on(day) or terms.pause_on(terms.day_of(span[1] - timedelta(microseconds=1)))
    if pause is not None:
        reason = f": {pause.reason}" if pause.reason else ""
        yield Finding(WARNING, f"away-{person}", f"{who} is away {pause_words(pause)}{reason}.")
    elif not covered(span, terms.windows(*span)):
        yield Finding(kind, f"hours-{person}", _outside(terms, span, who))
    elif any(a < span[1] and span[0] < b for a, b in terms.rather_free(*span)):
        yield Finding(NOTE, f"kept-free-{person}", f"{who} would rather keep this time free.")
    days = Counter(terms.day_of(start) for start, _ in booked)
    assumed = "" if terms.is_own else " They have set no limit; this one is assumed."
    if (number := days[day] + 1) > terms.limits.most_a_day:
        limit = f"at most {terms.limits.most_a_day} a day.{assumed}"
        yield Finding(kind, f"day-{person}", f"{who} would have {number} interviews on {_day(day)}, {limit}")
    if (number := booked_in_week(days, day) + 1) > terms.limits.most_a_week:
        limit = f"at most {terms.limits.most_a_week} a week.{assumed}"
        yield Finding(kind, f"week-{person}", f"{who} would have {number} interviews in that week, {limit}")
    gaps = [max(start - span[1], span[0] - end) for start, end in booked]
    near = min((gap for gap in gaps if gap >= timedelta()), default=timedelta.max)
    if near < timedelta(minutes=terms.limits.buffer_minutes):
        minutes = int(near.total_seconds() // 60)
        between = f"only {minutes} min lie" if minutes else "no time lies"
        wish = f"{terms.limits.buffer_minutes} min are {'asked for' if terms.is_own else 'usual'}."
        yield Finding(kind, f"close-{person}", f"For {who}, {between} between two interviews; {wish}")


def covered(span: Span, windows: Iterable[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in windows)


def reluctance(terms: Terms, span: Span, booked: Iterable[Span]) -> int:
    """0: nothing stands against asking; 1: it is rather kept free; 2: set or assumed terms are against it."""
    against = 0
    for finding in _findings(terms, span, list(booked), "", 0):
        if not finding.code.startswith("kept-free-"):
            return 2
        against = 1
    return against


def in_short(terms: Terms, found: Iterable[Finding]) -> str:
    """The findings in a few words, to stand beside a name."""
    which = [finding.code.rpartition("-")[0] for finding in found]
    return ", ".join(_SHORT[code].format(whose="their" if terms.is_own else "the usual") for code in which)


def booked_in_week(days: Counter[date], day: date) -> int:
    """How many of the interviews counted by local day fall in the ISO week of ``day``."""
    return sum(count for each, count in days.items() if each.isocalendar()[:2] == day.isocalendar()[:2])


def _outside(terms: Terms, span: Span, who: str) -> str:
    start, end = (instant.astimezone(ZoneInfo(terms.zone)) for instant in span)
    there = f"{_day(start.date())}, {start:%H:%M} to {end:%H:%M} in {terms.zone.rsplit('/', 1)[-1].replace('_', ' ')}"
    hours = hours_words(terms.hours[start.weekday()])
    if not terms.is_own:
        return f"For {who} this is {there}. They have set no hours; {hours or 'no work that day'} is assumed."
    return f"For {who} this is {there}, outside their hours that day: {hours or 'none'}."


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"


def clock(minutes: int) -> str:
    """9:00, 24:00"""
    return f"{minutes // 60}:{minutes % 60:02}"


def hours_words(hours: Hours) -> str:
    """9:00 to 12:30 and 13:30 to 17:00; nothing for no hours"""
    return " and ".join(f"{clock(since)} to {clock(until)}" for since, until in hours)


def pause_words(pause: Pause) -> str:
    """on Tue 24 Nov 2026; from ... to ...; from ... until further notice"""
    first = f"{_day(pause.starts_on)} {pause.starts_on.year}"
    if pause.ends_on == pause.starts_on:
        return f"on {first}"
    if pause.ends_on is None:
        return f"from {first} until further notice"
    return f"from {first} to {_day(pause.ends_on)} {pause.ends_on.year}"


def reading(terms: Terms) -> str:
    """A short hash of what someone read before they began to type; another one means it has changed since."""
    read = json.dumps([terms.hours, terms.kept_free, terms.limits, terms.is_own])
    return hashlib.sha256(read.encode()).hexdigest()[:16]


def check_pause(starts_on: date, ends_on: date | None, today: date) -> None:
    if not all(2000 <= day.year <= 2100 for day in (starts_on, ends_on) if day is not None):
        raise Refused("Choose days of this century.", field="starts_on")
    if ends_on is not None and ends_on < starts_on:
        raise Refused("The last day must not be before the first.", field="ends_on")
    if ends_on is not None and ends_on < today:
        raise Refused("These days are over. Choose some that are still to come.", field="ends_on")
