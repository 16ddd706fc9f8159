"""The company's own questions leave as a file and come in as drafts, after a look at what would happen."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from io import BytesIO

import pytest

from app.engines import questions as engine
from app.library import exchange, forms, queries
from app.store.database import db
from app.store.library_question import LibraryVersion
from tests.library.shelf import TABLE, adapted, in_use

SHIPPED = engine.library().entries[0]
URL = "/library/import"


def file_with(*entries: engine.Entry) -> str:
    return engine.file_of(entries[0].competency, entries)


ODD = {
    "no text": b"\xff\xfe",
    "too deep": b"a = " + b"[" * 50_000,
    "too large a number": b"a = " + b"9" * 5000,
    "half a character": b"a = '\\ud800'",
    "a table twice": b"[a]\na.b=1",
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_no_file_breaks_the_portal(browser, cast, odd):
    ivo = browser(cast.ivo)
    ivo.get(URL)
    page = ivo.submit("main form", file=(BytesIO(odd), "x.toml"))
    assert page.status == 422
    assert page.texts("#errors a")


def test_a_file_that_is_too_long_is_refused_unread(browser, cast, monkeypatch):
    monkeypatch.setattr(forms, "LONGEST_FILE", 100)
    ivo = browser(cast.ivo)
    ivo.get(URL)
    page = ivo.submit("main form", file=(BytesIO(b"x" * 101), "x.toml"))
    assert page.texts("#errors a") == ["The file is larger than 1 MB."]


def test_only_what_the_company_wrote_or_adapted_leaves(browser, cast):
    id = in_use(cast.ivo, cast.rita).question.library_id
    adapted(SHIPPED.id, cast.ivo, cast.rita, minutes=11)
    ivo = browser(cast.ivo)
    told = {
        competency: [one["id"] for one in tomllib.loads(ivo.get(url).data.decode())["question"]]
        for competency in (TABLE["competency"], SHIPPED.competency)
        for url in [f"/library/company.toml?competency={competency}"]
    }
    assert told == {TABLE["competency"]: [id], SHIPPED.competency: [SHIPPED.id]}
    links = ivo.get("/library", competency=TABLE["competency"]).links()
    assert links["Download your company's own on Stock and logistics"] == (
        "/library/company.toml?competency=inventory-logistics"
    )


def test_what_left_comes_back_word_for_word(cast):
    in_use(cast.ivo, cast.rita)
    told = exchange.arrivals(exchange.company_file(TABLE["competency"]))
    assert [arrival.what for arrival in told] == ["same"]


def test_each_question_says_what_would_become_of_it_and_then_it_does(browser, cast):
    new = replace(SHIPPED, id=f"{SHIPPED.competency}-from-elsewhere")
    text = file_with(replace(SHIPPED, minutes=11), new, engine.library().entries[1])
    ivo = browser(cast.ivo)
    ivo.get(URL)
    page = ivo.submit("main form", content=text)
    assert page.texts("tbody td:last-child") == [
        "A new version of one that is here, as a draft",
        "A new question, as a draft",
        "Nothing: it is in use word for word",
    ]
    assert db.session.query(LibraryVersion).count() == 0
    assert ivo.submit("main form").location == "/library"
    made = db.session.query(LibraryVersion).order_by(LibraryVersion.id).all()
    assert [(one.state, one.question.library_id, one.question.is_own) for one in made] == [
        ("draft", SHIPPED.id, False),
        ("draft", new.id, True),
    ]
    assert [queries.entry_in(one) for one in made] == [replace(SHIPPED, minutes=11), new]
    assert [one.what for one in exchange.arrivals(text)] == ["held", "held", "same"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Choose a file, or paste its words."),
        ("competency =", "The file: Invalid value (at end of document)."),
        ('competency = "nonsense"', "There is no competency “nonsense”."),
        ('competency = "testing-qa"', "There is no question in it."),
        ('competency = "testing-qa"\n[[question]]\nid = 3', "The file, question 1: “kind” is missing."),
        (file_with(replace(SHIPPED, text="Say\x00?")), "It holds characters that nobody can type."),
        (
            file_with(replace(SHIPPED, text="Say \u202ehctaw?")).encode(),
            "It holds characters that nobody can type.",
        ),
        (
            file_with(replace(SHIPPED, id=f"{SHIPPED.competency}-{'x' * 90}-{'y' * 30}")),
            f"The file ({SHIPPED.competency}-{'x' * 90}-{'y' * 30}"[: 10 + 120]
            + "): a name in it is longer than one line of 120 characters.",
        ),
        (
            file_with(replace(SHIPPED, text="Why? " * 401)),
            f"The file ({SHIPPED.id}): “text” is longer than 2000 characters.",
        ),
        (
            file_with(replace(SHIPPED, probes=("How?", " ", "Why?"))),
            f"The file ({SHIPPED.id}): a probe is empty.",
        ),
        (file_with(SHIPPED, SHIPPED), "Two of its questions have the same id."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_place(browser, cast, text, sentence):
    ivo = browser(cast.ivo)
    ivo.get(URL)
    given = {"content": text} if isinstance(text, str) else {"file": (BytesIO(text), "x.toml")}
    page = ivo.submit("main form", **given)
    assert (page.status, page.texts("#errors a")) == (422, [sentence])
