"""The commands that others rely on: their JSON, their exit codes, the same bytes for the same input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.engines import competencies
from app.engines.questions import library

ADVERT = """Harbour clerk

What you will do
- Keep the register of moorings up to date and correct
- Answer questions from skippers by radio and at the desk
- Reconcile the harbour dues with the bank every week

What we offer
- A bicycle and five weeks of holiday

What you bring
- Two years of office experience
"""


@pytest.fixture
def run(app):
    """Run a flask command: its exit code, its standard output, its standard error."""
    runner = app.test_cli_runner()

    def run(*arguments: str) -> tuple[int, str, str]:
        result = runner.invoke(args=list(arguments))
        return result.exit_code, result.stdout, result.stderr

    return run


@pytest.fixture
def advert(tmp_path):
    file = tmp_path / "advert.txt"
    file.write_text(ADVERT)
    return str(file)


def test_a_document_is_read_in_the_agreed_form(run, advert):
    code, out, err = run("documents", "read", advert)
    assert (code, err) == (0, "")
    [document] = json.loads(out)
    assert sorted(document) == ["file", "left_out", "responsibilities", "title"]
    assert [(r["id"], r["line"], r["text"]) for r in document["responsibilities"]] == [
        ("r1", 4, "Keep the register of moorings up to date and correct"),
        ("r2", 5, "Answer questions from skippers by radio and at the desk"),
        ("r3", 6, "Reconcile the harbour dues with the bank every week"),
    ]
    known = {each.id for each in competencies.ALL}
    for line in document["responsibilities"]:
        assert sorted(line) == ["competencies", "id", "importance", "label", "line", "text"]
        assert len(line["competencies"]) <= 3 and {c["id"] for c in line["competencies"]} <= known
    assert {(left["line"], left["why"]) for left in document["left_out"]} >= {
        (9, "benefit"),
        (12, "requirement"),
    }


def test_a_faulty_file_is_named_and_the_others_are_still_read(run, advert, tmp_path):
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(b"%PDF-1.7 and then nothing of use")
    code, out, err = run("documents", "read", str(damaged), advert)
    assert (code, len(json.loads(out))) == (1, 1)
    assert str(damaged) in err and "Traceback" not in err


def test_a_file_that_is_not_there_is_wrong_usage(run):
    assert run("documents", "read", "/nowhere/at-all.txt")[0] == 2


STAGES = ("--stage", "First talk:45", "--stage", "Panel: people and work:60")


def test_questions_are_generated_in_the_agreed_form(run, advert):
    code, out, _ = run("questions", "generate", advert, "--level", "mid", *STAGES)
    made = json.loads(out)
    assert code == 0
    assert sorted(made) == ["coverage", "input_hash", "library_version", "seed", "stages"]
    assert [(s["name"], s["minutes"]) for s in made["stages"]] == [
        ("First talk", 45),
        ("Panel: people and work", 60),
    ]
    for stage in made["stages"]:
        assert stage["planned_minutes"] <= stage["minutes"]
        for question in stage["questions"]:
            assert set(question["responsibilities"]) <= {"r1", "r2", "r3"}
            assert sorted(question["anchors"]) == ["1", "2", "3", "4", "5"]


def test_the_same_input_gives_the_same_bytes(run, advert):
    command = ("questions", "generate", advert, "--level", "senior", *STAGES, "--seed", "3")
    assert run(*command)[1] == run(*command)[1]


@pytest.mark.parametrize("stage", ["Screen", "Screen:soon", ":45", "Screen:0", "Screen:99999"])
def test_a_stage_that_cannot_be_read_is_wrong_usage(run, advert, stage):
    assert run("questions", "generate", advert, "--level", "mid", "--stage", stage)[0] == 2


def test_the_library_has_no_faults(run):
    code, out, _ = run("questions", "lint")
    assert (code, json.loads(out)) == (0, {"checked": len(library().entries), "faults": []})


def test_an_exported_set_is_clean_too(run, advert, tmp_path):
    file = tmp_path / "set.json"
    file.write_text(run("questions", "generate", advert, "--level", "mid", *STAGES)[1])
    code, out, _ = run("questions", "lint", str(file))
    assert (code, json.loads(out)["faults"]) == (0, [])


def test_a_bad_question_is_found_with_its_rule(run, tmp_path):
    file = tmp_path / "bad.json"
    bad = {"id": "q", "kind": "past_behaviour", "text": "Are you married, and have you children?"}
    file.write_text(json.dumps([bad]))
    code, out, _ = run("questions", "lint", str(file))
    assert code == 1
    assert "R5" in {fault["rule"] for fault in json.loads(out)["faults"]}


@pytest.mark.parametrize("content", ["", "no json", "7", '"text"', "[1, 2]", "[" * 5000])
def test_what_is_not_a_list_of_questions_is_named(run, tmp_path, content):
    file = tmp_path / "odd.json"
    file.write_text(content)
    code, out, err = run("questions", "lint", str(file))
    assert (code, out) == (1, "") and str(file) in err


def test_a_schedule_is_solved_or_refused(run, tmp_path):
    from tests.engines.scheduling.small import candidate, interviewer, problem, round_, stage

    file = tmp_path / "problem.json"
    file.write_text(json.dumps(problem([interviewer("ivo")], [candidate("cleo", stage("s", round_("r")))])))
    code, out, _ = run("schedules", "solve", str(file), "--seconds", "0.2")
    assert (code, [a["round"] for a in json.loads(out)["assignments"]]) == (0, ["r"])
    file.write_text("{}")
    code, out, err = run("schedules", "solve", str(file))
    assert (code, out) == (1, "") and str(file) in err


def test_the_policy_lists_every_rule_with_its_door(run, app):
    rows = json.loads(run("policy")[1])
    assert len(rows) == len(list(app.url_map.iter_rules()))
    assert all(sorted(row) == ["action", "door", "endpoint", "methods", "rule"] for row in rows)


def test_the_first_administrator_is_invited_from_the_command_line(run, browser):
    made = json.loads(run("people", "invite", "--administrator", "ada@example.com")[1])
    visitor = browser()
    visitor.get("/join/" + made["link"].rpartition("/")[2])
    assert visitor.submit(name="Ada", zone="Europe/Berlin", password="seven green bicycles").location == "/"
    assert visitor.get("/people").status == 200


def test_a_second_invitation_of_a_member_is_a_fault(run, cast):
    assert run("people", "invite", cast.ada.email)[0] == 1


def test_a_wrong_setting_is_one_clear_line(tmp_path):
    import os
    import subprocess
    import sys

    house = Path(__file__).parents[2]
    for settings, words in (
        ({}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too short"),
        ({"SECRET_KEY": "k" * 40, "DATABASE_URL": "mysql://x"}, "DATABASE_URL must begin with"),
        ({"SECRET_KEY": "k" * 40, "TRUSTED_PROXY_COUNT": "many"}, "TRUSTED_PROXY_COUNT must be a number"),
    ):
        environ = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path)} | settings
        ran = subprocess.run(
            [sys.executable, "-c", "import wsgi"], cwd=house, env=environ, capture_output=True, text=True
        )
        assert (ran.returncode, ran.stderr.count("\n")) == (1, 1)
        assert words in ran.stderr
