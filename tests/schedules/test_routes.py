"""Who needs scheduling, asking for a schedule, and booking what was found."""

from sqlalchemy import select

from app.store.database import db
from app.store.schedule_run import ScheduleRun
from tests.factories import (
    NOW,
    make_application,
    make_availability,
    make_candidate,
    make_interview,
    make_kit,
    make_plan,
    make_role,
    make_seat,
)
from tests.schedules.acts import DAY, HOUR, ask, booked, make_free, solve

# Who needs scheduling


def test_rita_sees_who_has_interviews_left_to_book_and_what_blocks_them(browser, cast, role):
    make_free("Ana Alves", role)
    make_application(make_candidate("Ben Bo"), role)
    make_application(make_candidate("Cem Can"), make_role("Gardener"))
    page = browser(cast.rita).get("/schedules")
    rows = [
        [" ".join(t.get_text(" ").split()) for t in row.select("th, td")]
        for row in page.all("#waiting tbody tr")
    ]
    assert rows == [
        [
            "Ana Alves",
            "Back-end developer",
            "Stage 1, Stage 2",
            "Thu 26 Nov 2026",
            "0 days",
            "Urgent noted times end soon",
        ],
        [
            "Ben Bo",
            "Back-end developer",
            "Stage 1, Stage 2",
            "none noted",
            "0 days",
            "Blocked No times noted",
        ],
        [
            "Cem Can",
            "Gardener",
            "no stages yet",
            "none noted",
            "0 days",
            "Blocked The role has no stages yet No times noted",
        ],
    ]


def test_who_is_booked_decided_or_withdrawn_needs_no_scheduling(browser, cast, role):
    application = make_free("Ana Alves", role)
    for stage, hours in zip(role.interview_plan.stages, (1, 3), strict=True):
        make_interview(application, cast.ivo, kit=make_kit(stage), starts_at=NOW + hours * HOUR)
    make_application(make_candidate("Ben Bo"), role, withdrawn_at=NOW)
    page = browser(cast.rita).get("/schedules")
    assert page.texts(".empty h2") == ["Nobody needs scheduling"]


def test_the_list_takes_as_many_queries_for_three_as_for_one(browser, cast, role):
    rita = browser(cast.rita)
    make_free("Ana Alves", role)
    rita.get("/schedules")
    one = len(rita.get("/schedules").statements)
    make_free("Ben Bo", role)
    make_free("Cem Can", role)
    assert len(rita.get("/schedules").statements) == one


# Asking and booking


def test_three_candidates_are_scheduled_and_booked(browser, cast, role):
    applications = [make_free(name, role) for name in ("Ana Alves", "Ben Bo", "Cem Can")]
    rita = browser(cast.rita)
    page = ask(rita, *applications)
    assert page.texts(".solving .lead") == ["Waiting for the worker to begin."]
    solve()
    page = rita.get(page.url)
    names = [words.partition(" Back")[0] for words in page.texts("#proposal-0 .loop-who")]
    assert sorted(names) == ["Ana Alves", "Ben Bo", "Cem Can"]
    page = rita.submit("#proposal-0 form")
    assert page.status == 303
    page = rita.follow()
    assert page.texts(".notice-title")[-1] == "6 interviews booked"
    assert booked() == [(name, f"Stage {n}") for name in ("Ana Alves", "Ben Bo", "Cem Can") for n in (1, 2)]


def test_a_second_click_books_nothing_twice(browser, cast, role):
    rita = browser(cast.rita)
    page = ask(rita, make_free("Ana Alves", role))
    solve()
    rita.get(page.url)
    data = rita.page.fields("#proposal-0 form")
    assert rita.post(page.url + "/booking", data).status == 303
    page = rita.post(page.url + "/booking", data)
    assert (page.status, len(booked())) == (409, 2)


