"""The documents the product was asked to read; they are not ours to copy, so they are read where they lie."""

import json
from pathlib import Path

import pytest

from app.engines.documents import read

SHARED = Path(__file__).resolve().parents[4] / "shared"


def shared(pattern: str) -> str:
    found = sorted((SHARED / "documents").glob(pattern)) if SHARED.is_dir() else []
    if not found:
        pytest.skip(f"NOT CHECKED: no {pattern} in ../shared/documents")
    return found[0].read_text("utf-8")


def test_ten_profiles_in_one_document_become_ten_with_83_labelled_responsibilities():
    documents = read(shared("002*"))
    wanted = json.loads((SHARED / "questions" / "document_map.json").read_text("utf-8"))["document_002"]
    assert len(documents) == 10
    assert [
        (profile, duty.label, duty.text)
        for profile, document in enumerate(documents, 1)
        for duty in document.responsibilities
    ] == [(row["profile"], row["label"], row["text"]) for row in wanted]
    ids = [duty.id for document in documents for duty in document.responsibilities]
    assert ids == [f"r{number}" for number in range(1, 84)]


@pytest.mark.parametrize(
    ("pattern", "fewest", "most"), [("000*", 15, 30), ("001*", 12, 30), ("003*", 3, 12), ("004*", 8, 25)]
)
def test_an_article_gives_one_document_with_a_few_lines_that_stand_in_it(pattern, fewest, most):
    text = shared(pattern)
    (document,) = read(text)
    assert fewest <= len(document.responsibilities) <= most
    lines = text.split("\n")
    strays = [duty for duty in document.responsibilities if duty.text not in lines[duty.line - 1]]
    assert strays == []


def test_each_responsibility_names_the_line_it_stands_in():
    text = shared("002*")
    lines = text.split("\n")
    strays = [
        duty
        for document in read(text)
        for duty in document.responsibilities
        if duty.text not in lines[duty.line - 1]
    ]
    assert strays == []
