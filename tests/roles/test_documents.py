"""Roles from documents: pasted, uploaded, with one job or several; and what cannot be read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from app.store.database import db
from app.store.role import Document, Role
from tests.factories import Cast
from tests.page import Browser, Page

Open = Callable[..., Browser]

ONE_JOB = """Warehouse manager

Responsibilities
- Plan the weekly deliveries of three vans
- Train new colleagues at the loading dock
- Check the stock every evening

Benefits
- Free fruit
"""
TWO_JOBS = """1. Till clerk responsibilities

• Till: Count the cash every evening.
• Talking: Answer questions of customers at the counter.
• Stock: Order goods before they run out.

2. Van driver responsibilities

• Driving: Deliver parcels in the city.
• Van: Check the van before each tour.
• Papers: Record each delivery in the list.
"""


def upload(browser: Browser, data: bytes, name: str = "advert.txt", **fields: Any) -> Page:
    browser.get("/roles/new")
    sent = {name: values[0] for name, values in browser.page.fields("main form").items()} | fields
    return browser.open("POST", "/roles/new", data=sent | {"file": (io.BytesIO(data), name)})


def paste(browser: Browser, text: str, **fields: Any) -> Page:
    browser.get("/roles/new")
    return browser.submit("main form", text=text, **fields)


def document_id() -> int:
    return db.session.scalars(select(Document.id)).one()


def count(model: type) -> int:
    return db.session.scalar(select(func.count(model.id)))


def test_one_job_with_a_title_becomes_a_role_at_once(browser: Open, cast: Cast) -> None:
    rita = browser(cast.rita)
    page = paste(rita, ONE_JOB, manager=cast.hugo.id, level="senior")
    role = db.session.scalars(select(Role)).one()
    assert page.location == f"/roles/{role.id}"
    assert (role.title, role.level, role.hiring_manager, role.document.name) == (
        "Warehouse manager",
        "senior",
        cast.hugo,
        "Pasted text",
    )
    assert [(one.text, one.lines) for one in role.responsibilities] == [
        ("Plan the weekly deliveries of three vans", [4]),
        ("Train new colleagues at the loading dock", [5]),
        ("Check the stock every evening", [6]),
    ]
    assert ("Free fruit", 9, "benefit") in [(left.text, left.line, left.why) for left in role.left_out_lines]
    page = rita.follow()
    assert page.texts(".line-taken .line-part") == [one.text for one in role.responsibilities]


def test_a_title_that_was_typed_counts(browser: Open, cast: Cast) -> None:
    paste(browser(cast.rita), ONE_JOB, title="Junior stock keeper")
    role = db.session.scalars(select(Role)).one()
    assert (role.title, role.level) == ("Junior stock keeper", "junior")


@pytest.mark.parametrize(
    "name", ["advert.txt", "ADVERT.MD", 'Stellen "Ausschreibung" für Ötzi.txt', "../../etc/passwd.txt"]
)
def test_an_uploaded_file_is_read(browser: Open, cast: Cast, name: str) -> None:
    assert upload(browser(cast.rita), ONE_JOB.encode(), name, title="Manager").status == 303
    role = db.session.scalars(select(Role)).one()
    assert len(role.responsibilities) == 3
    assert "/" not in role.document.name


def test_of_several_jobs_one_chooses_which_become_roles(browser: Open, cast: Cast) -> None:
    rita = browser(cast.rita)
    page = paste(rita, TWO_JOBS, manager=cast.hugo.id)
    address = f"/documents/{document_id()}/roles"
    assert page.location == f"{address}?manager={cast.hugo.id}"
    assert count(Role) == 0
    page = rita.follow()
    assert page.h1 == "2 jobs in this document"
    assert page.texts(".profile > .quiet") == [
        "3 responsibilities read, 1 line left out, from line 3",
        "3 responsibilities read, 1 line left out, from line 9",
    ]
    page = rita.submit("main form", **{"p1-make": None, "p2-title": "Driver"})
    role = db.session.scalars(select(Role)).one()
    assert (page.location, role.title, role.profile, role.hiring_manager) == (
        f"/roles/{role.id}",
        "Driver",
        2,
        cast.hugo,
    )
    assert [(one.label, one.lines) for one in role.responsibilities] == [
        ("Driving", [9]),
        ("Van", [10]),
        ("Papers", [11]),
    ]
    page = rita.get(address)
    assert page.texts("#profile-2 a") == ["Driver"]
    assert rita.submit("main form").status == 303
    assert count(Role) == 2


def test_a_second_click_makes_no_second_roles(browser: Open, cast: Cast) -> None:
    rita = browser(cast.rita)
    paste(rita, TWO_JOBS)
    rita.follow()
    once = rita.page
    assert rita.submit("main form").location == "/roles"
    rita.page = once
    assert rita.submit("main form").location == "/roles"
    assert count(Role) == 2


def test_a_second_click_on_reading_makes_one_document_and_one_role(browser: Open, cast: Cast) -> None:
    rita = browser(cast.rita)
    first = paste(rita, ONE_JOB)
    assert paste(rita, ONE_JOB).location == first.location
    assert (count(Document), count(Role)) == (1, 1)


def test_without_a_tick_or_without_a_title_no_role_is_made(browser: Open, cast: Cast) -> None:
    rita = browser(cast.rita)
    paste(rita, TWO_JOBS)
    rita.follow()
    page = rita.submit("main form", **{"p1-make": None, "p2-make": None, "p1-title": "Kept"})
    assert (page.status, page.texts(".summary li"), page.one("#p1-title")["value"]) == (
        422,
        ["Tick at least one of them."],
        "Kept",
    )
    rita.get(f"/documents/{document_id()}/roles")
    page = rita.submit("main form", **{"p1-title": " "})
    assert (page.status, page.texts(".summary li")) == (422, ["Write the role's title."])
    assert count(Role) == 0


def test_who_may_not_make_roles_sees_no_document(browser: Open, cast: Cast) -> None:
    paste(browser(cast.rita), TWO_JOBS)
    for person in (cast.hugo, cast.otto, cast.ada):
        assert browser(person).get(f"/documents/{document_id()}/roles").status == 404
    assert browser(cast.rita).get("/documents/999999/roles").status == 404


def test_without_a_document_a_role_begins_empty(browser: Open, cast: Cast) -> None:
    rita = browser(cast.rita)
    rita.get("/roles/new/by-hand")
    assert rita.submit(title=" ").status == 422
    assert rita.submit(title="Clerk", level="lead").status == 303
    page = rita.follow()
    assert (page.h1, page.texts(".empty h3"), page.has("#add[open]")) == (
        "Clerk",
        ["No responsibilities yet"],
        True,
    )


@pytest.mark.parametrize("text", ["", " \r\n\t ", "\x00\x00", "...\n---\n***"])
def test_nothing_to_read_is_said_beside_the_field(browser: Open, cast: Cast, text: str) -> None:
    page = paste(browser(cast.rita), text, title="Kept")
    assert (page.status, page.has("#text-error"), page.one("#title")["value"]) == (422, True, "Kept")
    assert (count(Document), count(Role)) == (0, 0)


def test_what_was_pasted_stays_where_something_else_is_refused(browser: Open, cast: Cast) -> None:
    page = paste(browser(cast.rita), ONE_JOB, title="x" * 201)
    assert (page.status, page.one("#text").get_text().strip()) == (422, ONE_JOB.strip())
    page = upload(browser(cast.rita), b"some words", text=ONE_JOB)
    assert (page.status, page.one("#text").get_text().strip()) == (422, ONE_JOB.strip())


def test_words_that_no_job_is_in_become_a_role_with_everything_left_out(browser: Open, cast: Cast) -> None:
    rita = browser(cast.rita)
    page = paste(rita, "We were founded in a garage.\nOur fruit is free.", title="Clerk")
    assert page.status == 303
    page = rita.follow()
    assert page.texts(".empty h3") == ["No responsibilities yet"]
    assert len(page.all("button[form=take-in]")) == 2


def bomb() -> bytes:
    """A Word file whose text is 400 MB of spaces."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as text:
            for _ in range(400):
                text.write(b" " * 1_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "empty.txt"),
        (b" \n ", "blank.txt"),
        (bytes(range(256)) * 20, "binary.txt"),
        (b"\x7fELF" + bytes(5000), "program.pdf"),
        (b"%PDF-1.7\n1 0 obj << /Encrypt 2 0 R", "broken.pdf"),
        (b"PK\x03\x04 not a zip", "broken.docx"),
        (b"\xd0\xcf\x11\xe0" + bytes(3000), "old.doc"),
        (bomb(), "bomb.docx"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(
    browser: Open, cast: Cast, data: bytes, name: str
) -> None:
    page = upload(browser(cast.rita), data, name, title="Kept")
    assert page.status == 422
    assert len(page.texts("#file-error, #text-error")[0]) > 15
    assert page.one("#title")["value"] == "Kept"
    assert (count(Document), count(Role)) == (0, 0)


def test_more_than_the_portal_takes_is_a_page_that_says_so(app, browser: Open, cast: Cast) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 10_000
    page = upload(browser(cast.rita), b"words " * 5000)
    assert (page.status, page.h1) == (413, "That is too large")


def test_a_paste_longer_than_any_job_description_is_refused(browser: Open, cast: Cast) -> None:
    page = paste(browser(cast.rita), "words " * 400_000)
    assert (page.status, page.has("#text-error")) == (422, True)
