"""How values look on every page: times with their zone, lengths, counts, ratings."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask

from app.clock import in_zone

RATING_WORDS = {1: "1 of 5", 2: "2 of 5", 3: "3 of 5", 4: "4 of 5", 5: "5 of 5"}
RECOMMENDATION_WORDS = {1: "Strong no", 2: "No", 3: "Yes", 4: "Strong yes"}
KIND_WORDS = {
    "past_behaviour": "Past behaviour",
    "situational": "Situational",
    "knowledge": "Knowledge",
    "work_sample": "Work sample",
    "administrator": "Administrator",
    "coordinator": "Coordinator",
    "hiring_manager": "Hiring manager",
    "interviewer": "Interviewer",
    "junior": "Junior",
    "mid": "Mid-level",
    "senior": "Senior",
    "lead": "Lead",
}


def local_time(instant: datetime, zone: str) -> str:
    """Tue 8 Dec 2026, 14:30"""
    return f"{local_day(instant, zone)}, {local_clock(instant, zone)}"


def local_day(instant: datetime | date, zone: str = "UTC") -> str:
    """Tue 8 Dec 2026"""
    day = in_zone(instant, zone) if isinstance(instant, datetime) else instant
    return f"{day:%a} {day.day} {day:%b %Y}"


def local_clock(instant: datetime, zone: str) -> str:
    """14:30"""
    return f"{in_zone(instant, zone):%H:%M}"


def zone_name(zone: str) -> str:
    """Berlin, for Europe/Berlin."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def duration(minutes: int) -> str:
    """45 min, 1 h, 1 h 15 min"""
    hours, rest = divmod(int(minutes), 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def plural(count: int, word: str, many: str | None = None) -> str:
    """1 question, 3 questions; ``many`` where the plural is not the word with an s."""
    return f"{count:,} {word if count == 1 else many or word + 's'}".replace(",", "\u202f")


def rating_words(rating: int | None) -> str:
    return RATING_WORDS.get(rating, "not rated") if rating is not None else "not rated"


def recommendation_words(recommendation: int | None) -> str:
    return RECOMMENDATION_WORDS.get(recommendation or 0, "None yet")


def words(code: str) -> str:
    """A code of ours as a person would say it: past_behaviour, hiring_manager, mid."""
    return KIND_WORDS.get(code, code.replace("_", " ").capitalize())


def install(app: Flask) -> None:
    for value_filter in (
        local_time,
        local_day,
        local_clock,
        zone_name,
        duration,
        plural,
        rating_words,
        recommendation_words,
        words,
    ):
        app.add_template_filter(value_filter)
