"""Ivo writes, Rita puts into use; Hugo reads; Ada, who takes no part in interviews, does not."""

from __future__ import annotations

import pytest

from app.engines import questions as engine
from app.library import actions, queries
from app.store.database import db, saving
from app.store.library_question import LibraryVersion
from tests.factories import NOW, make_kit, make_plan, make_planned_question, make_stage
from tests.library.shelf import TABLE, adapted, asked, in_use, written

SHIPPED = engine.library().entries[0]
PAGE = f"/library/{SHIPPED.id}"

FORM = {name: TABLE[name] for name in ("competency", "kind", "levels", "text")} | {
    "minutes": "8",
    "probes": "\n".join(TABLE["probes"]),
    **{f"anchor_{point}": text for point, text in TABLE["anchors"].items()},
}


def newest() -> LibraryVersion:
    return db.session.query(LibraryVersion).order_by(LibraryVersion.id.desc()).first()


# To read


def test_the_way_in_counts_what_is_there_for_each_competency_and_level(browser, cast):
    page = browser(cast.ivo).get("/library")
    row = next(row for row in page.all(".matrix tbody tr") if "Stock and logistics" in row.text)
    levels = [
        sum(e.competency == "inventory-logistics" and level in e.levels for e in engine.library().entries)
        for level in engine.LEVELS
    ]
    assert [int(cell.text.split()[0]) for cell in row.select("td")[:4]] == levels
    assert page.texts(".count") == [f"{len(engine.library().entries)} questions"]


def test_a_gap_is_seen_at_once(browser, cast):
    with saving():
        for entry in engine.library().entries:
            if entry.competency == "inventory-logistics" and "lead" in entry.levels:
                actions.retire(asked(entry.id), "Away", by=cast.rita, at=NOW)
    page = browser(cast.rita).get("/library")
    row = next(row for row in page.all(".matrix tbody tr") if "Stock and logistics" in row.text)
    lead = row.select("td")[3]
    assert (lead.text, lead["class"]) == ("none", ["gap"])


def test_the_counts_are_of_kinds_too(browser, cast):
    page = browser(cast.rita).get("/library", by="kind")
    heads = ["Competency", "Past behaviour", "Situational", "Knowledge", "Work sample", "All"]
    assert page.texts(".matrix thead th") == heads


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"search": "parcels missing delivery", "competency": "inventory-logistics", "origin": "own"}, 1),
        ({"search": "parcels zebra"}, 0),
        ({"origin": "own", "level": "junior"}, 1),
        ({"origin": "own", "level": "lead"}, 0),
        ({"origin": "own", "kind": "situational"}, 0),
        ({"origin": "own", "state": "in_use"}, 1),
        ({"state": "draft"}, 1),
        ({"state": "retired"}, 1),
        ({"origin": "adapted"}, 1),
        ({"use": "used"}, 0),
        ({"state": "nonsense", "level": "guru", "origin": "own"}, 1),
    ],
)
def test_filters_leave_what_they_say(browser, cast, query, found):
    in_use(cast.ivo, cast.rita)
    adapted(SHIPPED.id, cast.ivo, cast.rita, minutes=11)
    second, third = engine.library().entries[1:3]
    with saving():
        actions.rewrite(asked(second.id), asked(second.id).table, "New", read="", by=cast.ivo, at=NOW)
        actions.retire(asked(third.id), "Away", by=cast.rita, at=NOW)
    page = browser(cast.ivo).get("/library", **query)
    assert len(page.all("tbody .row-link")) == found
    assert page.texts(".count") == [f"{found} question{'' if found == 1 else 's'}"]


def test_the_list_is_sorted_by_what_its_heads_offer(browser, cast):
    ivo = browser(cast.ivo)
    make_planned_question(make_plan(questions=0).stages[0], library_id=SHIPPED.id)
    page = ivo.get("/library", sort="-plans")
    assert (page.all("tbody .row-link")[0]["href"], page.texts("[aria-sort]")) == (PAGE, ["Plans ↓"])
    minutes = [int(cell) for cell in ivo.get("/library", sort="minutes").texts("td[data-label=minutes]")]
    assert minutes == sorted(minutes)
    assert ivo.get("/library", sort="nonsense").has(".matrix-counts")


def test_what_has_newer_words_is_listed_after_an_update(browser, cast):
    version = adapted(SHIPPED.id, cast.ivo, cast.rita, minutes=11)
    assert not browser(cast.rita).get("/library").has(".notice")
    with saving():
        version.based_on = "the words before the update"
    rita = browser(cast.rita)
    assert rita.get("/library").links()["1 question"] == "/library?state=newer"
    assert [a["href"] for a in rita.get("/library?state=newer").all("tbody .row-link")] == [PAGE]


