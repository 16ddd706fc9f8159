"""Schedules: valid by a checker that shares nothing with the solver, or a reason that is true."""

import json
import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engines.scheduling import Misshapen, solve
from tests.engines.scheduling.small import broken_rules, candidate, interviewer, problem, round_, stage

SHARED = Path(__file__).parents[4] / "shared" / "schedules"


def solved(given_problem, steps=20):
    return solve(given_problem, seconds=30, steps=steps)


def starts(solution):
    return {a["round"]: a["start"] for a in solution["assignments"]}


def test_one_round_is_held_on_the_first_morning():
    given_problem = problem([interviewer("ivo")], [candidate("cleo", stage("s", round_("r")))])
    assert starts(solved(given_problem)) == {"r": "2027-03-08T08:00Z"}


def test_a_loop_is_one_day_with_breaks_and_different_people():
    team = [interviewer("ivo"), interviewer("ines"), interviewer("otto")]
    given_problem = problem(team, [candidate("cleo", stage("s", round_("a"), round_("b"), round_("c")))])
    solution = solved(given_problem)
    assert (solution["status"], broken_rules(given_problem, solution)) == ("feasible", [])
    assert sorted(starts(solution).values()) == [
        "2027-03-08T08:00Z",
        "2027-03-08T09:15Z",
        "2027-03-08T10:30Z",
    ]


def test_two_of_these_and_one_of_those():
    seats = [{"skill": "coding", "count": 2, "only": ["ivo", "ines"]}, {"skill": "behaviour", "count": 1}]
    team = [
        interviewer("otto"),
        interviewer("ivo"),
        interviewer("ines"),
        interviewer("hugo", "behaviour", "coding"),
    ]
    given_problem = problem(team, [candidate("cleo", stage("s", round_("r", seats=seats)))])
    panel = solved(given_problem)["assignments"][0]["panel"]
    assert sorted((seat["skill"], seat["interviewer"]) for seat in panel) == [
        ("behaviour", "hugo"),
        ("coding", "ines"),
        ("coding", "ivo"),
    ]


def test_who_is_needed_for_a_scarce_seat_is_not_spent_on_a_common_one():
    seats = [{"skill": "coding", "count": 1}, {"skill": "design", "count": 1}]
    team = [interviewer("amy", "coding", "design"), interviewer("zoe", "coding")]
    panel = solved(problem(team, [candidate("cleo", stage("s", round_("r", seats=seats)))]))["assignments"][
        0
    ]["panel"]
    assert sorted((seat["skill"], seat["interviewer"]) for seat in panel) == [
        ("coding", "zoe"),
        ("design", "amy"),
    ]


def test_a_clock_change_moves_the_working_day():
    # Berlin's clocks go forward on 28 March 2027: nine o'clock is 08:00Z before and 07:00Z after.
    days = [26, 29]
    windows = [[f"2027-03-{day}T05:00Z", f"2027-03-{day}T16:00Z"] for day in days]
    found = []
    for window in windows:
        given_problem = problem(
            [interviewer("ivo")],
            [candidate("cleo", stage("s", round_("r")), available=[window])],
            horizon={"start": "2027-03-21T00:00Z", "end": "2027-04-04T00:00Z"},
        )
        found += starts(solved(given_problem)).values()
    assert found == ["2027-03-26T08:00Z", "2027-03-29T07:00Z"]


def test_the_second_stage_keeps_its_distance():
    stages = stage("s1", round_("a")), stage("s2", round_("b"), min_days_after_prev=2)
    solution = solved(problem([interviewer("ivo"), interviewer("ines")], [candidate("cleo", *stages)]))
    assert starts(solution) == {"a": "2027-03-08T08:00Z", "b": "2027-03-10T08:00Z"}


def test_a_room_is_used_by_one_round_at_a_time():
    rooms = [{"id": "BER-1", "site": "BER", "busy": []}]
    team = [interviewer("ivo"), interviewer("ines")]
    people = [
        candidate(name, stage(f"s-{name}", round_(f"r-{name}", onsite="BER"))) for name in ("cleo", "cato")
    ]
    solution = solved(problem(team, people, rooms=rooms))
    assert {a["room"] for a in solution["assignments"]} == {"BER-1"}
    first, second = sorted(starts(solution).values())
    assert second >= first.replace("T08:00Z", "T09:00Z")


def test_a_learner_sits_in_until_their_target_is_met():
    team = [interviewer("ivo"), interviewer("nora", "other", training=["coding"], shadow_target=1)]
    people = [
        candidate(name, stage(f"s-{name}", round_(f"r-{name}", shadow_allowed=True))) for name in ("a", "b")
    ]
    shadows = [a["shadow"] for a in solved(problem(team, people))["assignments"]]
    assert sorted(shadows) == [[], ["nora"]]


def test_what_is_pinned_stays():
    pin = {
        "round": "r",
        "start": "2027-03-11T13:00Z",
        "panel": [{"interviewer": "ines", "skill": "coding"}],
        "shadow": [],
        "room": None,
    }
    team = [interviewer("ivo"), interviewer("ines")]
    solution = solved(problem(team, [candidate("cleo", stage("s", round_("r")))], pinned=[pin]))
    assert solution["assignments"] == [pin]


def test_a_schedule_stays_close_to_the_one_before():
    given_problem = problem(
        [interviewer("ivo"), interviewer("ines")], [candidate("cleo", stage("s", round_("r")))]
    )
    before = {
        "round": "r",
        "start": "2027-03-08T10:00Z",
        "panel": [{"interviewer": "ivo", "skill": "coding"}],
    }
    given_problem["previous"] = {"assignments": [before | {"shadow": [], "room": None}]}
    given_problem["interviewers"][0]["busy"] = [["2027-03-08T08:00Z", "2027-03-09T17:00Z"]]
    assignment = solved(given_problem)["assignments"][0]
    assert (assignment["start"], assignment["panel"][0]["interviewer"]) == ("2027-03-08T10:00Z", "ines")


