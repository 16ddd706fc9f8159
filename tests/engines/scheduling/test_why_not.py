"""Why there is no schedule: only what is true is said, no less than needed, and what would help does help."""

import json
from pathlib import Path

import pytest

from app.engines.scheduling import Misshapen, solve
from app.engines.scheduling.exact import Answer, Exact, possible, rounds_of
from app.engines.scheduling.facts import Fact
from app.engines.scheduling.scene import Scene
from app.engines.scheduling.why_not import why_not
from app.engines.scheduling.why_not.edits import Edits
from app.engines.scheduling.why_not.minimal import minimal
from tests.engines.scheduling.oracle import schedules, tiny
from tests.engines.scheduling.small import candidate, interviewer, problem, round_, stage

SHARED = Path(__file__).parents[4] / "shared" / "schedules" / "instances"
IMPOSSIBLE = [seed for seed in range(60) if next(schedules(tiny(seed)), None) is None][:20]


@pytest.mark.parametrize("seed", range(60))
def test_the_model_and_trying_everything_agree(seed):
    given_problem = tiny(seed)
    scene = Scene(given_problem)
    can = next(schedules(given_problem), None) is not None
    answer = possible(scene, rounds_of(scene.instance.candidates))
    assert answer is (Answer.POSSIBLE if can else Answer.IMPOSSIBLE)


@pytest.mark.parametrize("seed", IMPOSSIBLE)
def test_reasons_are_given_for_all_that_is_impossible_and_only_then(seed):
    given_problem = tiny(seed)
    reasons = why_not(given_problem)
    assert reasons != []
    gone = {name for reason in reasons for name in reason["rounds"]}
    for reason in reasons:  # what a reason names is impossible by itself
        alone = without(given_problem, lambda name, kept=reason["rounds"]: name not in kept)
        assert next(schedules(alone), None) is None
    rest = without(given_problem, lambda name: name in gone)
    owners = {c["id"] for c in given_problem["candidates"]} - {c for r in reasons for c in r["candidates"]}
    rest["candidates"] = [c for c in rest["candidates"] if c["id"] in owners]
    assert next(schedules(rest), None) is not None  # and who is not named could be scheduled


@pytest.mark.parametrize("seed", [s for s in range(60) if s not in IMPOSSIBLE][:10])
def test_nothing_is_said_about_what_is_possible(seed):
    given_problem = tiny(seed)
    if next(schedules(given_problem), None) is not None:
        assert why_not(given_problem) == []


def without(given_problem, is_gone):
    """The problem without some rounds."""
    return given_problem | {
        "candidates": [
            c
            | {
                "stages": [
                    s | {"rounds": [r for r in s["rounds"] if not is_gone(r["id"])]} for s in c["stages"]
                ]
            }
            for c in given_problem["candidates"]
        ]
    }


@pytest.mark.parametrize("seed", IMPOSSIBLE)
def test_without_any_one_of_its_demands_a_conflict_is_gone(seed):
    scene = Scene(tiny(seed))
    conflict = minimal(scene, rounds_of(scene.instance.candidates), until=float("inf"))
    assert conflict.is_minimal
    assert Exact(scene, conflict.rounds, conflict.loose).solve() is Answer.IMPOSSIBLE
    for fact in conflict.facts:
        assert Exact(scene, conflict.rounds, conflict.loose | {fact}).solve() is Answer.POSSIBLE


@pytest.mark.parametrize("seed", IMPOSSIBLE[:15])
def test_what_is_proposed_makes_the_conflict_possible(seed):
    given_problem = tiny(seed, people=1)
    reasons = why_not(given_problem)
    if len(reasons) != 1:
        return  # with several reasons no single change can be enough
    scene = Scene(given_problem)
    conflict = minimal(scene, rounds_of(scene.instance.candidates), until=float("inf"))
    edits = [
        edit
        for fact in conflict.facts
        for ladder in Edits(scene, conflict.rounds).ladders(fact)
        for edit in ladder
    ]
    proposed = {change["words"].removesuffix(".") for change in reasons[0]["changes"]}
    for edit in edits:
        if edit.words in proposed:
            assert next(schedules(edit.apply(given_problem)), None) is not None


