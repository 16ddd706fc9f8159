"""Which competency a line asks for; and saying nothing rather than something absurd."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from app.engines.competencies import ALL, Match, match

HERE = Path(__file__)
MAP = HERE.parents[4] / "shared" / "questions" / "document_map.json"
LINES = tomllib.loads(HERE.with_name("lines.toml").read_text(encoding="utf-8"))["line"]
with_the_map = pytest.mark.skipif(not MAP.exists(), reason="the map of the shared documents is not here")


def ids(text, label=None, title=""):
    return [found.id for found in match(text, label, title)]


def rates(rows) -> tuple[float, float]:
    """The shares of rows with a right answer first, and among the first three."""
    answers = [(ids(text, label, title), right) for text, label, title, right in rows]
    first = sum(found[:1] != [] and found[0] in right for found, right in answers)
    among = sum(any(one in right for one in found) for found, right in answers)
    return first / len(rows), among / len(rows)


def duties(*, kept: bool) -> list[tuple[str, None, str, list[str]]]:
    lines = [line for line in LINES if line["right"] and line.get("kept", False) == kept]
    return [(line["text"], None, line["title"], line["right"]) for line in lines]


def agreed() -> dict:
    return json.loads(MAP.read_text(encoding="utf-8"))


@with_the_map
def test_every_labelled_line_of_the_ten_profiles_finds_its_competency():
    rows = [(row["text"], row["label"], "", row["competencies"]) for row in agreed()["document_002"]]
    assert rates(rows) == (1.0, 1.0)


@with_the_map
def test_the_same_lines_without_their_labels_nearly_all_do():
    first, among = rates([(row["text"], None, "", row["competencies"]) for row in agreed()["document_002"]])
    assert first >= 0.87
    assert among >= 0.98


@with_the_map
def test_the_themes_of_the_other_documents_find_theirs():
    themes = [theme for of_document in agreed()["themes"].values() for theme in of_document]
    first, among = rates(
        [(theme["theme"], None, "Python developer", theme["competencies"]) for theme in themes]
    )
    assert first >= 0.9
    assert among >= 0.93


def test_lines_of_our_own_from_software_and_from_other_trades_find_theirs():
    first, among = rates(duties(kept=False))
    assert first >= 0.92
    assert among >= 0.98


def test_lines_of_jobs_that_were_not_looked_at_while_tuning_find_theirs_too():
    first, among = rates(duties(kept=True))
    assert first >= 0.8
    assert among >= 0.9


def test_most_lines_that_are_no_duty_find_nothing():
    found = [line["text"] for line in LINES if not line["right"] and match(line["text"], None, line["title"])]
    assert len(found) <= 7


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Staff nurse", "Write Python scripts and clean code."),
        ("Staff nurse", "Monitor patients and support the team on the ward."),
        ("Class teacher", "Model good behaviour and integrate new pupils."),
        ("Sales executive", "Build the pipeline and close deals on our platform."),
        ("Bank branch manager", "Lead the branch and its release of funds."),
        ("Laboratory technician", "Test blood and deploy staff to the wards."),
        ("Waiter", "Serve tables, view the menu and index the wines."),
        ("Warehouse operative", "Load containers, pack orders and scan each parcel."),
        ("", "Administer medicines to patients and monitor their vital signs."),
    ],
)
def test_nobody_outside_software_is_asked_about_software(title, text):
    software = {competency.id for competency in ALL if competency.field == "software"}
    assert software & set(ids(text, None, title)) == set()


def test_words_between_what_is_done_and_to_what_do_not_hide_it():
    assert ids("Train all new system users")[0] == "mentoring-knowledge-sharing"
    assert ids("Prioritise our many competing and urgent tasks")[0] == "planning-prioritisation"


def test_the_title_of_the_job_tips_the_scale():
    line = "Look after accounts."
    assert "stakeholder-client-management" in ids(line, None, "Key account manager")
    assert "stakeholder-client-management" not in ids(line, None, "Bookkeeper")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Perform duties as they come up", "performance-scalability"),
        ("Be responsible for the shop", "performance-scalability"),
        ("Confer with the other department", "learning-adaptability"),
        ("Fill out related papers", "database-storage"),
        ("Explain what is important", "inventory-logistics"),
        ("Regulate the heating", "privacy-compliance"),
    ],
)
def test_a_word_with_the_stem_of_another_is_another_word(text, wrong):
    assert wrong not in ids(text)


def test_software_for_a_hospital_is_still_software():
    assert (
        ids("Develop Django back ends for patients", None, "Hospital software developer")[0]
        == "backend-services"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "???",
        "\x00\ud800",
        "Free lunch every Friday.",
        "Competitive salary and 30 days of holiday.",
        "Be nice.",
        "xyz qwerty",
    ],
)
def test_it_says_nothing_where_it_is_not_sure(text):
    assert match(text) == ()


def test_the_label_tips_the_scale():
    line = "Work on what the team needs most."
    assert ids(line, "Code Review")[0] == "code-review-standards"
    assert ids(line, "Payroll and invoices")[0] == "financial-control-accounting"


def test_the_best_comes_first_at_most_three_with_scores_between_0_and_1():
    found = match(
        "Design REST APIs, tune slow SQL queries, write unit tests, deploy to AWS and mentor juniors."
    )
    assert len(found) == 3
    assert list(found) == sorted(found, key=lambda one: -one.score)
    assert all(0 < one.score < 1 and round(one.score, 4) == one.score for one in found)


def test_a_word_in_another_trades_sense_is_not_taken():
    assert "data-pipelines-etl" not in ids("Grow the sales pipeline")
    assert ids("Feed the pipeline that loads our data warehouse")[0] == "data-pipelines-etl"
    assert "inventory-logistics" not in ids("Speak with customers about their day")


def test_a_second_competency_far_behind_the_first_is_left_out():
    assert ids("Write unit tests, integration tests and regression tests for the code") == ["testing-qa"]


def test_a_label_says_more_than_the_line():
    assert ids("Forms.", "Testing")[0] == "testing-qa"
    assert ids("Testing.", "Forms")[0] == "records-administration"


def test_spelling_of_either_side_of_the_sea_is_the_same():
    assert match("Analyze and prioritize work, optimize queries") == match(
        "Analyse and prioritise work, optimise queries"
    )


def test_a_very_long_line_is_read_to_a_limit():
    assert match("Write unit tests. " * 50_000)[0].id == "testing-qa"


FRESH = """
import json
from app.engines.competencies import ALL, match
print(json.dumps([[one.id, one.score] for c in ALL for one in match(c.definition, c.name, "Engineer")]))
"""


def test_every_process_gives_the_same_scores():
    answers = {
        subprocess.run(
            [sys.executable, "-c", FRESH],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(answers) == 1


def test_a_match_names_a_competency_that_exists():
    known = {competency.id for competency in ALL}
    assert {found.id for line in LINES for found in match(line["text"])} <= known
    assert match("Write unit tests")[0] == Match("testing-qa", match("Write unit tests")[0].score)
