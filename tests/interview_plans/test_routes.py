"""Rita builds a plan; Hugo reads it; Otto never learns that it exists."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.store.database import db
from app.store.event import Event
from app.store.interview_plan import InterviewPlan, Seat, Stage
from tests.factories import make_kit, make_plan, make_role, make_seat, make_stage

STAGE = {"name": "Skills", "minutes": "60", "instructions": "Be kind", "preparation": "Sleep well"}


def stages() -> list[tuple[str, int]]:
    return [(s.name, s.minutes) for s in db.session.scalars(select(Stage).order_by(Stage.position))]


def events() -> list[str]:
    return list(db.session.scalars(select(Event.name).order_by(Event.id)))


def test_rita_makes_a_plan_with_a_first_proposal(browser, cast):
    role = make_role(responsibilities=7)
    page = browser(cast.rita).post(f"/roles/{role.id}/interview-plan")
    plan = db.session.scalar(select(InterviewPlan))
    assert page.location == f"/interview-plans/{plan.id}"
    assert stages() == [("First conversation", 45), ("Skills interview", 60), ("Working together", 60)]
    assert events() == ["interview_plan.made"]


def test_a_second_click_goes_to_the_plan_that_is_there(browser, cast):
    plan = make_plan()
    page = browser(cast.rita).post(f"/roles/{plan.role_id}/interview-plan")
    assert page.location == f"/interview-plans/{plan.id}"
    assert len(stages()) == 1


def test_the_page_says_who_is_needed_and_what_is_missing(browser, cast):
    plan = make_plan(stages=2)
    make_seat(plan.stages[0], cast.ivo, cast.ines, cast.otto, count=2)
    make_seat(plan.stages[0], cast.hugo, cast.rita, position=2)
    page = browser(cast.rita).get(f"/interview-plans/{plan.id}")
    assert page.h1 == "Interview plan"
    assert page.texts("#stages .section-hint") == [
        "2 h with the candidate, 3 places for interviewers. The candidate goes through them in this order."
    ]
    first = f"#stage-{plan.stages[0].id} .item-main"
    assert page.texts(f"{first} p")[1] == (
        "2 of Ines Iglesias, Ivo Ivanov, Otto Olsen and 1 of Hugo Haas, Rita Reyes"
    )
    assert page.texts(".mark-warn") == ["Nobody is asked to sit in this stage yet."]


def test_hugo_reads_the_plan_of_his_role_and_changes_nothing(browser, cast):
    plan = make_plan(make_role(hiring_manager_id=cast.hugo.id))
    page = browser(cast.hugo).get(f"/interview-plans/{plan.id}")
    assert page.status == 200
    assert not page.has("main form")
    assert browser(cast.hugo).post(f"/stages/{plan.stages[0].id}/removal").status == 403


@pytest.mark.parametrize("address", ["/interview-plans/{plan}", "/stages/{stage}", "/seats/{seat}"])
def test_to_otto_and_to_a_manager_of_another_role_there_is_no_plan(browser, cast, address):
    plan = make_plan()
    seat = make_seat(plan.stages[0], cast.ivo)
    url = address.format(plan=plan.id, stage=plan.stages[0].id, seat=seat.id)
    assert browser(cast.otto).get(url).status == 404
    assert browser(cast.hugo).get(url).status == 404


def test_rita_adds_a_stage_at_the_end(browser, cast):
    plan = make_plan()
    page = browser(cast.rita).post(f"/interview-plans/{plan.id}/stages/new", STAGE)
    assert page.status == 303
    assert stages() == [("Stage 1", 60), ("Skills", 60)]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("minutes", "soon", "Write a whole number from 10 to 480."),
        ("minutes", "9", "Write a whole number from 10 to 480."),
        ("minutes", "9" * 30, "Write a whole number from 10 to 480."),
        ("name", " ", "Write a name."),
        ("name", "x" * 121, "Field cannot be longer than 120 characters."),
    ],
)
def test_a_stage_that_cannot_be_is_refused_beside_its_field(browser, cast, field, value, message):
    plan = make_plan()
    page = browser(cast.rita).post(f"/interview-plans/{plan.id}/stages/new", STAGE | {field: value})
    assert page.status == 422
    assert page.texts(f"#{field}-error") == [message]
    assert "Be kind" in page.text
    assert len(stages()) == 1


def test_a_stale_form_shows_what_stands_there_now_and_loses_nothing(browser, cast):
    stage = make_plan().stages[0]
    rita = browser(cast.rita)
    old = rita.get(f"/stages/{stage.id}").fields("form:has([name=read])")
    rita.post(f"/stages/{stage.id}", {**{k: v[0] for k, v in old.items()}, "name": "Newer"})
    typed = {**{k: v[0] for k, v in old.items()}, "name": "Mine", "instructions": "My words"}
    page = rita.post(f"/stages/{stage.id}", typed)
    assert page.status == 409
    assert page.fields("form:has([name=read])")["name"] == ["Mine"]
    assert "Newer, 1 h" in page.texts(".notice-warn p")
    again = {k: v[0] for k, v in page.fields("form:has([name=read])").items()}
    assert rita.post(f"/stages/{stage.id}", again).status == 303
    assert stages() == [("Mine", 60)]


def test_stages_move_with_buttons(browser, cast):
    plan = make_plan(stages=3)
    page = browser(cast.rita).post(f"/stages/{plan.stages[2].id}/position", {"to": "1"})
    assert page.status == 303
    assert [name for name, _ in stages()] == ["Stage 3", "Stage 1", "Stage 2"]
    assert browser(cast.rita).post(f"/stages/{plan.stages[0].id}/position", {"to": "up"}).status == 422


def test_htmx_gets_the_stages_alone(browser, cast):
    plan = make_plan(stages=2)
    page = browser(cast.rita).htmx_post(f"/stages/{plan.stages[1].id}/position", {"to": "1"})
    assert page.status == 200
    assert page.texts("h3") == ["1. Stage 2", "2. Stage 1"]
    assert not page.has("h1")


def test_a_stage_goes_with_its_questions(browser, cast):
    plan = make_plan(stages=2)
    assert browser(cast.rita).post(f"/stages/{plan.stages[0].id}/removal").status == 303
    assert stages() == [("Stage 2", 60)]
    assert events() == ["stage.removed"]


def test_a_stage_that_was_booked_stays(browser, cast):
    plan = make_plan()
    make_kit(plan.stages[0])
    page = browser(cast.rita).post(f"/stages/{plan.stages[0].id}/removal")
    assert page.status == 422
    assert "Interviews were booked with “Stage 1”" in page.words
    assert len(stages()) == 1


def test_rita_asks_for_two_of_three(browser, cast):
    stage = make_plan().stages[0]
    people = [str(person.id) for person in (cast.ivo, cast.ines, cast.otto)]
    page = browser(cast.rita).post(f"/stages/{stage.id}/seats/new", {"count": "2", "members": people})
    assert page.status == 303
    seat = db.session.scalar(select(Seat))
    assert (seat.count, [m.name for m in seat.members]) == (2, ["Ines Iglesias", "Ivo Ivanov", "Otto Olsen"])


def test_only_who_takes_part_can_be_asked_to_sit(browser, cast):
    stage = make_plan().stages[0]
    page = browser(cast.rita).get(f"/stages/{stage.id}/seats/new")
    assert page.texts(".choices label") == [
        "Hugo Haas (hiring manager)",
        "Ines Iglesias",
        "Ivo Ivanov",
        "Otto Olsen",
        "Rita Reyes (coordinator)",
    ]
    page = browser(cast.rita).post(
        f"/stages/{stage.id}/seats/new", {"count": "1", "members": [str(cast.ada.id)]}
    )
    assert page.status == 422
    assert db.session.scalar(select(Seat)) is None


def test_who_was_disabled_stays_visible_and_can_be_taken_out(browser, cast):
    seat = make_seat(make_plan().stages[0], cast.ivo, cast.ines)
    cast.ivo.disabled_at = cast.ivo.created_at
    db.session.commit()
    page = browser(cast.rita).get(f"/seats/{seat.id}")
    assert page.texts(".choices label")[-1] == "Ivo Ivanov (account disabled)"
    read = page.fields("form:has([name=read])")["read"][0]
    rita = browser(cast.rita)
    assert (
        rita.post(f"/seats/{seat.id}", {"count": "1", "members": [str(cast.ines.id)], "read": read}).status
        == 303
    )
    assert [m.name for m in db.session.get(Seat, seat.id).members] == ["Ines Iglesias"]
    assert (
        rita.post(f"/seats/{seat.id}", {"count": "2", "members": [str(cast.ines.id)], "read": read}).status
        == 409
    )


def test_a_seat_can_go(browser, cast):
    seat = make_seat(make_plan().stages[0], cast.ivo)
    assert browser(cast.rita).post(f"/seats/{seat.id}/removal").status == 303
    assert db.session.scalar(select(Seat)) is None


def test_stages_and_seats_are_copied_from_another_role(browser, cast):
    other = make_plan(make_role("Data analyst"), stages=2)
    make_seat(other.stages[0], cast.ivo, cast.ines)
    plan = make_plan(stages=1)
    page = browser(cast.rita).post(f"/interview-plans/{plan.id}/copy", {"source": str(other.id)})
    assert page.status == 303
    copied = db.session.get(InterviewPlan, plan.id).stages
    assert [(s.position, s.name, len(s.seats), len(s.questions)) for s in copied] == [
        (1, "Stage 1", 0, 2),
        (2, "Stage 1", 1, 0),
        (3, "Stage 2", 0, 0),
    ]


def test_a_plan_of_nothing_is_not_copied(browser, cast):
    plan = make_plan()
    for source in ("", "x", "999999", str(plan.id)):
        assert browser(cast.rita).post(f"/interview-plans/{plan.id}/copy", {"source": source}).status == 422


def test_the_page_takes_as_many_queries_for_three_stages_as_for_one(browser, cast):
    counts = []
    for many in (1, 3):
        plan = make_plan(make_role(responsibilities=many))
        for position in range(2, many + 1):
            make_stage(plan, position=position)
        for stage in plan.stages:
            make_seat(stage, cast.ivo, cast.ines)
        counts.append(len(browser(cast.rita).get(f"/interview-plans/{plan.id}").statements))
    assert counts[0] == counts[1]


def test_a_long_name_is_shown_whole(browser, cast):
    plan = make_plan()
    name = "Interdisciplinary " * 6
    browser(cast.rita).post(f"/stages/{plan.stages[0].id}", {**STAGE, "name": name, "read": "x"})
    browser(cast.rita).post(f"/interview-plans/{plan.id}/stages/new", STAGE | {"name": name})
    assert name.strip() in browser(cast.rita).get(f"/interview-plans/{plan.id}").text
