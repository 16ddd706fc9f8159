"""After something happened the fewest changes are made: as few as an oracle finds that tries every schedule."""

import random
from datetime import datetime, timedelta

import pytest

from app.engines.scheduling import Misshapen
from app.engines.scheduling.disturbances import disturbed
from app.engines.scheduling.repair import repair
from tests.engines.scheduling.oracle import as_solution, changes, schedules, tiny
from tests.engines.scheduling.small import broken_rules, candidate, interviewer, problem, round_, stage


def disturbance(given_problem, schedule, seed):
    """Something that hits the schedule."""
    chance = random.Random(seed)
    name = chance.choice(sorted(schedule))
    start, end, panel, room = schedule[name]
    owner = next(
        c["id"]
        for c in given_problem["candidates"]
        for s in c["stages"]
        for r in s["rounds"]
        if r["id"] == name
    )
    whole = chance.random() < 0.5
    times = {} if whole else {"from": f"{start:%Y-%m-%dT%H:%MZ}", "to": f"{end:%Y-%m-%dT%H:%MZ}"}
    kinds = [
        {"type": "absent", "interviewer": panel[0][0], **times},
        {"type": "declined", "round": name, "interviewer": panel[0][0]},
        {"type": "candidate_busy", "candidate": owner, **(times or {"to": f"{end:%Y-%m-%dT%H:%MZ}"})},
    ]
    if room:
        kinds.append({"type": "room_closed", "room": room, **times})
    return chance.choice(kinds)


def fewest(given_problem, schedule, happened):
    """What the cheapest valid schedule changes, by trying them all; None where there is none."""
    after, barred = disturbed(given_problem, [happened])
    for person in after["interviewers"]:
        person["declined"] = [pair for pair in barred if pair[1] == person["id"]]
    return min((changes(schedule, each) for each in schedules(after)), default=None)


CASES = [seed for seed in range(300) if next(schedules(tiny(seed, most_rounds=2)), None)][:40]


@pytest.mark.parametrize("seed", CASES)
def test_a_repair_changes_as_little_as_can_be(seed):
    given_problem = tiny(seed, most_rounds=2)
    schedule = next(schedules(given_problem))
    happened = disturbance(given_problem, schedule, seed)
    repaired = repair(given_problem, as_solution(schedule), [happened], seconds=5)
    best = fewest(given_problem, schedule, happened)
    if best is None:
        assert (repaired["status"], repaired["proven"]) == ("partial", False)
        assert repaired["unscheduled"]
    else:
        assert (repaired["status"], repaired["cost"], repaired["proven"]) == ("repaired", best, True)


def office(*names, skill="coding"):
    return [interviewer(name, skill) for name in names]


def booked(round_name, start, *people, room=None):
    panel = [{"interviewer": name, "skill": "coding"} for name in people]
    return {"round": round_name, "start": start, "panel": panel, "shadow": [], "room": room}


def test_a_colleague_takes_over_at_the_same_time():
    given_problem = problem(
        [interviewer("i1") | {"name": "Ivo"}, interviewer("i2") | {"name": "Mara"}],
        [candidate("c1", stage("s", round_("r") | {"name": "Panel"})) | {"name": "Cleo"}],
    )
    before = {"assignments": [booked("r", "2027-03-09T09:00Z", "i1")]}
    repaired = repair(given_problem, before, [{"type": "absent", "interviewer": "i1"}])
    assert [each["words"] for each in repaired["changes"]] == [
        "Ivo is replaced by Mara in Cleo's Panel, same time."
    ]
    assert (repaired["changed"], repaired["proven"]) == ({"times": 0, "panel": 1, "rooms": 0}, True)


def test_who_takes_over_may_be_freed_by_a_third():
    # Ines alone may replace Ivo; Otto can do what Ines did at that hour.
    team = [
        interviewer("ivo", "coding"),
        interviewer("ines", "coding", "design"),
        interviewer("otto", "design"),
    ]
    people = [candidate("a", stage("sa", round_("ra"))), candidate("b", stage("sb", round_("rb", "design")))]
    before = {
        "assignments": [
            booked("ra", "2027-03-09T09:00Z", "ivo"),
            booked("rb", "2027-03-09T09:00Z", "ines")
            | {"panel": [{"interviewer": "ines", "skill": "design"}]},
        ]
    }
    repaired = repair(problem(team, people), before, [{"type": "absent", "interviewer": "ivo"}])
    assert (repaired["changed"], repaired["cost"], repaired["proven"]) == (
        {"times": 0, "panel": 2, "rooms": 0},
        20,
        True,
    )
    assert broken_rules(problem(team, people), repaired) == []


