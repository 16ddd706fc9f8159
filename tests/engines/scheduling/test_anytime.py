"""A search can be watched, stopped, repeated and shared between workers; and gives schedules to choose between."""

import json

import pytest

from app.engines.scheduling import Misshapen, Progress, solve
from tests.engines.scheduling.generate import problem_of
from tests.engines.scheduling.judge import cost, faults
from tests.engines.scheduling.small import candidate, interviewer, problem, round_, stage

GIVEN = problem_of("S", 1)


def told(solution):
    """What a solution says, all but the time it took."""
    return {key: value for key, value in solution.items() if key != "seconds"}


def test_progress_goes_from_a_first_schedule_to_a_better_one():
    seen: list[Progress] = []
    solution = solve(GIVEN, steps=200, on_progress=seen.append)
    costs = [each.cost for each in seen if each.cost is not None]
    assert costs == sorted(costs, reverse=True)
    assert (costs[-1], seen[-1].unscheduled, seen[-1].bound) == (solution["cost"], 0, solution["bound"])


def test_stopping_keeps_the_best_so_far():
    solution = solve(GIVEN, seconds=600, on_progress=lambda progress: progress.cost is None)
    assert (solution["status"], faults(GIVEN, solution)) == ("feasible", [])


def test_a_candidate_who_was_never_asked_is_not_lost_when_time_is_short():
    given = problem_of("M", 1)
    solution = solve(given, seconds=600, on_progress=lambda progress: False)
    assert len(solution["assignments"]) + len(solution.get("unscheduled", [])) == sum(
        len(stage["rounds"]) for each in given["candidates"] for stage in each["stages"]
    )


@pytest.mark.parametrize("workers", [1, 2])
def test_the_same_seed_and_steps_give_the_same_schedule(workers):
    one, other = (solve(GIVEN, steps=120, seed=5, workers=workers) for _ in range(2))
    assert json.dumps(told(one)) == json.dumps(told(other))


def test_a_second_worker_gives_a_schedule_that_breaks_no_rule():
    solution = solve(GIVEN, steps=250, workers=2)
    assert (faults(GIVEN, solution), solution["cost"]) == ([], cost(GIVEN, solution))
    assert solution["bound"] <= solution["cost"]
    assert solution["gap"] == pytest.approx(
        (solution["cost"] - solution["bound"]) / solution["cost"], abs=1e-4
    )


def test_weights_may_be_replaced():
    free = solve(GIVEN, steps=10, weights=dict.fromkeys(GIVEN["weights"], 0))
    assert free["cost"] == 0


@pytest.mark.parametrize("weights", [{"day": "much"}, {"day": float("nan")}, {"load": -1}])
def test_weights_that_are_no_amounts_are_refused(weights):
    with pytest.raises(Misshapen):
        solve(GIVEN, steps=1, weights=weights)


def test_three_schedules_to_choose_between_differ_clearly_and_say_what_they_cost():
    solution = solve(GIVEN, steps=150, alternatives=3)
    assert len(solution["alternatives"]) == 3
    assert solution["alternatives"][0]["assignments"] == solution["assignments"]
    rounds = len(solution["assignments"])
    for at, one in enumerate(solution["alternatives"]):
        assert (faults(GIVEN, one), one["cost"]) == ([], cost(GIVEN, one))
        for other in solution["alternatives"][:at]:
            assert different(one, other) >= 0.3 * rounds


def different(one, other):
    def panels(solution):
        return {
            (each["round"], each["start"], *sorted(seat["interviewer"] for seat in each["panel"]))
            for each in solution["assignments"]
        }

    return len(panels(one) - panels(other))


def test_a_worker_that_dies_costs_nothing_but_its_help(monkeypatch):
    monkeypatch.setattr("app.engines.scheduling.crew.PROGRAM", "/nowhere/colleague.py")
    solution = solve(GIVEN, steps=120, workers=2)
    assert (solution["status"], faults(GIVEN, solution)) == ("feasible", [])


@pytest.mark.parametrize("order", ["any", "fixed"])
def test_a_stage_of_twelve_rounds_is_scheduled_too(order):
    team = [interviewer(f"i{n}") for n in range(12)]
    rounds = [round_(f"r{n}", duration=30) for n in range(12)]
    long_day = stage("s", *rounds, order=order, min_break=0, max_span=480)
    given = problem(team, [candidate("cleo", long_day)])
    solution = solve(given, steps=45)
    assert (solution["status"], faults(given, solution)) == ("feasible", [])
    assert (solution["bound"] is None) == (order == "any")


def test_rounds_of_a_stage_may_lie_on_different_days():
    # Nobody but ivo, once a day: three rounds with three people who each work one day.
    team = [
        interviewer(name, work=[[day, "09:00", "17:00"]])
        for name, day in (("ivo", "mon"), ("ines", "wed"), ("otto", "tue"))
    ]
    apart = stage("s", *(round_(f"r{n}") for n in range(3)), same_day=False)
    given = problem(team, [candidate("cleo", apart)])
    solution = solve(given, steps=5)
    assert (solution["status"], faults(given, solution)) == ("feasible", [])
    assert sorted(each["start"][:10] for each in solution["assignments"]) == [
        "2027-03-08",
        "2027-03-09",
        "2027-03-10",
    ]


def test_beside_a_pinned_round_the_others_of_the_loop_are_placed():
    team = [interviewer(name) for name in ("ivo", "ines", "otto")]
    given = problem(team, [candidate("cleo", stage("s", round_("a"), round_("b")))])
    pin = {
        "round": "a",
        "start": "2027-03-10T12:00Z",
        "panel": [{"interviewer": "ivo", "skill": "coding"}],
        "shadow": [],
        "room": None,
    }
    given["pinned"] = [pin]
    solution = solve(given, steps=5)
    assert (solution["status"], faults(given, solution)) == ("feasible", [])
    assert pin in solution["assignments"]
    assert {each["start"][:10] for each in solution["assignments"]} == {"2027-03-10"}


def test_what_is_pinned_against_the_rules_stays_and_ends_no_search():
    team = [interviewer(name) for name in ("ivo", "ines", "otto", "hugo")]
    booked = candidate("booked", stage("sb", round_("x"), round_("y"), min_break=60))
    given = problem(team, [booked, candidate("cleo", stage("s", round_("a"), round_("b")))])
    given["pinned"] = [
        {
            "round": key,
            "start": f"2027-03-08T{hour}:00Z",
            "panel": [{"interviewer": name, "skill": "coding"}],
            "shadow": [],
            "room": None,
        }
        for key, hour, name in (("x", "08", "ivo"), ("y", "09", "ines"))
    ]
    solution = solve(given, steps=60)
    assert (solution["status"], faults(given, solution)) == ("feasible", ["no break after x"])
    assert [each for each in solution["assignments"] if each["round"] in "xy"] == given["pinned"]
    assert 0 <= solution["bound"] <= solution["cost"] == cost(given, solution)
