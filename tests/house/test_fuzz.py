"""No input gives a 5xx: every form that anybody meets, and every address, with what nobody should send.

Each field is sent with a few of the poisons, another few in each form, so that together every poison meets fields of
every kind. ``COLLOQUY_FUZZ=all`` sends every poison in every field: half an hour.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from io import BytesIO
from itertools import chain, cycle
from typing import Any, NamedTuple
from urllib.parse import quote_plus
from zlib import crc32

import pytest
from flask import Flask

from app.store.database import db
from app.web import doors
from tests.databases import Database
from tests.factories import Cast
from tests.house.crawl import Form, Walker, undone
from tests.house.whole_hire import Hire, make_hire, things
from tests.page import Browser, _Broken

WORDS = (
    "",
    " \t\r\n",
    "x" * 10_000,
    "a\0b",
    "\x01\x1b\x7f\x85",
    "\ud800 \udfff",
    "👩‍👩‍👧‍👦🧨",
    "\u202e\u2028\u2029\ufeff",
    "a\r\nBcc: everybody@example.com",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }} %s %n",
    "../../etc/passwd",
    "off",
    "both",
)
NUMBERS = (
    "-1",
    "0",
    "1",
    "2147483648",
    "-9223372036854775809",
    "9" * 30,
    "9" * 5000,
    "1e309",
    "NaN",
    "٣",
    "²",
)
TIMES = (
    "0001-01-01",
    "9999-12-31",
    "2100-12-31",
    "2026-02-30",
    "10000-01-01",
    "24:00",
    "23:59",
    "1 jan 9999 0-1",
    "Mon-Sun 0-24",
    "Pacific/Kiritimati",
    "America/../UTC",
)
POISONS = (*WORDS, *NUMBERS, *TIMES)
EVERYTHING = os.environ.get("COLLOQUY_FUZZ") == "all"
OF_EACH_FIELD = len(POISONS) if EVERYTHING else 2
PEOPLE = ("rita", "hugo", "ines", "ada")


class Case(NamedTuple):
    what: str
    fields: dict[str, list[str]]


@pytest.fixture
def hire(cast: Cast) -> Hire:
    return make_hire(cast)


def cases_of(form: Form) -> Iterator[Case]:
    """The form as it stands, with nothing, with everything twice, and with each field poisoned in turn."""
    yield Case("as it stands", form.fields)
    yield Case("nothing", {})
    yield Case("everything twice", {name: [*values, "7"] for name, values in form.fields.items()})
    yield Case("arrays", {f"{name}[]": values for name, values in form.fields.items()})
    for name in form.fields:
        if name != "csrf_token":
            start = crc32(f"{form.endpoint} {name}".encode())
            for number in range(OF_EACH_FIELD):
                # A step that shares no factor with their count comes to all of them in turn.
                poison = POISONS[(start + 5 * number) % len(POISONS)]
                yield Case(f"{name}={poison[:20]!r}", form.fields | {name: [poison]})


def encoded(fields: dict[str, list[str]]) -> str:
    """As a browser would, but for surrogates, which only a program can send."""
    pairs = [(name, value) for name, values in fields.items() for value in values]
    return "&".join("=".join(quote_plus(w.encode("utf-8", "surrogatepass")) for w in pair) for pair in pairs)


def breaks(database: Database, walker: Walker, method: str, url: str, times: int = 1, **request: Any) -> str:
    """What broke, in words; "" where the portal gave an answer of its own, ``times`` in a row."""
    broken = _Broken()
    with undone(database), broken:
        for _ in range(times):
            answer = walker.send(method, url, **request)
    if answer.status_code < 500 and broken.error is None:
        return ""
    return f"{walker.who}: {method} {url[:100]} is {answer.status_code}: {broken.error!r:.300}"


def breaks_of(database: Database, walker: Walker, form: Form) -> Iterator[str]:
    form = replace(form, action=form.action.partition("?")[0] if form.method == "GET" else form.action)
    for what, fields in cases_of(form):
        request: dict[str, Any] = {}
        url = form.action
        if form.method == "POST":
            body = encoded(fields | {"csrf_token": [walker.token]})
            request = {"data": body, "content_type": "application/x-www-form-urlencoded"}
        else:
            url += "?" + encoded(fields)
        if crc32(what.encode()) % 2:
            request["headers"] = {"HX-Request": "true"}
        # A second click sends the same again.
        if broke := breaks(
            database, walker, form.method, url, times=2 if fields is form.fields else 1, **request
        ):
            yield f"{form.endpoint} with {what}: {broke}"


def forms_met(database: Database, walkers: list[Walker], starts: list[str]) -> Iterator[tuple[Walker, Form]]:
    """One form of each shape, with the first person who meets it."""
    shapes = set()
    for walker in walkers:
        with undone(database):
            _, forms = walker.crawl("/", *starts)
        for form in forms:
            shape = (form.endpoint, form.method)
            if shape not in shapes:
                shapes.add(shape)
                yield walker, form


def test_no_form_breaks_the_portal(
    app: Flask, database: Database, browser: Callable[..., Browser], hire: Hire
) -> None:
    walkers = [Walker(browser(hire.people[who])) for who in PEOPLE]
    starts = [f"/documents/{hire.role.document_id}/roles", "/roles?state=archived"]
    starts += ["/library?state=retired", "/library?origin=adapted"]
    starts += [f"/applications/{each.id}/debrief" for each in hire.decidable]
    starts += [f"/candidates/{each.candidate_id}" for each in things("application_id") if each.withdrawn_at]
    starts += [f"/people/{each.id}" for each in things("person_id") if each.disabled_at]
    starts += [f"/interviewers/{hire.cast.ivo.id}"]  # who has a pause
    met = list(forms_met(database, walkers, starts))
    assert list(chain.from_iterable(breaks_of(database, walker, form) for walker, form in met)) == []
    posts = {row["endpoint"] for row in doors.policy() if row["door"] == "allow" and "POST" in row["methods"]}
    assert posts - {form.endpoint for _, form in met} == set()


def test_forms_that_nobody_signed_in_meets_do_not_break_either(
    app: Flask, database: Database, browser: Callable[..., Browser], hire: Hire
) -> None:
    nobody, cleo = browser(), browser()
    cleo.get(f"/c/{hire.link_token}")
    broke = []
    for walker, start in ((Walker(nobody), "/sign-in"), (Walker(nobody), f"/join/{hire.invitation_token}")):
        forms = walker.crawl(start)[1]
        broke += [each for form in forms for each in breaks_of(database, walker, form)]
    walker = Walker(cleo)
    forms = walker.crawl("/your-interviews")[1]
    own_token = [form.fields["csrf_token"][0] for form in forms if form.endpoint == "candidate_pages.zone"]
    walker.token = own_token[0]
    assert broke + [each for form in forms for each in breaks_of(database, walker, form)] == []


ODD_NUMBERS = (
    "0",
    "-1",
    "1.5",
    "2147483647",
    "2147483648",
    "9" * 20,
    "9" * 5000,
    "%D9%A1",
    "1%00",
    "%ED%A0%80",
)
ODD_QUERIES = ("=", "&&&", "%", "%00=%00", "page[]=1", "a" * 8000, "page=1&page=2", "%ED%A0%80=%ED%A0%80")
ODD_HEADERS = (
    {"HX-Current-URL": "http://["},
    {"HX-Request": "true", "HX-Current-URL": "http://["},
    {"HX-Request": "true", "HX-Current-URL": "//elsewhere.example"},
    {"HX-Request": "true", "HX-Request-Type": "\xff"},
    {"Cookie": "colloquy=\xff.a.b; theme=\xff; your-interviews=\xff"},
    {"Cookie": "colloquy=" + "a" * 3000},
    {"Content-Type": "multipart/form-data"},
    {"Content-Type": "multipart/form-data; boundary=" + "x" * 300},
    {"Content-Type": "application/x-www-form-urlencoded; charset=nonsense"},
    {"Content-Type": "application/json"},
    {"Accept-Language": "\xff", "Accept": "nonsense/*;q=x"},
    {"Range": "bytes=9-1", "If-Modified-Since": "yesterday", "If-None-Match": '"'},
    {"X-Forwarded-For": "\xff", "X-Forwarded-Host": "evil.example"},
)


def test_no_address_breaks_the_portal(
    app: Flask, database: Database, browser: Callable[..., Browser], hire: Hire
) -> None:
    rita, nobody = Walker(browser(hire.cast.rita)), Walker(browser())
    broke = []
    for number, row in enumerate(doors.policy()):
        odd = ODD_NUMBERS if EVERYTHING else [ODD_NUMBERS[(number + k) % len(ODD_NUMBERS)] for k in range(3)]
        for text in odd if "<" in row["rule"] else ["-"]:
            parts = [text if "<" in part else part for part in row["rule"].split("/")]
            for method in row["methods"]:
                form = {"csrf_token": rita.token} if method == "POST" else None
                broke.append(breaks(database, rita, method, "/".join(parts), data=form))
        if "<" not in row["rule"] and "GET" in row["methods"]:
            broke += [breaks(database, rita, "GET", f"{row['rule']}?{query}") for query in ODD_QUERIES]
    for headers in ODD_HEADERS:
        for walker in (rita, nobody):
            broke.append(breaks(database, walker, "GET", "/roles", headers=headers))
            broke.append(breaks(database, walker, "POST", "/profile", headers=headers, data=b"\xff\0--x"))
    assert [each for each in broke if each] == []


FILE_NAMES = ("", "a.docx", "a.pdf", "a.html", "a.md", "a\0.txt", "x" * 5000 + ".txt", "../a.exe")
FILES = (
    b"",
    b"\0\xff\xfe" * 40,
    b"PK\x03\x04 not a zip",
    b"%PDF-1.7 nothing",
    "dûties".encode("utf-16"),
)


def test_no_file_breaks_the_portal(
    app: Flask, database: Database, browser: Callable[..., Browser], cast: Cast
) -> None:
    rita = Walker(browser(cast.rita))
    broke = []
    for name, content in zip(FILE_NAMES, cycle(FILES), strict=False):
        fields = {"csrf_token": rita.token, "title": "T", "level": "mid", "manager": "", "text": ""}
        sent = fields | {"file": (BytesIO(content), name)}
        broke.append(breaks(database, rita, "POST", "/roles/new", data=sent))
    token = {"csrf_token": rita.token}
    text_for_file, file_for_text = {"file": "words"}, {"title": (BytesIO(b"T"), "t.txt"), "text": "Do it"}
    broke.append(breaks(database, rita, "POST", "/roles/new", data=token | text_for_file))
    broke.append(breaks(database, rita, "POST", "/roles/new", data=token | file_for_text))
    assert [each for each in broke if each] == []


def test_a_view_that_breaks_is_caught(
    app: Flask,
    database: Database,
    browser: Callable[..., Browser],
    hire: Hire,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control: one field's reading is made to fail, and the fuzzer names the form and the field."""

    def fragile(role: Any, title: str, *_: Any, **__: Any) -> None:
        db.session.execute(db.text("SELECT 1"))
        if not title.isascii():
            raise UnicodeError("a view that reads carelessly")

    monkeypatch.setattr(import_module("app.roles.actions"), "set_facts", fragile)
    walker = Walker(browser(hire.cast.rita))
    form = Form(
        "roles.edit",
        "POST",
        f"/roles/{hire.role.id}/edit",
        {"title": ["é"], "level": ["mid"], "manager": [""]},
    )
    found = list(breaks_of(database, walker, form))
    assert found
    assert all("roles.edit" in each and "UnicodeError" in each for each in found)
