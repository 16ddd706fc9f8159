"""The library's files: what an author may write, and the message where a slip is."""

import pytest

from app.engines.questions import Misshapen, library, library_version
from app.engines.questions.loader import load

QUESTION = "sewing.toml, question 1 (sewing-seam): "

GOOD = """competency = "sewing"

[[question]]
id = "sewing-seam"
kind = "past_behaviour"
levels = ["lead", "junior"]
minutes = 8
text = "Tell us about a seam."
probes = ["What came first?", "What else?", "How did it end?"]
paraphrase_group = "seam"
[question.anchors]
1 = "One."
2 = "Two."
3 = "Three."
4 = "Four."
5 = "Five."
[question.anchors_for.lead]
1 = "Lead one."
2 = "Lead two."
3 = "Lead three."
4 = "Lead four."
5 = "Lead five."
"""


def written(folder, content=GOOD, name="sewing.toml"):
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_a_file_becomes_questions_for_its_levels(tmp_path):
    sewing = load([written(tmp_path)])
    assert [question.id for question in sewing.at("junior")] == ["sewing-seam"]
    assert sewing.at("mid") == ()
    assert sewing.find("sewing-seam", "junior").anchors[2] == "Two."
    assert sewing.find("sewing-seam", "lead").anchors[2] == "Lead two."
    assert sewing.find("sewing-hem", "lead") is None


def test_the_version_follows_the_words_and_not_the_layout(tmp_path):
    version = load([written(tmp_path)]).version
    assert (
        load([written(tmp_path, GOOD.replace("minutes = 8", "minutes   =   8  # about"))]).version == version
    )
    assert load([written(tmp_path, GOOD.replace("Two.", "Twice."))]).version != version


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'competency = "sewing"',
            'competency = "knitting"',
            "sewing.toml: competency is 'knitting', the file's name says “sewing”",
        ),
        ('id = "sewing-seam"\n', "", "sewing.toml, question 1: “id” is missing"),
        ("sewing-seam", "seam", "sewing.toml, question 1 (seam): the id does not begin with “sewing-”"),
        (
            "sewing-seam",
            "sewing-Seam",
            "sewing.toml, question 1 (sewing-Seam): the id has other than small letters, digits and hyphens",
        ),
        (
            "past_behaviour",
            "trivia",
            QUESTION + "“kind” is not one of past_behaviour, situational, knowledge, work_sample",
        ),
        ('["lead", "junior"]', '["boss"]', QUESTION + "“levels” has other than junior, mid, senior, lead"),
        ('["lead", "junior"]', '["lead", "lead"]', QUESTION + "“levels” names a level twice"),
        ("minutes = 8", 'minutes = "8"', QUESTION + "“minutes” is not a whole number from 1 to 60"),
        ("minutes = 8", "minutes = true", QUESTION + "“minutes” is not a whole number from 1 to 60"),
        (', "How did it end?"', "", QUESTION + "there are 2 probes, three or four are wanted"),
        ("minutes = 8", "minutes = 8\nlenght = 3", QUESTION + "unknown key “lenght”"),
        ('5 = "Five."\n', "", QUESTION + "“anchors” has other than the points 1 to 5"),
        ('3 = "Lead three."', '3 = " "', QUESTION + "“anchors_for.lead” has an empty point"),
        (
            "anchors_for.lead",
            "anchors_for.mid",
            QUESTION + "anchors_for.mid: the question is not for that level",
        ),
        ("past_behaviour", "work_sample", QUESTION + "a work sample needs “material” and “key”"),
        (
            "minutes = 8",
            'minutes = 8\nkey = "line 3"',
            QUESTION + "only a work sample has “material” and “key”",
        ),
        ("[[question]]", "[question]", "sewing.toml: questions stand under [[question]]"),
        ("[[question]]", 'author = "me"\n[[question]]', "sewing.toml: unknown key “author”"),
    ],
)
def test_a_slip_is_named_with_its_file_and_place(tmp_path, old, new, message):
    with pytest.raises(Misshapen) as raised:
        load([written(tmp_path, GOOD.replace(old, new, 1))])
    assert str(raised.value) == message


def test_a_file_that_is_no_toml_is_named(tmp_path):
    with pytest.raises(Misshapen, match=r"^sewing\.toml: "):
        load([written(tmp_path, "competency = ")])


def test_no_id_may_be_used_twice(tmp_path):
    twice = GOOD + GOOD.split("\n", 2)[2]
    with pytest.raises(Misshapen, match=r"^sewing\.toml: the id “sewing-seam” is used twice"):
        load([written(tmp_path, twice)])


def test_the_library_that_comes_with_the_product_has_a_version():
    assert library_version() == library().version
    assert len(library_version()) == 16
