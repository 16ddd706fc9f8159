"""Over problems drawn at random: no rule is ever broken, the cost is what it says, and no schedule beats the bound."""

import copy
import random
from contextlib import suppress
from itertools import product

import pytest

from app.engines.scheduling import Misshapen, reasons, solve
from app.engines.scheduling.bound import Bound
from app.engines.scheduling.reading import read
from app.engines.scheduling.search import Search
from tests.engines.scheduling.generate import little, problem_of
from tests.engines.scheduling.judge import cost, faults
from tests.engines.scheduling.small import candidate, interviewer, problem, round_, stage


@pytest.fixture
def _without_reasons(monkeypatch):
    """Here only schedules are judged; why there is none is tested elsewhere, and takes its time."""
    monkeypatch.setattr(reasons, "why_impossible", lambda instance, missing, patience=1.0: [])


@pytest.mark.usefixtures("_without_reasons")
@pytest.mark.parametrize("seed", range(40))
def test_no_rule_is_broken_and_the_cost_is_what_it_says(seed):
    given = little(seed)
    solution = solve(given, steps=20, seed=seed)
    assert faults(given, solution) == []
    if solution["status"] == "feasible":
        assert solution["cost"] == pytest.approx(cost(given, solution))
        assert solution["bound"] is None or solution["bound"] <= solution["cost"]


@pytest.mark.usefixtures("_without_reasons")
@pytest.mark.parametrize("seed", range(12))
def test_close_to_the_schedule_before_and_with_a_round_pinned(seed):
    given = little(seed)
    before = solve(given, steps=5, seed=3)
    dice = random.Random(seed)
    given["previous"] = {"assignments": before["assignments"]}
    given["pinned"] = dice.sample(before["assignments"], min(2, len(before["assignments"])))
    given["interviewers"][0]["max_per_week"] = 1
    solution = solve(given, steps=20)
    limits = "has too many"  # what is pinned may be beyond the limit that has come since
    assert [fault for fault in faults(given, solution) if limits not in fault] == []
    if solution["status"] == "feasible":
        assert solution["cost"] == pytest.approx(cost(given, solution))


@pytest.mark.usefixtures("_without_reasons")
@pytest.mark.parametrize("seed", range(2))
def test_calendars_nearly_full_are_scheduled_without_a_fault(seed):
    given = problem_of("S", seed, full=0.9)
    solution = solve(given, steps=300)
    assert (solution["status"], faults(given, solution)) == ("feasible", [])


def test_the_judge_sees_each_kind_of_fault():
    given = problem_of("S", 1)
    solution = solve(given, steps=10)
    one, two, three = solution["assignments"][:3]
    one["start"] = "2027-03-07T03:07Z"
    two["panel"] = []
    three["panel"] = three["panel"] * 2
    found = " ".join(faults(given, solution))
    kinds = (
        "is off the grid",
        "has the wrong panel",
        "is not free for",
        "does not work at the time of",
        "twice",
    )
    assert [kind for kind in kinds if kind not in found] == []


def tiny(seed: int):
    """Three rounds, few people and few hours: small enough to try every schedule."""
    dice = random.Random(seed)
    team = [
        interviewer(
            f"i{n}",
            *dice.choice((["coding"], ["design"], ["coding", "design"])),
            training=["coding"] if n == 0 else [],
            shadow_target=1 if n == 0 else 0,
            max_per_day=dice.choice((1, 2)),
            max_per_week=dice.choice((1, 2, 4)),
            buffer_minutes=dice.choice((0, 60)),
            avoid=dice.choice(([], [["09:00", "10:00"]])),
        )
        for n in range(4)
    ]
    windows = [["2027-03-08T08:00Z", "2027-03-08T11:00Z"], ["2027-03-09T13:00Z", "2027-03-09T15:00Z"]]
    skill = lambda: dice.choice(("coding", "design"))  # noqa: E731
    people = [
        candidate(
            "a", stage("sa", round_("a1", skill(), shadow_allowed=True), round_("a2", skill()), min_break=0)
        ),
        candidate(
            "b", stage("sb", round_("b1", skill()), max_span=60, min_break=0), priority=dice.choice((1, 3))
        ),
    ]
    for each in people:
        each["available"] = windows
    weights = {
        "day": dice.choice((1, 10)),
        "gap": 1,
        "load": dice.choice((2, 9)),
        "avoid": 1,
        "shadow_missing": 6,
    }
    changes = {"change_time": 30, "change_panel": 10, "change_room": 2}
    return problem(team, people, grid_minutes=60, weights=weights | changes)


