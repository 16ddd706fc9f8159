"""Choosing questions, and that nothing a person has decided is lost when they are chosen again."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from sqlalchemy import select

from app.engines import questions as engine
from app.question_sets import actions, arrangement, queries, rules
from app.question_sets.coverage import matrix_of
from app.question_sets.generation import left_out
from app.refusals import Conflict, Refused
from app.store.database import db, saving
from app.store.event import Event
from app.store.interview_plan import InterviewPlan
from app.store.planned_question import PlannedQuestion
from tests.factories import NOW, make_plan, make_responsibility, make_role, make_seat, make_stage

LIVE = (
    "database-storage",
    "api-integration",
    "testing-qa",
    "teamwork-collaboration",
    "documentation",
    "cicd-release",
)


def fresh_plan(stages: int = 2, minutes: int = 60, competencies: int = 6) -> InterviewPlan:
    role = make_role(responsibilities=0)
    for position, competency in enumerate(LIVE[:competencies], 1):
        make_responsibility(role, position=position, competencies=[competency], importance=1 + position % 4)
    plan = make_plan(role, stages=0)
    for position in range(1, stages + 1):
        make_stage(plan, position=position, minutes=minutes, questions=0)
    return plan


def generate(plan: InterviewPlan, by, **how) -> InterviewPlan:
    chosen = actions.choose(queries.plan_of(plan), **how)
    with saving():
        actions.generate(plan, chosen=chosen, by=by, at=NOW)
    return queries.plan_of(plan)


def questions_of(plan: InterviewPlan) -> list[PlannedQuestion]:
    return [question for stage in plan.stages for question in stage.questions]


def ids(plan: InterviewPlan) -> list[list[str | None]]:
    return [[question.library_id for question in stage.questions] for stage in plan.stages]


def test_every_stage_is_filled_within_its_time_and_all_are_asked_about(cast):
    plan = generate(fresh_plan(), cast.rita)
    assert all(stage.questions and queries.planned_minutes(stage) <= stage.minutes for stage in plan.stages)
    matrix = matrix_of(plan, engine.library())
    assert (matrix.percent, matrix.open_count) == (100, 0)
    assert [q.position for q in plan.stages[0].questions] == list(range(1, len(plan.stages[0].questions) + 1))
    assert plan.library_version == engine.library_version()
    assert db.session.scalars(select(Event.name)).all() == ["interview_plan.generated"]


def test_the_same_plan_and_seed_give_the_same_questions(cast):
    plan = generate(fresh_plan(), cast.rita)
    before = ids(plan)
    rows = [question.id for question in questions_of(plan)]
    plan = generate(plan, cast.rita)
    assert ids(plan) == before
    assert [question.id for question in questions_of(plan)] == rows


def test_other_choices_raise_the_seed_and_differ(cast):
    plan = generate(fresh_plan(), cast.rita)
    before, seed = ids(plan), plan.seed
    plan = generate(plan, cast.rita, otherwise=True)
    assert plan.seed > seed
    assert ids(plan) != before


def test_a_later_seed_does_without_another_quarter_of_the_library():
    library = engine.library()
    assert left_out(1, "mid", library) == []
    second, third = left_out(2, "mid", library), left_out(3, "mid", library)
    assert second != third
    for left in (second, third):
        assert 0.15 < len(left) / len(library.at("mid")) < 0.35


def test_new_questions_stand_among_kept_ones_in_the_order_of_their_kinds(cast):
    plan = generate(fresh_plan(), cast.rita)
    kinds = [question.kind for question in plan.stages[0].questions]
    assert kinds == sorted(kinds, key=rules.KIND_ORDER.index)
    last = plan.stages[0].questions[-1]
    assert rules.KIND_ORDER.index(last.kind) > rules.KIND_ORDER.index(kinds[0])
    with saving():
        last.is_locked = True
        for question in plan.stages[0].questions[:-1]:
            actions.remove(question, by=cast.rita, at=NOW)
    asked = generate(plan, cast.rita).stages[0].questions
    assert [q.kind for q in asked] == sorted((q.kind for q in asked), key=rules.KIND_ORDER.index)
    assert last.id in [question.id for question in asked]
    assert len(asked) > 1


def test_a_plan_where_all_is_locked_has_no_other_choice(cast):
    plan = generate(fresh_plan(stages=1, minutes=30), cast.rita)
    with saving():
        for question in questions_of(plan):
            question.is_locked = True
    with pytest.raises(Refused, match="no other choice"):
        generate(plan, cast.rita, otherwise=True)


def test_there_must_be_something_to_ask_about_and_a_stage_to_ask_in(cast):
    with pytest.raises(Refused, match="no responsibilities"):
        actions.choose(make_plan(make_role(responsibilities=0)))
    with pytest.raises(Refused, match="no stages"):
        actions.choose(make_plan(stages=0))


def test_a_choice_made_for_an_older_plan_is_refused(cast):
    plan = fresh_plan()
    chosen = actions.choose(queries.plan_of(plan))
    plan.stages[0].minutes = 30
    db.session.commit()
    with pytest.raises(Conflict), saving():
        actions.generate(plan, chosen=chosen, by=cast.rita, at=NOW)
    assert questions_of(plan) == []


def test_changed_responsibilities_and_stages_are_noticed_and_locks_are_not_a_change(cast):
    plan = generate(fresh_plan(), cast.rita)
    questions_of(plan)[0].is_locked = True
    db.session.commit()
    assert not arrangement.is_outdated(queries.plan_of(plan))
    plan.stages[0].name = "Another name"
    db.session.commit()
    assert not arrangement.is_outdated(queries.plan_of(plan))
    plan.role.responsibilities[0].importance = 5
    db.session.commit()
    assert arrangement.is_outdated(queries.plan_of(plan))
    assert not arrangement.is_outdated(generate(plan, cast.rita))
    plan.stages[0].minutes = 45
    db.session.commit()
    assert arrangement.is_outdated(queries.plan_of(plan))


def test_what_is_uncovered_says_why(cast):
    plan = fresh_plan(stages=1, minutes=10)
    make_responsibility(plan.role, "Hum at the moon", position=7, competencies=[], importance=5)
    plan = generate(plan, cast.rita)
    rows = matrix_of(plan, engine.library()).rows
    assert (rows[0].responsibility.text, rows[0].reason) == ("Hum at the moon", "no_competency")
    assert {row.reason for row in rows[1:]} == {"no_time"}


def test_a_swap_can_be_taken_back(cast):
    plan = generate(fresh_plan(), cast.rita)
    question = questions_of(plan)[0]
    earlier, words, served = question.library_id, question.text, [r.id for r in question.responsibilities]
    found, _ = queries.alternatives_to(question, plan)[0]
    with saving():
        actions.swap(question, found.question.id, was=earlier, by=cast.rita, at=NOW)
    assert (question.text, question.is_locked) == (found.question.text, True)
    assert [f"r{r.id}" for r in question.responsibilities] == sorted(found.serves)
    with saving():
        actions.swap(question, earlier, was=found.question.id, by=cast.rita, at=NOW)
    assert (question.text, [r.id for r in question.responsibilities]) == (words, served)


def test_a_swap_that_would_lose_words_or_repeat_a_question_is_refused(cast):
    plan = generate(fresh_plan(), cast.rita)
    first, second = questions_of(plan)[:2]
    other = queries.alternatives_to(first, plan)[0][0].question.id
    for library_id, was, refusal in (
        (second.library_id, first.library_id, Conflict),
        (other, "something-older", Conflict),
        ("no-such-question", first.library_id, Refused),
    ):
        with pytest.raises(refusal), saving():
            actions.swap(first, library_id, was=was, by=cast.rita, at=NOW)
    first.is_edited = True
    db.session.commit()
    with pytest.raises(Refused, match="was edited"), saving():
        actions.swap(first, other, was=first.library_id, by=cast.rita, at=NOW)


def test_the_librarys_words_can_come_back(cast):
    plan = generate(fresh_plan(), cast.rita)
    question = questions_of(plan)[0]
    words, serves = question.text, list(question.responsibilities)
    question.text, question.is_edited, question.responsibilities = "Mine", True, []
    db.session.commit()
    with saving():
        actions.restore(question, by=cast.rita, at=NOW)
    assert (question.text, question.is_edited, question.responsibilities) == (words, False, serves)


def has_decided(question: PlannedQuestion) -> bool:
    is_own = question.library_id is None
    return is_own or question.is_locked or question.is_edited or question.weight > 1


def decided(plan: InterviewPlan) -> Counter:
    """Everything a person has decided, as values that can be compared."""
    return Counter(
        (q.id, stage.id, q.library_id, q.text, tuple(q.probes), str(q.anchors), q.minutes, q.weight, q.is_locked,
         q.is_edited, tuple(r.id for r in q.responsibilities))
        for stage in plan.stages for q in stage.questions if has_decided(q)
    )  # fmt: skip


@pytest.mark.parametrize("run", range(13))  # of 8 steps, on two databases: 208
def test_no_order_of_edits_locks_and_regenerations_loses_what_a_person_decided(cast, run):
    chance = random.Random(run)
    plan = generate(fresh_plan(stages=2, minutes=chance.choice((30, 45)), competencies=2), cast.rita)
    for _ in range(8):
        asked = questions_of(plan)
        question = chance.choice(asked) if asked else None
        step = chance.choice(
            ("lock", "edit", "write", "weight", "swap", "move", "again", "otherwise", "shorter")
        )
        try:
            with saving():
                if step == "write" or question is None:
                    words = {
                        "text": "Why?",
                        "minutes": 9,
                        "probes": [],
                        "anchors": {},
                        "material": None,
                        "key": None,
                    }
                    words |= {"competency": "documentation", "kind": "knowledge"}
                    actions.write(chance.choice(plan.stages), words, [], by=cast.rita, at=NOW)
                elif step == "lock":
                    actions.set_lock(question, True, by=cast.rita, at=NOW)
                elif step == "edit":
                    words = {
                        "text": f"Words of step {_}",
                        "minutes": 7,
                        "probes": ["Who?"],
                        "anchors": {"1": "Nothing"},
                    }
                    words |= {"material": None, "key": None}
                    read = actions.reading_of(question)
                    actions.edit(
                        question, words, plan.role.responsibilities[:2], read=read, by=cast.rita, at=NOW
                    )
                elif step == "weight":
                    actions.set_weight(question, 2, "It matters more", by=cast.rita, at=NOW)
                elif step == "swap" and (found := queries.alternatives_to(question, plan)):
                    other = found[0][0].question.id
                    actions.swap(question, other, was=question.library_id, by=cast.rita, at=NOW)
                elif step == "move":
                    actions.move_to_stage(question, plan.stages[-1], by=cast.rita, at=NOW)
                elif step == "shorter":
                    plan.stages[0].minutes = chance.choice((20, 45, 60))
        except Refused:
            db.session.rollback()
        plan = queries.plan_of(plan)
        before = decided(plan)
        order = [[q.id for q in stage.questions if has_decided(q)] for stage in plan.stages]
        try:
            plan = generate(plan, cast.rita, otherwise=step == "otherwise")
        except Refused:
            db.session.rollback()
            plan = queries.plan_of(plan)
        assert decided(plan) == before
        assert [[q.id for q in stage.questions if has_decided(q)] for stage in plan.stages] == order
        names = [q.library_id for q in questions_of(plan) if q.library_id]
        assert len(names) == len({*names})
        for stage in plan.stages:
            assert [q.position for q in stage.questions] == list(range(1, len(stage.questions) + 1))


def test_a_stage_is_asked_only_about_what_those_who_sit_there_can_judge(browser, cast):
    plan = make_plan(make_role(responsibilities=3), stages=2, questions=0)
    first = plan.stages[0]
    wanted = plan.role.responsibilities[0].competencies
    rita = browser(cast.rita)
    page = rita.get(f"/stages/{first.id}")
    fields = {name: values for name, values in page.fields("form:has([name=read])").items() if values != [""]}
    assert rita.post(f"/stages/{first.id}", fields | {"focus": wanted}).status == 303
    assert rita.get(f"/stages/{first.id}").fields("form:has([name=read])")["focus"] == wanted
    plan = generate(plan, cast.rita)
    assert {question.competency for question in plan.stages[0].questions} == {*wanted}
    with saving():
        for stage in plan.stages:
            stage.focus = wanted
    plan = generate(plan, cast.rita)
    rows = matrix_of(plan, engine.library()).rows
    assert [row.reason for row in rows if row.why] == ["no_focus", "no_focus"]
    assert (
        rita.get(f"/interview-plans/{plan.id}/questions").has(".notice-warn") is False
    )  # nothing is outdated


def test_a_plan_is_outdated_by_what_a_stage_asks_about_and_not_by_who_sits_there(cast):
    plan = generate(fresh_plan(), cast.rita)
    make_seat(plan.stages[0], cast.ivo)
    assert not arrangement.is_outdated(queries.plan_of(plan))
    with saving():
        plan.stages[0].focus = ["documentation"]
    assert arrangement.is_outdated(queries.plan_of(plan))
