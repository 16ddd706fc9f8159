"""A kit is frozen when a stage is booked, and never changes after that."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from app.question_sets import kits
from app.question_sets.actions import freeze
from app.refusals import Refused
from app.store.database import db, saving
from app.store.event import Event
from app.store.kit import Kit
from tests.factories import NOW, make_plan, make_role


def frozen(stage, by) -> Kit:
    with saving():
        return freeze(stage, by=by, at=NOW)


def test_the_first_booking_makes_version_1_with_every_word(cast):
    stage = make_plan(make_role(responsibilities=2)).stages[0]
    kit = frozen(stage, cast.rita)
    assert (kit.version, kit.name, kit.minutes, len(kit.questions)) == (1, "Stage 1", 60, 2)
    question, planned = kit.questions[0], stage.questions[0]
    for name in (
        "text",
        "probes",
        "anchors",
        "minutes",
        "competency",
        "kind",
        "level",
        "weight",
        "library_id",
    ):
        assert getattr(question, name) == getattr(planned, name)
    served = planned.responsibilities[0]
    assert question.responsibilities == [
        {"id": served.id, "label": None, "text": served.text, "lines": [1], "importance": 3}
    ]
    assert db.session.scalars(select(Event.name)).all() == ["kit.frozen"]


def test_the_same_words_are_the_same_version(cast):
    stage = make_plan().stages[0]
    assert frozen(stage, cast.rita).id == frozen(stage, cast.rita).id
    assert db.session.scalar(select(func.count()).select_from(Kit)) == 1
    assert kits.changed_since(stage) is None


CHANGES = {
    "a word": lambda stage: setattr(stage.questions[0], "text", "Another question?"),
    "a probe": lambda stage: setattr(stage.questions[0], "probes", ["Which part was yours?"]),
    "an anchor": lambda stage: setattr(stage.questions[0], "anchors", {"1": "Nothing"}),
    "a weight": lambda stage: setattr(stage.questions[0], "weight", 2),
    "what it serves": lambda stage: setattr(stage.questions[0], "responsibilities", []),
    "an importance": lambda stage: setattr(stage.questions[0].responsibilities[0], "importance", 5),
    "the minutes": lambda stage: setattr(stage, "minutes", 50),
    "the instructions": lambda stage: setattr(stage, "instructions", "Be kind"),
    "the preparation": lambda stage: setattr(stage, "preparation", "Sleep well"),
    "the order": lambda stage: [setattr(q, "position", 3 - q.position) for q in stage.questions],
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_makes_version_2_and_leaves_version_1_alone(cast, what):
    stage = make_plan().stages[0]
    first = frozen(stage, cast.rita)
    before = kits.content_hash(kits.content(stage))
    words = [(q.text, q.probes, q.anchors, q.responsibilities) for q in first.questions]
    CHANGES[what](stage)
    db.session.commit()
    assert kits.changed_since(stage) == first
    assert frozen(stage, cast.rita).version == 2
    assert [(q.text, q.probes, q.anchors, q.responsibilities) for q in first.questions] == words
    assert first.content_hash == before


def test_a_stage_without_questions_cannot_be_booked(cast):
    stage = make_plan(questions=0).stages[0]
    with pytest.raises(Refused, match="has no questions yet"):
        frozen(stage, cast.rita)
    assert db.session.scalar(select(Kit)) is None


def test_a_change_that_is_taken_back_needs_no_third_version(cast):
    stage = make_plan().stages[0]
    frozen(stage, cast.rita)
    stage.minutes = 50
    db.session.commit()
    second = frozen(stage, cast.rita)
    assert frozen(stage, cast.rita) == second


def test_the_kit_page_leads_back_to_the_document(browser, cast):
    stage = make_plan(make_role(hiring_manager_id=cast.hugo.id)).stages[0]
    kit = frozen(stage, cast.rita)
    page = browser(cast.hugo).get(f"/kits/{kit.id}")
    assert page.h1 == "Stage 1"
    served = stage.questions[0].responsibilities[0]
    role = f"/roles/{stage.plan.role_id}"
    assert [a["href"] for a in page.all(".serves-links a")][:2] == [
        f"{role}#responsibility-{served.id}",
        f"{role}#line-1",
    ]
    assert browser(cast.otto).get(f"/kits/{kit.id}").status == 404
    assert browser(cast.ivo).get(f"/kits/{kit.id}").status == 404


def test_the_questions_page_says_what_is_frozen_and_that_changes_are_coming(browser, cast):
    stage = make_plan().stages[0]
    frozen(stage, cast.rita)
    line = f"#stage-{stage.id}-time p:last-child"
    page = browser(cast.rita).get(f"/interview-plans/{stage.plan_id}/questions")
    assert page.texts(line) == [
        "Frozen as version 1 since Mon 23 Nov 2026, 10:00 Berlin ; nothing has changed since."
    ]
    stage.minutes = 50
    db.session.commit()
    page = browser(cast.rita).get(f"/interview-plans/{stage.plan_id}/questions")
    assert page.texts(line) == [
        "Frozen as version 1 since Mon 23 Nov 2026, 10:00 Berlin ; the changes made since will be version 2."
    ]
