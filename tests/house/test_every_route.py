"""Every route stands behind a door, and the doors are those that were meant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from app.access import TABLE
from app.history.sentences import SENTENCES
from app.web import doors

HOUSE = Path(__file__).parents[2]
PUBLIC = {
    "accounts.join",
    "accounts.sign_in",
    "accounts.sign_out",
    "candidate_pages.arrive",
    "static",
    "web.healthz",
    "web.htmx",
    "web.readyz",
    "web.theme",
}


def test_only_these_doors_are_open_to_everybody(app):
    assert {row["endpoint"] for row in doors.policy() if row["door"] == "public"} == PUBLIC


def test_a_route_without_a_door_is_found():
    house = Flask(__name__)
    house.add_url_rule("/back-entrance", "back_entrance", lambda: "come in")
    with pytest.raises(LookupError, match="/back-entrance"):
        doors.check_every_door(house)


def test_every_door_asks_for_an_action_of_the_table(app):
    assert [row for row in doors.policy() if row["door"] == "allow" and row["action"] not in TABLE] == []


def test_only_get_and_post_are_used(app):
    assert {method for row in doors.policy() for method in row["methods"]} == {"GET", "POST"}


def test_addresses_are_kebab_case_with_typed_numbers(app):
    word = r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?"
    part = re.compile(rf"{word}|<int:[a-z_]+>|<slug:library_id>|<token>|<path:filename>")
    odd = [
        row["rule"]
        for row in doors.policy()
        if not all(part.fullmatch(p) for p in row["rule"].split("/") if p)
    ]
    assert odd == []


def source() -> str:
    folders = ("app", "templates")
    return "\n".join(
        p.read_text() for f in folders for p in (HOUSE / f).rglob("*") if p.suffix in (".py", ".html")
    )


def test_every_row_of_the_table_is_asked_for_somewhere():
    text = source().replace((HOUSE / "app/access.py").read_text(), "")
    unused = [action for action in TABLE if f'"{action}"' not in text and f"'{action}'" not in text]
    # A door asks noun.see by itself before the noun's other actions.
    nouns = {action.partition(".")[0] for action in TABLE if action not in unused}
    assert [a for a in unused if not (a.endswith(".see") and a.partition(".")[0] in nouns)] == []


def test_every_event_has_its_sentence_and_every_sentence_its_event():
    recorded = set(re.findall(r"""record\(\s*["']([a-z_]+\.[a-z_]+)["']""", source()))
    assert recorded == set(SENTENCES)


@pytest.mark.parametrize("url", ["/people", "/roles", "/candidates", "/interviews", "/profile", "/"])
def test_who_is_not_signed_in_is_sent_to_the_door(browser, app, url):
    assert browser().get(url).location.startswith("/sign-in")
