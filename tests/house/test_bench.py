"""The measurements stand on something that works; what they measure is not looked at here."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from bench import floor
from bench.serving import Samples
from bench.visitor import fields_of, token_of, values_in

FORMS = """
<form method="get" action="/search"><input name="q" value="x"></form>
<form method="post" action="/scorecards/12/ratings/3"><input type="hidden" name="csrf_token" value="t">
<input type="radio" name="value" value="1"><input type="radio" name="value" value="4" checked>
<textarea name="evidence">Gave times</textarea></form>
<form method="post" action="/scorecards/12/ratings/4"><input name="other"></form>
"""


def test_the_floor_finds_one_person_by_an_indexed_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = str(tmp_path / "floor.db")
    floor.fill(file)
    monkeypatch.setenv("FLOOR_DATABASE", file)
    page = BeautifulSoup(floor.app.test_client().get("/people/7").data, "html.parser")
    assert [page.h1.text, page.p.text, len(page.select("li"))] == ["Person 7", "person7@example.com", 2]
    plan = (
        floor.connection().execute("EXPLAIN QUERY PLAN SELECT name FROM person WHERE email = 'x'").fetchall()
    )
    assert "USING INDEX" in plan[0][3]
    floor.connection().close()
    del floor._connections.open


def test_a_visitor_sends_what_the_first_form_to_an_address_holds() -> None:
    soup = BeautifulSoup(FORMS, "html.parser")
    assert values_in(soup.select("form")[2]) == {"other": ""}
    assert token_of(soup) == "t"
    assert fields_of(soup, r"/ratings/") == {"csrf_token": "t", "value": "4", "evidence": "Gave times"}
    with pytest.raises(LookupError, match="no form to /sign-in"):
        fields_of(soup, "/sign-in")


def test_figures_are_medians_in_milliseconds() -> None:
    taken = Samples(latency=[0.001, 0.002, 0.009], cpu=[0.001, 0.001, 0.004], size=10)
    figures = taken.figures()
    assert (figures["latency_ms"], figures["cpu_ms"], figures["bytes"]) == (2.0, 1.0, 10)
