"""Hours as people write them: "9-12:30, 13:30 to 17", "9am-5pm". Pure."""

from __future__ import annotations

import re

from app.interviewers.rules import Hours, clock
from app.refusals import Refused

LONGEST, MOST = 200, 8  # characters, windows a day
NOBODY = ("", "-", "–", "none", "off")
WHOLE_DAY = 24 * 60

_CLOCK = r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?"
_PIECE = re.compile(rf"(?:from\s+)?{_CLOCK}\s*(?:-|–|—|to|until|till)\s*{_CLOCK}", re.IGNORECASE)


def read_hours(text: str) -> Hours:
    """The windows of one day in order, joined where they touch; none for an empty text. Raises Refused."""
    if text.strip().casefold() in NOBODY:
        return ()
    pieces = [piece.strip() for piece in re.split(r"[,;\n]|\band\b", text) if piece.strip()]
    if len(text) > LONGEST or len(pieces) > MOST:
        raise Refused(f"Write at most {MOST} times for a day.")
    together: list[tuple[int, int]] = []
    for since, until in sorted(_window(piece) for piece in pieces):
        if together and since <= together[-1][1]:
            together[-1] = (together[-1][0], max(until, together[-1][1]))
        else:
            together.append((since, until))
    return tuple(together)


def typed(hours: Hours) -> str:
    """How a field shows them: 9:00-12:30, 13:30-17:00"""
    return ", ".join(f"{clock(since)}-{clock(until)}" for since, until in hours)


def _window(piece: str) -> tuple[int, int]:
    match = _PIECE.fullmatch(piece)
    if match is None:
        raise _unclear(piece)
    first, last = match.groups()[:3], match.groups()[3:]
    since, until = _minutes(first, piece), _minutes(last, piece)
    if last[2] and last[2].lower() == "pm" and not first[2] and since + 12 * 60 < until:
        since += 12 * 60  # "1-5pm" is afternoon at both ends; "9-5pm" begins in the morning
    if since >= until:
        raise Refused(f"“{piece[:40]}” ends before it starts. Write times through midnight on both days.")
    return since, until


def _minutes(parts: tuple[str | None, ...], piece: str) -> int:
    hours, minutes, half = int(parts[0] or 0), int(parts[1] or 0), (parts[2] or "").lower()
    if half:
        if not 1 <= hours <= 12:
            raise _unclear(piece)
        hours = hours % 12 + (12 if half == "pm" else 0)
    if minutes > 59 or hours * 60 + minutes > WHOLE_DAY:
        raise _unclear(piece)
    return hours * 60 + minutes


def _unclear(piece: str) -> Refused:
    return Refused(f"“{piece[:40]}” was not understood. Write from when to when, such as 9-12, 13:30-17.")
