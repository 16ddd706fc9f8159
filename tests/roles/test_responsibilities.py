"""Responsibilities on the role's page, with htmx and without."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import delete

from app.roles import responsibility_actions as duties
from app.store.database import db
from app.store.responsibility import Responsibility
from app.store.role import Role
from tests.factories import NOW, Cast, make_left_out_line, make_responsibility, make_role
from tests.page import Browser, Page

Open = Callable[..., Browser]


def words(role: Role) -> list[str]:
    db.session.refresh(role)
    return [one.text for one in role.responsibilities]


def duty(page: Page, one: Responsibility, css: str = "") -> list[str]:
    return page.texts(f"#responsibility-{one.id} {css}")


def test_importance_is_one_press_without_htmx_too(browser: Open, cast: Cast) -> None:
    role = make_role()
    one = role.responsibilities[0]
    rita = browser(cast.rita)
    rita.get(f"/roles/{role.id}")
    page = rita.submit(f"#responsibility-{one.id} form.importance", button="5")
    assert (page.status, page.location) == (303, f"/roles/{role.id}#responsibility-{one.id}")
    assert duty(rita.follow(), one, "[aria-pressed=true]") == ["5"]


def test_by_htmx_importance_answers_with_the_responsibility_and_the_history(
    browser: Open, cast: Cast
) -> None:
    role = make_role()
    one, other = role.responsibilities
    rita = browser(cast.rita)
    rita.get(f"/roles/{role.id}")
    page = rita.submit(f"#responsibility-{one.id} form.importance", htmx=True, button="5")
    assert page.status == 200
    assert (duty(page, one, "[aria-pressed=true]"), duty(page, other), page.has("h1")) == (["5"], [], False)
    assert page.texts("hx-partial .history li p")[0].startswith("Rita Reyes set the importance")


@pytest.mark.parametrize("importance", ["0", "6", "", "x", "3.5", "9" * 30])
def test_an_importance_beyond_five_is_refused(browser: Open, cast: Cast, importance: str) -> None:
    role = make_role()
    one = role.responsibilities[0]
    page = browser(cast.rita).post(
        f"/responsibilities/{one.id}/importance", {"importance": importance, "seen": "3"}
    )
    assert page.status == 422
    db.session.refresh(one)
    assert one.importance == 3


def test_an_older_page_is_told_and_shown_the_newer_importance(browser: Open, cast: Cast) -> None:
    role = make_role()
    one = role.responsibilities[0]
    first, second = browser(cast.rita), browser(cast.rita)
    for each in (first, second):
        each.get(f"/roles/{role.id}")
    first.submit(f"#responsibility-{one.id} form.importance", button="5")
    page = second.submit(f"#responsibility-{one.id} form.importance", htmx=True, button="1")
    assert (page.status, duty(page, one, "[aria-pressed=true]")) == (409, ["5"])
    assert page.has(".notice-warn")


def test_competencies_that_were_read_are_confirmed_with_one_press(browser: Open, cast: Cast) -> None:
    role = make_role()
    one = role.responsibilities[0]
    rita = browser(cast.rita)
    page = rita.get(f"/roles/{role.id}")
    assert duty(page, one, ".chip") == ["Databases and storage"]
    confirm = f"Confirm these competencies of {one.text}"
    page = rita.submit(f"#responsibility-{one.id} form[action$=competencies]", htmx=True, button=confirm)
    assert (page.status, duty(page, one, ".mark")) == (200, ["Confirmed"])


def test_words_and_competencies_are_edited_in_place(browser: Open, cast: Cast) -> None:
    role = make_role()
    one = role.responsibilities[0]
    rita = browser(cast.rita)
    rita.get(f"/roles/{role.id}")
    panel = rita.htmx_get(f"/responsibilities/{one.id}/edit")
    assert (panel.status, panel.has("h1"), panel.one("form[action$=edit]")["hx-target"]) == (
        200,
        False,
        f"#responsibility-{one.id}",
    )
    typed = {f"words-{one.id}-text": "Review  the code", f"words-{one.id}-label": "Review"}
    page = rita.submit(
        "form[action$=edit]", htmx=True, **typed, **{f"words-{one.id}-second": "documentation"}
    )
    assert duty(page, one, ".duty-words p") == ["Review. Review the code line 1 , edited"]
    assert duty(page, one, ".chip") == ["Databases and storage", "Documentation"]


def test_words_are_edited_on_a_page_of_their_own_without_htmx(browser: Open, cast: Cast) -> None:
    role = make_role()
    one = role.responsibilities[0]
    rita = browser(cast.rita)
    page = rita.get(f"/responsibilities/{one.id}/edit")
    assert (page.status, page.h1, page.all("main [hx-post]")) == (200, "Edit a responsibility", [])
    page = rita.submit("form[action$=edit]", **{f"words-{one.id}-text": "Review the code"})
    assert page.location == f"/roles/{role.id}#responsibility-{one.id}"
    assert words(role)[0] == "Review the code"


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("text", ["", " \n ", "x" * 2001])
def test_words_that_cannot_be_are_refused_and_stay(browser: Open, cast: Cast, text: str, htmx: bool) -> None:
    role = make_role()
    one = role.responsibilities[0]
    rita = browser(cast.rita)
    rita.get(f"/responsibilities/{one.id}/edit")
    page = rita.submit(
        "form[action$=edit]", htmx=htmx, **{f"words-{one.id}-text": text, f"words-{one.id}-label": "Kept"}
    )
    assert (page.status, page.one(f"#words-{one.id}-label")["value"]) == (422, "Kept")
    assert page.has(f"#words-{one.id}-text-error")
    assert words(role)[0] == "Look after part 1 of the billing service"


@pytest.mark.parametrize("htmx", [False, True])
def test_who_edits_older_words_keeps_their_own_and_sees_the_newer(
    browser: Open, cast: Cast, htmx: bool
) -> None:
    role = make_role()
    one = role.responsibilities[0]
    first, second = browser(cast.rita), browser(cast.rita)
    for each in (first, second):
        each.get(f"/responsibilities/{one.id}/edit")
    first.submit("form[action$=edit]", **{f"words-{one.id}-text": "First words"})
    page = second.submit("form[action$=edit]", htmx=htmx, **{f"words-{one.id}-text": "Second words"})
    assert page.status == 409
    assert page.texts(f"#words-{one.id}-text") == ["Second words"]
    assert page.texts(".notice-info p")[1] == "First words"
    assert words(role)[0] == "First words"
    assert second.submit("form[action$=edit]").status == 303
    assert words(role)[0] == "Second words"


def test_what_someone_removed_meanwhile_is_not_there(browser: Open, cast: Cast) -> None:
    role = make_role()
    one_id = role.responsibilities[0].id
    first, second = browser(cast.rita), browser(cast.rita)
    for each in (first, second):
        each.get(f"/roles/{role.id}")
    assert first.submit(f"#responsibility-{one_id} form[action$=removal]").status == 303
    assert second.post(f"/responsibilities/{one_id}/removal", {"seen": "x"}).status == 404
    weighed = second.htmx_post(f"/responsibilities/{one_id}/importance", {"importance": 1, "seen": 3})
    assert weighed.status == 404


def test_a_responsibility_moves_by_its_buttons(browser: Open, cast: Cast) -> None:
    role = make_role(responsibilities=0)
    for position, text in enumerate(("First", "Second", "Third"), 1):
        make_responsibility(role, text, position=position)
    rita = browser(cast.rita)
    rita.get(f"/roles/{role.id}")
    moved = f"#responsibility-{role.responsibilities[2].id} form.move"
    page = rita.submit(moved, htmx=True, button="Move Third up")
    assert page.texts(".duty-words p") == ["First line 1", "Third line 3", "Second line 2"]
    assert (
        rita.post(f"/responsibilities/{role.responsibilities[0].id}/position?seen=old", {"to": "2"}).status
        == 409
    )
    assert rita.post(f"/responsibilities/{role.responsibilities[0].id}/position", {"to": "far"}).status == 422


def test_one_is_split_at_its_line_breaks(browser: Open, cast: Cast) -> None:
    role = make_role(responsibilities=1)
    one = role.responsibilities[0]
    rita = browser(cast.rita)
    rita.get(f"/responsibilities/{one.id}/edit")
    parts = f"divide-{one.id}-parts"
    page = rita.submit("form[action$=division]", **{parts: "Only one line"})
    assert (page.status, page.texts(f"#{parts}")) == (422, ["Only one line"])
    page = rita.submit("form[action$=division]", htmx=True, **{parts: "Run it\r\nFix it"})
    assert page.texts(".duty-words p") == ["Run it line 1 , edited", "Fix it line 1 , edited"]


def test_two_are_merged(browser: Open, cast: Cast) -> None:
    role = make_role(responsibilities=3)
    one, other, _ = role.responsibilities
    other_id = other.id
    rita = browser(cast.rita)
    page = rita.get(f"/responsibilities/{one.id}/edit")
    assert page.fields("form[action$=merger]")[f"merge-{one.id}-other"] == [
        str(other.id)
    ]  # the next is proposed
    page = rita.submit("form[action$=merger]")
    assert page.status == 303
    assert duty(rita.follow(), one, ".duty-from") == ["line 1 , line 2 , edited"]
    assert len(words(role)) == 2
    page = rita.post(f"/responsibilities/{one.id}/merger", {f"merge-{one.id}-other": str(other_id)})
    assert page.status == 422  # it is no choice any more


def test_an_empty_form_merges_nothing(browser: Open, cast: Cast) -> None:
    role = make_role(responsibilities=3)
    page = browser(cast.rita).post(f"/responsibilities/{role.responsibilities[0].id}/merger", {})
    assert (page.status, len(words(role))) == (422, 3)


def test_what_is_removed_stands_among_the_left_out_and_can_be_taken_back(browser: Open, cast: Cast) -> None:
    role = make_role(responsibilities=2)
    one = role.responsibilities[1]
    before = words(role)
    rita = browser(cast.rita)
    rita.get(f"/roles/{role.id}")
    page = rita.submit(f"#responsibility-{one.id} form[action$=removal]", htmx=True)
    assert page.texts("#line-2 .line-why > span") == ["Removed by hand"]
    line = page.one("#line-2 button[form=take-in]")["value"]
    page = (
        rita.submit("form#take-in", htmx=True)
        if False
        else rita.htmx_post(f"/roles/{role.id}/left-out-lines", {"line": line})
    )
    assert page.status == 200
    assert words(role) == before
    assert rita.htmx_post(f"/roles/{role.id}/left-out-lines", {"line": line}).status == 409
    assert rita.htmx_post(f"/roles/{role.id}/left-out-lines", {"line": "x"}).status == 422


def test_what_was_written_by_hand_and_removed_is_not_lost(browser: Open, cast: Cast) -> None:
    role = make_role(responsibilities=0)
    role.document = None
    db.session.commit()
    one = make_responsibility(role, "Run it", lines=[])
    rita = browser(cast.rita)
    rita.get(f"/roles/{role.id}")
    rita.submit(f"#responsibility-{one.id} form[action$=removal]")
    page = rita.follow()
    assert page.texts("ul.removed .line-why > span") == ["Removed by hand"]
    assert page.one("ul.removed button")["form"] == page.one("form#take-in")["id"]


def test_a_responsibility_is_written_by_hand(browser: Open, cast: Cast) -> None:
    role = make_role(responsibilities=0)
    rita = browser(cast.rita)
    rita.get(f"/roles/{role.id}")
    page = rita.submit("#add form", text=" ")
    assert (page.status, page.has("#add[open]"), page.has("#text-error")) == (422, True, True)
    page = rita.submit("#add form", htmx=True, text="Run the till", label="Till")
    assert page.texts(".duty-words p") == ["Till. Run the till written by hand"]


def test_an_archived_role_refuses_with_a_sentence(browser: Open, cast: Cast) -> None:
    role = make_role(archived_at=NOW)
    one = role.responsibilities[0]
    rita = browser(cast.rita)
    page = rita.post(f"/responsibilities/{one.id}/importance", {"importance": 5, "seen": 3})
    assert (page.status, page.texts(".role-notice p")) == (
        409,
        ["This role is archived and is kept as it is. Open it again to change it."],
    )


def test_who_removes_between_the_door_and_the_action_wins_and_the_other_is_told(
    browser: Open, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    role = make_role()
    one_id = role.responsibilities[0].id
    rita = browser(cast.rita)
    rita.get(f"/roles/{role.id}")
    weigh = duties.weigh

    def too_late(late: Responsibility, *arguments, **named) -> None:
        removal = delete(Responsibility).where(Responsibility.id == one_id)
        db.session.execute(removal.execution_options(synchronize_session=False))
        db.session.expire_all()
        weigh(late, *arguments, **named)

    monkeypatch.setattr(duties, "weigh", too_late)
    page = rita.submit(f"#responsibility-{one_id} form.importance", button="5")
    assert page.status == 409
    assert page.texts(".notice p") == ["Someone removed this a moment ago. Nothing was changed."]


def test_left_out_lines_of_another_role_are_out_of_reach(browser: Open, cast: Cast) -> None:
    role, other = make_role(), make_role()
    left = make_left_out_line(other)
    page = browser(cast.rita).post(f"/roles/{role.id}/left-out-lines", {"line": left.id})
    assert page.status == 409
    assert len(words(role)) == 2
