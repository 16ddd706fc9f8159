"""What is typed becomes the library's shape and back; what the rubric would change names its field."""

from __future__ import annotations

import pytest

from app.engines import questions as engine
from app.library.wording import judge, table_in, typed_from
from tests.library.shelf import TABLE

SHIPPED = engine.library().entries


def placed(**changes) -> list[tuple[str, str]]:
    return [(remark.field, remark.rule) for remark in judge(TABLE | changes).remarks]


def test_a_question_without_faults_is_left_in_peace():
    assert judge(TABLE).is_clean


def test_every_question_survives_its_form():
    for entry in SHIPPED:
        table = {"competency": entry.competency, **engine.table_of(entry)}
        typed = typed_from(table)
        kept = {name: table[name] for name in ("id", "scenario_family", "setting") if name in table}
        assert table_in(typed) | kept == table, entry.id


def test_an_empty_form_is_not_scolded_but_told_what_is_to_be_written():
    judgement = judge(table_in({"competency": "testing-qa", "kind": "past_behaviour"}))
    assert judgement.remarks == ()
    assert judgement.missing == (
        "what is asked",
        "the minutes",
        "the follow-up questions",
        "what each rating means",
    )


def test_a_half_written_scale_names_what_is_left():
    half = {point: TABLE["anchors"][point] for point in "135"}
    assert judge(TABLE | {"anchors": half}).missing == ("what 2 and 4 mean",)
    own = {
        "anchors_for": {"mid": {"3": "Counted the parcels twice against the note and called the carrier."}}
    }
    assert judge(TABLE | own).missing == ("what 1, 2, 4 and 5 mean for mid",)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"text": "Did a delivery ever reach you with parcels missing?"}, "text"),
        ({"minutes": 40}, "minutes"),
        ({"probes": ["How did you notice it", *TABLE["probes"][1:]]}, "probes"),
        ({"anchors": TABLE["anchors"] | {"3": "Good."}}, "anchor_3"),
        ({"anchors_for": {"mid": TABLE["anchors"] | {"2": "Good."}}}, "anchor_2_mid"),
        ({"material": "A note."}, "material"),
        ({"levels": ["lead"], "text": "Think of your first task with a late delivery. What did you do?"}, "levels"),
    ],
)  # fmt: skip
def test_a_fault_is_shown_at_its_field(changes, where):
    assert where in {field for field, _ in placed(**changes)}


def test_what_must_not_be_asked_is_marked_as_such():
    judgement = judge(TABLE | {"text": "Tell us about your religion and the parcels."})
    assert [remark.field for remark in judgement.unlawful] == ["text"]
    assert "religion" in judgement.unlawful[0].what


def test_a_question_that_another_asks_already_is_told_which():
    entry = SHIPPED[0]
    table = {"competency": entry.competency, **engine.table_of(entry)}
    others = [other for other in SHIPPED if other.competency == entry.competency]
    told = [remark.what for remark in judge(table | {"paraphrase_group": ""}, others).remarks]
    assert any(entry.id in what for what in told)
    assert judge(table, [other for other in others if other.id != entry.id]).remarks == ()


@pytest.mark.parametrize(
    "odd", [{}, {"minutes": "many"}, {"minutes": "-3", "levels": ["expert", "mid"]}, {"probes": "\n \n"}]
)
def test_whatever_is_typed_can_be_judged(odd):
    judge(table_in(odd))
