"""The first page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from flask import Blueprint, Response
from flask_login import current_user

from app import clock
from app.home.desk import desk_of
from app.home.rules import FEW, unbooked_stages, until_words
from app.store.scorecard import Scorecard
from app.web.doors import allow
from app.web.fragments import page

home = Blueprint("home", __name__)


@home.get("/")
@allow("home.see")
def show() -> Response:
    at = clock.now()
    desk = desk_of(current_user, at)
    return page(
        "home/show.html",
        desk=desk,
        at=at,
        few=FEW,
        unbooked_stages=unbooked_stages,
        until=until_words,
        by_day=by_day,
    )


def by_day(cards: Sequence[Scorecard], zone: str) -> list[tuple[date, list[Scorecard]]]:
    """Cards by the day on which their interviews begin in ``zone``."""
    days = groupby(cards, lambda card: clock.in_zone(card.interview.starts_at, zone).date())
    return [(day, list(those)) for day, those in days]
