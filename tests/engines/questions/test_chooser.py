"""What a coordinator can rely on when questions are chosen for the stages of a plan."""

import hashlib
import json
import os
import subprocess
import sys

import pytest

from app.engines.questions import Kept, Stage, Wanted, generate, reserved_minutes
from app.engines.questions.export import as_json
from app.engines.questions.plan import can_differ
from tests.engines.questions.shelf import entry, locked, shelf

HOUR = Stage("Panel", 60)


def ids(plan, stage=0):
    return [chosen.question.id for chosen in plan.stages[stage].chosen]


def all_ids(plan):
    return [id for stage in range(len(plan.stages)) for id in ids(plan, stage)]


def wide_library():
    kinds = ("past_behaviour", "situational", "knowledge")
    return shelf(*(entry(f"{name}-{kind}", name, kind) for name in "abcdefgh" for kind in kinds))


def test_the_minutes_of_a_stage_hold_opening_questions_and_closing():
    plan = generate([Wanted("r1", 3, ("a",)), Wanted("r2", 3, ("b",))], [HOUR], "mid", library=wide_library())
    row = plan.stages[0]
    asked = sum(chosen.question.minutes for chosen in row.chosen)
    assert (asked, row.planned_minutes) == (40, 55)


@pytest.mark.parametrize(
    ("minutes", "reserved"), [(0, 0), (7, 7), (15, 10), (44, 10), (45, 13), (59, 13), (60, 15), (90, 15)]
)
def test_opening_and_closing_grow_with_the_stage(minutes, reserved):
    assert reserved_minutes(minutes) == reserved


def test_the_most_important_are_asked_about_when_not_all_fit():
    wanted = [Wanted(f"r{n}", 5 if name in "fgh" else 2, (name,)) for n, name in enumerate("abcdefgh", 1)]
    plan = generate(wanted, [Stage("Short", 40)], "mid", library=wide_library())
    assert sorted(id[0] for id in all_ids(plan)) == ["f", "g", "h"]


def test_a_responsibility_that_matters_comes_before_two_that_matter_less():
    library = shelf(
        entry("long-one", "a", minutes=18), entry("short-b", "b", minutes=9), entry("short-c", "c", minutes=9)
    )
    wanted = [Wanted("r1", 5, ("a",)), Wanted("r2", 3, ("b",)), Wanted("r3", 3, ("c",))]
    plan = generate(wanted, [Stage("Short", 29)], "mid", library=library)
    assert all_ids(plan) == ["long-one"]


def test_a_long_stage_asks_in_two_ways():
    library = shelf(
        *(entry(f"{name}-told", name) for name in "abcd"), entry("a-scene", "a", "situational", 9)
    )
    plan = generate(
        [Wanted(f"r{n}", 3, (name,)) for n, name in enumerate("abcd")],
        [Stage("Panel", 45)],
        "mid",
        library=library,
    )
    assert sorted({chosen.question.kind for chosen in plan.stages[0].chosen}) == [
        "past_behaviour",
        "situational",
    ]


def test_a_heavy_competency_is_asked_about_in_two_stages_before_a_minor_one_in_any():
    library = shelf(entry("a-one", "a"), entry("a-two", "a"), entry("b-one", "b"))
    wanted = [Wanted("r1", 5, ("a",)), Wanted("r2", 5, ("a",)), Wanted("r3", 2, ("b",))]
    plan = generate(wanted, [Stage("First", 20), Stage("Second", 20)], "mid", library=library)
    assert sorted(all_ids(plan)) == ["a-one", "a-two"]
    plan = generate(
        [*wanted, Wanted("r4", 2, ("b",))], [Stage("First", 20), Stage("Second", 20)], "mid", library=library
    )
    assert "b-one" in all_ids(plan)


