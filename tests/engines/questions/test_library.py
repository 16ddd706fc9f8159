"""The library itself: every question keeps the rubric, every competency can be asked about at every level."""

from app.engines.competencies import ALL
from app.engines.questions import LEVELS, Stage, Wanted, generate, library
from app.engines.questions.export import as_json, linted


def test_the_library_has_no_fault():
    assert linted()["faults"] == []


def test_every_competency_has_a_question_at_every_level():
    gaps = [
        (competency.id, level)
        for level in LEVELS
        for competency in ALL
        if not any(question.competency == competency.id for question in library().at(level))
    ]
    assert gaps == []


def test_every_question_is_about_a_competency_that_exists():
    assert {entry.competency for entry in library().entries} == {competency.id for competency in ALL}


def test_sets_drawn_from_the_library_keep_the_rubric():
    faults = []
    names = [competency.id for competency in ALL]
    for level in LEVELS:
        for start in (0, 26):
            wanted = [
                Wanted(f"r{n}", 1 + n % 5, (names[(start + 4 * n) % 53], names[(start + 7 * n) % 53]))
                for n in range(10)
            ]
            plan = generate(wanted, [Stage("One", 45), Stage("Two", 60), Stage("Three", 60)], level)
            faults += linted(as_json(plan))["faults"]
            for row in plan.stages:
                assert row.planned_minutes <= row.stage.minutes
                assert len({chosen.question.kind for chosen in row.chosen}) >= 2
    assert faults == []