def test_the_levels_are_compared_side_by_side(browser, cast):
    entry = next(e for e in engine.library().entries if e.anchors_for)
    page = browser(cast.hugo).get(f"/library/{entry.id}")
    own = next(iter(entry.anchors_for.values()))
    assert page.texts(".matrix tbody tr:first-child td")[:2] == [entry.anchors[1], own[1]]


def test_a_reviewer_is_reminded_of_what_no_machine_sees(browser, cast):
    url = f"/library-versions/{written(cast.ivo).id}"
    assert "court" in browser(cast.rita).get(url).words
    assert "court" not in browser(cast.ivo).get(url).words


def test_the_best_answer_to_a_search_stands_first(browser, cast):
    page = browser(cast.ivo).get("/library", search=" ".join(SHIPPED.text.split()[:9]))
    assert page.all("tbody .row-link")[0]["href"] == PAGE


def test_htmx_gets_the_list_without_the_head(browser, cast):
    page = browser(cast.ivo).htmx_get("/library", search="delivery")
    assert (page.has("#library"), page.has("h1")) == (True, False)


def test_pages_hold_fifty_and_the_last_is_the_last(browser, cast):
    ivo = browser(cast.ivo)
    assert len(ivo.get("/library", page=1).all("tbody .row-link")) == 50
    last = -(-len(engine.library().entries) // 50)
    words = ivo.get("/library", page=999_999).words
    assert f"Page {last} of {last}" in words


def test_the_list_asks_as_often_for_many_questions_of_ones_own_as_for_one(browser, cast):
    rita = browser(cast.rita)
    counts = []
    for entry in engine.library().entries[:2]:
        adapted(entry.id, cast.ivo, cast.rita, minutes=11)
        written(cast.ivo)
        for url in ("/library", "/library?origin=own"):
            rita.get(url)
            counts.append(len(rita.page.statements))
    assert counts[:2] == counts[2:]
    assert counts[1] <= 8


def test_a_question_shows_what_the_interviewer_of_each_level_sees(browser, cast):
    entry = next(e for e in engine.library().entries if e.anchors_for)
    level = next(iter(entry.anchors_for))
    page = browser(cast.hugo).get(f"/library/{entry.id}", level=level)
    assert page.texts(".question-words") == [entry.text]
    assert page.texts(".anchors dd") == [*entry.anchors_for[level].values()]
    assert page.texts(".switch [aria-current]")[0].startswith({"mid": "Mid-level"}.get(level, level.title()))
    other = next(one for one in entry.levels if one not in entry.anchors_for)
    page = browser(cast.hugo).htmx_get(f"/library/{entry.id}", level=other)
    assert page.texts(".anchors dd") == [*entry.anchors.values()]


def test_where_it_is_used_is_linked_for_who_may_see_the_plan(browser, cast):
    plan = make_plan(questions=0)
    stage = plan.stages[0]
    make_planned_question(stage, library_id=SHIPPED.id)
    make_planned_question(make_stage(plan, position=2, questions=0), library_id=SHIPPED.id)
    make_kit(stage, questions=0)
    rita, ivo = browser(cast.rita).get(PAGE), browser(cast.ivo).get(PAGE)
    assert "In 1 plan and 0 frozen kits; asked in 0 interviews." in rita.words
    assert [a["href"] for a in rita.all("#use a")] == [
        f"/interview-plans/{plan.id}/questions#stage-{one.id}" for one in reversed(plan.stages)
    ]
    assert ivo.all("#use a") == []
    page = browser(cast.ivo).get("/library", use="used")
    assert [a["href"] for a in page.all("tbody .row-link")] == [PAGE]


def test_an_administrator_who_takes_no_part_sees_no_library(browser, cast):
    ada = browser(cast.ada)
    assert [ada.get(url).status for url in ("/library", PAGE, "/library/new")] == [403, 404, 403]
    assert "Library" not in ada.get("/").texts("nav a")


@pytest.mark.parametrize("address", ["/library/no-such-question", "/library/NO", "/library-versions/99"])
def test_what_is_not_there_is_not_found(browser, cast, address):
    assert browser(cast.rita).get(address).status == 404


# To write


def test_ivo_writes_a_question_and_sends_it_to_review(browser, cast):
    ivo = browser(cast.ivo)
    ivo.get("/library/new")
    assert ivo.post("/library/new", FORM | {"then": "review", "note": "From last week"}).status == 303
    page = ivo.follow()
    assert (page.h1, page.texts(".page-state .mark")) == ("Version 1", ["In review"])
    version = newest()
    wanted = TABLE | {"id": version.question.library_id, "paraphrase_group": version.question.library_id}
    assert (version.content, version.note) == (wanted, "From last week")
    assert browser(cast.rita).get("/library").texts("#open .said") == [TABLE["text"]]


def test_a_draft_may_be_unfinished_and_says_what_is_left(browser, cast):
    ivo = browser(cast.ivo)
    ivo.post("/library/new", FORM | {"anchor_4": "", "probes": ""})
    assert "Still to be written: the follow-up questions; what 4 means." in ivo.follow().words
    page = ivo.submit("form[action$='/review']")
    assert page.status == 422
    assert "Still to be written" in page.one("#errors").text


def test_a_question_without_words_is_refused_with_all_that_was_typed(browser, cast):
    page = browser(cast.ivo).post("/library/new", FORM | {"text": " "})
    assert page.status == 422
    assert page.texts("#errors a") == ["Write the question."]
    assert page.fields("form.x, main form")["anchor_3"] == [TABLE["anchors"]["3"]]


def test_the_competency_of_a_new_question_is_chosen_and_not_given(browser, cast):
    ivo = browser(cast.ivo)
    assert ivo.get("/library/new").fields("main form")["competency"] == [""]
    page = ivo.post("/library/new", FORM | {"competency": ""})
    assert (page.status, page.texts("#errors a")) == (422, ["Choose the competency."])


def test_a_reviewer_reads_the_letters_that_are_kept_in_their_order(browser, cast):
    browser(cast.ivo).post("/library/new", FORM | {"text": "Tell us \u202esu llet\u202c now."})
    assert newest().content["text"] == "Tell us su llet now."


def test_another_wording_joins_its_group(browser, cast):
    ivo = browser(cast.ivo)
    page = ivo.get("/library/new", like=SHIPPED.id)
    assert page.fields("main form")["competency"] == [SHIPPED.competency]
    ivo.post("/library/new", FORM | {"like": SHIPPED.id, "competency": SHIPPED.competency})
    assert newest().content["paraphrase_group"] == SHIPPED.paraphrase_group


def test_an_edit_begins_with_the_words_in_use(browser, cast):
    ivo = browser(cast.ivo)
    ivo.get(PAGE + "/version")
    page = ivo.submit("main form", minutes="11")
    assert page.status == 303
    page = ivo.follow()
    assert page.texts(".changes dt") == ["Minutes"]
    assert page.texts(".changes dd") == [f"{SHIPPED.minutes} 11"]
    assert newest().content == asked(SHIPPED.id).table | {"minutes": 11}


def test_a_competency_typed_into_an_edit_changes_nothing(browser, cast):
    ivo = browser(cast.ivo)
    ivo.get(PAGE + "/version")
    ivo.submit("main form", competency="clinical-care", minutes="11")
    assert newest().content["competency"] == SHIPPED.competency


def test_two_who_edit_at_once_both_keep_their_words(browser, cast):
    ivo, ines = browser(cast.ivo), browser(cast.ines)
    ivo.get(PAGE + "/version")
    ines.get(PAGE + "/version")
    ivo.submit("main form", minutes="11")
    page = ines.submit("main form", minutes="12")
    assert page.status == 409
    assert page.fields("main form")["minutes"] == ["12"]
    assert ines.submit("main form").status == 303
    assert newest().content["minutes"] == 12


def test_the_rubric_speaks_while_one_types(browser, cast):
    ivo = browser(cast.ivo)
    ivo.get("/library/new")
    page = ivo.htmx_post("/library/wording", FORM | {"text": "Do you have children?"})
    assert page.status == 200
    assert page.has("#wording") and not page.has("h1")
    assert "Not lawful" in page.texts(".remarks .mark")
    assert {a["href"] for a in page.all(".remarks a")} == {"#text"}
    assert "Nothing to change" in ivo.htmx_post("/library/wording", FORM).words


def test_the_rubric_holds_a_new_question_against_the_others(browser, cast):
    ivo = browser(cast.ivo)
    words = {"competency": SHIPPED.competency, "text": SHIPPED.text, "kind": SHIPPED.kind}
    assert SHIPPED.id in ivo.htmx_post("/library/wording", words | {"library_id": ""}).words
    assert SHIPPED.id not in ivo.htmx_post("/library/wording", words | {"library_id": SHIPPED.id}).words
    assert (
        SHIPPED.id not in ivo.htmx_post("/library/wording", words).words
    )  # the form of a plan's own question


# To decide


def test_rita_puts_it_into_use_and_ivo_may_not(browser, cast):
    version = written(cast.ivo)
    url = f"/library-versions/{version.id}"
    assert browser(cast.ivo).post(url + "/approval").status == 403
    rita = browser(cast.rita)
    rita.get(url)
    assert rita.submit("form[action$='/approval']").status == 303
    assert rita.follow().texts(".page-state .mark") == ["In use"]


def test_rita_reads_why_she_may_not_approve_her_own(browser, cast):
    from tests.factories import make_person

    make_person("Rosa Ruiz", "coordinator")
    version = written(cast.rita)
    page = browser(cast.rita).get(f"/library-versions/{version.id}")
    assert "another coordinator puts it into use" in page.texts("#review")[0]
    assert not page.has("form[action$='/approval']")


def test_a_tick_without_its_reason_is_refused_beside_the_field(browser, cast):
    version = written(cast.ivo, minutes=30)
    rita = browser(cast.rita)
    rita.get(f"/library-versions/{version.id}")
    page = rita.submit("form[action$='/approval']", accepted="y")
    assert (page.status, page.texts("#errors a")) == (422, ["Write why it is used all the same."])
    assert rita.submit("form[action$='/approval']", faults_reason="Long on purpose").status == 303


def test_giving_back_is_read_by_the_writer(browser, cast):
    version = written(cast.ivo)
    with saving():
        actions.send(version, by=cast.ivo, at=NOW)
    rita = browser(cast.rita)
    rita.get(f"/library-versions/{version.id}")
    rita.submit("form[action$='/return']", reason="Which parcels?")
    page = browser(cast.ivo).get(f"/library-versions/{version.id}")
    assert "Which parcels?" in page.texts(".notice")[0]
    assert "Given back: Which parcels?" in browser(cast.ivo).get("/library").texts("#open li")[0]


def test_retiring_and_taking_up_again(browser, cast):
    rita = browser(cast.rita)
    rita.get(PAGE)
    page = rita.submit("form[action$='/retirement']")
    assert page.status == 422
    rita.submit("form[action$='/retirement']", **{"retirement-reason": "Everybody knows it"})
    page = rita.follow()
    assert page.texts(".page-state .mark") == ["Retired"]
    assert "Everybody knows it" in page.texts(".notice")[0]
    assert browser(cast.ivo).post(PAGE + "/restoration").status == 403
    rita.submit("form[action$='/restoration']")
    assert rita.follow().texts(".page-state .mark") == ["In use"]


def test_a_new_edition_is_shown_beside_the_companys_words(browser, cast):
    version = adapted(SHIPPED.id, cast.ivo, cast.rita, minutes=11)
    with saving():
        version.based_on = "the words before the update"
    rita = browser(cast.rita)
    page = rita.get(PAGE)
    assert page.texts(".notice .changes dd") == [f"11 {SHIPPED.minutes}"]
    rita.submit("form[action$='/passing-over']")
    assert not rita.follow().has(".notice")
    rita.submit("form[action$='/shipped-words']", **{"shipped-reason": "Theirs is better"})
    assert "Comes with Colloquy" in rita.follow().texts(".page-state")[0]
    assert queries.in_use().version == engine.library().version


def test_a_retired_question_is_found_only_by_who_asks_for_retired_ones(browser, cast):
    with saving():
        actions.retire(asked(SHIPPED.id), "Away", by=cast.rita, at=NOW)
    rita = browser(cast.rita)
    of_its_kind = {"competency": SHIPPED.competency, "kind": SHIPPED.kind}
    found = [
        [a["href"] for a in rita.get("/library", **of_its_kind, **state).all("tbody .row-link")]
        for state in ({}, {"state": "retired"})
    ]
    assert (PAGE in found[0], found[1]) == (False, [PAGE])


def test_what_waits_for_review_stands_on_the_home_of_who_may_approve_it(browser, cast):
    for writer, words in (
        (cast.ivo, "Think of Ivo's late delivery. What did you do?"),
        (cast.rita, "Rita's?"),
    ):
        version = written(writer, text=words)
        with saving():
            actions.send(version, by=writer, at=NOW)
    page = browser(cast.rita).get("/")
    assert page.texts("#stuck .said") == ["Think of Ivo's late delivery. What did you do?"]
    assert not browser(cast.hugo).get("/").has("#stuck .said")