def test_another_room_is_less_than_another_time():
    rooms = [{"id": name, "site": "BER", "busy": []} for name in ("BER-1", "BER-2")]
    given_problem = problem(
        office("ivo"), [candidate("cleo", stage("s", round_("r", onsite="BER")))], rooms=rooms
    )
    before = {"assignments": [booked("r", "2027-03-09T09:00Z", "ivo", room="BER-1")]}
    repaired = repair(given_problem, before, [{"type": "room_closed", "room": "BER-1"}])
    assert [each["words"] for each in repaired["changes"]] == ["r is held in BER-2 instead of BER-1."]


def test_a_candidate_who_cannot_come_is_moved_to_a_near_time():
    given_problem = problem(office("ivo"), [candidate("cleo", stage("s", round_("r")))])
    before = {"assignments": [booked("r", "2027-03-09T09:00Z", "ivo")]}
    happened = {
        "type": "candidate_busy",
        "candidate": "cleo",
        "from": "2027-03-09T08:00Z",
        "to": "2027-03-09T11:00Z",
    }
    repaired = repair(given_problem, before, [happened])
    assert [each["words"] for each in repaired["changes"]] == [
        "r moves from Tue 9 March 10:00 to 11:00 (Europe/Berlin) to Tue 9 March 12:00 to 13:00 (Europe/Berlin)."
    ]


def test_who_withdraws_leaves_the_others_as_they_are():
    people = [candidate(name, stage(f"s-{name}", round_(f"r-{name}"))) for name in ("a", "b")]
    before = {
        "assignments": [booked("r-a", "2027-03-09T09:00Z", "ivo"), booked("r-b", "2027-03-10T09:00Z", "ivo")]
    }
    repaired = repair(problem(office("ivo"), people), before, [{"type": "withdrawn", "candidate": "a"}])
    assert (repaired["assignments"], repaired["changes"]) == ([before["assignments"][1]], [])


def test_somebody_who_only_sat_in_is_simply_missing():
    team = [interviewer("ivo"), interviewer("nora", "other", training=["coding"], shadow_target=1)]
    given_problem = problem(team, [candidate("cleo", stage("s", round_("r", shadow_allowed=True)))])
    before = {"assignments": [booked("r", "2027-03-09T09:00Z", "ivo") | {"shadow": ["nora"]}]}
    repaired = repair(given_problem, before, [{"type": "absent", "interviewer": "nora"}])
    assert [each["words"] for each in repaired["changes"]] == ["nora no longer sits in on r."]
    assert (repaired["cost"], repaired["proven"]) == (0, True)


def test_where_no_repair_is_possible_it_is_said_why():
    given_problem = problem(office("ivo"), [candidate("cleo", stage("s", round_("r")))])
    before = {"assignments": [booked("r", "2027-03-09T09:00Z", "ivo")]}
    repaired = repair(given_problem, before, [{"type": "absent", "interviewer": "ivo"}])
    assert (repaired["status"], repaired["unscheduled"]) == ("partial", ["r"])
    assert [each["type"] for each in repaired["reasons"]] == ["calendar"]


@pytest.mark.parametrize(
    "happened",
    [
        {},
        {"type": "rain"},
        {"type": "absent", "interviewer": "nobody"},
        {"type": "declined", "round": "none", "interviewer": "ivo"},
        {"type": "absent", "interviewer": "ivo", "from": "yesterday"},
        None,
    ],
)
def test_what_cannot_have_happened_is_refused(happened):
    given_problem = problem(office("ivo"), [candidate("cleo", stage("s", round_("r")))])
    with pytest.raises(Misshapen):
        repair(given_problem, {"assignments": []}, [happened])


def test_moved_times_are_valid_through_a_change_of_clocks():
    # Berlin's clocks go forward on 28 March 2027.
    window = [["2027-03-26T05:00Z", "2027-03-30T16:00Z"]]
    given_problem = problem(
        office("ivo"),
        [candidate("cleo", stage("s", round_("r")), available=window)],
        horizon={"start": "2027-03-25T00:00Z", "end": "2027-03-31T00:00Z"},
    )
    before = {"assignments": [booked("r", "2027-03-26T15:00Z", "ivo")]}
    happened = {
        "type": "absent",
        "interviewer": "ivo",
        "from": "2027-03-26T00:00Z",
        "to": "2027-03-27T00:00Z",
    }
    repaired = repair(given_problem, before, [happened])
    start = datetime.fromisoformat(repaired["assignments"][0]["start"])
    assert (start, start + timedelta(hours=1)) == (
        datetime.fromisoformat("2027-03-29T07:00Z"),
        datetime.fromisoformat("2027-03-29T08:00Z"),
    )
