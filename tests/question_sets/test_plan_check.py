"""Each fault of a plan is one sentence with the place that mends it; a good plan has none."""

from __future__ import annotations

from itertools import count
from types import SimpleNamespace as Thing

import pytest

from app.engines import questions as engine
from app.question_sets.coverage import Cell, Matrix, Row
from app.question_sets.plan_check import check_plan

KINDS = ("past_behaviour", "situational", "work_sample")
_ids = count(1)


def person(name: str, *, is_active: bool = True) -> Thing:
    return Thing(id=next(_ids), name=name, is_active=is_active)


IVO, INES, OTTO = person("Ivo"), person("Ines"), person("Otto")


def question(text: str = "", kind: str = "past_behaviour", **columns) -> Thing:
    number = next(_ids)
    plain = {
        "id": number,
        "text": text
        or " ".join(f"{letters}{chr(97 + number % 26)}{number}" for letters in ("plum", "oak", "sea")),
        "kind": kind,
        "library_id": None,
        "is_edited": False,
        "is_locked": False,
        "weight": 1,
        "competency": f"fruit-{number}",
        "level": "mid",
        "minutes": 15,
        "probes": [],
        "anchors": {},
        "material": None,
        "key": None,
        "paraphrase_group": None,
        "scenario_family": None,
        "responsibilities": [Thing(id=1)],
    }
    return Thing(**plain | columns)


def seat(number: int, *members: Thing) -> Thing:
    return Thing(count=number, members=list(members))


def stage(name: str = "Talk", **columns) -> Thing:
    plain = {
        "id": next(_ids),
        "name": name,
        "minutes": 60,
        "questions": [question(kind=kind) for kind in KINDS],
        "seats": [seat(2, IVO, INES, OTTO)],
        "instructions": "",
        "preparation": "",
        "focus": None,
    }
    return Thing(**plain | columns)


def faults(*stages: Thing, rows: tuple[Row, ...] = (), **known) -> list[tuple[int, str, str]]:
    plan = Thing(stages=list(stages), role=Thing(level="mid", responsibilities=[]))
    known = {"to_improve": {}, "newer_than_kit": {}, "met": {}} | known
    found = check_plan(plan, Matrix(rows, 1.0), engine.library(), **known)
    return [(fault.gravity, fault.mend, fault.what) for fault in found]


def test_a_good_plan_has_no_faults():
    assert faults(stage("Talk"), stage("Work")) == []


def test_a_plan_without_questions_is_not_judged_yet():
    assert faults(stage(questions=[])) == []


def test_a_stage_without_questions_beside_one_that_has_some():
    assert faults(stage(), stage("Work", questions=[])) == [(1, "add", "“Work” has no questions.")]


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (15, []),
        (12, []),
        (11, [(3, "add", "“Talk” leaves 12 of its 60 minutes unused.")]),
        (16, [(1, "stage", "“Talk” is 3 minutes too long, with opening and closing: 63 of 60.")]),
    ],
)
def test_minutes_fit_the_stage(minutes, expected):
    assert faults(stage(questions=[question(kind=kind, minutes=minutes) for kind in KINDS])) == expected


def test_a_long_stage_asks_three_questions():
    two = [question(kind=kind, minutes=22) for kind in ("past_behaviour", "work_sample")]
    assert faults(stage(questions=two)) == [
        (2, "add", "“Talk” has time for three questions or more, and asks 2.")
    ]


def test_one_kind_alone_is_said_of_the_stage_and_of_the_plan():
    same = [question(minutes=11) for _ in range(4)]
    assert faults(stage(questions=same)) == [
        (
            2,
            "add",
            "All questions of “Talk” are of one kind (past behaviour). A second kind shows another side.",
        ),
        (3, "add", "The plan asks in 1 of four ways; 3 show more sides of a person."),
        (3, "add", "4 of the plan's 4 questions are of one kind (past behaviour)."),
    ]


def test_nobody_named_and_too_few():
    assert faults(stage(seats=[])) == [(1, "seats", "“Talk”: Nobody is asked to sit in this stage yet.")]
    gone = stage(seats=[seat(2, IVO, person("Gone", is_active=False))])
    assert faults(gone) == [(1, "seats", "“Talk”: 2 are needed, but only 1 can be asked.")]


def test_somebody_the_stage_cannot_do_without():
    only = stage(seats=[seat(2, IVO, INES)])
    assert faults(only, stage("Work")) == [
        (3, "seats", "“Talk” cannot take place without Ivo and Ines: nobody else is named.")
    ]


def test_one_person_in_every_stage():
    assert faults(stage(seats=[seat(1, IVO)]), stage("Work", seats=[seat(1, IVO), seat(1, INES, OTTO)])) == [
        (2, "seats", "Ivo sits in every stage: one view would weigh in all of them.")
    ]


