"""How scheduling goes, told from what happened."""

from app.schedules.rules import percentile
from tests.factories import (
    NOW,
    keep,
    make_application,
    make_availability,
    make_candidate,
    make_interview,
    make_kit,
    make_plan,
    make_role,
    make_seat,
    make_stage,
)
from tests.schedules.acts import DAY, HOUR, ask, make_free, solve


def test_a_percentile_is_one_of_the_values():
    assert [percentile([1, 2, 3, 4, 10], share) for share in (0, 0.2, 0.5, 0.8, 1)] == [1, 1, 3, 4, 10]


def test_nothing_has_happened_yet(browser, cast, role):
    page = browser(cast.rita).get("/schedules/figures")
    assert page.texts("#time .quiet, #short .quiet") == [
        "Nobody's interviews were all booked in this time.",
        "Every interview that was searched for found a place.",
    ]


def test_the_time_is_from_the_application_to_the_last_booking(browser, cast, role):
    kits = [make_kit(stage) for stage in role.interview_plan.stages]
    for days in (2, 4, 6):
        application = make_application(make_candidate(), role)
        application.applied_at = NOW - days * DAY
        for hours, kit in enumerate(kits, days):
            make_interview(application, kit=kit, starts_at=NOW + hours * HOUR)
    half_booked = make_application(make_candidate(), role)
    make_interview(half_booked, kit=kits[0])
    keep(application)
    page = browser(cast.rita).get("/schedules/figures")
    assert page.texts("#time dd") == ["3", "4.0 days", "6.0 days"]


def test_reasons_and_what_is_short_are_counted(browser, cast, role):
    rita = browser(cast.rita)
    interview = make_interview(make_application(make_candidate(), role), starts_at=NOW + DAY)
    rita.get(f"/interviews/{interview.id}")
    rita.submit("#cancel form", **{"cancel-reason": "Ivo is ill"})
    baking = make_stage(make_plan(make_role("Baker"), stages=0), "Baking")
    make_seat(baking, cast.ivo)
    ben = make_application(make_candidate("Ben Bo"), baking.plan.role)
    make_availability(ben.candidate, NOW + DAY, hours=0.5)
    ask(rita, make_free("Ana Alves", role), ben)
    solve()
    page = rita.get("/schedules/figures")
    assert page.texts("#redone dd") == ["0", "1"]
    assert page.texts("#reasons li") == ["Ivo is ill 1 time"]
    assert page.texts("#stages li") == ["Baking 1 candidate"]