ROOM = [{"id": "BER-1", "site": "BER", "busy": []}]
HOUR = [["2027-03-08T09:00Z", "2027-03-08T10:00Z"]]


def one(*rounds, team=None, person=None, **changes):
    """One candidate and a small team, to be made impossible."""
    given_problem = problem(team or [interviewer("ivo")], [candidate("cleo", stage("s", *rounds, **changes))])
    given_problem["candidates"][0].update(person or {})
    return given_problem


def pinned(start, *people):
    panel = [{"interviewer": name, "skill": "coding"} for name in people]
    return [{"round": "r", "start": start, "panel": panel, "shadow": [], "room": None}]


TWO = [interviewer("ivo"), interviewer("ines")]
CASES = {
    "no_qualified": one(round_("r", "cooking")),
    "availability": one(round_("r"), person={"available": [["2027-03-08T20:00Z", "2027-03-08T23:00Z"]]}),
    "same_day_loop": one(round_("a"), round_("b"), team=TWO, max_span=105),
    "weekly_limit": one(round_("r"), team=[interviewer("ivo", max_per_week=0)]),
    "daily_limit": one(round_("r"), team=[interviewer("ivo", max_per_day=0)]),
    "nobody_twice": one(round_("a"), round_("b")),
    "exclusion": one(round_("r"), person={"exclude": ["ivo"]}),
    "named": one(round_("r", seats=[{"skill": "coding", "count": 1, "only": ["hugo"]}])),
    "site": one(round_("r", onsite="NYC")),
    "deadline": one(round_("r"), person={"deadline": "2027-03-08T08:30Z"}),
    "ready": one(round_("r"), person={"ready": "2027-03-14T00:00Z"}),
    "calendar": one(round_("r"), team=[interviewer("ivo", work=[])]),
    "break": one(
        round_("a"), round_("b"), team=TWO, person={"available": [["2027-03-08T09:00Z", "2027-03-08T11:00Z"]]}
    ),
    "order": problem(
        [
            interviewer("ivo", busy=[["2027-03-08T08:00Z", "2027-03-08T10:00Z"]]),
            interviewer("ines", "design", busy=[["2027-03-08T10:00Z", "2027-03-08T17:00Z"]]),
        ],
        [
            candidate(
                "cleo",
                stage("s", round_("a"), round_("b", "design"), order="fixed", min_break=0),
                available=[["2027-03-08T08:00Z", "2027-03-08T12:00Z"]],
            )
        ],
    ),
    "days_between": problem(
        TWO,
        [
            candidate(
                "cleo",
                stage("s", round_("a")),
                stage("t", round_("b"), min_days_after_prev=1),
                available=[["2027-03-08T08:00Z", "2027-03-08T16:00Z"]],
            )
        ],
    ),
    "room": problem(
        TWO,
        [candidate(n, stage(f"s{n}", round_(f"r{n}", onsite="BER")), available=HOUR) for n in ("a", "b")],
        rooms=ROOM,
    ),
    "buffer": problem(
        [interviewer("ivo", buffer_minutes=30)],
        [
            candidate("a", stage("sa", round_("ra")), available=HOUR),
            candidate("b", stage("sb", round_("rb")), available=[["2027-03-08T10:00Z", "2027-03-08T11:00Z"]]),
        ],
    ),
    "pinned": one(round_("r")) | {"pinned": pinned("2027-03-08T20:00Z", "ivo")},
}


@pytest.mark.parametrize("kind", sorted(CASES))
def test_each_kind_of_cause_is_named(kind):
    reasons = why_not(CASES[kind])
    assert [reason["type"] for reason in reasons] == [kind]
    assert reasons[0]["minimal"]
    assert reasons[0]["words"].endswith(".")


