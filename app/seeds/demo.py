"""A believable hire in progress, made by the same actions that people's clicks call, at the times they would have been.

Two roles read from documents, plans with questions, eight candidates from "just applied" to "decided".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from app.interviews import actions as interviews
from app.question_sets import actions as questions
from app.seeds import library, terms
from app.seeds import people as cast
from app.seeds.days import Days
from app.seeds.hire import Hire, Talk
from app.seeds.stages import DEVELOPER_STAGES, SUPPORT_STAGES
from app.store.candidate import Application
from app.store.database import saving
from app.store.interview_plan import Stage
from app.store.role import Role


def plant(*, at: datetime, base_url: str) -> dict[str, Any]:
    """Plant the demo; gives the manifest: everybody's password and the candidates' private links."""
    with saving():
        people, passwords = cast.plant(at - timedelta(days=60))
    hire = Hire(people, Days(at), at, base_url)
    developer, support = hire.roles()
    _developers(hire, developer)
    _support(hire, support)
    library.plant(people, at)
    terms.plant(people, at)
    return {
        "note": "Demo data: everybody here is invented.",
        "people": [
            {"name": p.name, "email": p.email, "password": passwords[first], "kinds": list(p.kinds)}
            for first, p in people.items()
        ],
        "candidate_links": hire.links,
        "roles": [developer.id, support.id],
        "interviews": hire.interview_ids,
        "scorecards": hire.cards,
    }


def _developers(hire: Hire, role: Role) -> None:
    stages = hire.plan(role, DEVELOPER_STAGES)
    _touch_up(hire, stages)
    days = hire.days
    decided = hire.apply("Emil Sørensen", role, "Europe/Copenhagen", 30)
    for talk in (
        Talk(0, days.on(-17, "10:00"), ["tomasz"], {"tomasz": "332"}),
        Talk(
            1,
            days.on(-15, "13:00"),
            ["ivo", "priya", "sefa"],
            {"ivo": "2332", "priya": "3222", "sefa": "2n32"},
        ),
        Talk(2, days.on(-14, "10:00"), ["ines", "marit"], {"ines": "3242", "marit": "2332"}),
    ):
        hire.hold(decided, stages, talk, booked=4)
    hire.decide(
        decided,
        "no_offer",
        "Careful on small changes. For this role we need somebody who has looked after a live system; three of "
        "five interviewers found no example of it.",
        days.on(-12, "16:00"),
    )
    ready = hire.apply("Dara Whitfield", role, "Europe/Dublin", 21, phone="+353 20 910 0000")
    for talk in (
        Talk(0, days.on(-8, "11:00"), ["noor"], {"noor": "443"}),
        Talk(
            1,
            days.on(-5, "13:00"),
            ["ivo", "otto", "sefa"],
            {"ivo": "4453", "otto": "4234", "sefa": "45n4"},
        ),
        Talk(2, days.on(-3, "10:00"), ["ines", "marit"], {"ines": "4344", "marit": "4334"}),
    ):
        hire.hold(ready, stages, talk, booked=3)
    hire.link(ready)
    cleo = hire.apply("Cleo Marchand", role, "Europe/Lisbon", 12, free=range(6))
    hire.hold(cleo, stages, Talk(0, days.on(-2, "15:00"), ["tomasz"], {"tomasz": "343"}), booked=3)
    hire.hold(cleo, stages, Talk(1, days.soon(), ["ivo", "ines", "noor"]), booked=2)
    hire.hold(cleo, stages, Talk(2, days.on(3, "15:00"), ["sefa", "otto"]), booked=4)
    hire.link(cleo)
    goran = hire.apply("Goran Ilić", role, "Europe/Belgrade", 9, free=range(1, 5))
    hire.hold(goran, stages, Talk(0, days.on(-1, "09:00"), ["tomasz"]), booked=2)
    hana = hire.apply("Hana Kobayashi", role, "Asia/Tokyo", 8, free=range(1, 8))
    _move_hana(hire, hana, stages)
    hire.link(hana)
    hire.apply(
        "Farah Siddiqui-Montgomery",
        role,
        "Europe/London",
        1,
        free=range(2, 7),
        notes="Recommended by a harbour master. Prefers mornings.",
    )


def _touch_up(hire: Hire, stages: Sequence[Stage]) -> None:
    """What a coordinator does after generating: one question kept for good, one said in their own words."""
    at = hire.at - timedelta(days=30)
    first, second = stages[1].questions[0], stages[2].questions[0]
    with saving():
        questions.set_lock(first, True, by=hire.rita, at=at)
        words = {name: getattr(second, name) for name in ("text", "minutes", "material", "key", "anchors")}
        words["probes"] = [*second.probes[:-1], "What would the others in that team say about your part?"]
        serves = list(second.responsibilities)
        questions.edit(second, words, serves, read=questions.reading_of(second), by=hire.rita, at=at)


def _move_hana(hire: Hire, application: Application, stages: Sequence[Stage]) -> None:
    """Her first conversation was called off and booked anew; the second has a time already."""
    first = hire.hold(application, stages, Talk(0, hire.days.on(-1, "10:00"), ["noor"]), booked=4)
    reason = "The candidate's flight was moved; she asked for another day."
    with saving():
        interviews.cancel(first, first.revision, reason, by=hire.rita, at=hire.at - timedelta(days=2))
    hire.cards = [card for card in hire.cards if card["id"] not in {c.id for c in first.scorecards}]
    hire.hold(application, stages, Talk(0, hire.days.on(1, "09:00"), ["noor"]), booked=2)
    hire.hold(application, stages, Talk(1, hire.days.on(2, "10:00"), ["otto", "priya", "sefa"]), booked=2)


def _support(hire: Hire, role: Role) -> None:
    stages = hire.plan(role, SUPPORT_STAGES)
    ilse = hire.apply("Ilse Verhoeven", role, "Europe/Amsterdam", 6, free=range(1, 6))
    hire.hold(ilse, stages, Talk(0, hire.days.on(4, "11:00"), ["marit", "sefa"]), booked=5)
    hire.link(ilse)
    hire.apply("Jonas Adeleke", role, "Africa/Lagos", 2)
