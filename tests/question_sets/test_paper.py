"""The kit on paper: for a room without a laptop, with room to write."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from types import SimpleNamespace as Thing

import pytest
from pypdf import PdfReader

from app.question_sets.paper import as_pdf
from tests.factories import ANCHORS, make_interview, make_kit, make_plan, make_role

SERVED = {"id": 1, "label": "Booking services", "text": "Keep them running", "lines": [12], "importance": 4}


def question(**columns) -> Thing:
    plain = {
        "competency": "documentation",
        "kind": "past_behaviour",
        "minutes": 9,
        "weight": 1,
        "text": "Tell us about the slowest query that you had to speed up.",
        "responsibilities": [SERVED],
        "material": None,
        "key": None,
        "probes": ["How did you find the cause?", "What else could you have done?", "Which part was yours?"],
        "anchors": ANCHORS,
    }
    return Thing(**plain | columns)


def kit(*questions: Thing, name: str = "First conversation", **columns) -> Thing:
    plain = {
        "name": name,
        "version": 3,
        "minutes": 60,
        "content_hash": "ab" * 32,
        "library_version": "e1d13cdf0227f92f",
        "frozen_at": datetime(2026, 11, 21, 9, 30, tzinfo=UTC),
        "instructions": "Ask everybody the same.",
        "weights_reason": None,
        "questions": list(questions),
        "stage": Thing(plan=Thing(role=Thing(title="Developer", level="senior"))),
    }
    return Thing(**plain | columns)


def read(a_kit: Thing) -> PdfReader:
    return PdfReader(BytesIO(as_pdf(a_kit, str.upper)))


def words(a_kit: Thing) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(a_kit).pages).split())


def test_everything_an_interviewer_needs_is_on_it_and_can_be_selected():
    said = words(kit(question(material="SELECT 1;", key="One row.", weight=2)))
    wanted = [
        "First conversation Developer, senior 1 question in 1 h. Version 3, frozen Sat 21 Nov 2026, 09:30 UTC.",
        f"Library e1d13cdf0227f92f. Kit {'ab' * 32}.",
        "Ask everybody the same.",
        "Question 1 DOCUMENTATION, Past behaviour, 9 min, weight 2",
        "Tell us about the slowest query that you had to speed up.",
        "Serves: Booking services (line 12)",
        "SELECT 1;",
        "For the interviewer alone: One row.",
        "How did you find the cause?",
        *ANCHORS.values(),
        "not enough evidence",
        "First conversation, version 3, kit abababababab Page 1 of 1",
    ]
    assert [words for words in wanted if words not in said] == []


def test_the_same_kit_gives_the_same_bytes():
    assert as_pdf(kit(question()), str.upper) == as_pdf(kit(question()), str.upper)
    assert as_pdf(kit(question()), str.upper) != as_pdf(kit(question(text="Another?")), str.upper)


def test_names_from_all_over_europe_print():
    name = "Łukasz Öztürk, Ελένη, Жанна, Nguyễn → ≥ 5 ✓"
    assert name in words(kit(question(), name=name))


def test_braces_in_a_question_stay_what_they_are():
    assert "What does {nb} print?" in words(kit(question(text="What does {nb} print?")))


def test_ten_questions_take_about_six_pages_and_none_is_parted_from_its_boxes():
    pages = [page.extract_text() for page in read(kit(*(question() for _ in range(10)))).pages]
    assert 4 <= len(pages) <= 6
    assert [page.count("not enough evidence") for page in pages] == [page.count("Serves:") for page in pages]


def test_the_document_has_a_title_a_language_and_an_outline():
    found = read(kit(question(), question()))
    assert found.metadata is not None
    assert found.metadata.creation_date == datetime(
        2026, 11, 21, 9, 30, tzinfo=UTC
    )  # not today's: same bytes
    assert found.metadata.title == "First conversation, version 3: Developer"
    assert found.root_object["/Lang"] == "en-GB"
    assert [entry["/Title"] for entry in found.outline if isinstance(entry, dict)] == [
        "Question 1",
        "Question 2",
    ]


@pytest.mark.parametrize(
    "columns",
    [
        {"text": "W" * 2000},
        {"material": "x" * 20000},
        {"material": "\n" * 300 + "\tend"},
        {"probes": [], "anchors": {}, "responsibilities": []},
        {"text": "漢字 ﷽ 🙂 \u200b\u2028 {nb}"},
        {"key": "k" * 4000},
    ],
)
def test_words_of_any_length_and_script_fit_somewhere(columns):
    assert len(read(kit(question(**columns))).pages) >= 1


def test_rita_and_hugo_get_it_from_the_kits_page_and_otto_does_not(browser, cast):
    plan = make_plan(make_role(hiring_manager_id=cast.hugo.id, title="Ingeniør / “lead”"))
    frozen = make_kit(plan.stages[0])
    url = browser(cast.rita).get(f"/kits/{frozen.id}").links()["PDF to print"]
    for person in (cast.rita, cast.hugo):
        page = browser(person).get(url)
        assert (page.status, page.headers["Content-Type"]) == (200, "application/pdf")
        assert page.headers["Content-Disposition"] == 'inline; filename="Ingenir_lead_Stage_1_1.pdf"'
        assert page.data.startswith(b"%PDF-")
    assert browser(cast.otto).get(url).status == 404


def test_whoever_sits_in_an_interview_prints_its_questions(browser, cast):
    interview = make_interview(None, cast.ivo)
    url = browser(cast.ivo).get(f"/interviews/{interview.id}").links()["Questions to print"]
    page = browser(cast.ivo).get(url)
    assert (page.status, page.data[:5]) == (200, b"%PDF-")
    assert browser(cast.otto).get(url).status == 404
