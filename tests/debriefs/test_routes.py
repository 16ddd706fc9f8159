"""The debrief as its readers meet it: closed, open, decided."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.engines import competencies
from app.store.database import db
from app.store.event import Event
from app.store.scorecard import Scorecard
from tests import factories
from tests.factories import NOW

REASON = "Ivo is ill for two weeks, and the other two have rated."
REASONS = "She measured before she changed anything, and said what she would do again."


@pytest.fixture
def role(cast):
    role = factories.make_role(hiring_manager=cast.hugo)
    factories.make_plan(role)
    return role


@pytest.fixture
def application(cast, role):
    return factories.make_application(cast.cleo, role)


@pytest.fixture
def interview(cast, application):
    """Over since an hour; ivo and ines sat in it."""
    return factories.make_interview(application, cast.ivo, cast.ines, starts_at=NOW - timedelta(hours=2))


@pytest.fixture
def complete(cast, interview):
    """Both cards are in: they agree on the first question and are two apart on the second."""
    factories.submit(
        factories.scorecard_of(interview, cast.ivo), 4, 2, recommendation=2, evidence="Named the index"
    )
    factories.submit(
        factories.scorecard_of(interview, cast.ines), 4, 4, recommendation=3, evidence="Gave both timings"
    )
    return interview


def url(application):
    return f"/applications/{application.id}/debrief"


# Before it is open


def test_before_all_is_in_no_rating_and_no_evidence_can_be_seen(browser, cast, application, interview):
    factories.submit(factories.scorecard_of(interview, cast.ivo), 5, 1, evidence="Canary words")
    factories.rate(factories.scorecard_of(interview, cast.ines), 3, 3, evidence="Draft canary")
    for person in (cast.rita, cast.hugo, cast.ivo):
        page = browser(person).get(url(application))
        assert page.status == 200
        assert [
            words for words in ("Canary", "canary", "of 5", "Mean", "Ratings") if words in page.words
        ] == []
        assert not page.has(".matrix")


def test_who_hires_sees_who_has_handed_in_and_who_has_not(browser, cast, application, interview):
    factories.submit(factories.scorecard_of(interview, cast.ivo), 5, 1)
    for person in (cast.rita, cast.hugo):
        page = browser(person).get(url(application))
        assert page.texts(f"#interview-{interview.id} td")[-2:] == ["Ivo Ivanov", "Ines Iglesias"]


def test_an_interviewer_does_not_see_who_has_handed_in(browser, cast, application, interview):
    factories.submit(factories.scorecard_of(interview, cast.ivo), 5, 1)
    page = browser(cast.ivo).get(url(application))
    assert "Ines" not in page.words


def test_who_owes_a_card_a_stranger_and_nobody_get_in(browser, cast, application, interview):
    factories.submit(factories.scorecard_of(interview, cast.ivo), 5, 1)
    for person in (cast.ines, cast.otto, cast.ada):
        assert browser(person).get(url(application)).status == 404
    assert browser().get(url(application)).location.startswith("/sign-in")
    assert browser(cast.rita).get("/applications/999999/debrief").status == 404


def test_another_roles_hiring_manager_gets_in_nowhere(browser, cast, application, complete):
    hanna = factories.make_person("Hanna Holm", "hiring_manager")
    stranger = browser(hanna)
    assert [
        stranger.get(url(application)).status,
        stranger.post(url(application) + "/opening", {"reason": REASON}).status,
        stranger.post(f"/applications/{application.id}/decision", {"outcome": "offer"}).status,
    ] == [404, 404, 404]


def test_without_an_interview_the_page_says_what_to_do(browser, cast, application):
    page = browser(cast.rita).get(url(application))
    assert page.links()["Book an interview"] == f"/applications/{application.id}/interviews/new"


def test_a_cancelled_interview_keeps_nothing_closed_and_shows_nothing(browser, cast, application, complete):
    later = factories.make_interview(
        application, cast.otto, starts_at=NOW + timedelta(days=3), cancelled_at=NOW
    )
    assert browser(cast.hugo).get(url(application)).has("#ratings")
    factories.submit(factories.scorecard_of(later, cast.otto), 1, 1)
    assert "Otto" not in browser(cast.hugo).get(url(application)).words


def test_a_withdrawn_card_keeps_nothing_closed_and_shows_nothing(browser, cast, application, complete):
    replaced = factories.keep(Scorecard(interview=complete, user=cast.otto, withdrawn_at=NOW))
    assert browser(cast.hugo).get(url(application)).has("#ratings")
    factories.submit(replaced, 1, 1)
    page = browser(cast.hugo).get(url(application))
    assert ("Otto" in page.words, page.texts(".next-count")) == (False, ["3.5 of 5"])


def test_one_card_in_and_another_owed_leaves_a_person_outside(browser, cast, application, complete, role):
    factories.make_interview(application, cast.ivo, cast.hugo, starts_at=NOW + timedelta(days=3))
    _open(application, cast.hugo)
    assert {p.name: browser(p).get(url(application)).status for p in (cast.ivo, cast.ines, cast.hugo)} == {
        "Ivo Ivanov": 404,
        "Ines Iglesias": 200,
        "Hugo Haas": 404,
    }
    hugo = browser(cast.hugo)
    assert hugo.post(f"/applications/{application.id}/decision", {"outcome": "offer"}).status == 404


def test_a_booking_after_the_others_closes_it_again(browser, cast, application, complete):
    factories.make_interview(application, cast.otto, starts_at=NOW + timedelta(days=3))
    assert not browser(cast.hugo).get(url(application)).has("#ratings")


# Opening early


def test_the_hiring_manager_opens_it_early_and_says_why(browser, cast, application, interview):
    factories.submit(factories.scorecard_of(interview, cast.ivo), 5, 1, evidence="Named the index")
    hugo = browser(cast.hugo)
    hugo.get(url(application))
    assert hugo.submit(reason=REASON).location == url(application)
    page = hugo.follow()
    assert page.texts("thead th")[-3:] == ["Question", "Together", "Ivo Ivanov Stage 1"]
    assert page.texts("#figures .notice p") == ["Opened early by Hugo Haas on Mon 23 Nov 2026", REASON]
    event = db.session.query(Event).filter_by(name="debrief.opened").one()
    assert (event.by_id, event.role_id, event.candidate_id) == (
        cast.hugo.id,
        application.role_id,
        application.candidate_id,
    )
    assert REASON not in str(event.details)


def test_a_draft_takes_no_part_in_a_debrief_that_was_opened_early(browser, cast, application, interview):
    factories.submit(factories.scorecard_of(interview, cast.ivo), 5, 1)
    factories.rate(factories.scorecard_of(interview, cast.ines), 3, 3, evidence="Draft canary")
    _open(application, cast.hugo)
    page = browser(cast.hugo).get(url(application))
    assert ("canary" in page.text, "Ines" in page.words) == (False, False)
    assert page.texts(".next-count") == ["3.0 of 5"]


def test_opened_early_it_stays_shut_to_who_owes_a_card(browser, cast, application, interview):
    factories.submit(factories.scorecard_of(interview, cast.ivo), 5, 1)
    _open(application, cast.hugo)
    assert browser(cast.ines).get(url(application)).status == 404


def test_a_word_is_no_reason_to_open_early(browser, cast, application, interview):
    factories.submit(factories.scorecard_of(interview, cast.ivo), 5, 1)
    hugo = browser(cast.hugo)
    hugo.get(url(application))
    page = hugo.submit(reason="Hurry")
    assert (page.status, page.texts("#reason-error")) == (422, ["Give the reasons in at least one sentence."])
    assert page.fields("main form")["reason"] == ["Hurry"]
    assert hugo.submit(reason="  ").status == 422


def test_with_no_card_in_there_is_nothing_to_open(browser, cast, application, interview):
    hugo = browser(cast.hugo)
    assert not hugo.get(url(application)).has("form[action$=opening]")
    assert hugo.post(url(application) + "/opening", {"reason": REASON}).status == 422


def test_a_second_click_on_opening_changes_nothing(browser, cast, application, interview):
    factories.submit(factories.scorecard_of(interview, cast.ivo), 5, 1)
    hugo, tab = browser(cast.hugo), browser(cast.hugo)
    hugo.get(url(application)), tab.get(url(application))
    hugo.submit(reason=REASON)
    page = tab.submit(reason="Another reason, given in another tab.")
    assert (page.status, page.has("#ratings")) == (409, True)
    assert db.session.get(type(application), application.id).debrief_opened_reason == REASON
    assert db.session.query(Event).filter_by(name="debrief.opened").count() == 1


def test_a_coordinator_sees_the_debrief_and_opens_nothing(browser, cast, application, interview):
    factories.submit(factories.scorecard_of(interview, cast.ivo), 5, 1)
    rita = browser(cast.rita)
    assert not rita.get(url(application)).has("main form")
    assert rita.post(url(application) + "/opening", {"reason": REASON}).status == 403


# Open


def test_questions_stand_by_competency_against_interviewers(browser, cast, application, complete):
    page = browser(cast.hugo).get(url(application))
    assert page.texts(".matrix thead th") == [
        "Question",
        "Together",
        "Ivo Ivanov Stage 1",
        "Ines Iglesias Stage 1",
    ]
    names = [competencies.get(question.competency).name for question in complete.kit.questions]
    assert page.texts(".matrix .group-row th") == names
    assert page.texts(".matrix .group-row td") == ["4.0", "4.0", "4.0", "3.0", "2.0", "4.0"]
    rows = [
        [td.get_text(" ", strip=True).split(" ")[0] for td in row.select("td")]
        for row in page.all(".matrix tbody tr:not(.group-row)")
    ]
    assert rows == [["4.0", "4", "4"], ["3.0", "2", "4"]]
    assert page.texts(".matrix td.apart") == ["3.0 2 apart"]
    assert page.texts(".next-count") == ["3.5 of 5"]


def test_not_enough_evidence_and_not_asked_are_different_and_count_nowhere(
    browser, cast, application, interview
):
    factories.submit(factories.scorecard_of(interview, cast.ivo), 4, None)
    card = factories.scorecard_of(interview, cast.ines)
    card.submitted_at, card.recommendation = NOW, 2
    factories.keep(card)
    page = browser(cast.hugo).get(url(application))
    rows = [
        [td.get_text("|", strip=True).split("|")[0] for td in row.select("td")]
        for row in page.all(".matrix tbody tr:not(.group-row)")
    ]
    assert rows == [["4.0", "4", "not asked"], ["n/e", "n/e", "not asked"]]
    assert page.texts(".next-count") == ["4.0 of 5"]
    assert "Too few to say" in page.words


def test_every_sealed_evidence_can_be_read_side_by_side(browser, cast, application, complete):
    page = browser(cast.hugo).get(url(application))
    assert page.texts(".debrief-side") == [
        "Ivo Ivanov 4 of 5 Named the index",
        "Ines Iglesias 4 of 5 Gave both timings",
        "Ivo Ivanov 2 of 5 Named the index",
        "Ines Iglesias 4 of 5 Gave both timings",
    ]


def test_a_rating_leads_back_to_the_line_of_the_document(browser, cast, application, complete, role):
    page = browser(cast.hugo).get(url(application))
    question = complete.kit.questions[1]
    target = page.all(".matrix td a")[2]["href"].removeprefix("#")
    side = page.one(f"#{target}")
    assert side.find_parent("article")["id"] == f"question-{question.id}"
    links = [a["href"] for a in page.all(f"#question-{question.id} .debrief-serves a")]
    duty = role.responsibilities[1]
    assert links == [f"/roles/{role.id}#responsibility-{duty.id}", f"/roles/{role.id}#line-2"]


def test_a_responsibility_that_was_removed_keeps_its_words_without_a_link(
    browser, cast, application, complete, role
):
    words = role.responsibilities[1].text
    db.session.delete(role.responsibilities[1])
    db.session.commit()
    page = browser(cast.hugo).get(url(application))
    serves = f"#question-{complete.kit.questions[1].id} .debrief-serves"
    assert page.texts(f"{serves} dd") == [f"{words} importance 3 of 5, line 2 of the document"]
    assert [a["href"] for a in page.all(f"{serves} a")] == [f"/roles/{role.id}#line-2"]


def test_an_interviewer_who_has_handed_in_reads_it_without_links_into_the_role(
    browser, cast, application, complete
):
    page = browser(cast.ivo).get(url(application))
    assert page.has("#ratings")
    assert [a for a in page.links().values() if a.startswith(("/roles", "/candidates"))] == []
    assert not page.has("form[action$=decision]")


def test_what_to_talk_about_is_named(browser, cast, application, interview, role):
    role.responsibilities[1].importance = 5
    db.session.commit()
    factories.submit(factories.scorecard_of(interview, cast.ivo), 1, None)
    factories.submit(factories.scorecard_of(interview, cast.ines), 5, None)
    name, words = competencies.get("api-integration").name, role.responsibilities[1].text
    page = browser(cast.hugo).get(url(application))
    first, second = (question.text for question in interview.kit.questions)
    assert page.texts("#talk li") == [
        f"4 steps apart Question 1 “{first}” : Ivo Ivanov 1, Ines Iglesias 5",
        f"Not enough evidence Question 2 “{second}” was asked, and nobody could rate it.",
        f"No evidence {words} , importance 5 of 5 ({name}): asked about, but nobody could rate the answer.",
    ]


def test_agreement_leaves_nothing_to_talk_about(browser, cast, application, interview):
    factories.submit(factories.scorecard_of(interview, cast.ivo), 3, 3)
    factories.submit(factories.scorecard_of(interview, cast.ines), 4, 3)
    assert not browser(cast.hugo).get(url(application)).has("#talk li")


def test_weights_that_differ_are_shown_with_their_reason(browser, cast, application, complete):
    complete.kit.questions[1].weight = 3
    complete.kit.weights_reason = "Integration is most of the work."
    db.session.commit()
    page = browser(cast.hugo).get(url(application))
    assert page.texts(".next-count") == ["3.2 of 5"]
    assert page.texts(".debrief-more dd")[0] == (
        "Set before the interviews. Integration is most of the work. “Not enough evidence” counts in no mean."
    )
    assert page.texts(".matrix tbody th small") == ["Stage 1, weight 1", "Stage 1, weight 3"]


# The decision


def test_the_hiring_manager_decides_with_reasons_beside_the_figures(browser, cast, application, complete):
    hugo = browser(cast.hugo)
    hugo.get(url(application))
    assert hugo.submit(outcome="offer", reasons=REASONS).location == f"{url(application)}#decision"
    page = hugo.get(url(application))
    assert page.texts("#decision dd")[:3] == ["Offer", REASONS, "Hugo Haas"]
    assert page.texts("header .mark") == ["Decided: offer"]
    decision = db.session.get(type(application), application.id).decision
    figures = decision.figures
    assert (figures["mean"], figures["ratings"], figures["raters"]) == (3.5, 4, 2)
    assert figures["weights"] == {str(question.id): 1 for question in complete.kit.questions}
    assert figures["kits"] == [{"kit": complete.kit_id, "stage": "Stage 1", "version": 1}]
    event = db.session.query(Event).filter_by(name="decision.recorded").one()
    assert (event.by_id, event.role_id, event.candidate_id, event.thing_id) == (
        cast.hugo.id,
        application.role_id,
        application.candidate_id,
        decision.id,
    )
    assert [words for words in ("offer", "measured", "3.5") if words in str(event.details)] == []


@pytest.mark.parametrize(
    ("outcome", "reasons"),
    [("offer", "Good"), ("offer", ""), (None, REASONS), ("perhaps", REASONS), ("offer", "x" * 5001)],
)
def test_without_a_choice_or_a_sentence_nothing_is_decided(
    browser, cast, application, complete, outcome, reasons
):
    hugo = browser(cast.hugo)
    hugo.get(url(application))
    data = {"reasons": reasons, "seen": hugo.page.fields("form[action$=decision]")["seen"]}
    page = hugo.post(
        f"/applications/{application.id}/decision", data | ({"outcome": outcome} if outcome else {})
    )
    assert page.status == 422
    assert page.one("textarea").get_text().strip() == reasons
    assert db.session.get(type(application), application.id).decision is None


def test_reasons_with_a_character_that_a_database_cannot_hold_are_kept_without_it(
    browser, cast, application, complete
):
    hugo = browser(cast.hugo)
    hugo.get(url(application))
    hugo.submit(outcome="offer", reasons=REASONS + "\x00")
    assert db.session.get(type(application), application.id).decision.reasons == REASONS


def test_the_second_tab_is_shown_the_decision_that_was_recorded_and_keeps_its_words(
    browser, cast, application, complete
):
    hugo, tab = browser(cast.hugo), browser(cast.hugo)
    hugo.get(url(application)), tab.get(url(application))
    hugo.submit(outcome="offer", reasons=REASONS)
    page = tab.submit(outcome="no_offer", reasons="The other tab had other reasons, and they are not lost.")
    assert page.status == 409
    assert page.texts("#decision dd")[:2] == ["Offer", REASONS]
    assert page.texts("#decision .notice p")[-1] == "The other tab had other reasons, and they are not lost."
    assert db.session.query(Event).filter_by(name="decision.recorded").count() == 1


def test_a_card_that_came_in_meanwhile_is_read_before_deciding(browser, cast, application, interview):
    factories.submit(factories.scorecard_of(interview, cast.ivo), 4, 2)
    _open(application, cast.hugo)
    hugo = browser(cast.hugo)
    hugo.get(url(application))
    factories.submit(factories.scorecard_of(interview, cast.ines), 1, 1)
    page = hugo.submit(outcome="offer", reasons=REASONS)
    assert (page.status, page.texts(".next-count")) == (409, ["2.0 of 5"])
    assert page.fields("form[action$=decision]")["reasons"] == [REASONS]
    assert hugo.submit(outcome="no_offer").status == 303  # the same words, with the figures read


def test_nothing_is_decided_before_the_debrief_is_open(browser, cast, application, interview):
    factories.submit(factories.scorecard_of(interview, cast.ivo), 4, 2)
    hugo = browser(cast.hugo)
    page = hugo.post(f"/applications/{application.id}/decision", {"outcome": "offer", "reasons": REASONS})
    assert (page.status, "of 5" in page.words) == (422, False)
    assert db.session.get(type(application), application.id).decision is None


def test_nobody_else_decides(browser, cast, application, complete):
    data = {"outcome": "offer", "reasons": REASONS}
    statuses = {
        person.name: browser(person).post(f"/applications/{application.id}/decision", data).status
        for person in (cast.rita, cast.ivo, cast.otto, cast.ada)
    }
    assert statuses == {"Rita Reyes": 403, "Ivo Ivanov": 403, "Otto Olsen": 404, "Ada Adeyemi": 404}


def test_a_withdrawn_application_is_not_decided(browser, cast, application, complete):
    hugo = browser(cast.hugo)
    hugo.get(url(application))
    seen = hugo.page.fields("form[action$=decision]")["seen"]
    application.withdrawn_at = NOW
    db.session.commit()
    assert not hugo.get(url(application)).has("form[action$=decision]")
    data = {"outcome": "offer", "reasons": REASONS, "seen": seen}
    assert hugo.post(f"/applications/{application.id}/decision", data).status == 422


# Size


@pytest.mark.parametrize("number", ["0", 2**31 - 1, 2**31, 10**30, "9" * 5000])
def test_a_number_that_no_application_has_is_not_there(browser, cast, number):
    assert browser(cast.rita).get(f"/applications/{number}/debrief").status == 404


def test_the_number_of_queries_does_not_depend_on_the_number_of_cards(browser, cast, role):
    def statements(interviews: int, panel: int, questions: int) -> int:
        application = factories.make_application(role=role)
        for number in range(interviews):
            stage = factories.make_stage(role.interview_plan, position=number + 2)
            kit = factories.make_kit(stage, questions=questions)
            people = [factories.make_person("", "interviewer") for _ in range(panel)]
            held = factories.make_interview(
                application, *people, kit=kit, starts_at=NOW - timedelta(hours=9 - 2 * number)
            )
            for person in people:
                factories.submit(factories.scorecard_of(held, person), *[3] * questions)
        page = browser(cast.hugo).get(url(application))
        assert len(page.all(".debrief-side")) == interviews * panel * questions
        return len(page.statements)

    assert statements(1, 1, 1) == statements(3, 3, 3)


def test_long_names_and_words_are_all_there(browser, cast, application, interview):
    long = "Wolfeschlegelsteinhausenbergerdorff " * 5
    cast.ivo.name = long.strip()
    db.session.commit()
    factories.submit(factories.scorecard_of(interview, cast.ivo), 4, 4, evidence="<b>&" + "x" * 3000)
    factories.submit(factories.scorecard_of(interview, cast.ines), 4, 4)
    page = browser(cast.hugo).get(url(application))
    assert page.texts(".debrief-side")[0] == f"{long.strip()} 4 of 5 <b>&{'x' * 3000}"


def _open(application, by):
    application.debrief_opened_at, application.debrief_opened_by = NOW, by
    application.debrief_opened_reason = REASON
    db.session.commit()