def row(one: Thing, asked_in: list[Thing], people: tuple[int, int], why: str | None = None) -> Row:
    cells = tuple(Cell(each, ((1, each.questions[0]),)) for each in asked_in)
    return Row(one, cells, people, why, "not_asked" if why else None)


def test_must_haves_without_a_question_or_a_second_rater():
    first = stage()
    must = Thing(id=7, name="Keep the books", importance=5)
    minor = Thing(id=8, name="Water the plants", importance=3)
    assert faults(first, rows=(row(must, [], (0, 0), "why"), row(minor, [], (0, 0), "why"))) == [
        (1, "add", "Nobody asks about “Keep the books”, a must-have (importance 5).")
    ]
    alone = "One person alone may rate “Keep the books”: "
    assert faults(first, rows=(row(must, [first], (1, 1)), row(minor, [first], (1, 1)))) == [
        (2, "seats", alone + "only “Talk” asks about it, where one person sits.")
    ]
    assert faults(first, rows=(row(must, [first, first], (1, 2)),)) == [
        (2, "seats", alone + "the same person may sit in every stage that asks about it.")
    ]


def test_nothing_unlawful_in_any_words_of_the_plan():
    asked = [question(kind=kind) for kind in KINDS]
    asked[1].probes = ["How old are you?"]
    told = stage(questions=asked, preparation="Are you married?")
    found = faults(told)
    assert [(gravity, mend) for gravity, mend, _ in found] == [(1, "stage"), (1, "edit")]
    assert found[1][2] == (
        "Question 2 of “Talk” touches age, which must not be asked about: “How old are you”."
    )


def repeated(first: dict, second: dict) -> list[tuple[int, str, str]]:
    asked = [question(kind=kind) for kind in KINDS]
    vars(asked[0]).update(first)
    vars(asked[2]).update(second)
    return faults(stage(questions=asked))


SCENE = {"scenario_family": "late-delivery"}
SLOW = "How did you find the cause of a slow report in the sales database?"
SLOWER = "How did you find the cause of one slow report in a sales database?"


@pytest.mark.parametrize(
    ("first", "second", "what"),
    [
        (SCENE, SCENE, "Question 3 of “Talk” plays in the same scene as question 1."),
        (
            {"paraphrase_group": "a"},
            {"paraphrase_group": "a"},
            "Question 3 of “Talk” asks the same as question 1.",
        ),
        (
            {"text": SLOW, "competency": "x", "library_id": None},
            {"text": SLOWER, "competency": "x", "is_edited": True},
            "Question 1 of “Talk” asks the same as question 3.",
        ),
    ],
)
def test_nothing_is_asked_twice(first, second, what):
    assert [said for *_, said in repeated(first, second)][:1] == [what]


def test_what_the_library_gave_up_or_said_anew():
    kept = engine.library().at("mid")[0]
    columns = {
        "library_id": kept.id,
        "competency": kept.competency,
        "minutes": 15,
        "text": kept.text,
        "level": "mid",
    }
    asked = [question(kind=kind) for kind in KINDS]
    vars(asked[0]).update(columns)
    newer = "The library has newer words for a question of this plan; generating again takes them."
    assert faults(stage(questions=asked)) == [(3, "generate", newer)]
    asked[0].is_locked = True
    renewed = "The library has newer words for question 1 of “Talk”."
    assert faults(stage(questions=asked)) == [(3, "renew", renewed)]
    asked[0].library_id = "given-up"
    assert faults(stage(questions=asked)) == [
        (2, "swap", "Question 1 of “Talk” is no longer in the library at this level.")
    ]


def test_what_is_known_from_elsewhere():
    talk = stage()
    first, second, third = talk.questions
    third.responsibilities = []
    known = {"to_improve": {first.id: ["say it plainly", "ask one thing"]}, "met": {second.id: ["Cleo"]}}
    changed = "“Talk” has changed since it was booked: later candidates are asked other things"
    changed += " than earlier ones."
    assert faults(talk, newer_than_kit={talk.id: 2}, **known) == [
        (2, "edit", "Question 3 of “Talk” serves no responsibility, so its rating counts for none."),
        (2, "edit", "Question 2 of “Talk” was met before by Cleo."),
        (3, "edit", "Question 1 of “Talk”: say it plainly (and 1 more)."),
        (3, "kit", changed),
    ]


def test_a_question_outside_what_its_stage_asks_about():
    talk = stage()
    talk.focus = [question.competency for question in talk.questions[:2]]
    what = "Question 3 of “Talk” is about something that this stage does not ask about."
    assert faults(talk) == [(3, "edit", what)]
