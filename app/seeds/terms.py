"""When some of the demo's people can be asked, as they would have set it themselves; the rest have set nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from app.interviewers import actions, queries, rules
from app.interviewers.rules import NEVER, Limits, Week
from app.interviewers.typed_hours import read_hours
from app.store.database import saving
from app.store.user import User

_LUNCH: Week = (read_hours("12:30-13:30"),) * 5 + ((), ())
# by first name: hours of Monday to Friday, limits, what is rather kept free
TERMS = {
    "ines": (["9-13", "9-13, 14-17:30", "9-13", "9-13, 14-17:30", ""], Limits(2, 4, 15), NEVER),
    "sefa": (["9-18"] * 5, Limits(2, 3, 15), _LUNCH),
    "otto": (["8:30-16:30"] * 5, Limits(2, 6, 10), _LUNCH),
}


def plant(people: Mapping[str, User], at: datetime) -> None:
    """Three have set their terms; one goes on leave the week after next."""
    for first, (days, limits, kept_free) in TERMS.items():
        person = people[first]
        week = (*(read_hours(day) for day in days), (), ())
        with saving():
            read = rules.reading(queries.terms_of([person.id])[person.id])
            actions.set_terms(
                person, week, kept_free, limits, read=read, by=person, at=at - timedelta(days=20)
            )
    tomasz, today = people["tomasz"], at.date()
    monday = today + timedelta(days=14 - today.weekday())
    with saving():
        actions.pause(
            tomasz, monday, monday + timedelta(days=11), "on leave", by=tomasz, at=at - timedelta(days=6)
        )
