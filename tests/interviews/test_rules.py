"""What stands for and against a booking."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace as Thing

import pytest

from app.interviews import rules
from app.interviews.rules import Finding, Group, Situation
from app.refusals import Conflict, Refused

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
NAMES = {1: "Ivo", 2: "Ines", 3: "Otto"}


def situation(**facts):
    plain = {"candidate_name": "Cleo", "candidate_zone": "Europe/Lisbon", "at": NINE - HOUR}
    return Situation(**{"span": (NINE, NINE + HOUR), "windows": [(NINE, NINE + HOUR)]} | plain | facts)


def codes(findings):
    return [(finding.kind, finding.code) for finding in findings]


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({}, []),
        ({"windows": []}, [("note", "no-windows")]),
        ({"windows": [(NINE, NINE + HOUR / 2), (NINE + HOUR / 2, NINE + HOUR)]}, [("warning", "outside")]),
        ({"candidate_busy": "Stage 1"}, [("conflict", "candidate-busy")]),
        ({"at": NINE}, [("warning", "past")]),
        ({"stage_booked": "Tuesday"}, [("warning", "stage-booked")]),
        ({"candidate_zone": "America/New_York"}, [("note", "early-or-late")]),
    ],
)
def test_what_stands_against_a_time(facts, found):
    assert codes(rules.time_findings(situation(**facts))) == found


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({7: [1, 2], 8: [3]}, []),
        ({7: [1], 8: [3]}, ["seats"]),
        ({7: [1, 2, 3], 8: [3]}, ["seats", "twice"]),
        ({7: [1, 2], 8: [2]}, ["twice"]),
        ({7: [1, 1], 8: [2]}, ["twice"]),
        ({7: [1, 2], 8: [1]}, ["stranger", "twice"]),
        ({}, ["seats", "seats"]),
    ],
)
def test_two_of_these_and_one_of_those_is_filled_exactly(chosen, found):
    groups = [Group(7, 2, (1, 2, 3)), Group(8, 1, (2, 3))]
    assert [finding.code for finding in rules.panel_findings(groups, chosen, NAMES)] == found


def test_a_stage_without_seats_needs_one_person_or_more():
    groups = [Group(0, None, (1, 2))]
    assert [len(rules.panel_findings(groups, {0: people}, NAMES)) for people in ([], [1], [1, 2], [3])] == [
        1,
        0,
        0,
        1,
    ]


@pytest.mark.parametrize(
    ("kinds", "accepted", "status"),
    [
        ([], "", 200),
        (["note"], "", 200),
        (["warning"], "", 422),
        (["warning"], "warning", 200),
        (["warning", "refused"], "warning", 422),
        (["conflict", "refused"], "", 409),
        (["warning"], "conflict other", 422),
    ],
)
def test_only_warnings_can_be_overridden(kinds, accepted, status):
    findings = [Finding(kind, kind, kind) for kind in kinds]
    assert rules.status_of(findings, accepted) == status
    if status != 200:
        with pytest.raises(Conflict if status == 409 else Refused):
            rules.check(findings, accepted)


def test_the_day_is_eight_to_eighteen_on_ones_own_clock():
    at_eight, at_six = NINE - HOUR, NINE + 9 * HOUR
    spans = [
        (at_eight, at_eight + HOUR),
        (at_eight - HOUR / 2, at_eight),
        (at_six - HOUR, at_six),
        (at_six, at_six + HOUR),
    ]
    assert [rules.is_outside_day(span, "UTC") for span in spans] == [False, True, False, True]


def test_a_page_older_or_younger_than_the_interview_is_stale():
    interview = Thing(revision=2)
    rules.check_revision(interview, 2)
    for seen in (1, 3, None):
        with pytest.raises(Conflict):
            rules.check_revision(interview, seen)
