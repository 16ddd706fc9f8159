"""Searches: what is kept, stopping, and workers that die."""

from threading import Event

import pytest
from sqlalchemy import select

from app.schedules import actions, jobs
from app.store.database import db, saving
from app.store.schedule_run import ScheduleRun
from tests.schedules.acts import ask, make_free, solve


def starts_of(run, proposal=0):
    return {(s["application_id"], s["stage_id"]): s["start"] for s in run.proposals[proposal]["sessions"]}


def test_what_is_ticked_stays_in_the_next_search(browser, cast, role):
    ana, ben = make_free("Ana Alves", role), make_free("Ben Bo", role)
    rita = browser(cast.rita)
    page = ask(rita, ana, ben)
    solve()
    first = db.session.scalar(select(ScheduleRun))
    last = first.proposals[-1]["sessions"][-1]
    number = len(first.proposals) - 1
    data = rita.get(page.url).soup and rita.page.fields(f"#proposal-{number} form")
    page = rita.post(page.url + "/repetition", data | {"keep": [last["assignment"]["round"]]})
    assert page.status == 303
    rita.follow()
    solve()
    second = db.session.scalar(select(ScheduleRun).order_by(ScheduleRun.id.desc()))
    kept = (last["application_id"], last["stage_id"])
    assert [starts_of(second, n)[kept] for n in range(len(second.proposals))] == [last["start"]] * len(
        second.proposals
    )
    page = rita.get(f"/schedules/{second.id}")
    assert [tag["value"] for tag in page.all("#proposal-0 [name=keep][checked]")] == [
        last["assignment"]["round"]
    ]


def test_a_search_in_the_queue_can_be_stopped(browser, cast, role):
    rita = browser(cast.rita)
    page = ask(rita, make_free("Ana Alves", role))
    rita.submit("#run form")
    page = rita.follow()
    assert page.texts(".notice-title") == ["No proposal"]
    assert not page.has("[hx-trigger]")
    assert rita.post(page.url + "/stopping", page.fields("form.theme")).status == 409


def test_a_search_whose_worker_was_killed_is_claimed_anew_and_by_one_alone(browser, cast, role, clock):
    ask(browser(cast.rita), make_free("Ana Alves", role))
    with saving():
        first = actions.claim(clock.now())
        lease = first.lease
    with saving():
        assert actions.claim(clock.now()) is None
    clock.move(seconds=61)
    with saving():
        second = actions.claim(clock.now())
        assert (second.id, second.attempts) == (first.id, 2)
        assert second.lease != lease
    with saving():
        assert actions.note(second.id, lease, {}, clock.now()) is False  # the first is not dead after all
        actions.finish(second.id, lease, [{"late": True}], clock.now())
    db.session.rollback()
    run = db.session.scalar(select(ScheduleRun))
    assert (run.state, run.proposals) == ("running", None)


def test_a_worker_that_ends_gives_the_search_back(browser, cast, role):
    ask(browser(cast.rita), make_free("Ana Alves", role))
    ends = Event()

    def search(problem, *, tell, **_limits):
        ends.set()
        tell({})
        return []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs, "search", search)
        jobs.solve_waiting(ends)
    db.session.rollback()
    run = db.session.scalar(select(ScheduleRun))
    assert (run.state, run.lease, run.attempts) == ("queued", None, 0)


def test_a_search_that_kills_its_worker_three_times_fails(browser, cast, role, clock):
    rita = browser(cast.rita)
    page = ask(rita, make_free("Ana Alves", role))
    for _ in range(4):
        with saving():
            actions.claim(clock.now())
        clock.move(seconds=61)
    page = rita.get(page.url)
    assert page.texts(".notice-title") == ["This search failed"]


def test_a_page_of_proposals_takes_as_many_queries_for_three_as_for_one(browser, cast, role):
    rita = browser(cast.rita)
    counts = []
    for names in (["Ana Alves"], ["Ben Bo", "Cem Can", "Dee Dal"]):
        url = ask(rita, *(make_free(name, role) for name in names)).url
        solve(steps=2)
        rita.get(url)
        counts.append(len(rita.get(url).statements))
    assert counts[0] == counts[1]


def test_a_broken_search_is_a_failed_one_and_the_next_is_carried_out(browser, cast, role):
    rita = browser(cast.rita)
    first, second = (ask(rita, make_free(name, role)).url for name in ("Ana Alves", "Ben Bo"))
    run = db.session.scalar(select(ScheduleRun).order_by(ScheduleRun.id))
    with saving():
        run.problem = {"format": "something else"}
    solve(steps=2)
    assert rita.get(first).texts(".notice-title") == ["This search failed"]
    assert rita.get(second).has("#proposal-0")


def test_htmx_is_given_the_search_alone_and_asks_on_only_while_it_is_under_way(browser, cast, role):
    rita = browser(cast.rita)
    url = ask(rita, make_free("Ana Alves", role)).url
    block = rita.htmx_get(url)
    assert [block.has("h1"), block.one("#run")["hx-trigger"]] == [False, "every 1s"]
    solve(steps=2)
    assert not rita.htmx_get(url).has("[hx-trigger]")