def test_a_second_question_by_the_same_person_is_worth_less_than_another_topic():
    library = shelf(entry("a-one", "a"), entry("a-two", "a"), entry("b-one", "b"))
    wanted = [Wanted("r1", 5, ("a",)), Wanted("r2", 5, ("a",)), Wanted("r3", 2, ("b",))]
    both = [Stage(name, 20, people=("ivo",)) for name in ("First", "Second")]
    assert "b-one" in all_ids(generate(wanted, both, "mid", library=library))
    other = [both[0], Stage("Second", 20, people=("ivo", "ines"))]
    assert sorted(all_ids(generate(wanted, other, "mid", library=library))) == ["a-one", "a-two"]


def test_two_seats_in_each_of_two_stages_need_four_people():
    two = Stage("First", 20, people=("a", "b", "c"), seats=2)
    assert not can_differ(two, Stage("Second", 20, people=("a", "b", "c"), seats=2))
    assert can_differ(two, Stage("Second", 20, people=("c", "d"), seats=2))


def test_a_stage_asks_only_about_its_focus():
    wanted = [Wanted("r1", 5, ("a",)), Wanted("r2", 3, ("b",))]
    stages = [Stage("People", 60, competencies=("b",)), Stage("All", 60)]
    plan = generate(wanted, stages, "mid", library=wide_library())
    assert {id[0] for id in ids(plan, 0)} == {"b"}
    assert "a" in {id[0] for id in ids(plan, 1)}


def test_a_paraphrase_of_what_a_candidate_has_met_does_not_come_either():
    library = shelf(
        entry("a-met", "a", paraphrase_group="same"),
        entry("a-like-it", "a", paraphrase_group="same"),
        entry("a-fresh", "a"),
    )
    plan = generate([Wanted("r1", 3, ("a",))], [HOUR], "mid", library=library, exclude=["a-met"])
    assert all_ids(plan) == ["a-fresh"]


SEEDS = range(8)


def test_a_role_that_can_be_sampled_gets_a_work_sample():
    library = shelf(entry("a-told", "a", minutes=15), entry("a-work", "a", "work_sample", 15))
    stage = [Stage("Short", 26)]
    assert {
        ids(generate([Wanted("r1", 3, ("a",))], stage, "mid", seed, library=library))[0] for seed in SEEDS
    } == {"a-work"}


def test_the_questions_of_a_plan_are_of_three_kinds_where_they_can_be():
    library = shelf(
        *(
            entry(f"{name}-{kind}", name, kind)
            for name in "abc"
            for kind in ("past_behaviour", "situational", "knowledge")
        )
    )
    wanted = [Wanted(f"r{n}", 3, (name,)) for n, name in enumerate("abc")]
    for seed in SEEDS:
        plan = generate(wanted, [Stage("Short", 35)], "mid", seed, library=library)
        assert len({chosen.question.kind for chosen in plan.stages[0].chosen}) == 3


def test_one_kind_does_not_fill_the_plan():
    library = shelf(
        *(entry(f"{name}-told", name) for name in "abcd"),
        entry("a-scene", "a", "situational"),
        entry("b-scene", "b", "situational"),
    )
    wanted = [Wanted(f"r{n}", 3, (name,)) for n, name in enumerate("abcd")]
    for seed in SEEDS:
        plan = generate(wanted, [Stage("Short", 42)], "mid", seed, library=library)
        assert [chosen.question.kind for chosen in plan.stages[0].chosen].count("past_behaviour") <= 3 - 1 * (
            len(ids(plan)) == 4
        )


def test_three_short_questions_are_better_than_one_long_one():
    library = shelf(
        entry("a-long", "a", "work_sample", 28), *(entry(f"a-{n}", "a", minutes=9) for n in range(3))
    )
    plan = generate([Wanted("r1", 3, ("a",))], [Stage("Short", 40)], "mid", library=library)
    assert sorted(ids(plan)) == ["a-0", "a-1", "a-2"]