def test_somebody_elses_booking_in_between_refuses_the_whole(browser, cast, role):
    applications = [make_free(name, role) for name in ("Ana Alves", "Ben Bo")]
    rita = browser(cast.rita)
    page = ask(rita, *applications)
    solve()
    run = db.session.scalar(select(ScheduleRun))
    first = run.proposals[0]["sessions"][0]
    person = next(p for p in (cast.ivo, cast.ines, cast.otto, cast.hugo) if p.id == first["panel"][0][1][0])
    other = make_application(role=make_role("Baker"))
    make_interview(other, person, starts_at=NOW.fromisoformat(first["start"].replace("Z", "+00:00")))
    rita.get(page.url)
    page = rita.submit("#proposal-0 form")
    assert page.status == 409
    assert f"{person.name} is busy then" in page.one(".notice-bad").get_text()
    assert booked() == [(other.candidate.name, "Stage 1")]


def test_who_cannot_be_placed_is_named_with_the_reason_and_the_others_are_placed(browser, cast, role):
    ana = make_free("Ana Alves", role)
    ben = make_application(make_candidate("Ben Bo"), role)
    make_availability(ben.candidate, NOW + DAY, hours=0.5)
    rita = browser(cast.rita)
    page = ask(rita, ana, ben)
    solve()
    page = rita.get(page.url)
    assert page.texts("#proposal-0 .loop-who") == ["Ana Alves Back-end developer", "Without a place"]
    assert "Ben Bo" in page.texts("#proposal-0 .loop li")[-1]


def test_the_list_is_sorted_and_filtered_by_its_address(browser, cast, role):
    ben, ana = make_free("Ben Bo", role, days=1), make_free("Ana Alves", role, days=2)
    make_application(make_candidate("Cem Can"), make_role("Archived", archived_at=NOW))
    rita = browser(cast.rita)
    listed = {}
    for sort in ("applied", "-applied", "name", "-name", "free_until", "-free_until", "role", "nonsense"):
        rows = rita.get("/schedules", sort=sort).all("#waiting tbody tr")
        listed[sort] = [
            {f"application-{a.id}": a.candidate.name[0] for a in (ana, ben)}[str(r["id"])] for r in rows
        ]
    one_way, other_way = ["A", "B"], ["B", "A"]
    assert listed == {
        "applied": other_way,
        "-applied": one_way,
        "name": one_way,
        "-name": other_way,
        "free_until": other_way,
        "-free_until": one_way,
        "role": other_way,
        "nonsense": other_way,
    }
    assert rita.get("/schedules", role=role.id).texts(".count") == ["2 candidates"]
    assert rita.get("/schedules", role=999).texts(".empty h2") == ["Nobody for this role"]


def test_three_hundred_candidates_stand_on_pages_of_fifty(browser, cast, role):
    for number in range(101):
        make_application(make_candidate(f"Candidate {number:03}"), role)
    rita = browser(cast.rita)
    page = rita.get("/schedules", sort="name", page=3)
    assert [page.texts("#waiting tbody th"), page.texts(".pager .num")] == [
        ["Candidate 100"],
        ["Page 3 of 3"],
    ]
    assert rita.get("/schedules", page=99).texts(".pager .num") == ["Page 3 of 3"]


def test_what_cannot_be_asked_is_refused_in_words(browser, cast, role):
    ana = make_free("Ana Alves", role)
    ben = make_application(make_candidate("Ben Bo"), role)
    twice = make_application(ana.candidate, make_role("Baker"))
    make_seat(make_plan(twice.role).stages[0], cast.ivo)
    rita = browser(cast.rita)

    def refused(*applications, **typed):
        rita.get("/schedules/new", application=[a.id for a in applications])
        page = rita.submit("#asking", **typed)
        return page.status, page.texts("#errors li")

    assert refused(ana, ben) == (422, ["Ben Bo: No times noted."])
    assert refused(ana, twice) == (422, ["Ana Alves is chosen for two roles. Schedule one after the other."])
    assert refused(ana, last_on="2026-11-23", first_on="2026-11-24") == (
        422,
        ["The last day must not be before the first."],
    )
    assert refused(ana, last_on="2027-11-23") == (422, ["Choose at most 42 days."])
    assert rita.get("/schedules/new").texts(".empty h2") == ["Nobody is chosen"]
    assert db.session.scalar(select(ScheduleRun)) is None
