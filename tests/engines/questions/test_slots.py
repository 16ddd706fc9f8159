"""The next best question for one slot."""

from app.engines.questions import Kept, Stage, Wanted, alternatives, generate
from tests.engines.questions.shelf import entry, locked, own, shelf

LIBRARY = shelf(
    entry("a-one", "a"),
    entry("a-two", "a", minutes=7),
    entry("a-three", "a", minutes=30),
    entry("b-one", "b"),
    entry("b-again", "b", paraphrase_group="b-one"),
    entry("c-one", "c"),
)
WANTED = [Wanted("r1", 5, ("a",)), Wanted("r2", 3, ("b",)), Wanted("r3", 1, ("c",))]
STAGE = Stage("One", 40, key="one")


def offered(asked, replacing, **more):
    return [
        one.question.id
        for one in alternatives(WANTED, [STAGE], "mid", asked, "one", replacing, library=LIBRARY, **more)
    ]


def test_the_best_comes_first_and_the_present_one_is_not_offered():
    asked = [locked("one", "a-one", "a"), locked("one", "b-one", "b", paraphrase_group="b-one")]
    assert offered(asked, "a-one") == ["a-two", "c-one"]


def test_the_paraphrase_of_another_question_in_the_plan_is_not_offered():
    asked = [locked("one", "b-one", "b", paraphrase_group="b-one")]
    assert offered(asked, None) == ["a-two", "a-one", "c-one"]


def test_what_does_not_fit_the_time_is_not_offered():
    assert offered([locked("one", "own-1", "z", minutes=23)], None) == ["a-two"]


def test_each_alternative_says_what_it_serves_and_why():
    found = alternatives(
        WANTED, [STAGE], "mid", [locked("one", "a-one", "a")], "one", "a-one", library=LIBRARY
    )
    assert (found[0].serves, found[0].why) == (("r1",), "Covers r1, the most important not yet asked about.")


def test_an_unknown_stage_and_an_empty_plan_are_no_error():
    assert alternatives(WANTED, [STAGE], "mid", [], "gone", None, library=LIBRARY) == ()
    assert alternatives([], [], "mid", [], 0, None, library=LIBRARY) == ()


def test_swapping_leaves_the_rest_of_the_plan_as_it_was():
    plan = generate(WANTED, [STAGE], "mid", library=LIBRARY)
    asked = [Kept("one", chosen.question) for chosen in plan.stages[0].chosen]
    for one in asked:
        others = {kept.question.id for kept in asked if kept != one}
        assert others.isdisjoint(offered(asked, one.question.id))


def test_excluded_questions_are_not_offered():
    assert sorted(offered([], None, exclude=["a-one", "a-two", "a-three"])) == ["b-again", "b-one", "c-one"]


def test_a_question_of_ones_own_can_be_replaced():
    asked = [Kept("one", own("own-1", "a"))]
    assert offered(asked, "own-1")[0] == "a-two"