def test_no_paraphrase_and_no_scene_comes_twice():
    library = shelf(
        entry("a-one", "a", paraphrase_group="same"),
        entry("b-one", "b", paraphrase_group="same"),
        entry("c-scene", "c", "situational", scenario_family="flood"),
        entry("d-scene", "d", "situational", scenario_family="flood"),
    )
    wanted = [Wanted(f"r{n}", 3, (name,)) for n, name in enumerate("abcd", 1)]
    plan = generate(wanted, [HOUR, HOUR], "mid", library=library)
    assert len(all_ids(plan)) == 2
    assert [one.reason for one in plan.coverage.uncovered] == ["none_left", "none_left"]


def test_at_most_three_questions_ask_about_one_competency():
    library = shelf(*(entry(f"a-{n}", "a") for n in range(9)))
    plan = generate([Wanted("r1", 5, ("a",))], [HOUR, HOUR, HOUR], "mid", library=library)
    assert len(all_ids(plan)) == 3


def test_only_questions_that_serve_a_responsibility_are_chosen():
    plan = generate([Wanted("r1", 3, ("a",))], [HOUR], "mid", library=wide_library())
    assert {chosen.question.competency for chosen in plan.stages[0].chosen} == {"a"}
    assert [chosen.serves for chosen in plan.stages[0].chosen] == [("r1",)] * 3


def test_a_locked_question_keeps_its_place_its_minutes_and_what_it_covers():
    kept = [locked(0, "a-past_behaviour", "a", minutes=37)]
    plan = generate(
        [Wanted("r1", 5, ("a",)), Wanted("r2", 1, ("b",))], [HOUR], "mid", kept=kept, library=wide_library()
    )
    assert [id[0] for id in ids(plan)] == ["b"]
    assert plan.stages[0].planned_minutes == 15 + 37 + 8
    assert plan.coverage.asked[0].by == ((0, "a-past_behaviour"),)


def test_a_locked_question_serves_what_a_person_said_it_serves():
    kept = [locked("tech", "own-1", "z", serves=("r2",))]
    wanted = [Wanted("r1", 3, ("a",)), Wanted("r2", 3, ())]
    plan = generate(wanted, [Stage("Technical", 30, key="tech")], "mid", kept=kept, library=wide_library())
    assert plan.coverage.asked[1].by == (("tech", "own-1"),)
    assert plan.coverage.weighted == 1.0


def test_locked_questions_longer_than_the_stage_leave_nothing_to_choose():
    kept = [locked(0, "own-1", "b", minutes=90)]
    plan = generate([Wanted("r1", 3, ("a",))], [HOUR], "mid", kept=kept, library=wide_library())
    assert ids(plan) == []
    assert plan.coverage.uncovered[0].missing_minutes == 8


def test_a_kept_question_of_a_stage_that_is_gone_is_no_error():
    plan = generate(
        [Wanted("r1", 3, ("a",))], [HOUR], "mid", kept=[locked("gone", "own-1", "a")], library=wide_library()
    )
    assert len(ids(plan)) == 3


def test_excluded_questions_do_not_come():
    first = generate([Wanted("r1", 3, ("a",))], [HOUR], "mid", library=wide_library())
    without = generate(
        [Wanted("r1", 3, ("a",))], [HOUR], "mid", exclude=[ids(first)[0]], library=wide_library()
    )
    assert ids(first)[0] not in ids(without)


def test_the_level_gives_its_own_anchors_and_leaves_out_what_does_not_fit():
    leads = {point: f"For leads, {point}." for point in range(1, 6)}
    library = shelf(entry("a-one", "a", anchors_for={"lead": leads}), entry("a-two", "a", levels=("junior",)))
    plan = generate([Wanted("r1", 3, ("a",))], [HOUR], "lead", library=library)
    assert [(chosen.question.id, chosen.question.anchors[3]) for chosen in plan.stages[0].chosen] == [
        ("a-one", "For leads, 3.")
    ]


