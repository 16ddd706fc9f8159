"""The contract's JSON, and what the commands say to a wrong argument."""

import json

import pytest

from app.engines.questions.export import Unusable, generated, linted, parse_stage
from tests.engines.questions.shelf import entry, shelf

LIBRARY = shelf(entry("a-one", "a"), entry("b-work", "b", "work_sample", 15))


def answer(**more):
    usual = {"stages": ["Technical: part 1:60"], "level": "mid", "seed": 4, "library": LIBRARY}
    return generated(
        [("r1", 5, ["a"], "Sew."), ("r2", 2, ["b"], "Mend."), ("r3", 2, [], "Wait.")], **{**usual, **more}
    )


def test_the_answer_has_the_contracts_shape():
    found = answer()
    questions = found["stages"][0]["questions"]
    assert list(found) == ["input_hash", "library_version", "seed", "stages", "coverage"]
    assert (found["seed"], found["library_version"], len(found["input_hash"])) == (4, LIBRARY.version, 16)
    assert [(key, found["stages"][0][key]) for key in ("name", "minutes", "planned_minutes")] == [
        ("name", "Technical: part 1"),
        ("minutes", 60),
        ("planned_minutes", 38),
    ]
    assert questions[0] == {
        "id": "a-one",
        "kind": "past_behaviour",
        "level": "mid",
        "minutes": 8,
        "competency": "a",
        "responsibilities": ["r1"],
        "text": "Tell us about a-one.",
        "material": None,
        "probes": ["What came first?", "What else was there?", "How did it end?"],
        "anchors": {str(point): f"Answer number {point} to it." for point in range(1, 6)},
        "why": "Covers r1, the most important not yet asked about.",
    }
    assert (questions[1]["material"], questions[1]["key"]) == ("a log", "line 3")
    assert found["coverage"] == {
        "weighted": 0.778,
        "uncovered": [{"responsibility": "r3", "why": "No competency was recognised in it: choose one."}],
    }
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "60",
        ":60",
        "Technical",
        "Technical:",
        "Technical:an hour",
        "Technical:-5",
        "Technical:0",
        "Technical:9999",
        "T:٣",
    ],
)
def test_a_stage_that_cannot_be_read_is_named(text):
    with pytest.raises(Unusable) as raised:
        parse_stage(text)
    assert str(raised.value).startswith("A stage ")


def test_an_unknown_level_is_named():
    with pytest.raises(Unusable, match=r"^The level is one of junior, mid, senior, lead, not “boss”\.$"):
        answer(level="boss")


def test_an_exported_set_a_list_and_a_single_question_can_be_linted():
    found = answer()
    questions = found["stages"][0]["questions"]
    assert linted(found) == linted(questions)
    assert [linted(content)["checked"] for content in (found, [found], questions, questions[0], [])] == [
        2,
        2,
        2,
        1,
        0,
    ]


@pytest.mark.parametrize("content", [3, "text", {"a": 1}, [1, 2], {"stages": [3]}, {"stages": [{}]}, True])
def test_other_json_is_refused_in_words(content):
    with pytest.raises(Unusable):
        linted(content)
