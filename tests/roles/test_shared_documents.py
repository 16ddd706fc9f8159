"""The five real documents, through the portal. They are not part of the project: where they are, they are read."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from app.store.database import db
from app.store.role import Role
from tests.factories import Cast
from tests.page import Browser

FOLDER = Path(__file__).parents[3] / "shared" / "documents"
FILES = sorted(FOLDER.glob("*.txt"))

pytestmark = pytest.mark.skipif(not FILES, reason="the real documents are not on this machine: NOT read")


def make_all(rita: Browser, file: Path) -> list[Role]:
    rita.get("/roles/new")
    sent = {name: values[0] for name, values in rita.page.fields("main form").items()}
    upload = {"file": (io.BytesIO(file.read_bytes()), file.name)}
    rita.open("POST", "/roles/new", data=sent | upload)
    page = rita.follow()
    if page.url.startswith("/documents"):
        untitled = {
            field["name"]: "A job" for field in page.all("input[name$=title]") if not field.get("value")
        }
        rita.submit("main form", **untitled)
    return list(db.session.scalars(select(Role).order_by(Role.id)))


def test_the_document_of_ten_profiles_makes_ten_roles_with_83_labelled_responsibilities(
    browser: Callable[..., Browser], cast: Cast
) -> None:
    roles = make_all(browser(cast.rita), next(file for file in FILES if file.name.startswith("002")))
    labels = [[one.label for one in role.responsibilities] for role in roles]
    assert [len(each) for each in labels] == [10, 8, 6, 7, 7, 6, 6, 5, 22, 6]
    assert sum(label is not None for each in labels for label in each) == 83
    lines = roles[0].document.text.split("\n")
    for role in roles:
        for one in role.responsibilities:
            assert one.label in lines[one.lines[0] - 1]
            assert one.text in lines[one.lines[0] - 1]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name[:3])
def test_every_document_gives_roles_whose_pages_can_be_worked_with(
    browser: Callable[..., Browser], cast: Cast, file: Path
) -> None:
    rita = browser(cast.rita)
    roles = make_all(rita, file)
    for role in roles:
        page = rita.get(f"/roles/{role.id}")
        assert page.status == 200
        assert len(page.all(".duty")) == len(role.responsibilities) > 0
        leads = {
            (line["id"], link["href"])
            for line in page.all(".document li")
            for link in line.select("a.line-part")
        }
        wanted = {(f"line-{one.lines[0]}", f"#responsibility-{one.id}") for one in role.responsibilities}
        assert wanted - leads == set()
        told = {
            (line["id"], why["id"]) for line in page.all(".document li") for why in line.select(".line-why")
        }
        assert told == {(f"line-{left.line}", f"left-out-{left.id}") for left in role.left_out_lines}
