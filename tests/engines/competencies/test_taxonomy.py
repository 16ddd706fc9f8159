"""The taxonomy: every competency is named, defined and found by its own words."""

import json
from collections import Counter
from pathlib import Path

import pytest

from app.engines.competencies import ALL, get, match
from app.engines.competencies.terms import terms

SHARED = Path(__file__).parents[4] / "shared" / "questions" / "competencies.json"


def test_there_are_44_core_competencies_and_9_extensions():
    assert Counter(competency.core for competency in ALL) == {True: 44, False: 9}


def test_an_id_is_found_and_an_unknown_one_is_none():
    assert [get(competency.id) for competency in ALL] == list(ALL)
    assert get("juggling") is None


@pytest.mark.skipif(not SHARED.exists(), reason="the shared list of competencies is not here")
def test_the_ids_are_the_agreed_ones_in_the_agreed_order():
    agreed = json.loads(SHARED.read_text(encoding="utf-8"))
    assert [(one.id, one.group[0], one.core) for one in ALL] == [
        (row["id"], row["group"][0], row["core"]) for row in agreed
    ]


def test_each_name_leads_to_its_competency():
    lost = [one.id for one in ALL if one.id not in {match.id for match in match(one.name)}]
    assert lost == []


def test_every_alias_has_words_to_match():
    assert [(one.id, alias) for one in ALL for alias in one.aliases if terms(alias) == ()] == []


def test_definitions_are_whole_sentences():
    assert [
        one.id for one in ALL if not one.definition.endswith(".") or not one.definition[0].isupper()
    ] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("related", "relational"),
        ("perform", "performance"),
        ("responsible", "responsive"),
        ("confer", "conferences"),
        ("business", "busy"),
        ("regulate", "regulations"),
        ("products", "productions"),
        ("experience", "experiments"),
        ("customs", "customers"),
    ],
)
def test_words_that_only_share_a_stem_are_told_apart(one, other):
    assert terms(one) != terms(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("directors", "director"),
        ("vulnerabilities", "vulnerability"),
        ("tests", "testing"),
        ("colour", "Colours"),
    ],
)
def test_forms_of_one_word_are_the_same(one, other):
    assert terms(one) == terms(other)
