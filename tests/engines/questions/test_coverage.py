"""What is asked about, what is not, and the reason a coordinator reads."""

from app.engines.questions import Stage, Uncovered, Wanted, coverage, generate
from tests.engines.questions.shelf import entry, locked, shelf

LIBRARY = shelf(
    entry("a-one", "a"), entry("b-one", "b", minutes=9), entry("data-storage-one", "data-storage", minutes=17)
)


def reason(wanted, stages, kept=(), exclude=()):
    found = coverage([wanted], stages, "mid", kept, library=LIBRARY, exclude=exclude)
    return found.uncovered[0]


def test_coverage_weighs_by_importance():
    wanted = [Wanted("r1", 5, ("a",)), Wanted("r2", 1, ("b",))]
    found = coverage(wanted, [Stage("One", 60)], "mid", [locked(0, "a-one", "a")], library=LIBRARY)
    assert found.weighted == 0.833
    assert [one.by for one in found.asked] == [((0, "a-one"),), ()]


def test_nothing_wanted_is_wholly_covered():
    assert coverage([], [], "mid", [], library=LIBRARY).weighted == 1.0


def test_without_a_competency_one_is_to_be_chosen():
    assert reason(Wanted("r1", 3, ()), [Stage("One", 60)]) == Uncovered(
        "r1", "no_competency", "No competency was recognised in it: choose one."
    )


def test_a_gap_in_the_library_is_named_with_the_level():
    assert reason(Wanted("r1", 3, ("sea-farming", "x")), [Stage("One", 60)]) == Uncovered(
        "r1", "no_question", "The library has no question on sea farming or x at level mid."
    )


def test_missing_minutes_are_counted():
    assert reason(Wanted("r1", 3, ("data-storage",)), [Stage("One", 20), Stage("Two", 25)]) == Uncovered(
        "r1",
        "no_time",
        "No time is left: the shortest question on data storage takes 17 minutes, "
        "and 2 minutes more are needed in one stage.",
        2,
    )


def test_one_missing_minute_is_singular():
    assert reason(Wanted("r1", 3, ("b",)), [Stage("One", 18)]).why.endswith(
        "and 1 minute more is needed in one stage."
    )


def test_excluded_questions_are_the_reason():
    assert reason(Wanted("r1", 3, ("a",)), [Stage("One", 60)], exclude=["a-one"]).reason == "none_left"


def test_a_plan_without_stages_has_no_place_to_ask():
    assert reason(Wanted("r1", 3, ("a",)), []).reason == "no_stage"


def test_a_question_that_would_still_fit_is_offered_not_explained_away():
    found = reason(Wanted("r1", 3, ("a",)), [Stage("One", 60)])
    assert found == Uncovered("r1", "not_asked", "A question on a would still fit: add one.")


def test_a_third_competency_is_too_far_to_count():
    wanted = [Wanted("r1", 3, ("a", "x", "b")), Wanted("r2", 3, ("y", "z", "b"))]
    found = coverage(
        wanted, [Stage("One", 60)], "mid", [locked(0, "a-one", "a"), locked(0, "b-one", "b")], library=LIBRARY
    )
    assert [one.by for one in found.asked] == [((0, "a-one"),), ()]


def test_a_generated_plan_and_its_coverage_read_back_agree():
    wanted = [Wanted("r1", 5, ("a",)), Wanted("r2", 2, ("b",)), Wanted("r3", 2, ("data-storage",))]
    stages = [Stage("One", 45, key=11)]
    plan = generate(wanted, stages, "mid", library=LIBRARY)
    kept = [
        locked(11, chosen.question.id, chosen.question.competency, chosen.question.minutes)
        for chosen in plan.stages[0].chosen
    ]
    again = coverage(wanted, stages, "mid", kept, library=LIBRARY)
    assert [sorted(one.by) for one in again.asked] == [sorted(one.by) for one in plan.coverage.asked]
    assert again.weighted == plan.coverage.weighted


def test_a_focus_that_leaves_a_topic_out_is_the_reason():
    stages = [Stage("People", 60, competencies=("b",))]
    assert reason(Wanted("r1", 3, ("a",)), stages) == Uncovered(
        "r1", "no_focus", "No stage is there to ask about a: widen one's focus."
    )


def test_time_is_counted_where_it_may_be_asked():
    stages = [Stage("Technical", 20), Stage("People", 120, competencies=("b",))]
    assert reason(Wanted("r1", 3, ("data-storage",)), stages).missing_minutes == 7
