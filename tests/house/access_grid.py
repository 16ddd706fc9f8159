"""The access table as a grid that a recruiter can read: every action, every kind of person, plain objects.

``python -m tests.house.access_grid`` prints it; docs/access.md holds the one that was agreed.
"""

from __future__ import annotations

from types import SimpleNamespace as Thing
from typing import Any

from app.access import TABLE, can


def person(number: int, *kinds: str) -> Thing:
    every = ("administrator", "coordinator", "hiring_manager", "interviewer")
    return Thing(id=number, is_authenticated=True, **{f"is_{kind}": kind in kinds for kind in every})


PEOPLE = {
    "Administrator": person(1, "administrator"),
    "Coordinator": person(2, "coordinator"),
    "Hiring manager of the role": person(3, "hiring_manager"),
    "Hiring manager of another": person(4, "hiring_manager"),
    "Panel, card owed": person(5, "interviewer"),
    "Panel, card handed in": person(6, "interviewer"),
    "Interviewer elsewhere": person(7, "interviewer"),
    "Coordinator on the panel, card owed": person(8, "coordinator", "interviewer"),
    "Hiring manager on the panel, card owed": person(9, "hiring_manager", "interviewer"),
}
ANYBODY = Thing(is_authenticated=False)


def world(manager_id: int) -> dict[str, Any]:
    """One candidate's application for a role that ``manager_id`` manages, with everything that hangs on it.

    Persons 5, 6, 8 and 9 sit on the panel; only 6 has handed in a card. The scorecard of the grid is person 5's.
    """
    role = Thing(hiring_manager_id=manager_id)
    plan = Thing(role=role)
    stage = Thing(plan=plan)
    cards = [Thing(user_id=n, is_owed=n != 6, is_submitted=n == 6) for n in (5, 6, 8, 9)]
    interview = Thing(panel=[Thing(user_id=n) for n in (5, 6, 8, 9)], scorecards=cards)
    application = Thing(role=role, interviews=[interview])
    interview.application = application
    return {
        "role": role,
        "interview_plan": plan,
        "stage": stage,
        "seat": Thing(stage=stage),
        "planned_question": Thing(stage=stage),
        "kit": Thing(stage=stage),
        "responsibility": Thing(role=role),
        "left_out_line": Thing(role=role),
        "candidate": Thing(applications=[application]),
        "application": application,
        "candidate_link": Thing(application=application),
        "interview": interview,
        "interviewer": PEOPLE["Panel, card owed"],
        "scorecard": cards[0],
        "progress": application,
        "debrief": application,
        "decision": application,
    }


def may(user: Any, action: str) -> bool:
    # The hiring manager on the panel is this role's manager, in a world of their own.
    things = world(manager_id=9 if getattr(user, "id", 0) == 9 else 3)
    return can(user, action, things.get(action.partition(".")[0]))


def grid() -> str:
    head = "| may | " + " | ".join(PEOPLE) + " |"
    lines = [head, "|---|" + ":-:|" * len(PEOPLE)]
    for action in TABLE:
        cells = ("yes" if may(user, action) else "" for user in PEOPLE.values())
        lines.append(f"| {action} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(grid(), end="")