@pytest.mark.parametrize("kind", sorted(set(CASES) - {"nobody_twice", "calendar"}))
def test_for_each_kind_there_is_a_change_that_helps(kind):
    assert why_not(CASES[kind])[0]["changes"] != []


def test_people_with_names_are_called_by_them():
    team = [interviewer("i1", "design", max_per_week=1), interviewer("i2", "design", max_per_week=1)]
    team = [each | {"name": name} for each, name in zip(team, ("Ivo", "Mara"), strict=True)]
    people = [candidate(f"c{n}", stage(f"s{n}", round_(f"r{n}", "design"))) for n in range(3)]
    reason = why_not(problem(team, people))[0]
    assert reason["words"] == (
        "Between Mon 8 and Fri 12 March 3 seats for design can be taken only by Ivo and Mara, "
        "and at 1 a week each they have 2 sessions left."
    )
    assert (reason["demand"], reason["capacity"], reason["interviewers"]) == (3, 2, ["i1", "i2"])
    assert [change["words"] for change in reason["changes"][:2]] == [
        "Raise Ivo's limit a week from 1 to 2.",
        "Raise Mara's limit a week from 1 to 2.",
    ]


def test_a_limit_is_raised_by_as_much_as_is_needed():
    people = [candidate(f"c{n}", stage(f"s{n}", round_(f"r{n}"))) for n in range(5)]
    reason = why_not(problem([interviewer("ivo", max_per_week=2)], people))[0]
    assert (reason["demand"], reason["capacity"]) == (5, 2)
    assert reason["changes"][0]["words"] == "Raise ivo's limit a week from 2 to 5."


def test_two_causes_are_two_reasons():
    people = [
        candidate("a", stage("sa", round_("ra", "cooking"))),
        candidate("b", stage("sb", round_("rb")), available=[["2027-03-08T20:00Z", "2027-03-08T23:00Z"]]),
        candidate("c", stage("sc", round_("rc"))),
    ]
    reasons = why_not(problem([interviewer("ivo")], people))
    assert sorted((reason["type"], reason["candidates"]) for reason in reasons) == [
        ("availability", ["b"]),
        ("no_qualified", ["a"]),
    ]


def test_the_solver_gives_the_reasons():
    solution = solve(CASES["room"], seconds=5)
    assert (solution["status"], [reason["type"] for reason in solution["reasons"]]) == (
        "infeasible",
        ["room"],
    )


def test_a_demand_set_aside_is_only_that_demand():
    scene = Scene(CASES["exclusion"])
    rounds = rounds_of(scene.instance.candidates)
    assert possible(scene, rounds, frozenset({Fact("exclusion", "cleo", "ivo")})) is Answer.POSSIBLE
    assert possible(scene, rounds, frozenset({Fact("exclusion", "cleo", "ines")})) is Answer.IMPOSSIBLE


def test_what_is_no_problem_is_refused():
    with pytest.raises(Misshapen):
        why_not({"format": "interview-sched/1"})


@pytest.mark.skipif(not SHARED.exists(), reason="the shared instances are not beside this checkout")
@pytest.mark.parametrize(
    "name", ["S-availability", "S-no_qualified", "S-same_day_loop", "S-weekly_limit", "M-room"]
)
def test_the_cause_planted_in_an_instance_is_found(name):
    truth = json.loads((SHARED / f"inf-{name}.truth.json").read_text())["cause"]
    reasons = why_not(json.loads((SHARED / f"inf-{name}.json").read_text()))
    assert len(reasons) == 1
    for key in set(truth) - {"relax"}:
        found = reasons[0][key]
        assert (
            (sorted(found), key) == (sorted(truth[key]), key)
            if isinstance(found, list)
            else found == truth[key]
        )