def test_each_question_says_why_it_was_chosen():
    library = shelf(entry("a-one", "a"), entry("b-one", "b", "knowledge"), entry("a-two", "a", "knowledge"))
    wanted = [Wanted("r1", 5, ("a",)), Wanted("r2", 5, ("a",)), Wanted("r3", 2, ("b",))]
    kept = [Kept(0, library.find("a-one", "mid"))]
    plan = generate(wanted, [Stage("First", 30), Stage("Second", 20)], "mid", kept=kept, library=library)
    said = {chosen.question.id: chosen.why for row in plan.stages for chosen in row.chosen}
    assert sorted(said.values()) == [
        "Asks about r1 and r2 a second time, in another stage and from another side.",
        "Covers r3, the most important not yet asked about.",
    ]
    bare = generate(wanted, [Stage("First", 20)], "mid", exclude=["a-two"], library=library)
    assert [chosen.why for chosen in bare.stages[0].chosen] == [
        "Covers r1 and r2, the most important not yet asked about."
    ]


@pytest.mark.parametrize(
    ("wanted", "stages"),
    [
        ([], []),
        ([], [HOUR]),
        ([Wanted("r1", 3, ())], [HOUR]),
        ([Wanted("r1", 3, ("a",))], []),
        ([Wanted("r1", 3, ("nowhere",))], [HOUR]),
        ([Wanted("r1", 3, ("a", "b", "c", "d", "e"))], [Stage("Hello", 15)]),
        ([Wanted("r1", 3, ("a",))], [Stage("Nothing", 0)]),
        ([Wanted("r1", 3, ("a",)), Wanted("r1", 3, ("b",))], [HOUR]),
    ],
)
def test_the_smallest_input_gives_a_plan_and_no_error(wanted, stages):
    plan = generate(wanted, stages, "mid", library=wide_library())
    assert len(plan.stages) == len(stages)
    assert len(plan.coverage.asked) == len(wanted)


def test_an_unknown_level_has_no_questions():
    plan = generate([Wanted("r1", 3, ("a",))], [HOUR], "wizard", library=wide_library())
    assert [one.reason for one in plan.coverage.uncovered] == ["no_question"]


def test_the_seed_decides_only_between_equals():
    same = shelf(*(entry(f"a-{n}", "a") for n in range(8)))
    chosen = {
        tuple(all_ids(generate([Wanted("r1", 3, ("a",))], [Stage("One", 20)], "mid", seed, library=same)))
        for seed in range(9)
    }
    assert len(chosen) > 1
    clear = shelf(entry("a-short", "a", minutes=6), entry("a-long", "a", minutes=9))
    picks = {
        tuple(all_ids(generate([Wanted("r1", 3, ("a",))], [Stage("One", 20)], "mid", seed, library=clear)))
        for seed in range(9)
    }
    assert picks == {("a-short",)}


def test_the_input_hash_changes_with_the_input_and_with_nothing_else():
    library = wide_library()
    wanted = [Wanted("r1", 3, ("a",))]
    base = generate(wanted, [HOUR], "mid", library=library).input_hash
    assert generate(wanted, [HOUR], "mid", seed=7, library=library).input_hash == base
    others = [
        generate([Wanted("r1", 4, ("a",))], [HOUR], "mid", library=library),
        generate(wanted, [Stage("Panel", 61)], "mid", library=library),
        generate(wanted, [HOUR], "lead", library=library),
        generate(wanted, [HOUR], "mid", exclude=["x"], library=library),
        generate(wanted, [HOUR], "mid", kept=[locked(0, "own-1", "a")], library=library),
    ]
    assert len({base, *(plan.input_hash for plan in others)}) == 6


