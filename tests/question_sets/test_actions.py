"""What people decide about single questions, where two of them act at once."""

from __future__ import annotations

import pytest
from sqlalchemy import delete

from app.interview_plans import actions as plan_actions
from app.question_sets import actions
from app.refusals import Conflict, Refused
from app.store.database import db, saving
from app.store.interview_plan import Stage
from app.store.planned_question import PlannedQuestion
from tests.factories import NOW, make_plan


def someone_else_removes(question: PlannedQuestion) -> None:
    """In a transaction of its own, behind the back of the session that has it loaded."""
    question_id = question.id
    db.session.rollback()
    with db.engine.begin() as connection:
        connection.execute(delete(PlannedQuestion).where(PlannedQuestion.id == question_id))


ACTIONS = {
    "lock": lambda question, by: actions.set_lock(question, True, by=by, at=NOW),
    "move": lambda question, by: actions.move(question, 1, by=by, at=NOW),
    "swap": lambda question, by: actions.swap(question, "x", was="y", by=by, at=NOW),
    "restore": lambda question, by: actions.restore(question, by=by, at=NOW),
    "remove": lambda question, by: actions.remove(question, by=by, at=NOW),
    "weigh": lambda question, by: actions.set_weight(question, 2, "Why", by=by, at=NOW),
}


@pytest.mark.parametrize("act", ACTIONS)
def test_what_a_colleague_removed_a_moment_ago_is_a_conflict_and_no_error(cast, act):
    question = make_plan().stages[0].questions[0]
    someone_else_removes(question)
    with pytest.raises(Conflict, match="removed this a moment ago"), saving():
        ACTIONS[act](question, cast.rita)


def test_a_stage_holds_forty_questions(cast):
    stage = make_plan(questions=40).stages[0]
    words = {"text": "Why?", "minutes": 9, "probes": [], "anchors": {}, "material": None, "key": None}
    words |= {"competency": "documentation", "kind": "knowledge"}
    with pytest.raises(Refused, match="at most 40 questions"), saving():
        actions.write(stage, words, [], by=cast.rita, at=NOW)


def test_a_plan_holds_twenty_stages(cast):
    plan = make_plan(stages=20, questions=0)
    with pytest.raises(Refused, match="at most 20 stages"), saving():
        plan_actions.add_stage(plan, "One more", 60, by=cast.rita, at=NOW)
    assert db.session.query(Stage).count() == 20


@pytest.mark.parametrize("field", ["text", "probes", "anchors", "material"])
def test_what_must_not_be_asked_is_refused_wherever_it_stands(cast, field):
    question = make_plan().stages[0].questions[0]
    words = {"text": "Why?", "minutes": 9, "probes": [], "anchors": {}, "material": None, "key": None}
    unlawful = "Are you married?"
    words[field] = {"probes": [unlawful], "anchors": {"4": unlawful}}.get(field, unlawful)
    with pytest.raises(Refused, match="marital status") as refusal, saving():
        actions.edit(question, words, [], read=actions.reading_of(question), by=cast.rita, at=NOW)
    assert refusal.value.field == ("anchor_4" if field == "anchors" else field)
