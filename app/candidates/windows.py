"""Availability as people write it: "Tue 24 Nov 9-12, 14-17; Thu 10:30 to 16; Mon-Fri 9am-1pm". Pure.

A piece is a day (or a run of weekdays) and a time from and to. A piece without a day belongs to the day
before it. A weekday alone is the next one, today included unless its time is over; a date without a year
the next one. Days come before months; a weekday that contradicts its date is refused, not guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from app.refusals import Refused

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LONGEST = 5000  # characters

_WEEKDAY = (
    r"(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?"
)
_MONTH = rf"(?:{'|'.join(MONTHS)})[a-z]*"
_CLOCK = r"\d{1,2}(?:[:.h]\d{2})?\s*(?:am|pm)?"
_TO = r"\s*(?:-|–|—|to|until|till)\s*"
_PIECE = re.compile(
    rf"(?:(?P<first>{_WEEKDAY}){_TO}(?P<last>{_WEEKDAY})"
    rf"|(?:(?P<weekday>{_WEEKDAY})\.?\s*)?"
    rf"(?:(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})"
    rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s*(?P<month>{_MONTH})\.?(?:\s+(?P<year>\d{{4}}))?)?)"
    rf"[\s:]*(?:from\s+)?(?P<starts>{_CLOCK}){_TO}(?P<ends>{_CLOCK})",
    re.IGNORECASE,
)
_CLOCK_PARTS = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?", re.IGNORECASE)


class LocalWindow(NamedTuple):
    """A time on one day's wall clock. ``ends`` is None at the end of the day, 24:00."""

    day: date
    starts: time
    ends: time | None


def read_windows(text: str, now: datetime) -> list[LocalWindow]:
    """The windows that ``text`` names, in order. Raises Refused, quoting what is unclear.

    ``now`` is the present on the wall clock that the text is meant in.
    """
    if len(text) > LONGEST:
        raise Refused("This is too long. Send it in parts.", field="windows")
    windows: list[LocalWindow] = []
    days: list[date] = []
    for piece in _pieces(text):
        match = _PIECE.fullmatch(piece)
        if match is None:
            raise _unclear(piece)
        starts, ends = _clocks(match["starts"], match["ends"], piece)
        is_over = ends is not None and ends <= now.time()
        days = _days(match, now.date(), piece, is_over) or days
        if not days:
            raise Refused(f"Which day is “{piece}”? Write the day before the time.", field="windows")
        windows += [LocalWindow(day, starts, ends) for day in days]
    return windows


def _pieces(text: str) -> Iterator[str]:
    for piece in re.split(r"[,;\n]|\band\b", text):
        if cleaned := " ".join(piece.split()):
            yield cleaned


def _days(match: re.Match[str], today: date, piece: str, is_over: bool) -> list[date]:
    """The days a piece names, if any. A weekday alone is today's only while its time ``is_over`` not yet."""
    from_day = today + timedelta(days=is_over)
    if match["first"]:
        first = _next(match["first"], from_day)
        return [first + timedelta(days=n) for n in range((_next(match["last"], first) - first).days + 1)]
    try:
        day = _date(match, today)
    except ValueError:
        raise Refused(f"There is no such day as in “{piece}”.", field="windows") from None
    if day is not None and not 2000 <= day.year <= 2100:
        raise Refused(f"Choose a day of this century, not as in “{piece}”.", field="windows")
    if day is None:
        return [_next(match["weekday"], from_day)] if match["weekday"] else []
    if match["weekday"] and _weekday(match["weekday"]) != day.weekday():
        raise Refused(
            f"{day.day} {day:%b %Y} is a {day:%A}; “{piece}” says otherwise. Put one of them right.",
            field="windows",
        )
    return [day]


def _date(match: re.Match[str], today: date) -> date | None:
    if match["iso"]:
        return date.fromisoformat(match["iso"])
    if not match["day"]:
        return None
    month = MONTHS.index(match["month"][:3].lower()) + 1
    if match["year"]:
        return date(int(match["year"]), month, int(match["day"]))
    day = date(today.year, month, int(match["day"]))
    return day if day >= today else date(today.year + 1, month, int(match["day"]))


def _weekday(word: str) -> int:
    return WEEKDAYS.index(word[:3].lower())


def _next(word: str, from_day: date) -> date:
    return from_day + timedelta(days=(_weekday(word) - from_day.weekday()) % 7)


def _clocks(starts: str, ends: str, piece: str) -> tuple[time, time | None]:
    """From and to. "1-5pm" is afternoon at both ends; "9-5pm" is not, since it starts in the morning."""
    noon_word = re.search(r"am|pm", ends, re.IGNORECASE)
    if noon_word and not re.search(r"am|pm", starts, re.IGNORECASE):
        afternoon = _minutes(starts + noon_word[0], piece)
        starts = f"{starts}{noon_word[0]}" if afternoon < _minutes(ends, piece) else starts
    first, last = _minutes(starts, piece), _minutes(ends, piece)
    if first >= last:
        raise Refused(f"“{piece}” ends before it starts.", field="windows")
    return time(*divmod(first, 60)), None if last == 24 * 60 else time(*divmod(last, 60))


def _minutes(clock: str, piece: str) -> int:
    """Minutes since midnight."""
    match = _CLOCK_PARTS.fullmatch(clock.strip())
    assert match is not None
    hours, minutes, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half:
        if not 1 <= hours <= 12:
            raise _unclear(piece)
        hours = hours % 12 + (12 if half == "pm" else 0)
    if minutes > 59 or hours * 60 + minutes > 24 * 60:
        raise _unclear(piece)
    return hours * 60 + minutes


def _unclear(piece: str) -> Refused:
    return Refused(
        f"“{piece[:80]}” was not understood. Write a day and from when to when, such as Tue 24 Nov 9-12.",
        field="windows",
    )
