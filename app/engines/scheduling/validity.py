"""Whether a schedule keeps what people and rooms allow together: no overlap, buffers, limits, nobody twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from itertools import pairwise

from app.engines.scheduling.instance import Assignment, Interviewer


def clashes(assignments: Collection[Assignment]) -> set[str]:
    """The people and rooms of whom too much is asked, and the candidates who meet somebody twice."""
    by_person: dict[Interviewer, list[Assignment]] = defaultdict(list)
    by_room: dict[str, list[Assignment]] = defaultdict(list)
    meetings: Counter[tuple[str, str]] = Counter()
    for each in assignments:
        for person in each.people:
            by_person[person].append(each)
            meetings[each.candidate.id, person.id] += 1
        if each.room is not None:
            by_room[each.room.id].append(each)
    found = {candidate for (candidate, _), count in meetings.items() if count > 1}
    found |= {room for room, held in by_room.items() if _overlap(held, 0)}
    for person, held in by_person.items():
        days = Counter(person.days.day_of[each.start] for each in held)
        weeks = Counter(person.days.week_of_day[person.days.day_of[each.start]] for each in held)
        if (
            _overlap(held, person.buffer)
            or max(days.values()) > person.max_per_day
            or max(weeks.values()) > person.max_per_week
        ):
            found.add(person.id)
    return found


def _overlap(held: list[Assignment], buffer: int) -> bool:
    inorder = sorted(held, key=lambda each: each.start)
    return any(one.end + buffer > other.start for one, other in pairwise(inorder))