@pytest.mark.parametrize(
    ("cause", "change"),
    [
        ("no_qualified", lambda p: p["interviewers"][0].update(skills=["cooking"])),
        ("same_day_loop", lambda p: p["candidates"][0]["stages"][0].update(max_span=45)),
        (
            "availability",
            lambda p: p["candidates"][0].update(available=[["2027-03-08T20:00Z", "2027-03-08T23:00Z"]]),
        ),
        ("weekly_limit", lambda p: p["interviewers"][0].update(max_per_week=0)),
    ],
)
def test_an_impossible_request_names_its_cause(cause, change):
    given_problem = problem([interviewer("ivo")], [candidate("cleo", stage("s", round_("r")))])
    assert solved(given_problem)["status"] == "feasible"  # without the cause it can be done
    change(given_problem)
    solution = solved(given_problem)
    assert (solution["status"], [reason["type"] for reason in solution["reasons"]]) == ("infeasible", [cause])


def test_two_who_need_the_one_room_at_once_are_named():
    rooms = [{"id": "BER-1", "site": "BER", "busy": []}]
    window = [["2027-03-08T09:00Z", "2027-03-08T10:00Z"]]
    people = [
        candidate(name, stage(f"s-{name}", round_(f"r-{name}", onsite="BER")), available=window)
        for name in ("a", "b")
    ]
    solution = solved(problem([interviewer("ivo"), interviewer("ines")], people, rooms=rooms))
    assert [(r["type"], sorted(r["rounds"]), r["rooms"]) for r in solution["reasons"]] == [
        ("room", ["r-a", "r-b"], ["BER-1"])
    ]


def crowd(seed: int):
    """A busy week: eight candidates with two stages, nine interviewers in three zones."""
    chance = random.Random(seed)
    zones = ("Europe/Berlin", "America/New_York", "Asia/Kolkata")
    team = [
        interviewer(
            f"i{n}",
            *chance.sample(["coding", "design", "behaviour"], 2),
            tz=zones[n % 3],
            work=[[day, "08:00", "18:00"] for day in ("mon", "tue", "wed", "thu", "fri")],
            busy=[["2027-03-09T09:00Z", "2027-03-09T11:00Z"]] if n % 2 else [],
        )
        for n in range(9)
    ]
    people = []
    for n in range(8):
        first = stage(f"c{n}-1", round_(f"c{n}-1a"))
        skills = ("coding", "design", "behaviour")
        second = stage(f"c{n}-2", *(round_(f"c{n}-2{skill}", skill, duration=45) for skill in skills))
        people.append(candidate(f"c{n}", first, second))
    return problem(team, people)


@pytest.mark.parametrize("seed", range(5))
def test_a_busy_week_breaks_no_rule(seed):
    given_problem = crowd(seed)
    solution = solved(given_problem, steps=60)
    faults = broken_rules(given_problem, solution)
    assert [fault for fault in faults if "is not scheduled" not in fault] == []
    assert solution["status"] == "feasible" or solution["unscheduled"]


def test_the_checker_sees_a_broken_schedule():
    given_problem = crowd(1)
    solution = solved(given_problem)
    solution["assignments"][1]["start"] = solution["assignments"][0]["start"]
    assert broken_rules(given_problem, solution) != []


def test_the_same_problem_gives_the_same_schedule():
    one, other = (json.dumps(solved(crowd(2)) | {"seconds": 0}) for _ in range(2))
    assert one == other


def test_improving_never_makes_it_worse():
    costs = [solved(crowd(3), steps=steps)["cost"] for steps in (0, 40, 160)]
    assert costs == sorted(costs, reverse=True)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 99) | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150)
@given(anything=ANYTHING)
def test_what_is_not_a_problem_is_refused_in_words(anything):
    with pytest.raises(Misshapen):
        solve(anything, seconds=1)


@settings(max_examples=150)
@given(data=st.data())
def test_a_damaged_problem_is_solved_or_refused(data):
    given_problem = problem(
        [interviewer("ivo")],
        [candidate("cleo", stage("s", round_("r", onsite="BER")))],
        rooms=[{"id": "BER-1", "site": "BER", "busy": []}],
    )
    place = data.draw(
        st.sampled_from(
            [
                given_problem,
                given_problem["horizon"],
                given_problem["weights"],
                given_problem["interviewers"][0],
                given_problem["rooms"][0],
                given_problem["candidates"][0],
                given_problem["candidates"][0]["stages"][0],
                given_problem["candidates"][0]["stages"][0]["rounds"][0],
            ]
        )
    )
    place[data.draw(st.sampled_from(sorted(place)))] = data.draw(ANYTHING)
    with suppress(Misshapen):  # refused in words; anything else fails the test
        assert solve(given_problem, seconds=1, steps=3)["status"] in ("feasible", "infeasible", "partial")


@pytest.mark.skipif(not SHARED.exists(), reason="the shared instances are not beside this checkout")
@pytest.mark.parametrize("name", ["S-1", "M-1"])
def test_the_independent_checker_finds_no_fault(name, tmp_path):
    instance = SHARED / "instances" / f"{name}.json"
    solution = tmp_path / "solution.json"
    solution.write_text(json.dumps(solve(json.loads(instance.read_text()), seconds=60, steps=200)))
    checked = subprocess.run(
        [sys.executable, SHARED / "check.py", instance, solution, "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(checked.stdout)["violations"] == []
