"""What a change would do to coverage and time, and why a question was not chosen."""

from __future__ import annotations

import pytest

from app.engines.questions import Kept, Library, Question, Stage, Wanted
from app.engines.questions.effect import Effect, effect
from app.engines.questions.question import Entry
from app.engines.questions.why_not import offers

WANTED = [Wanted("r1", 3, ("baking",)), Wanted("r2", 5, ("selling",)), Wanted("r3", 1, ("cleaning",))]
STAGES = [Stage("First", 45, "a"), Stage("Second", 45, "b", competencies=("baking", "selling", "counting"))]


def entry(id: str, competency: str, minutes: int = 10, group: str = "", scene: str | None = None) -> Entry:
    anchors = {point: f"{id} {point}" for point in range(1, 6)}
    return Entry(
        id, competency, "situational", ("mid",), minutes, f"{id}?", None, None, (), group or id, scene, anchors, {}
    )  # fmt: skip


def question(*values, **named) -> Question:
    found = entry(*values, **named).at("mid")
    assert found is not None
    return found


SITUATIONAL = ("situational",)
BREAD = question("bread", "baking", group="loaves", scene="flood")
TILL = question("till", "selling")
ASKED = [Kept("a", BREAD), Kept("a", TILL), Kept("b", question("cake", "baking"))]


def test_a_swap_says_what_it_covers_leaves_seconds_and_thins():
    found = effect(WANTED, STAGES, ASKED, "a", out="till", put=question("mop", "cleaning", 13))
    assert found == Effect(("r3",), ("r2",), (), (), 3, 13 + 10 + 13, SITUATIONAL)
    found = effect(WANTED, STAGES, ASKED, "a", out="bread", put=question("mop", "cleaning", 7))
    assert found == Effect(("r3",), (), (), ("r1",), -3, 13 + 17, SITUATIONAL)


def test_a_swap_says_which_kind_the_stage_loses():
    known = Question("why", "baking", "knowledge", "mid", 9, "Why does bread rise?")
    asked = [Kept("a", known), Kept("a", TILL)]
    found = effect(WANTED, STAGES, asked, "a", out="why", put=BREAD)
    assert (found.kinds, found.lost_kind) == (("situational",), "knowledge")
    found = effect(WANTED, STAGES, [Kept("a", TILL)], "a", put=known)
    assert (found.kinds, found.lost_kind) == (("knowledge", "situational"), None)


def test_adding_and_removing_are_swaps_with_nothing():
    added = effect(WANTED, STAGES, ASKED, "b", put=question("stall", "selling", 9))
    assert added == Effect((), (), ("r2",), (), 9, 13 + 19, SITUATIONAL)
    assert effect(WANTED, STAGES, ASKED, "a", out="till") == Effect(
        (), ("r2",), (), (), -10, 13 + 10, SITUATIONAL
    )


def test_a_stage_that_is_not_there():
    with pytest.raises(ValueError):
        effect(WANTED, STAGES, ASKED, "c")


def against(entry: Entry, stage: str = "b", asked=ASKED, **named) -> tuple[str, str] | None:
    [offer] = offers(WANTED, STAGES, "mid", asked, stage, library=Library((entry,), "1"), **named)
    return (offer.against.reason, offer.against.why) if offer.against else None


def test_every_reason_against_a_question_has_its_sentence():
    mop = entry("mop", "cleaning")
    assert against(mop, "a") is None
    assert against(mop) == ("no_focus", "This stage does not ask about this competency.")
    assert against(entry("bread", "baking")) == ("asked", "It is in the plan already")
    same = entry("rolls", "baking", group="loaves")
    assert against(same) == ("paraphrase", "It says the same as one in the plan")
    scene = entry("rain", "selling", scene="flood")
    assert against(scene) == ("scene", "It plays in the same scene as one in the plan")
    assert against(mop, "a", met={"mop": ["Cleo", "Otto"]}) == ("met", "Met before by Cleo and Otto.")
    assert against(entry("sums", "counting")) == ("not_wanted", "No responsibility of this role asks for it.")
    long = entry("mop", "cleaning", 40)
    assert against(long, "a") == ("no_time", "28 minutes longer than what is left of this stage.")
    stall = entry("stall", "selling")
    assert against(stall) == ("adds_less", "Adds less: r2 is asked about already.")
    thrice = [Kept("a", question(f"bread {n}", "baking", 1)) for n in range(3)]
    enough = "3 questions on this competency are in the plan already."
    assert against(entry("pie", "baking"), asked=thrice) == ("enough", enough)


def test_what_stands_in_its_place_speaks_no_more_against_it():
    same = entry("rolls", "baking", group="loaves")
    assert against(same, "a", replacing="bread") == ("adds_less", "Adds less: r1 is asked about already.")


def test_what_covers_something_new_stands_first():
    shelf = Library((entry("bread", "baking"), entry("mop", "cleaning"), entry("stall", "selling")), "1")
    found = offers(WANTED, STAGES, "mid", ASKED, "a", library=shelf)
    assert [offer.question.id for offer in found] == ["mop", "stall", "bread"]