FRESH = """
import json
from app.engines.questions import Stage, Wanted, generate
from app.engines.questions.export import as_json
from app.engines.questions.plan import can_differ
names = ["database-storage", "testing-qa", "api-integration", "teamwork-collaboration", "documentation"]
wanted = [Wanted(f"r{n}", 1 + n % 5, (names[n % 5], names[(n * 3) % 5])) for n in range(12)]
print(json.dumps(as_json(generate(wanted, [Stage("A", 45), Stage("B", 60)], "senior", 3))))
"""


def test_the_same_input_gives_the_same_bytes_in_every_process():
    answers = {
        hashlib.sha256(
            subprocess.run(
                [sys.executable, "-c", FRESH],
                env={**os.environ, "PYTHONHASHSEED": seed},
                capture_output=True,
                check=True,
            ).stdout
        ).hexdigest()
        for seed in ("0", "1")
    }
    assert len(answers) == 1


def test_regenerating_around_what_was_kept_repeats_none_of_it():
    library = wide_library()
    wanted = [Wanted(f"r{n}", 3, (name,)) for n, name in enumerate("abcdefgh", 1)]
    first = generate(wanted, [HOUR, HOUR], "mid", library=library)
    kept = [Kept(0, chosen.question) for chosen in first.stages[0].chosen]
    again = generate(wanted, [HOUR, HOUR], "mid", kept=kept, library=library)
    assert again.stages[0].chosen == ()
    assert {*all_ids(again)}.isdisjoint(ids(first))
    assert json.dumps(as_json(again)["stages"][0]["planned_minutes"]) == "55"


def test_a_nurse_is_asked_about_a_ward_rather_than_about_a_shop():
    library = shelf(
        entry("care-shop", "care", minutes=7, setting="shop"),
        entry("care-ward", "care", minutes=9, setting="health"),
        entry("care-anywhere", "care", minutes=8),
        entry("clinical-care-one", "clinical-care"),
    )
    nurse = [Wanted("r1", 3, ("clinical-care",)), Wanted("r2", 3, ("care",))]
    plan = generate(nurse, [Stage("Short", 30)], "mid", library=library)
    assert sorted(all_ids(plan)) == ["care-ward", "clinical-care-one"]
    clerk = [Wanted("r2", 3, ("care",))]
    assert all_ids(generate(clerk, [Stage("Short", 18)], "mid", library=library)) == ["care-shop"]


def test_of_two_questions_the_one_near_to_the_words_of_the_advert_is_asked():
    library = shelf(
        entry("a-rota", "a", text="Tell us about the rota that you found hardest to fill."),
        entry("a-invoice", "a", text="Tell us about an invoice that did not agree with the order."),
    )
    for words, nearest in (
        ("Check supplier invoices against the order.", "a-invoice"),
        ("Draw up the rota.", "a-rota"),
    ):
        plan = generate([Wanted("r1", 3, ("a",), words)], [Stage("Short", 18)], "mid", library=library)
        assert all_ids(plan) == [nearest]


def test_every_question_chosen_serves_a_responsibility():
    wanted = [Wanted("r1", 3, ("a", "b", "c")), Wanted("r2", 2, ("d",))]
    plan = generate(wanted, [Stage("One", 60), Stage("Two", 90)], "mid", library=wide_library())
    assert [chosen.question.id for row in plan.stages for chosen in row.chosen if not chosen.serves] == []
    assert "c" not in {id[0] for id in all_ids(plan)}


def test_a_short_stage_hears_two_answers_rather_than_one_long_one():
    library = shelf(
        entry("a-sample", "a", "work_sample", minutes=15), entry("a-told", "a"), entry("b-told", "b")
    )
    plan = generate([Wanted("r1", 4, ("a",))], [Stage("Call", 30)], "mid", library=library)
    assert all_ids(plan) == ["a-sample"]
    library = shelf(*library.entries, entry("a-other", "a"))
    plan = generate([Wanted("r1", 4, ("a",))], [Stage("Call", 30)], "mid", library=library)
    assert sorted(all_ids(plan)) == ["a-other", "a-told"]
