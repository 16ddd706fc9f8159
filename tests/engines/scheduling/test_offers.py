"""What a candidate may choose from is exactly what is possible: an oracle that tries everything agrees."""

from itertools import islice

import pytest

from app.engines.scheduling import Misshapen
from app.engines.scheduling.offers import offers, take
from tests.engines.scheduling.oracle import as_solution, schedules, tiny
from tests.engines.scheduling.small import broken_rules, candidate, interviewer, problem, round_, stage

NOTHING = {"assignments": []}


def listed(found):
    return [
        tuple((each["round"], each["start"]) for each in loop["sessions"])
        for day in found["days"]
        for loop in day["loops"]
    ]


def truly_possible(given_problem, booked, name):
    """Times of the next stage in every schedule that keeps the others' bookings, in the order of time."""
    who = next(each for each in given_problem["candidates"] if each["id"] == name)
    first = [each["id"] for each in who["stages"][0]["rounds"]]
    found = set()
    for schedule in schedules(given_problem, booked):
        times = sorted((schedule[key][0], key) for key in first)
        found.add(tuple((key, f"{start:%Y-%m-%dT%H:%MZ}") for start, key in times))
    return found


@pytest.mark.parametrize("seed", range(60))
def test_every_offer_is_possible_and_none_is_missing(seed):
    given_problem = tiny(seed)
    whole = next(schedules(given_problem), None)
    if whole is None:  # the others are then nobody
        given_problem["candidates"] = given_problem["candidates"][:1]
        whole = {}
    name = given_problem["candidates"][0]["id"]
    booked = {key: choice for key, choice in whole.items() if not key.startswith(name)}
    found = offers(given_problem, as_solution(booked), name)
    possible = truly_possible(given_problem, booked, name)
    assert (found["complete"], sorted(listed(found)), found["count"]) == (
        True,
        sorted(possible),
        len(possible),
    )


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_chosen_can_be_booked_with_the_rest_still_possible(seed):
    given_problem = tiny(seed, people=1)
    name = given_problem["candidates"][0]["id"]
    for day in offers(given_problem, NOTHING, name)["days"]:
        for loop in day["loops"][:3]:
            rows = take(given_problem, NOTHING, name, loop["sessions"])
            assert [(r["round"], r["start"]) for r in sorted(rows, key=lambda row: row["start"])] == [
                (each["round"], each["start"]) for each in loop["sessions"]
            ]
            after = offers(given_problem, {"assignments": rows}, name)
            stages = given_problem["candidates"][0]["stages"]
            assert after["count"] > 0 or (after["stage"] is None and len(stages) == 1)


def test_who_has_least_to_do_takes_the_chosen_loop():
    team = [interviewer("ivo"), interviewer("ines")]
    people = [candidate(name, stage(f"s-{name}", round_(f"r-{name}"))) for name in ("cleo", "cato")]
    given_problem = problem(team, people)
    booked = {
        "round": "r-cato",
        "start": "2027-03-09T08:00Z",
        "panel": [{"interviewer": "ivo", "skill": "coding"}],
        "shadow": [],
        "room": None,
    }
    solution = {"assignments": [booked]}
    rows = take(given_problem, solution, "cleo", [{"round": "r-cleo", "start": "2027-03-10T08:00Z"}])
    assert [seat["interviewer"] for row in rows for seat in row["panel"]] == ["ines"]
    assert broken_rules(given_problem, {"assignments": [booked, *rows]}) == []


def test_a_time_that_was_taken_meanwhile_is_refused():
    people = [candidate(name, stage(f"s-{name}", round_(f"r-{name}"))) for name in ("cleo", "cato")]
    given_problem = problem([interviewer("ivo")], people)
    taken = take(given_problem, NOTHING, "cato", [{"round": "r-cato", "start": "2027-03-10T08:00Z"}])
    session = {"round": "r-cleo", "start": "2027-03-10T08:30Z"}
    assert take(given_problem, {"assignments": taken}, "cleo", [session]) is None


def test_only_the_first_of_each_day_are_listed_where_few_are_wanted():
    given_problem = problem([interviewer("ivo")], [candidate("cleo", stage("s", round_("r")))])
    found = offers(given_problem, NOTHING, "cleo", per_day=2)
    assert [(day["date"], day["count"], len(day["loops"])) for day in found["days"]] == [
        (f"2027-03-{day:02}", 29, 2) for day in range(8, 13)
    ]


def test_whoever_has_all_booked_has_nothing_to_choose():
    given_problem = problem([interviewer("ivo")], [candidate("cleo", stage("s", round_("r")))])
    rows = take(given_problem, NOTHING, "cleo", [{"round": "r", "start": "2027-03-10T08:00Z"}])
    found = offers(given_problem, {"assignments": rows}, "cleo")
    assert (found["stage"], found["count"], found["days"]) == (None, 0, [])


@pytest.mark.parametrize("solution", [None, {}, {"assignments": [{"round": "r"}]}, {"assignments": 3}])
def test_what_is_no_solution_is_refused(solution):
    given_problem = problem([interviewer("ivo")], [candidate("cleo", stage("s", round_("r")))])
    with pytest.raises(Misshapen):
        offers(given_problem, solution, "cleo")


def test_nobody_known_has_no_offers():
    with pytest.raises(Misshapen):
        offers(problem([interviewer("ivo")], []), NOTHING, "otto")


def test_a_walk_that_is_too_long_says_so():
    given_problem = problem([interviewer("ivo")], [candidate("cleo", stage("s", round_("r")))])
    assert offers(given_problem, NOTHING, "cleo", most_steps=5)["complete"] is False


def test_the_oracle_knows_more_than_one_schedule():
    assert len(list(islice(schedules(tiny(1, people=1)), 3))) > 1
