"""How much people are asked: a heat map's weeks, who runs hot, what is fair, whether the seats can be filled. Pure.

A week is an ISO week of each person's own local days, since their limits are counted so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from app.interviewers.rules import WRITING_UP_MINUTES, Pause, Span, Terms, pause_words

PAST_WEEKS, COMING_WEEKS = 4, 4  # this week is the first of those that come
FAIRNESS_WEEKS = 6  # looked back upon
HOT = 0.8  # of what the past four weeks had room for
UNEVEN = 1.5  # times an even share
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Cell:
    """One person's week: interviews booked, how many there is room for, minutes with writing up."""

    monday: date
    count: int
    capacity: int
    minutes: int
    is_away: bool  # the whole week

    @property
    def is_full(self) -> bool:
        return self.count > 0 and self.count >= self.capacity

    @property
    def over(self) -> int:
        return max(0, self.count - self.capacity)

    @property
    def tint(self) -> int:
        """0 for none to 5 for full, in fifths of the limit."""
        return min(5, ceil(5 * self.count / max(1, self.capacity)))


@dataclass(frozen=True)
class Row:
    """One person's load. ``state`` is away, hot, unasked or empty; ``words`` say it."""

    person: int
    name: str
    terms: Terms
    cells: Sequence[Cell]
    state: str
    words: str

    @property
    def count(self) -> int:
        return sum(cell.count for cell in self.cells)


@dataclass(frozen=True)
class Need:
    """A seat of an open plan: so many times ``count`` people are still to be booked for it."""

    plan_id: int
    role: str
    stage: str
    members: Sequence[int]
    seats: int
    left: Sequence[int]  # how many the members have room for, this week and the next ones

    @property
    def enough_in(self) -> int | None:
        """In which week, counted from 0, they will have had room for all; None where not within the weeks looked at."""
        total = 0
        for week, left in enumerate(self.left):
            total += left
            if total >= self.seats:
                return week
        return None


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weeks(today: date) -> list[date]:
    """The Mondays of the heat map's columns."""
    this = monday_of(today)
    return [this + WEEK * number for number in range(-PAST_WEEKS, COMING_WEEKS)]


def days_of(monday: date) -> list[date]:
    return [monday + timedelta(days=number) for number in range(7)]


def row(person: int, name: str, terms: Terms, booked: Iterable[Span], at: datetime) -> Row:
    spans, today = list(booked), terms.day_of(at)
    cells = [_cell(terms, spans, monday) for monday in weeks(today)]
    state, words = _state(terms, cells, today)
    return Row(person, name, terms, cells, state, words)


def _cell(terms: Terms, spans: Sequence[Span], monday: date) -> Cell:
    days = days_of(monday)
    inside = [span for span in spans if days[0] <= terms.day_of(span[0]) <= days[-1]]
    minutes = sum(int((end - start).total_seconds() // 60) + WRITING_UP_MINUTES for start, end in inside)
    working = [day for day in days if terms.hours[day.weekday()]] or days
    is_away = all(terms.pause_on(day) for day in working)
    return Cell(monday, len(inside), terms.capacity(days), minutes, is_away)


def _state(terms: Terms, cells: Sequence[Cell], today: date) -> tuple[str, str]:
    if (pause := terms.pause_on(today)) is not None:
        return "away", _away(pause)
    past, soon = cells[:PAST_WEEKS], cells[PAST_WEEKS : PAST_WEEKS + 2]
    for cell, when in zip(soon, ("this week", "next week"), strict=True):
        if cell.is_full:
            return "hot", f"{'over the limit' if cell.over else 'full'} {when}"
    room = sum(cell.capacity for cell in past)
    if room and sum(cell.count for cell in past) >= HOT * room:
        return "hot", f"{round(100 * sum(cell.count for cell in past) / room)} % of the limit for four weeks"
    if not any(cell.count for cell in cells):
        return "unasked", "not asked in these eight weeks"
    return "", ""


def _away(pause: Pause) -> str:
    return "away until further notice" if pause.ends_on is None else f"away {pause_words(pause)}"


def fairness(counts: Mapping[int, int], names: Mapping[int, str]) -> str:
    """Who has had most of the interviews of the past six weeks, in a sentence. ``counts``: places taken, by person."""
    total = sum(counts.get(person, 0) for person in names)
    if not total:
        return "Nobody has interviewed in the past six weeks."
    most = max(names, key=lambda person: (counts.get(person, 0), names[person]))
    share, even = counts[most] / total, 1 / len(names)
    amount = f"{round(100 * share)} % of all places in interviews in the past six weeks ({counts[most]} of {total})"
    evenly = f"an even share among {len(names)} people would be {round(100 * even)} %"
    if len(names) == 1:
        return f"{names[most]} alone can be asked, and has taken all {total} places of the past six weeks."
    if share > UNEVEN * even and counts[most] - total / len(names) >= 2:
        return f"{names[most]} has had {amount}; {evenly}."
    return f"Fairly shared: nobody had more than {names[most]}'s {amount}; {evenly}."


def left_by_week(terms: Terms, booked: Iterable[Span], at: datetime) -> list[int]:
    """How many more interviews a person has room for in this week, from today on, and the three after it."""
    today = terms.day_of(at)
    counts = Counter(terms.day_of(start) for start, _ in booked)
    found = []
    for number in range(COMING_WEEKS):
        days = days_of(monday_of(today) + WEEK * number)
        this_week = Counter({day: counts[day] for day in days})
        found.append(terms.left([day for day in days if day >= today], this_week))
    return found


def pressing(needs: Iterable[Need]) -> list[Need]:
    """Those with something to book, the hardest to fill first."""
    return sorted(
        (need for need in needs if need.seats > 0),
        key=lambda need: (
            -(COMING_WEEKS if need.enough_in is None else need.enough_in),
            sum(need.left) - need.seats,
            need.role,
            need.stage,
        ),
    )


def hardest(needs: Sequence[Need]) -> str:
    """What is hardest to fill, in a sentence; nothing where this week has room. ``needs``: by :func:`pressing`."""
    if not needs or needs[0].enough_in == 0:
        return ""
    need, people = needs[0], len(needs[0].members)
    seats = f"“{need.stage}” for {need.role} needs {need.seats} {'seat' if need.seats == 1 else 'seats'}"
    if not people:
        return f"{seats}; nobody may sit there."
    who = "its one person has" if people == 1 else f"its {people} people have"
    return (
        f"{seats}; {who} room for {need.left[0] or 'none'} this week and {need.left[1] or 'none'} the next."
    )


def together(members: Collection[int], left: Mapping[int, Sequence[int]]) -> list[int]:
    """What several people have room for together, week by week."""
    return [sum(left[person][week] for person in members if person in left) for week in range(COMING_WEEKS)]


def counted(booked: Mapping[int, Iterable[Span]], since: datetime, until: datetime) -> dict[int, int]:
    """How many interviews of each person began between two instants."""
    return {person: sum(since <= start < until for start, _ in spans) for person, spans in booked.items()}