def every_schedule(given):
    """All schedules that break no rule."""
    slots = [f"2027-03-08T{hour:02}:00Z" for hour in (8, 9, 10)] + [
        f"2027-03-09T{hour}:00Z" for hour in (13, 14)
    ]
    options = []
    for who in given["candidates"]:
        for each in who["stages"][0]["rounds"]:
            here = []
            for start, person, shadow in product(slots, given["interviewers"], ([], ["i0"])):
                seat = {"interviewer": person["id"], "skill": each["seats"][0]["skill"]}
                one = {"round": each["id"], "start": start, "panel": [seat], "shadow": shadow, "room": None}
                if not faults(given, {"assignments": [one]}):
                    here.append(one)
            options.append(here)
    for chosen in product(*options):
        if not faults(given, {"assignments": chosen}):
            yield {"assignments": chosen}


@pytest.mark.usefixtures("_without_reasons")
@pytest.mark.parametrize("seed", range(25))
def test_no_schedule_of_all_costs_less_than_the_bound(seed):
    given = tiny(seed)
    solution = solve(given, steps=300)
    least = min((cost(given, each) for each in every_schedule(given)), default=None)
    if least is None:
        assert solution["status"] == "partial"
    else:
        assert solution["status"] == "feasible"
        assert solution["bound"] <= least == solution["cost"]
        instance = read(given)
        bound = Bound(instance, {})
        for _ in range(80):
            bound.step(least + 3)
        assert bound.best <= least + 1e-6
        assert bound.best >= 0.8 * least


@pytest.mark.parametrize("seed", range(30))
def test_what_a_loop_is_expected_to_cost_is_what_it_adds_to_the_cost(seed):
    given = little(seed, candidates=4)
    given["grid_minutes"] = 15
    search = Search(read(given), 1, {})
    for needs in search.movable:
        before, found = search.board.cost, search.cheapest(needs.candidate)
        if found is not None:
            search.board.place(needs.candidate, found.loop)
            assert search.board.cost - before == pytest.approx(found.cost, abs=1e-3)
            assert found.bound <= found.cost


ODD = (
    None,
    -1,
    0,
    1,
    10**9,
    10**400,
    1.5,
    "",
    [],
    {},
    "x",
    True,
    "2027-03-26T09:07Z",
    [["mon", "17:00", "09:00"]],
)
ODD += ("Mars/Base", "a" * 300, float("nan"), float("inf"), 7)


def places(thing, path=()):
    """The path to every value inside."""
    inside = thing.items() if isinstance(thing, dict) else enumerate(thing) if isinstance(thing, list) else ()
    for key, value in inside:
        yield (*path, key)
        yield from places(value, (*path, key))


@pytest.mark.usefixtures("_without_reasons")
@pytest.mark.parametrize("seed", range(8))
def test_an_odd_value_anywhere_is_solved_or_refused_in_words(seed):
    dice = random.Random(seed)
    sound = little(seed, candidates=2)
    before = solve(sound, steps=2)["assignments"]
    sound |= {"previous": {"assignments": before}, "pinned": before[:1]}
    for _ in range(30):
        given = copy.deepcopy(sound)
        *path, last = dice.choice(list(places(given)))
        inside = given
        for key in path:
            inside = inside[key]
        inside[last] = copy.deepcopy(dice.choice(ODD))
        with suppress(Misshapen):  # refused in words; anything else fails the test
            assert solve(given, steps=2)["status"] in ("feasible", "partial")
